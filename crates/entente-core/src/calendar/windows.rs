//! Open windows on the instant line, made from local hours one date at a time.

use jiff::tz::TimeZone;

use super::day::Day;
use super::hours::Hours;
use super::offsets::{Offsets, local};
use crate::agreement::model::LocalInterval;
use crate::time::Instant;

/// How many dates before an instant's own can still be open at it: hours reach 48:00, and a zone can skip a date.
pub(super) const DATES_BACK: i64 = 3;

/// The open windows between two instants; see [`super::Calendar::windows`].
pub struct Windows<'c> {
    hours: &'c Hours,
    offsets: Offsets<'c>,
    day: Day,
    last: Day,
    today: &'c [LocalInterval],
    /// No window begins before this instant: the query's start, then the end of the window before.
    free_from: i64,
    to: i64,
}

impl<'c> Windows<'c> {
    pub(super) fn new(hours: &'c Hours, zone: &'c TimeZone, from: Instant, to: Instant) -> Windows<'c> {
        let (from, to) = (from.clamp(Instant::MIN, Instant::MAX), to.clamp(Instant::MIN, Instant::MAX));
        let day = Day::at(local(zone, from)).plus(-DATES_BACK);
        // No wall is more than a date ahead of UTC, so no later date opens before `to`.
        let end = Day::at(to.as_micros()).plus(1);
        let last = hours.last_day().map_or(day, |last| last.min(end));
        Windows {
            hours,
            offsets: Offsets::new(zone, from),
            day,
            last: if from < to { last } else { day },
            today: if from < to { hours.on(day) } else { &[] },
            free_from: from.as_micros(),
            to: to.as_micros(),
        }
    }

    /// How often the zone was asked for an offset.
    #[cfg(test)]
    pub(super) fn zone_look_ups(&self) -> usize {
        self.offsets.asked()
    }
}

impl Iterator for Windows<'_> {
    type Item = (Instant, Instant);

    fn next(&mut self) -> Option<(Instant, Instant)> {
        loop {
            while let Some((hours, later)) = self.today.split_first() {
                self.today = later;
                let opens = self.offsets.instant(self.day.minute(hours.from_minutes)).max(self.free_from);
                let closes = self.offsets.instant(self.day.minute(hours.to_minutes)).min(self.to);
                if opens < closes {
                    self.free_from = closes;
                    return Some((Instant::from_micros(opens), Instant::from_micros(closes)));
                }
            }
            if self.day >= self.last {
                return None;
            }
            self.day = self.day.plus(1);
            self.today = self.hours.on(self.day);
            self.offsets.forget_before(self.day.midnight());
        }
    }
}
