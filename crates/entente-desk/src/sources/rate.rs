//! How many events a source may tell: a bucket that fills evenly, and says when it holds enough again.

use entente_core::time::{Instant, Span};

/// What is left of a source's minute. Starts full.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Bucket {
    /// When it was empty, or would have been: it has filled evenly since.
    empty: Option<Instant>,
}

impl Bucket {
    /// Takes out `items`, or says after how many whole seconds that can be. More than a minute's worth at once is let
    /// through when it is full, and paid back after.
    pub(super) fn take(&mut self, per_minute: u32, items: usize, now: Instant) -> Result<(), u32> {
        if per_minute == 0 {
            return Ok(());
        }
        let one = Span::MINUTE.as_micros() / i64::from(per_minute);
        let full = now + Span::MINUTE.times(-1);
        let empty = self.empty.map_or(full, |empty| empty.max(full));
        let cost = one.saturating_mul(i64::try_from(items).unwrap_or(i64::MAX)).min(60 * Span::MINUTE.as_micros());
        let wanted = Span::from_micros(cost.min(Span::MINUTE.as_micros()));
        if empty + wanted > now {
            let wait = (empty + wanted - now).as_micros();
            return Err(u32::try_from(wait.div_euclid(1_000_000) + 1).unwrap_or(60));
        }
        self.empty = Some(empty + Span::from_micros(cost));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minutes_worth_may_come_at_once_and_then_evenly() {
        let start = Instant::from_micros(1_790_000_000_000_000);
        let mut bucket = Bucket::default();
        assert_eq!(bucket.take(60, 50, start), Ok(()));
        assert_eq!(bucket.take(60, 10, start), Ok(()));
        assert_eq!(bucket.take(60, 1, start), Err(2));
        assert_eq!(bucket.take(60, 1, start + Span::SECOND.times(2)), Ok(()));
        assert_eq!(bucket.take(60, 5, start + Span::SECOND.times(3)), Err(4));
        assert_eq!(bucket.take(0, 1_000_000, start), Ok(()), "no limit");
        let hour = start + Span::HOUR;
        assert_eq!(bucket.take(60, 600, hour), Ok(()), "more than a minute's worth, once");
        assert_eq!(bucket.take(60, 1, hour + Span::MINUTE), Err(482), "and then it is paid back");
    }
}
