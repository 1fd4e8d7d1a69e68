//! Local dates as plain numbers, so that walking ten years of dates is counting.

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::agreement::model::Weekday;

/// Microseconds in a minute and in a date of the local wall, which always has 24 hours.
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 86_400_000_000;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A local date: days after 1970-01-01. Local times are microseconds after that date's local midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) i64);

impl Day {
    pub(super) fn of(date: Date) -> Day {
        Day(date.duration_since(EPOCH).as_hours() / 24)
    }

    /// The date a local time stands on.
    pub(super) fn at(local: i64) -> Day {
        Day(local.div_euclid(DAY))
    }

    /// Saturates at the last date that can be written.
    pub(super) fn date(self) -> Date {
        EPOCH.saturating_add(SignedDuration::from_hours(self.0.saturating_mul(24)))
    }

    /// 1970-01-01 was a Thursday.
    pub(super) fn weekday(self) -> Weekday {
        (self.0 + 3).rem_euclid(7) as Weekday
    }

    pub(super) fn plus(self, days: i64) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Its local midnight.
    pub(super) fn midnight(self) -> i64 {
        self.0.saturating_mul(DAY)
    }

    /// The local time this many minutes after its midnight.
    pub(super) fn minute(self, minutes: u16) -> i64 {
        self.midnight().saturating_add(i64::from(minutes) * MINUTE)
    }
}
