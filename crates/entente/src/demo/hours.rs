//! When things happen: the story's first and last instant, and the hours in which people read, click and write.

use entente_core::calendar::first_instant;
use entente_core::time::{Instant, Span};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::chance::Chance;

/// The instant up to which the story is told, 2026-11-19T09:15+01:00: a Thursday, three quarters of an hour before the weekly
/// review, with Berlin just at its desks and Seoul still at its own. The clock of the machine is not asked, so that the same
/// seed shows the same company on any day.
pub(crate) const AS_OF: Instant = Instant::from_micros(1_795_076_100_000_000);
/// The date of [`AS_OF`].
pub(super) const LAST_DATE: Date = date(2026, 11, 19);

/// How many readers are awake at their desks, hour by hour: most in office hours, some in the evening.
const READERS: [u32; 24] = [1, 1, 0, 0, 0, 1, 3, 8, 20, 34, 38, 34, 22, 26, 34, 32, 28, 20, 11, 8, 9, 8, 5, 2];

/// The first date of a story of so many months.
pub(super) fn first_date(months: u32) -> Date {
    LAST_DATE.saturating_sub(jiff::Span::new().months(i64::from(months.min(120))))
}

/// The instant at which clocks of `zone` show `seconds` after midnight of `date`.
pub(super) fn on(zone: &TimeZone, date: Date, seconds: i64) -> Instant {
    first_instant(zone, date) + Span::from_seconds(seconds)
}

/// A moment of `date` at which somebody sits before a screen.
pub(super) fn reading(zone: &TimeZone, date: Date, chance: &mut Chance) -> Instant {
    let hour = chance.weighted(&READERS) as i64;
    on(zone, date, hour * 3_600 + chance.between(0, 3_599))
}

/// A moment like [`reading`], `least` to `most` days after `since`, and in any case after it.
pub(super) fn days_later(zone: &TimeZone, since: Instant, least: i64, most: i64, chance: &mut Chance) -> Instant {
    let day = entente_core::calendar::date_in(zone, since + Span::DAY.times(chance.between(least, most)));
    // People read on working days; on a weekend one in four still does.
    let weekday = i64::from(day.weekday().to_monday_zero_offset());
    let put_off = if weekday > 4 && !chance.happens(250) { 7 - weekday } else { 0 };
    let at = reading(zone, day.saturating_add(jiff::Span::new().days(put_off)), chance);
    if at > since { at } else { since + Span::MINUTE.times(chance.between(4, 90)) }
}

/// How strong a date is for demand, in hundredths of an average one: weekdays, holidays of the year, and a company
/// that grows from `first` until [`LAST_DATE`], and no further.
pub(super) fn strength(date: Date, first: Date) -> u32 {
    let days = |until: Date| first.until(until).map_or(0, |span| i64::from(span.get_days()));
    let growth = 75 + 50 * days(date.min(LAST_DATE)) / days(LAST_DATE).max(1);
    let season = match date.month() {
        8 => 60,
        12 => 62,
        1 | 7 => 88,
        3 | 10 => 116,
        _ => 104,
    };
    let week = if date.weekday().to_monday_zero_offset() > 4 { 20 } else { 100 };
    u32::try_from(growth * season * week / 10_000).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_ends_on_its_last_date() {
        assert_eq!(AS_OF.to_string(), "2026-11-19T08:15:00Z");
        assert_eq!(first_date(18).to_string(), "2025-05-19");
    }

    #[test]
    fn what_comes_later_is_later() {
        let zone = TimeZone::UTC;
        let mut chance = Chance::of(1, "hours", 0);
        let since = AS_OF - Span::DAY.times(300);
        assert!((0..500).all(|_| days_later(&zone, since, 0, 3, &mut chance) > since));
    }

    #[test]
    fn august_and_sundays_are_weak() {
        let at = |year, month, day| strength(date(year, month, day), date(2026, 8, 1));
        assert!(at(2026, 8, 4) < at(2026, 9, 1));
        assert!(at(2026, 9, 6) < at(2026, 9, 7) / 3);
    }
}
