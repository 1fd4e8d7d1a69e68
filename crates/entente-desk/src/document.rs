//! The agreement as people read it: numbered clauses in plain words, each with how often it decided of late, its last
//! miss and its last change; who signed; the text itself; and how it came to be what it is.
//!
//! Counts come from what the store folds of each decision, so that no page reads the log.

mod clause;
mod compare;
mod history;
mod marked;
mod signatures;
mod source;

use std::collections::BTreeMap;

use entente_core::agreement::diff::{Change, diff};
use entente_core::agreement::model::PartyKind;
use entente_core::agreement::say::say;
use entente_core::id::{AgreementHash, ClauseId, LeadId};
use entente_core::lang::Lang;
use entente_core::time::{Instant, Span};
pub use entente_store::Cited;
use entente_store::{Citing, Store};

pub use clause::{ClausePage, Did, Line, clause};
pub use compare::{ComparedClause, ComparedSection, compare};
pub use history::{Version, history};
pub use marked::{Run, RunKind, marked, redlined};
pub use signatures::{Signature, signatures};
pub use source::{Text, files, problems, text};

use crate::Error;
use crate::force::InForce;

/// How far back clauses are counted.
const COUNTED: Span = Span::DAY.times(30);

/// The agreement, one version of it.
#[derive(Debug, Clone)]
pub struct View {
    /// The number of this version, from 1.
    pub version: usize,
    /// How many versions there are.
    pub versions: usize,
    /// Its identity.
    pub hash: AgreementHash,
    /// From when it runs.
    pub effective: Instant,
    /// Where it stands.
    pub life: Life,
    /// What it is called.
    pub title: String,
    /// Who agrees, and what holds for all of it.
    pub preamble: Vec<String>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Who signed, marketing first.
    pub signatures: Vec<Signature>,
}

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It is signed and will run.
    ToCome,
    /// It runs.
    InForce,
    /// Another runs instead.
    Superseded,
}

/// One section.
#[derive(Debug, Clone)]
pub struct Section {
    /// `1` to `11`; `A` for the annex.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// One clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Its path.
    pub id: ClauseId,
    /// Its number.
    pub number: String,
    /// Its name in words.
    pub title: String,
    /// What it says, with what is a value marked.
    pub runs: Vec<Run>,
    /// Whether decisions cite it; if not, it says what a word means.
    pub decides: bool,
    /// The party that promises it; none for a clause that is no promise.
    pub promised_by: Option<PartyKind>,
    /// How often it decided of late; none for a clause that only says what a word means, and for one that has decided
    /// nothing while the version is young.
    pub cited: Option<Cited>,
    /// The last time it was missed.
    pub last_missed: Option<Missed>,
    /// The last time it was changed; none where it is as it was first agreed.
    pub changed: Option<Changed>,
}

/// A miss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Of which lead; none where it was no single lead's.
    pub lead: Option<LeadId>,
    /// The lead's name, where it is known.
    pub name: Option<String>,
    /// When.
    pub at: Instant,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// By which version, from 2.
    pub version: usize,
    /// When that took effect.
    pub at: Instant,
    /// What changed, in sentences.
    pub says: Vec<String>,
}

/// A version of the agreement as its page shows it: the one that runs now where no number is given. None before the
/// first is signed, and for a number that there is not.
///
/// # Errors
/// Only those of the store.
pub fn view(
    store: &Store,
    plans: &[InForce],
    version: Option<usize>,
    lang: Lang,
    now: Instant,
) -> Result<Option<View>, Error> {
    let Some(place) = place(plans, version, now) else { return Ok(None) };
    let InForce { effective, plan } = &plans[place];
    let agreement = &plan.agreement;
    let counts = store.cited_since(now - COUNTED)?;
    let misses = store.last_missed()?;
    let changed = changes(&plans[..=place], lang);
    let said = say(agreement, lang);
    // What has not decided in a young agreement says nothing about the clause.
    let is_grown = *effective == Instant::MIN || *effective + COUNTED <= now;
    let mut sections = Vec::with_capacity(said.sections.len());
    for section in said.sections {
        let mut clauses = Vec::with_capacity(section.clauses.len());
        for spoken in section.clauses {
            let cited = counts.get(&spoken.id).copied();
            clauses.push(Clause {
                decides: cited.is_some() || decides(&spoken.id),
                promised_by: promised_by(&spoken.id),
                cited: cited.or_else(|| (is_grown && decides(&spoken.id)).then(Cited::default)),
                last_missed: misses.get(&spoken.id).map(|citing| missed(store, *citing)).transpose()?,
                changed: changed.get(&spoken.id).cloned(),
                runs: marked(&spoken.text),
                id: spoken.id,
                number: spoken.number,
                title: spoken.title,
            });
        }
        sections.push(Section { number: section.number, title: section.title, clauses });
    }
    Ok(Some(View {
        version: place + 1,
        versions: plans.len(),
        hash: plan.hash,
        effective: *effective,
        life: life(plans, place, now),
        title: said.title,
        preamble: said.preamble,
        sections,
        signatures: signatures(store, agreement, plan.hash)?,
    }))
}

/// Where a version stands among the plans; without a number the one that runs, or the first that will.
fn place(plans: &[InForce], version: Option<usize>, now: Instant) -> Option<usize> {
    match version {
        Some(number) => number.checked_sub(1).filter(|place| *place < plans.len()),
        None => {
            let runs = plans.iter().rposition(|version| version.effective <= now);
            runs.or_else(|| (!plans.is_empty()).then_some(0))
        }
    }
}

fn life(plans: &[InForce], place: usize, now: Instant) -> Life {
    let runs = plans.iter().rposition(|version| version.effective <= now);
    match runs {
        Some(runs) if place == runs => Life::InForce,
        Some(runs) if place < runs => Life::Superseded,
        _ => Life::ToCome,
    }
}

/// The last change of each clause up to the last of these versions.
fn changes(plans: &[InForce], lang: Lang) -> BTreeMap<ClauseId, Changed> {
    let mut changed = BTreeMap::new();
    for (index, pair) in plans.windows(2).enumerate() {
        let mut of_version: BTreeMap<ClauseId, Vec<String>> = BTreeMap::new();
        for Change { clause, text, .. } in diff(&pair[0].plan.agreement, &pair[1].plan.agreement, lang) {
            of_version.entry(clause).or_default().push(text);
        }
        let (version, at) = (index + 2, pair[1].effective);
        changed.extend(of_version.into_iter().map(|(clause, says)| (clause, Changed { version, at, says })));
    }
    changed
}

fn missed(store: &Store, citing: Citing) -> Result<Missed, Error> {
    let name = match citing.lead {
        Some(lead) => store.card(lead)?.and_then(|card| card.name.or(card.mail)),
        None => None,
    };
    Ok(Missed { lead: citing.lead, name, at: citing.at })
}

/// The party that promises a clause, as its path says.
fn promised_by(clause: &ClauseId) -> Option<PartyKind> {
    match clause.0.strip_prefix("sla.")?.split_once('.')?.0 {
        "marketing" => Some(PartyKind::Marketing),
        "sales" => Some(PartyKind::Sales),
        _ => None,
    }
}

/// Whether decisions cite clauses of this kind.
fn decides(clause: &ClauseId) -> bool {
    const DECIDE: [&str; 8] = [
        "stages.",
        "leaves.",
        "qualified.",
        "handoff.routes.",
        "handoff.nobody",
        "sla.marketing.",
        "sla.sales.",
        "nurture.",
    ];
    DECIDE.iter().any(|start| clause.0.starts_with(start)) || clause.0 == "sla.ladder"
}
