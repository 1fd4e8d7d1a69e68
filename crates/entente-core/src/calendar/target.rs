//! Due instants: when a target that starts at an instant is used up.

use jiff::tz::TimeZone;

use super::Calendar;
use super::count::counted_wall;
use super::day::Day;
use super::offsets::{Offsets, local};
use super::pause::{Pause, Pauses};
use super::windows::DATES_BACK;
use crate::agreement::model::Target;
use crate::time::{Instant, Span};

impl Calendar {
    /// The earliest instant at which `target` is used up, counted from `start`; none where that never comes before
    /// the end of the time line. Never before `start`; a target of nothing is due at `start`.
    ///
    /// - Wall and business time: `elapsed(start, due) = target`. A target that fills a window is due as it closes.
    /// - Business days: as the n-th open date after the start's date closes. `0`: as the start's own date closes,
    ///   or the next open date where that has closed already. A date whose hours end before those of an earlier date
    ///   closes with the earlier one.
    /// - Calendar days: the local midnight that ends the n-th date after the start's date.
    ///
    /// A date on which a pause covers the last moment before its end is passed over, so no due instant of a day
    /// target lies in a pause.
    #[must_use]
    pub fn due(&self, start: Instant, target: Target, pauses: &[Pause]) -> Option<Instant> {
        match target {
            Target::Business(span) => self.due_in_hours(start, span, pauses),
            Target::BusinessDays(days) => self.due_on_open_day(start, days, &Pauses::union(pauses)),
            Target::Wall(_) | Target::CalendarDays(_) => due_in_zone_paused(&self.zone, start, target, pauses),
        }
    }

    /// From when on something that was due is late: with the next open time that would be used beyond it. What is due in
    /// open hours at closing is kept until it opens again, what is due in open days until the next date opens, and all
    /// else until it is due. The end of time where it never is.
    #[must_use]
    pub fn late_from(&self, target: Target, due: Instant, pauses: &[Pause]) -> Instant {
        let just = Span::from_micros(1);
        let opens = match target {
            _ if due == Instant::MAX => return due,
            Target::Wall(_) | Target::CalendarDays(_) => return due,
            Target::Business(_) => self.due(due, Target::Business(just), pauses).map(|used| used - just),
            Target::BusinessDays(_) => {
                let end = due_in_zone(&self.zone, due, Target::CalendarDays(0));
                end.and_then(|end| self.next_open(end))
            }
        };
        opens.unwrap_or(Instant::MAX).max(due)
    }

    fn due_in_hours(&self, start: Instant, span: Span, pauses: &[Pause]) -> Option<Instant> {
        if span <= Span::ZERO {
            return Some(start);
        }
        self.counted(start, Instant::MAX, pauses).spend(span)
    }

    fn due_on_open_day(&self, start: Instant, days: u32, pauses: &Pauses) -> Option<Instant> {
        let today = Day::at(local(&self.zone, start));
        let first = if days == 0 { today } else { today.plus(1) };
        let last = self.hours.last_day()?.min(last_day());
        let mut offsets = Offsets::new(&self.zone, start);
        let mut latest = i64::MIN;
        let mut closing = |day| {
            let (_, closes) = self.open_time(&mut offsets, day)?;
            latest = latest.max(closes);
            Some((day, latest))
        };
        (first.0 - DATES_BACK..=last.0)
            .filter_map(|day| closing(Day(day)))
            .filter(|(day, _)| *day >= first)
            .map(|(_, closing)| Instant::from_micros(closing))
            .filter(|closing| *closing > start && pauses.covering_end(*closing).is_none())
            .nth(days.saturating_sub(1) as usize)
    }
}

/// The due instant of a target that needs no opening hours, as [`Calendar::due`] has it; none for business time.
#[must_use]
pub fn due_in_zone(zone: &TimeZone, start: Instant, target: Target) -> Option<Instant> {
    due_in_zone_paused(zone, start, target, &[])
}

/// As [`due_in_zone`], less the union of `pauses`.
#[must_use]
pub fn due_in_zone_paused(zone: &TimeZone, start: Instant, target: Target, pauses: &[Pause]) -> Option<Instant> {
    match target {
        Target::Wall(span) if span <= Span::ZERO => Some(start),
        Target::Wall(span) => counted_wall(start, Instant::MAX, pauses).spend(span),
        Target::CalendarDays(days) => due_on_date(zone, start, days, &Pauses::union(pauses)),
        Target::Business(_) | Target::BusinessDays(_) => None,
    }
}

fn due_on_date(zone: &TimeZone, start: Instant, days: u32, pauses: &Pauses) -> Option<Instant> {
    let mut day = Day::at(local(zone, start)).plus(i64::from(days));
    while day <= last_day() {
        let end = Instant::from_micros(Offsets::from_day(zone, day).instant(day.plus(1).midnight()));
        day = match pauses.covering_end(end) {
            None if end > start => return Some(end),
            None => day.plus(1),
            Some(pause) => Day::at(local(zone, pause.to)).max(day.plus(1)),
        };
    }
    None
}

/// The last date whose end can be written.
fn last_day() -> Day {
    Day::at(Instant::MAX.as_micros()).plus(-1)
}
