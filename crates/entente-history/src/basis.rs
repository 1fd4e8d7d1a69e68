//! What a report rests on, so that no figure stands without its window, its last fact and what it leaves out.

use entente_core::id::Seq;
use entente_core::time::Instant;
use serde::{Serialize, Serializer};

/// The ground of a report. Every report carries one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Basis {
    /// As of which instant.
    #[serde(serialize_with = "as_text")]
    pub as_of: Instant,
    /// Up to which entry of the log; none where the log is empty.
    pub up_to: Option<Seq>,
    /// The latest instant at which something is recorded to have happened; nobody was watched beyond it.
    #[serde(serialize_with = "as_text_or_null")]
    pub observed_until: Option<Instant>,
    /// The period or cohort the figures are about, in words.
    pub window: String,
    /// The zone in which days and months are counted.
    pub zone: String,
    /// How many leads (or clocks, where the report is about clocks) were looked at.
    pub n: u64,
    /// What was left out, and why.
    pub excluded: Vec<Excluded>,
    /// How many are too young to judge.
    pub immature: u64,
    /// How many cannot be told, because their times are too coarse.
    pub cannot_tell: u64,
}

/// Some that were left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excluded {
    /// Why, in words that follow a number: `without a handoff`.
    pub why: String,
    /// How many.
    pub n: u64,
}

impl Basis {
    /// Lists what was left out; nothing where nothing was.
    pub(crate) fn exclude(&mut self, n: u64, why: impl Into<String>) {
        if n > 0 {
            self.excluded.push(Excluded { why: why.into(), n });
        }
    }
}

/// An instant as RFC 3339 text in a report's JSON.
pub(crate) fn as_text<S: Serializer>(instant: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(instant)
}

/// The same where there may be none.
pub(crate) fn as_text_or_null<S: Serializer>(instant: &Option<Instant>, serializer: S) -> Result<S::Ok, S::Error> {
    match instant {
        Some(instant) => serializer.collect_str(instant),
        None => serializer.serialize_none(),
    }
}
