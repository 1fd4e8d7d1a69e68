//! The log of a folder as a history, read by the agreement in force.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use entente_core::agreement::model::Agreement;
use entente_core::id::Seq;
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_desk::force;
use entente_history::{Entry, History, Zone};
use entente_store::{Place, Store};

use crate::commands::text::{self, Unsound};
use crate::{log, when};

/// A log that was read for a report.
pub(in crate::commands) struct Opened {
    pub(in crate::commands) history: History,
    /// The agreement it is read by, compiled; one in force knows since when each promise is.
    pub(in crate::commands) plan: Arc<Plan>,
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
        let plan = match agreement {
            Some(file) => match text::agreement_or_problems(file)? {
                Some((_, agreement)) => Arc::new(Plan::compile(&agreement).map_err(|why| anyhow::anyhow!("{why}"))?),
                None => return Err(Unsound.into()),
            },
            None => in_force(&store, now)?,
        };
        let zone = Zone::named(zone.unwrap_or(&plan.agreement.timezone)).map_err(anyhow::Error::msg)?;
        let as_of = as_of.map_or(Ok(now), when::parse)?;
        let history = history(&store, plan.agreement.clone(), as_of)?;
        Ok(Opened { history, plan, zone })
    }
}

/// The agreement that both parties signed and that runs at an instant.
fn in_force(store: &Store, now: Instant) -> anyhow::Result<Arc<Plan>> {
    let mut plans = force::in_force(store)?;
    plans.retain(|version| version.effective <= now);
    plans.pop().map(|current| current.plan).context(
        "no agreement is in force here: put a signed one in force with `entente run --agreement BUNDLE`, or name a \
         file with --agreement",
    )
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
    let history = History::build(agreement, as_of, entries).decided(store.cursor()?.until);
    failed.map_or(Ok(history), |error| Err(error.into()))
}
