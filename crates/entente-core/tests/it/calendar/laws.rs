//! Laws of counting, for any calendar, instants, targets and pauses.

use entente_core::agreement::model::Target;
use entente_core::calendar::{Calendar, Pause, due_in_zone, elapsed_wall};
use entente_core::time::{Instant, Span};
use jiff::civil::Weekday;
use proptest::prelude::*;

use super::given::calendar;

/// Zones with gaps and folds of an hour, half an hour, at midnight, a skipped date, and none at all.
const ZONES: [&str; 8] = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "UTC",
];

const QUARTER: Span = Span::from_seconds(900);

const HOURS: [&str; 6] = [
    "mon-fri 09:00-12:00 13:00-18:00",
    "mon-sun 00:00-24:00",
    "mon-sun 22:00-30:00",
    "mon-sun 02:30-10:00 23:30-26:15",
    "sat 10:00-12:00 2011-12-30 00:00-48:00",
    "mon-wed 08:00-48:00 thu 05:00-09:00 2018-11-05 closed",
];

fn any_calendar() -> impl Strategy<Value = Calendar> {
    (0..ZONES.len(), 0..HOURS.len()).prop_map(|(zone, hours)| calendar(&format!("{} {}", ZONES[zone], HOURS[hours])))
}

/// From 2010 to 2026, to the second.
fn any_instant() -> impl Strategy<Value = Instant> {
    (1_262_304_000_i64..1_798_761_600).prop_map(|seconds| Instant::from_micros(seconds * 1_000_000))
}

/// From 2010 to 2026, near the whole hours of changing clocks as often as not.
fn any_pauses() -> impl Strategy<Value = Vec<Pause>> {
    let pause = (any_instant(), -3600_i64..1_000_000)
        .prop_map(|(from, seconds)| Pause { from, to: from + Span::from_seconds(seconds) });
    prop::collection::vec(pause, 0..5)
}

fn any_span() -> impl Strategy<Value = Span> {
    (0_i64..2_000_000).prop_map(Span::from_seconds)
}

/// Pauses near a start, so that they matter.
fn near(start: Instant, pauses: &[Pause]) -> Vec<Pause> {
    let moved = |index: usize, pause: &Pause| {
        let from = start + Span::HOUR.times(7 * index as i64);
        Pause { from, to: from + (pause.to - pause.from) }
    };
    pauses.iter().enumerate().map(|(index, pause)| moved(index, pause)).collect()
}

/// Looks at the wall every quarter of an hour, which is how finely these hours and all changes of offset are cut.
fn open_by_the_wall(calendar: &Calendar, start: Instant, quarters: i64) -> Span {
    let is_open = |at: &Instant| {
        let wall = at.to_jiff().to_zoned_datetime(calendar.zone().clone()).datetime();
        let minute = i16::from(wall.hour()) * 60 + i16::from(wall.minute());
        match wall.date().weekday() {
            Weekday::Saturday => minute >= 22 * 60,
            Weekday::Sunday => false,
            _ => (9 * 60..12 * 60).contains(&minute) || (13 * 60..18 * 60).contains(&minute),
        }
    };
    let looks = (0..quarters).map(|step| start + QUARTER.times(step));
    QUARTER.times(looks.filter(is_open).count() as i64)
}

proptest! {
    #[test]
    fn counting_agrees_with_watching_the_wall(zone in 0..ZONES.len(), start in any_instant(), quarters in 0_i64..1_500) {
        let calendar = calendar(&format!("{} mon-fri 09:00-12:00 13:00-18:00 sat 22:00-24:00", ZONES[zone]));
        let start = Instant::from_micros(start.as_micros() / QUARTER.as_micros() * QUARTER.as_micros());
        let watched = open_by_the_wall(&calendar, start, quarters);
        prop_assert_eq!(calendar.elapsed(start, start + QUARTER.times(quarters), &[]), watched);
    }

    #[test]
    fn the_due_instant_gives_the_target_back(
        calendar in any_calendar(), start in any_instant(), span in any_span(), pauses in any_pauses()
    ) {
        let pauses = near(start, &pauses);
        let due = calendar.due(start, Target::Business(span), &pauses).unwrap();
        prop_assert_eq!(calendar.elapsed(start, due, &pauses), span);
        let just_before = due - Span::from_micros(1);
        prop_assert!(span == Span::ZERO || calendar.elapsed(start, just_before, &pauses) < span);

        let wall = calendar.due(start, Target::Wall(span), &pauses).unwrap();
        prop_assert_eq!(elapsed_wall(start, wall, &pauses), span);
    }

    #[test]
    fn more_never_comes_sooner(
        calendar in any_calendar(), start in any_instant(), a in any_span(), b in any_span(), n in 0_u32..40
    ) {
        let due = |span| calendar.due(start, Target::Business(span), &[]);
        prop_assert_eq!(due(a).cmp(&due(b)), a.cmp(&b));
        prop_assert!(calendar.elapsed(start, start + a, &[]) <= calendar.elapsed(start, start + a + b, &[]));
        for target in [Target::BusinessDays, Target::CalendarDays] {
            let (sooner, later) = (calendar.due(start, target(n), &[]), calendar.due(start, target(n + 1), &[]));
            prop_assert!(sooner > Some(start) && sooner <= later);
            prop_assert!(sooner <= calendar.due(start + a, target(n), &[]), "a later start is never due sooner");
        }
    }

    #[test]
    fn a_split_adds_up(
        calendar in any_calendar(), start in any_instant(), a in any_span(), b in any_span(), pauses in any_pauses()
    ) {
        let (pauses, middle) = (near(start, &pauses), start + a);
        let parts = calendar.elapsed(start, middle, &pauses) + calendar.elapsed(middle, middle + b, &pauses);
        prop_assert_eq!(parts, calendar.elapsed(start, middle + b, &pauses));
    }

    #[test]
    fn pauses_are_a_union(
        calendar in any_calendar(), start in any_instant(), span in any_span(), pauses in any_pauses()
    ) {
        let pauses = near(start, &pauses);
        let mut told_otherwise: Vec<Pause> = pauses.iter().rev().copied().collect();
        told_otherwise.extend_from_slice(&pauses);
        for target in [Target::Business(span), Target::Wall(span), Target::BusinessDays(3), Target::CalendarDays(3)] {
            prop_assert_eq!(calendar.due(start, target, &pauses), calendar.due(start, target, &told_otherwise));
        }
    }

    #[test]
    fn windows_are_in_order_and_open(calendar in any_calendar(), start in any_instant(), span in any_span()) {
        let mut before = start;
        for (opens, closes) in calendar.windows(start, start + span) {
            prop_assert!(before <= opens && opens < closes && closes <= start + span);
            prop_assert!(calendar.is_open(opens) && calendar.is_open(closes - Span::from_micros(1)));
            before = closes;
        }
    }

    #[test]
    fn no_instant_is_too_odd(calendar in any_calendar(), from in any::<i64>(), to in any::<i64>(), n in any::<u32>()) {
        let (from, to) = (Instant::from_micros(from), Instant::from_micros(to));
        let pauses = [Pause { from, to }, Pause { from: to, to: from }];
        let _ = (calendar.is_open(from), calendar.local_date(from), calendar.next_open(from));
        let _ = calendar.windows(from, to).take(3).count();
        for target in [Target::CalendarDays(n), Target::Wall(to - from)] {
            let _ = (calendar.due(from, target, &pauses), due_in_zone(calendar.zone(), to, target));
        }
        let near_the_end = Instant::MAX - Span::DAY.times(i64::from(n % 400));
        let _ = calendar.due(near_the_end, Target::Business(Span::HOUR.times(9)), &pauses);
        let _ = calendar.due(near_the_end, Target::BusinessDays(n), &pauses);
        let _ = calendar.elapsed(Instant::MIN, Instant::MIN + Span::DAY.times(i64::from(n % 400)), &pauses);
    }
}
