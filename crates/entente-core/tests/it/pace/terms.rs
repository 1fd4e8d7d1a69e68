//! The first period of a promise: how many of its days count, and what a number promised for all of it comes to.

use entente_core::agreement::model::Per;
use entente_core::number::Decimal;
use entente_core::pace::{Bounds, Days, Term, period_of};
use entente_core::time::{Instant, Span};
use entente_testkit::random::Random;
use expect_test::{Expect, expect};

use crate::calendar::given::{calendar, instant};

/// Two halves a day, and two days of the last week off.
const OFFICE: &str = "Asia/Seoul mon-fri 09:00-12:00 13:00-18:00 2026-09-24 closed 2026-09-25 closed";

/// `2026-09-16T12:00 | 2026-09-17T12:00`: since when, and as of when, in Seoul. With the office's calendar, then by dates.
fn check(table: &Expect) {
    let office = calendar(OFFICE);
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [since, as_of] = [0, 1].map(|place| instant(&format!("{}+09:00", cells[place])));
        let period = period_of(office.zone(), Per::Month, instant("2026-09-15T12:00+09:00"));
        let said = |calendar| said(&Term::of(calendar, office.zone(), period, since, as_of));
        format!("{} | {} | {} | {}\n", cells[0], cells[1], said(Some(&office)), said(None))
    };
    table.assert_eq(&table.data().trim().lines().map(line).collect::<String>());
}

/// Days done of those that count, of all, and what 200 or more, and 5 or fewer, come to.
fn said(term: &Term) -> String {
    let bounds = Bounds { least: Some(Decimal::from_int(200)), most: Some(Decimal::from_int(5)) };
    let asked = match term.share_of(bounds) {
        Some(Bounds { least: Some(least), most: Some(most) }) => format!("{least}, {most}"),
        Some(_) => "lost".to_owned(),
        None => "nothing".to_owned(),
    };
    let portion = if term.portion().is_some() { "part" } else { "all" };
    format!("{}/{} of {} {portion}: {asked}", term.days.done, term.days.open, term.whole)
}

#[test]
fn a_promise_that_comes_in_force_inside_a_month_is_measured_by_the_days_left() {
    check(&expect![[r#"
        2026-08-20T00:00 | 2026-09-10T12:00 | 7/20 of 20 all: 200, 5 | 9/30 of 30 all: 200, 5
        2026-09-01T00:00 | 2026-09-10T12:00 | 7/20 of 20 all: 200, 5 | 9/30 of 30 all: 200, 5
        2026-09-01T09:00 | 2026-09-10T12:00 | 7/20 of 20 all: 200, 5 | 8/29 of 30 part: 193, 5
        2026-09-01T09:01 | 2026-09-10T12:00 | 6/19 of 20 part: 190, 5 | 8/29 of 30 part: 193, 5
        2026-09-16T08:59 | 2026-09-16T18:00 | 1/9 of 20 part: 90, 3 | 0/14 of 30 part: 93, 3
        2026-09-16T12:30 | 2026-09-16T18:00 | 0/8 of 20 part: 80, 2 | 0/14 of 30 part: 93, 3
        2026-09-16T12:30 | 2026-09-17T17:59 | 0/8 of 20 part: 80, 2 | 0/14 of 30 part: 93, 3
        2026-09-16T12:30 | 2026-09-17T18:00 | 1/8 of 20 part: 80, 2 | 0/14 of 30 part: 93, 3
        2026-09-19T12:00 | 2026-09-19T12:00 | 0/6 of 20 part: 60, 2 | 0/11 of 30 part: 73, 2
        2026-09-24T12:00 | 2026-09-30T18:00 | 3/3 of 20 part: 30, 1 | 5/6 of 30 part: 40, 1
        2026-09-30T09:00 | 2026-09-30T18:00 | 1/1 of 20 part: 10, 1 | 0/0 of 30 part: nothing
        2026-09-30T09:01 | 2026-09-30T18:00 | 0/0 of 20 part: nothing | 0/0 of 30 part: nothing
        2026-09-30T23:59 | 2026-10-05T00:00 | 0/0 of 20 part: nothing | 0/0 of 30 part: nothing
        2026-10-01T00:00 | 2026-10-05T00:00 | 0/0 of 20 part: nothing | 0/0 of 30 part: nothing
        2026-11-01T00:00 | 2026-11-05T00:00 | 0/0 of 20 part: nothing | 0/0 of 30 part: nothing
    "#]]);
}

#[test]
fn what_came_before_the_promise_and_after_the_period_does_not_count() {
    let zone = jiff::tz::TimeZone::UTC;
    let period = period_of(&zone, Per::Month, instant("2026-09-15T12:00Z"));
    let since = instant("2026-09-16T12:00Z");
    let term = Term::of(None, &zone, period, since, since);
    let tick = Span::from_micros(1);
    let has = |at: Instant| term.has(at);
    assert_eq!([has(since - tick), has(since), has(period.1 - tick), has(period.1)], [false, true, true, false]);
}

/// Two promises of which one goes on where the other ends ask together for the whole, but for what is rounded; nobody is
/// asked for more than was promised, and more days left ask for more.
#[test]
fn parts_of_a_period_add_up_to_no_more_than_the_whole() {
    let mut random = Random(11);
    let office = calendar(OFFICE);
    for round in 0..2_000 {
        let per = [Per::Week, Per::Month, Per::Quarter, Per::Year][random.below(4) as usize];
        let period = period_of(office.zone(), per, instant("2026-09-15T12:00+09:00"));
        let wide = (period.1 - period.0).as_micros() as u64;
        let mut instants = [0; 2].map(|_| period.0 + Span::from_micros(random.below(wide) as i64));
        instants.sort_unstable();
        let target = Decimal::from_int(random.below(1_000) as i64);
        let asked = |since| {
            let term = Term::of(Some(&office), office.zone(), period, since, period.1);
            let Days { open, done, is_over } = term.days;
            assert!(open == done && is_over, "round {round}: a period that is over is done");
            let least = term.share_of(Bounds { least: Some(target), most: None }).and_then(|bounds| bounds.least);
            (open, least.unwrap_or(Decimal::ZERO))
        };
        let [(days, least), (fewer_days, less)] = instants.map(asked);
        assert!(fewer_days <= days && less <= least && least <= target, "round {round}: {instants:?} of {target}");
        let before = asked(period.0).0 - days;
        let rest = target.as_millionths() / 1_000_000 * i64::from(before) / i64::from(asked(period.0).0);
        assert!(least.trunc() + rest <= target.trunc(), "round {round}: {least} and {rest} of {target}");
    }
}
