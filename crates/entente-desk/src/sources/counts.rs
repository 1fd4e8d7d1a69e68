//! What came of what sources tell, gathered in memory and written now and then: a count is no reason for a commit.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use entente_core::time::{Instant, Span};
use entente_store::SourceCounts;

use super::rate::Bucket;
use crate::Error;
use crate::live::Desk;

/// How many items came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// They are facts now.
    pub accepted: u64,
    /// They were facts before.
    pub duplicate: u64,
    /// They could not be kept, and wait in quarantine.
    pub quarantined: u64,
    /// They were not kept, because the visitor does not want to be tracked.
    pub withheld: u64,
    /// When the last of them came.
    pub seen: Option<Instant>,
}

impl Counts {
    pub(super) fn plus(self, kept: SourceCounts) -> Counts {
        Counts {
            accepted: self.accepted + kept.accepted,
            duplicate: self.duplicate + kept.duplicate,
            quarantined: self.quarantined + kept.quarantined,
            withheld: self.withheld + kept.withheld,
            seen: self.seen,
        }
    }

    fn add(&mut self, other: Counts) {
        let kept = SourceCounts {
            accepted: other.accepted,
            duplicate: other.duplicate,
            quarantined: other.quarantined,
            withheld: other.withheld,
        };
        *self = Counts { seen: self.seen.max(other.seen), ..self.plus(kept) };
    }
}

/// How long counts wait before they are written. What a crash forgets is a number on a page, never a fact.
const WRITE_EVERY: Span = Span::SECOND.times(10);

/// What sources told of late, and how much more they may tell.
#[derive(Debug, Default)]
pub struct Sources(Mutex<Of>);

#[derive(Debug, Default)]
struct Of {
    told: BTreeMap<i64, Counts>,
    buckets: BTreeMap<i64, Bucket>,
    written: Option<Instant>,
}

impl Sources {
    /// What a source told that is not written yet.
    pub(super) fn told(&self, source: i64) -> Counts {
        self.lock().told.get(&source).copied().unwrap_or_default()
    }

    pub(super) fn add(&self, source: i64, counts: Counts) {
        self.lock().told.entry(source).or_default().add(counts);
    }

    /// Takes `items` from what a source may tell in a minute; else says after how many seconds it may.
    pub(super) fn may_tell(&self, source: i64, per_minute: u32, items: usize, now: Instant) -> Result<(), u32> {
        self.lock().buckets.entry(source).or_default().take(per_minute, items, now)
    }

    /// Writes what was counted, where that was not done of late.
    ///
    /// # Errors
    /// Those of the store; nothing is forgotten then.
    pub fn write(&self, desk: &Desk, now: Instant) -> Result<(), Error> {
        let told = {
            let mut of = self.lock();
            if of.told.is_empty() || of.written.is_some_and(|written| now - written < WRITE_EVERY) {
                return Ok(());
            }
            of.written = Some(now);
            std::mem::take(&mut of.told)
        };
        let written = desk.write(|store| {
            for (source, Counts { accepted, duplicate, quarantined, withheld, seen }) in &told {
                let counts = SourceCounts {
                    accepted: *accepted,
                    duplicate: *duplicate,
                    quarantined: *quarantined,
                    withheld: *withheld,
                };
                store.count_source(*source, counts, seen.unwrap_or(now))?;
            }
            Ok::<_, Error>(())
        });
        if written.is_err() {
            told.into_iter().for_each(|(source, counts)| self.add(source, counts));
        }
        written
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Of> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
