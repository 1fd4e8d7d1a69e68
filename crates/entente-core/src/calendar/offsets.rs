//! From local wall time to instants, asking the zone once per change of its offset.

use std::iter::Peekable;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone, TimeZoneFollowingTransitions};

use super::day::Day;
use crate::time::{Instant, Span};

/// A stretch of the instant line with one offset.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: i64,
    until: i64,
    offset: i64,
}

/// A zone's offsets from some instant on, read as far as they are needed.
pub(super) struct Offsets<'z> {
    changes: Peekable<TimeZoneFollowingTransitions<'z>>,
    /// All stretches read so far, in order and without gaps; never empty.
    stretches: Vec<Stretch>,
    /// The first stretch that local times still to come may lie in.
    base: usize,
}

impl<'z> Offsets<'z> {
    /// Offsets good for local times whose instants lie at or after `from`.
    pub(super) fn new(zone: &'z TimeZone, from: Instant) -> Offsets<'z> {
        let start = (from - Span::DAY.times(4)).to_jiff();
        let changes = zone.following(start).peekable();
        let mut offsets = Offsets { changes, stretches: Vec::with_capacity(4), base: 0 };
        offsets.add(i64::MIN, zone.to_offset(start));
        offsets
    }

    /// Offsets good for local times on or after `day`.
    pub(super) fn from_day(zone: &'z TimeZone, day: Day) -> Offsets<'z> {
        Offsets::new(zone, Instant::from_micros(day.midnight()))
    }

    /// Promises that no local time before `local` will be asked again.
    pub(super) fn forget_before(&mut self, local: i64) {
        while self.stretches[self.base].ends_before(local) && self.has(self.base + 1) {
            self.base += 1;
        }
    }

    /// The first instant at which the wall shows `local` or later: a time that a gap skips is the gap's end, a time
    /// that a fold shows twice is its first showing.
    pub(super) fn instant(&mut self, local: i64) -> i64 {
        let mut index = self.base;
        while self.stretches[index].ends_before(local) && self.has(index + 1) {
            index += 1;
        }
        let stretch = self.stretches[index];
        local.saturating_sub(stretch.offset).max(stretch.from)
    }

    /// How often the zone was asked.
    #[cfg(test)]
    pub(super) fn asked(&self) -> usize {
        self.stretches.len()
    }

    fn has(&mut self, index: usize) -> bool {
        while self.stretches.len() <= index {
            let Some(change) = self.changes.next() else { return false };
            self.add(micros(change.timestamp()), change.offset());
        }
        true
    }

    /// Adds the stretch that begins at `from` and lasts until the next change.
    fn add(&mut self, from: i64, offset: Offset) {
        let until = self.changes.peek().map_or(i64::MAX, |change| micros(change.timestamp()));
        self.stretches.push(Stretch { from, until, offset: length(offset) });
    }
}

impl Stretch {
    /// Whether the wall never shows `local` or later in this stretch.
    fn ends_before(&self, local: i64) -> bool {
        local.saturating_sub(self.offset) >= self.until
    }
}

/// The local time on the wall of `zone` at `at`.
pub(super) fn local(zone: &TimeZone, at: Instant) -> i64 {
    let stamp = at.to_jiff();
    micros(stamp) + length(zone.to_offset(stamp))
}

fn micros(stamp: Timestamp) -> i64 {
    stamp.as_microsecond()
}

/// In microseconds, positive east of Greenwich.
fn length(offset: Offset) -> i64 {
    Span::from_seconds(i64::from(offset.seconds())).as_micros()
}
