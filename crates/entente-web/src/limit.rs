//! What was tried of late, by name and place: log-ins that failed, so that nobody tries passwords by the thousand, and forms.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use entente_core::time::{Instant, Span};

/// Failures by whatever they are counted under; kept in memory, for a few minutes.
#[derive(Debug, Default)]
pub(crate) struct Attempts(Mutex<BTreeMap<String, (u32, Instant)>>);

/// So many may fail for one name before it must wait.
pub(crate) const FREE: u32 = 5;
/// So many may fail from one place, whatever the names: a whole firm may come through one proxy.
pub(crate) const FREE_OF_PLACE: u32 = 100;
/// So many forms are taken from one place within a few minutes before it must wait.
pub(crate) const FREE_FORMS_MAX: u32 = 50;
/// How long one waits then.
const WAIT: Span = Span::MINUTE.times(5);
/// More names than this are never held: the oldest give way.
const NAMES_MAX: usize = 10_000;

impl Attempts {
    /// How long this name must still wait, where `free` may fail.
    pub(crate) fn wait(&self, name: &str, free: u32, now: Instant) -> Option<Span> {
        let attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (failed, last) = attempts.get(name)?;
        let left = *last + WAIT - now;
        (*failed >= free && left > Span::ZERO).then_some(left)
    }

    /// Counts a failure; answers how many there were of late.
    pub(crate) fn failed(&self, name: &str, now: Instant) -> u32 {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.retain(|_, (_, last)| now - *last < WAIT);
        if attempts.len() >= NAMES_MAX {
            let oldest = attempts.iter().min_by_key(|(_, (_, last))| *last).map(|(name, _)| name.clone());
            oldest.map(|name| attempts.remove(&name));
        }
        let (failed, last) = attempts.entry(name.to_owned()).or_insert((0, now));
        (*failed, *last) = (failed.saturating_add(1), now);
        *failed
    }

    /// Forgets what failed before: it went well now.
    pub(crate) fn went_well(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_may_fail_and_the_sixth_waits_until_five_minutes_are_over() {
        let attempts = Attempts::default();
        let start = Instant::from_micros(0);
        for _ in 0..FREE {
            assert_eq!(attempts.wait("ann", FREE, start), None);
            attempts.failed("ann", start);
        }
        assert_eq!(attempts.wait("ann", FREE, start + Span::MINUTE), Some(Span::MINUTE.times(4)));
        assert_eq!(attempts.wait("ben", FREE, start), None);
        assert_eq!(attempts.wait("ann", FREE, start + WAIT), None);
        assert_eq!(attempts.wait("ann", FREE_OF_PLACE, start), None);
        attempts.went_well("ann");
        assert_eq!(attempts.wait("ann", FREE, start), None);
    }
}
