//! What came of an import, kept beside its file: counts, what was odd, the first rejected rows, and why it stopped.

use entente_connect::csv::facts::Tally;
use entente_connect::csv::odd::Odd;
use entente_core::time::Instant;
use serde::{Deserialize, Serialize};

use super::rejected::Because;
use super::{Passed, Refused};

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// When it began.
    pub began: Instant,
    /// When it ended; none while it runs, or where it was cut off.
    pub ended: Option<Instant>,
    /// Rows, by heading: read, with facts, rejected, left out, duplicates.
    pub rows: [u64; 5],
    /// Facts: in the log now, known before, that follow, that lie ahead.
    pub facts: [u64; 4],
    /// What was odd, and how often.
    pub notes: Vec<Noted>,
    /// Line and reason of the first rejected rows.
    pub rejects: Vec<Because>,
    /// Why it stopped, where it did.
    pub stopped: Option<Stopped>,
}

/// What was odd about a file, for programs and by name for pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Noted {
    /// How often.
    pub times: u64,
    /// What, in English.
    pub odd: String,
    /// The end of the name of the message that says what.
    pub key: String,
    /// What the message names: `one`, `two`.
    pub values: Vec<String>,
}

/// Why an import stopped, for programs and by name for pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stopped {
    /// Why, in English.
    pub why: String,
    /// The end of the name of the message that says why.
    pub key: String,
}

impl Noted {
    pub(super) fn of(odd: &Odd, times: u64) -> Noted {
        Noted { times, odd: odd.to_string(), key: odd.key().to_owned(), values: odd.values() }
    }
}

impl Stopped {
    pub(super) fn of(refused: &Refused) -> Stopped {
        let key = match refused {
            Refused::File(_) | Refused::Misfit(_) | Refused::NoPerson => "file",
            Refused::Desk(error) if error.is_transient() => "later",
            Refused::Desk(_) => "log",
        };
        Stopped { why: refused.to_string(), key: key.to_owned() }
    }
}

impl Came {
    /// What a file gave.
    pub(super) fn of(passed: &Passed) -> Came {
        let Tally { rows, with_facts, rejected, skipped, duplicates, notes, .. } = &passed.tally;
        Came {
            rows: [*rows, *with_facts, *rejected, *skipped, *duplicates],
            facts: [passed.new, passed.known, passed.follow, passed.ahead],
            notes: notes.iter().map(|(odd, times)| Noted::of(odd, *times)).collect(),
            rejects: passed.rejects.first.clone(),
            ..Came::default()
        }
    }
}
