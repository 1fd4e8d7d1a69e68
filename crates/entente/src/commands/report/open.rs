//! The log of a folder as a history, read by the agreement in force.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use entente_core::agreement::model::Agreement;
use entente_core::agreement::read::read;
use entente_core::id::Seq;
use entente_core::time::Instant;
use entente_history::{Entry, History, Zone};
use entente_store::{AgreementStatus, Place, Store};

use crate::commands::text;
use crate::{log, when};

/// A log that was read for a report.
pub(in crate::commands) struct Opened {
    pub(in crate::commands) history: History,
    pub(in crate::commands) zone: Zone,
}

/// How many entries are read at once: enough to be fast, few enough to hold.
const PAGE: usize = 20_000;

impl Opened {
    /// Reads the log at `place` as it stood at `as_of` (now where none).
    ///
    /// # Errors
    /// Says what is missing and which command makes it: a log, an agreement in force; or what cannot be read.
    pub(in crate::commands) fn new(
        place: &Place,
        agreement: Option<&Path>,
        as_of: Option<&str>,
        zone: Option<&str>,
    ) -> anyhow::Result<Opened> {
        let store = log::open(place)?;
        let now = when::now();
        let agreement = match agreement {
            Some(file) => match text::agreement_or_problems(file)? {
                Some((_, agreement)) => agreement,
                None => bail!("{} has errors", file.display()),
            },
            None => in_force(&store, now)?,
        };
        let zone = Zone::named(zone.unwrap_or(&agreement.timezone)).map_err(anyhow::Error::msg)?;
        let as_of = as_of.map_or(Ok(now), when::parse)?;
        let history = history(&store, agreement.into(), as_of)?;
        Ok(Opened { history, zone })
    }
}

/// The agreement that both parties signed and that runs at an instant.
fn in_force(store: &Store, now: Instant) -> anyhow::Result<Agreement> {
    let signed = store.agreements()?;
    let running = signed.iter().filter(|agreement| agreement.status == AgreementStatus::InForce);
    let Some(current) =
        running.filter(|agreement| agreement.effective <= now).max_by_key(|agreement| agreement.effective)
    else {
        bail!(
            "no agreement is in force here: put a signed one in force with `entente run --agreement BUNDLE`, or name a \
             file with --agreement"
        );
    };
    read(&current.source).agreement.with_context(|| {
        format!(
            "the agreement in force ({}) can no longer be read: use the version of entente that signed it",
            current.hash
        )
    })
}

fn history(store: &Store, agreement: Arc<Agreement>, as_of: Instant) -> anyhow::Result<History> {
    let mut failed = None;
    let mut after = Seq(0);
    let pages = std::iter::from_fn(|| match store.entries(after, PAGE) {
        Ok(page) => {
            after = page.last()?.0;
            Some(page)
        }
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    let entries = pages.flatten().map(|(seq, entry)| match entry {
        entente_store::Entry::Fact(fact) => (seq, Entry::Fact(fact)),
        entente_store::Entry::Decision(decision) => (seq, Entry::Decision(decision)),
    });
    let history = History::build(agreement, as_of, entries);
    failed.map_or(Ok(history), |error| Err(error.into()))
}
