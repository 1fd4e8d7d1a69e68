//! Facts that programs tell with a key: each is read by itself, and each gets its own answer.

use entente_core::fact::NewFact;
use entente_core::time::Instant;

use crate::Error;
use crate::admit::Outcome;
use crate::live::Desk;

/// The most facts that are told at once.
pub const FACTS_MAX: usize = 1_000;

/// Why nothing of what was told was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not a JSON list.
    #[error("this is not a JSON list of facts: {0}")]
    NoList(String),
    /// More than is taken at once.
    #[error("{0} facts are more than {FACTS_MAX}: tell them in several calls")]
    TooMany(usize),
}

/// What came of a fact that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It is in the log, at this place.
    Accepted(u64),
    /// The log had it, at this place; nothing was written.
    Duplicate(u64),
    /// It is not in the log, and why.
    Refused(String),
}

/// Facts as they were told: each read, or why it cannot be.
pub struct Reading(Vec<Result<NewFact, String>>);

/// Reads a JSON list of facts.
///
/// # Errors
/// [`Unreadable`] where it is no list at all.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let items: Vec<serde_json::Value> =
        serde_json::from_slice(bytes).map_err(|error| Unreadable::NoList(error.to_string()))?;
    if items.len() > FACTS_MAX {
        return Err(Unreadable::TooMany(items.len()));
    }
    let fact = |item| serde_json::from_value(item).map_err(|error| format!("it is no fact: {error}"));
    Ok(Reading(items.into_iter().map(fact).collect()))
}

/// Admits what was told, live, and decides what follows. One answer per fact, in the order told.
///
/// # Errors
/// Those of admission and of running; facts that were admitted before an error stay in the log.
pub fn tell(desk: &Desk, reading: Reading, now: Instant) -> Result<Vec<Told>, Error> {
    let mut told: Vec<Option<Told>> = Vec::new();
    let mut facts = Vec::new();
    for read in reading.0 {
        told.push(match read {
            Ok(fact) => {
                facts.push(fact);
                None
            }
            Err(why) => Some(Told::Refused(why)),
        });
    }
    let mut outcomes =
        if facts.is_empty() { Vec::new() } else { desk.ingest(now, facts)?.admitted.outcomes }.into_iter();
    let outcome = |told: Option<Told>| told.or_else(|| outcomes.next().map(answer));
    Ok(told.into_iter().filter_map(outcome).collect())
}

fn answer(outcome: Outcome) -> Told {
    match outcome {
        Outcome::Accepted(seq) => Told::Accepted(seq.0),
        Outcome::Duplicate(seq) => Told::Duplicate(seq.0),
        Outcome::Refused(refusal) => Told::Refused(refusal.to_string()),
    }
}
