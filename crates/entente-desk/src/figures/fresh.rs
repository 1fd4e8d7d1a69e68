//! What was just written, on its way from the writer to the figures without the detour over the disk.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use entente_core::id::Seq;
use entente_history::Entry;

#[cfg(test)]
mod tests;

/// The most entries that wait; where there are more, all are read from the log instead.
const ENTRIES_MAX: usize = 50_000;

/// The end of the log without a gap, from wherever it was first told here. A copy: the log has every entry.
#[derive(Default)]
pub(super) struct Fresh(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    /// Whether anybody ever took: nothing is kept for nobody.
    is_wanted: bool,
    entries: VecDeque<(Seq, Entry)>,
}

impl Fresh {
    /// Keeps entries that follow on each other, until they are taken. Those before a gap are let go of.
    pub(super) fn hear(&self, entries: Vec<(Seq, Entry)>) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some((first, _)), true) = (entries.first(), waiting.is_wanted) else { return };
        if waiting.entries.back().is_some_and(|(last, _)| last.0 + 1 != first.0) {
            waiting.entries.clear();
        }
        waiting.entries.extend(entries);
        if waiting.entries.len() > ENTRIES_MAX {
            waiting.entries.clear();
        }
    }

    /// What follows on the entry `last` without a gap: nothing where that is not known here.
    pub(super) fn take_after(&self, last: Seq) -> VecDeque<(Seq, Entry)> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.is_wanted = true;
        let mut entries = std::mem::take(&mut waiting.entries);
        drop(waiting);
        let known = entries.partition_point(|(seq, _)| *seq <= last);
        entries.drain(..known);
        if entries.front().is_some_and(|(first, _)| first.0 != last.0 + 1) {
            entries.clear();
        }
        entries
    }
}
