//! Admission: facts as sources tell them become facts of the log, once each, about a lead that is known by number.
//!
//! Nothing is lost in silence: every fact that is told gets one outcome, in the order told, and the counts add up.

use entente_core::fact::{Fact, NewFact};
use entente_core::id::{LeadId, Seq};
use entente_core::time::{Instant, Span};
use entente_store::{Error, Store, Tx};

use crate::settle;

mod admitting;
mod known;
mod one;
mod refusal;
mod shape;
mod subject;
mod who;

use admitting::Admitting;
pub use refusal::Refusal;
pub use shape::{FACT_BYTES_MAX, FACT_KEY_BYTES_MAX, ITEMS_MAX, TEXT_BYTES_MAX};
pub use subject::Subject;

/// When the log learns what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Imported history: each fact is known when it happened, but never before what was already decided.
    History,
    /// Live, at this instant: each fact is known now. One that says it happened more than [`AHEAD_MAX`] from now is
    /// refused.
    Live(Instant),
}

/// How far a source's clock may run ahead of ours.
pub const AHEAD_MAX: Span = Span::MINUTE.times(5);

/// The start of the keys of facts that admission adds itself; sources may not use it.
pub const OWN_KEYS: &str = "entente:";

/// The key of what follows from the fact of this key: `name` says what that is.
fn own_key(name: impl std::fmt::Display, key: &str) -> String {
    format!("{OWN_KEYS}{name}:{key}")
}

/// What came of the facts that were told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Admitted {
    /// One per fact, in the order told.
    pub outcomes: Vec<Outcome>,
    /// Facts that follow and were appended beside them: a lead was created, joined an account, was linked.
    pub added: Vec<Seq>,
    /// Leads that are perhaps one person; a person decides.
    pub proposals: Vec<Proposal>,
}

/// What came of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the log, at this place.
    Accepted(Seq),
    /// The log had it, at this place; nothing was written.
    Duplicate(Seq),
    /// It is not in the log; nothing of it was kept.
    Refused(Refusal),
}

/// Two or more leads hold keys that were told of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The fact that told them together.
    pub fact: Seq,
    /// The lead the fact was counted for.
    pub lead: LeadId,
    /// The others.
    pub same: Vec<LeadId>,
}

/// How many facts came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the log now.
    pub accepted: u64,
    /// In the log before.
    pub duplicate: u64,
    /// Not in the log.
    pub refused: u64,
}

impl Admitted {
    /// How many facts came to what; the three add up to all that were told.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for outcome in &self.outcomes {
            match outcome {
                Outcome::Accepted(_) => tally.accepted += 1,
                Outcome::Duplicate(_) => tally.duplicate += 1,
                Outcome::Refused(_) => tally.refused += 1,
            }
        }
        tally
    }
}

/// Admits facts in one transaction: on the disk when this returns, or not at all.
///
/// # Errors
/// Those of the store; nothing was written then. What is wrong with a fact itself is its outcome, not an error.
pub fn admit(store: &mut Store, facts: Vec<NewFact>, mode: Mode) -> Result<Admitted, crate::Error> {
    settle::where_needed(store)?;
    let mut tx = store.begin()?;
    let admitted = admit_within(&mut tx, facts, mode)?;
    tx.commit()?;
    Ok(admitted)
}

/// Admits facts in a transaction that the caller commits.
///
/// # Errors
/// Those of the store. Drop the transaction then.
pub fn admit_within(tx: &mut Tx<'_>, facts: Vec<NewFact>, mode: Mode) -> Result<Admitted, Error> {
    let (mut admitted, _) = admit_all(tx, vec![(mode, facts)])?;
    Ok(admitted.pop().unwrap_or_default())
}

/// Facts that are in the log now, in its order.
pub(crate) type Written = Vec<(Seq, Fact)>;

/// Admits what several tell in a transaction that the caller commits: what came of each, and the facts that are in the
/// log now, in its order.
///
/// # Errors
/// Those of the store. Drop the transaction then.
pub(crate) fn admit_all(tx: &mut Tx<'_>, told: Vec<(Mode, Vec<NewFact>)>) -> Result<(Vec<Admitted>, Written), Error> {
    let decided_until = tx.cursor()?.until;
    let mut admitting = Admitting::begin(tx, told.iter().flat_map(|(_, facts)| facts))?;
    let mut all = Vec::with_capacity(told.len());
    for (mode, facts) in told {
        let mut admitted = Admitted { outcomes: Vec::with_capacity(facts.len()), ..Admitted::default() };
        for fact in facts {
            let outcome = match when(&fact, mode, decided_until).and_then(|known| shape::check(&fact).map(|()| known)) {
                Ok(known) => one::admit_one(&mut admitting, fact, known, &mut admitted)?,
                Err(refusal) => Outcome::Refused(refusal),
            };
            admitted.outcomes.push(outcome);
        }
        all.push(admitted);
    }
    Ok((all, admitting.end()?))
}

/// When the log learns the fact: after everything that was decided, so that no decision is overtaken. What time
/// brought at the very last decided instant stands too, hence one microsecond later at the earliest.
fn when(fact: &NewFact, mode: Mode, decided_until: Instant) -> Result<Instant, Refusal> {
    let undecided = decided_until + Span::from_micros(i64::from(decided_until > Instant::MIN));
    match mode {
        Mode::History => Ok(fact.at.max(undecided)),
        Mode::Live(now) if fact.at > now + AHEAD_MAX => Err(Refusal::Future { at: fact.at, now }),
        Mode::Live(now) => Ok(now.max(undecided)),
    }
}
