//! A period as a promise counts it: all of it, or what was left of it when the promise came in force.
//!
//! Whoever promises two hundred a month in the middle of one has not promised two hundred for what is left of it. So the
//! first period is measured by its open days, what came before the promise counts for nobody, and every place that counts
//! asks this one.

use jiff::tz::TimeZone;
use serde::Serialize;

use super::days::Days;
use super::ratio::{ceil, floor, scale};
use super::standing::Bounds;
use crate::calendar::Calendar;
use crate::number::Decimal;
use crate::time::Instant;

/// A period of a promise, as of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// From when on things count: the first instant of the period, or that at which the promise came in force.
    pub from: Instant,
    /// Up to when, exclusive: the end of the period.
    pub to: Instant,
    /// The open days that the promise stands for: those that open when it is in force.
    pub days: Days,
    /// The open days of the whole period.
    pub whole: u32,
}

/// How much of a period a promise stands for, where it is not all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Portion {
    /// Since when the promise is in force.
    #[serde(serialize_with = "as_text")]
    pub since: Instant,
    /// So many open days.
    pub days: u32,
    /// Of so many.
    pub of: u32,
}

fn as_text<S: serde::Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

impl Term {
    /// `period`, whose dates are those of `zone`, of a promise in force since `since`, by the opening hours of
    /// `calendar`; without one every date is an open day, and opens at its first instant.
    ///
    /// A day that was open already when the promise came in force is not one of its days.
    #[must_use]
    pub fn of(
        calendar: Option<&Calendar>,
        zone: &TimeZone,
        period: (Instant, Instant),
        since: Instant,
        as_of: Instant,
    ) -> Term {
        let whole = Days::of(calendar, zone, period, as_of);
        let before = if since <= period.0 { 0 } else { Days::begun(calendar, zone, period, since) };
        let days = Days { open: whole.open.saturating_sub(before), done: whole.done.saturating_sub(before), ..whole };
        Term { from: period.0.max(since), to: period.1, days, whole: whole.open }
    }

    /// Whether something that happened at an instant counts in it.
    #[must_use]
    pub fn has(&self, at: Instant) -> bool {
        self.from <= at && at < self.to
    }

    /// Whether the whole period was over when the promise came in force.
    #[must_use]
    pub fn is_before(&self) -> bool {
        self.from >= self.to
    }

    /// How much of the period that is; none where it is all of it.
    #[must_use]
    pub fn portion(&self) -> Option<Portion> {
        let (days, of) = (self.days.open, self.whole);
        (days < of).then_some(Portion { since: self.from, days, of })
    }

    /// What a number promised for a whole period comes to in this one, by its open days, rounded to a whole number in
    /// favour of whoever promised: a least down, a most up. None where no open day of it is left: nothing is asked then.
    #[must_use]
    pub fn share_of(&self, bounds: Bounds) -> Option<Bounds> {
        if self.is_before() {
            return None;
        }
        if self.portion().is_none() {
            return Some(bounds);
        }
        let part = |target: Decimal| scale(target, self.days.open, self.whole);
        let (least, most) = (bounds.least.map(part).map(floor), bounds.most.map(part).map(ceil));
        let [least, most] = [least, most].map(|bound| bound.map(Decimal::from_int));
        (self.days.open > 0).then_some(Bounds { least, most })
    }
}
