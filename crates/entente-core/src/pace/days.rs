//! The open days of a period: how many there are, and how many are done.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::calendar::{Calendar, date_in};
use crate::time::{Instant, Span};

/// The open days of a period. Without a calendar every date is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Days {
    /// In the whole period.
    pub open: u32,
    /// Of these, closed at the as-of instant: the day at hand is done once its last window has closed.
    pub done: u32,
    /// Whether the period itself has ended.
    pub is_over: bool,
}

impl Days {
    /// The open days of `[period.0, period.1)`, whose dates are those of `zone`, by the opening hours of `calendar`.
    #[must_use]
    pub fn of(calendar: Option<&Calendar>, zone: &TimeZone, period: (Instant, Instant), as_of: Instant) -> Days {
        let (first, end) = (date_in(zone, period.0), date_in(zone, period.1));
        let is_over = as_of >= period.1;
        match calendar {
            Some(calendar) => {
                let open = calendar.open_days(first, end);
                let done = if is_over { open } else { calendar.open_days_done(first, end, as_of) };
                Days { open, done, is_over }
            }
            None => {
                let before = |date: Date| u32::try_from(date.duration_since(first).as_hours() / 24).unwrap_or(0);
                let open = before(end);
                Days { open, done: before(date_in(zone, as_of)).min(open), is_over }
            }
        }
    }

    /// How many open days of `period` had opened before `at`.
    pub(super) fn begun(calendar: Option<&Calendar>, zone: &TimeZone, period: (Instant, Instant), at: Instant) -> u32 {
        let (first, end) = (date_in(zone, period.0), date_in(zone, period.1));
        match calendar {
            Some(calendar) => calendar.open_days_begun(first, end, at),
            None => {
                // The date that begins at this very instant has not begun before it.
                let last = date_in(zone, at.min(period.1) - Span::from_micros(1));
                u32::try_from(last.duration_since(first).as_hours() / 24 + 1).unwrap_or(0)
            }
        }
    }

    /// Open days that are still to be done.
    #[must_use]
    pub fn left(self) -> u32 {
        self.open.saturating_sub(self.done)
    }

    /// Whether the period is over, or all of its open days are.
    pub(super) fn nothing_to_come(self) -> bool {
        self.is_over || (self.open > 0 && self.left() == 0)
    }
}
