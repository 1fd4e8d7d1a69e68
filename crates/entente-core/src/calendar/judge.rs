//! Judging by facts whose times are known only to the minute or the date: met, missed, or *cannot tell*.

use jiff::tz::TimeZone;

use super::offsets::{Offsets, local};
use super::pause::Pause;
use super::target::due_in_zone_paused;
use super::{Calendar, date_in};
use crate::agreement::model::Target;
use crate::time::{Instant, Precision, Span};

/// When something happened, as finely as it is known: somewhere in the second, minute or date that begins at `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The first instant at which it can have happened.
    pub at: Instant,
    /// How finely that is known.
    pub precision: Precision,
}

/// What time is counted in.
#[derive(Debug, Clone, Copy)]
pub enum Reckoning<'a> {
    /// A calendar's open time and dates.
    Hours(&'a Calendar),
    /// A zone's dates, where there is no calendar.
    Zone(&'a TimeZone),
}

/// Whether a target was met, as far as the facts can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judged {
    /// In time, whenever within their precision start and stop happened.
    Met,
    /// Too late, whenever they happened.
    Missed,
    /// In time for some possible instants and too late for others; or a target in business time without a calendar.
    CannotTell,
}

/// Judges a stop against the target that began at a start.
///
/// A stop at the due instant is in time, except for calendar days, where that instant is already the next date. A
/// promise in open hours that is due at closing is kept until it opens again: no more open time was used than was
/// promised. A promise in open days is kept until the end of the due date, so that facts known to the day can tell. A
/// stop before the start is in time. Only the four extreme instants matter, because a later start is never due
/// earlier.
#[must_use]
pub fn judge(reckoning: Reckoning<'_>, start: Known, stop: Known, target: Target, pauses: &[Pause]) -> Judged {
    if matches!((reckoning, target), (Reckoning::Zone(_), Target::Business(_) | Target::BusinessDays(_))) {
        return Judged::CannotTell;
    }
    let (first_start, last_start) = start.range(reckoning.zone());
    let (first_stop, last_stop) = stop.range(reckoning.zone());
    if reckoning.in_time(first_start, last_stop, target, pauses) {
        Judged::Met
    } else if reckoning.in_time(last_start, first_stop, target, pauses) {
        Judged::CannotTell
    } else {
        Judged::Missed
    }
}

impl Reckoning<'_> {
    fn zone(&self) -> &TimeZone {
        match self {
            Reckoning::Hours(calendar) => calendar.zone(),
            Reckoning::Zone(zone) => zone,
        }
    }

    /// The due instant; none where it never comes.
    fn due(&self, start: Instant, target: Target, pauses: &[Pause]) -> Option<Instant> {
        match self {
            Reckoning::Hours(calendar) => calendar.due(start, target, pauses),
            Reckoning::Zone(zone) => due_in_zone_paused(zone, start, target, pauses),
        }
    }

    fn in_time(&self, start: Instant, stop: Instant, target: Target, pauses: &[Pause]) -> bool {
        match (self.due(start, target, pauses), target) {
            (None, _) => true,
            (Some(due), Target::CalendarDays(_)) => stop < due,
            (Some(due), Target::Business(_)) => stop <= due || self.is_closed_between(due, stop, pauses),
            (Some(due), Target::BusinessDays(_)) => date_in(self.zone(), stop) <= date_in(self.zone(), due),
            (Some(due), Target::Wall(_)) => stop <= due,
        }
    }

    /// Whether no open time passed between two instants: what is due at closing and done overnight used no more of it.
    fn is_closed_between(&self, from: Instant, to: Instant, pauses: &[Pause]) -> bool {
        matches!(self, Reckoning::Hours(calendar) if calendar.elapsed(from, to, pauses) == Span::ZERO)
    }
}

impl Known {
    /// Known to the second or finer.
    #[must_use]
    pub fn exactly(at: Instant) -> Known {
        Known { at, precision: Precision::Second }
    }

    /// The first and the last instant at which it can have happened. A date lasts until its local time comes again
    /// on the next date: 23, 24 or 25 hours.
    fn range(self, zone: &TimeZone) -> (Instant, Instant) {
        let end = match self.precision {
            Precision::Second => return (self.at, self.at),
            Precision::Minute => self.at + Span::MINUTE,
            Precision::Day => {
                let tomorrow = local(zone, self.at) + Span::DAY.as_micros();
                Instant::from_micros(Offsets::new(zone, self.at).instant(tomorrow))
            }
        };
        (self.at, end - Span::from_micros(1))
    }
}
