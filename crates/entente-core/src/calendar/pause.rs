//! Pauses: stretches in which a clock does not count, taken together as a union.

use crate::time::Instant;

/// A stretch `[from, to)` in which a clock does not count. Empty where `to` is not after `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pause {
    /// First instant that does not count.
    pub from: Instant,
    /// First instant that counts again.
    pub to: Instant,
}

/// Pauses in order, none empty, none touching another: the same for every order and overlap they came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pauses(Vec<Pause>);

impl Pauses {
    pub(super) fn union(pauses: &[Pause]) -> Pauses {
        let mut sorted: Vec<Pause> = pauses.iter().copied().filter(|pause| pause.from < pause.to).collect();
        sorted.sort_unstable();
        let mut union: Vec<Pause> = Vec::with_capacity(sorted.len());
        for pause in sorted {
            match union.last_mut() {
                Some(last) if pause.from <= last.to => last.to = last.to.max(pause.to),
                _ => union.push(pause),
            }
        }
        Pauses(union)
    }

    /// The pause that covers the moment just before `at`.
    pub(super) fn covering_end(&self, at: Instant) -> Option<&Pause> {
        self.0.get(self.0.partition_point(|pause| pause.to < at)).filter(|pause| pause.from < at)
    }

    /// The pauses that end after `at`, in order.
    pub(super) fn ending_after(&self, at: Instant) -> &[Pause] {
        &self.0[self.0.partition_point(|pause| pause.to <= at)..]
    }
}
