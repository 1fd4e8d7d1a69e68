//! Judging by imprecise facts: a line per case, the last column is the answer.

use entente_core::calendar::{Known, Reckoning, judge};
use entente_core::time::Precision;
use expect_test::{Expect, expect};

use super::given::{calendar, instant, pauses, target};

const OFFICE: &str = "Europe/Berlin mon-fri 09:00-17:00";

/// `day 2026-06-01T00:00+02:00`, `minute …`, or an instant alone.
fn known(text: &str) -> Known {
    let (precision, at) = match text.split_once(' ') {
        Some(("day", at)) => (Precision::Day, at),
        Some(("minute", at)) => (Precision::Minute, at),
        _ => (Precision::Second, text),
    };
    Known { at: instant(at), precision }
}

fn check(table: &Expect) {
    let calendar = calendar(OFFICE);
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (start, stop, within) = (known(cells[0]), known(cells[1]), target(cells[2]));
        let judged = judge(Reckoning::Hours(&calendar), start, stop, within, &pauses("-"));
        let bare = judge(Reckoning::Zone(calendar.zone()), start, stop, within, &pauses("-"));
        format!("{} | {} | {} | {judged:?} | {bare:?}\n", cells[0], cells[1], cells[2])
    };
    table.assert_eq(&table.data().trim().lines().map(line).collect::<String>());
}

#[test]
fn exact_facts_are_always_judged() {
    check(&expect![[r#"
        2026-06-01T16:30+02:00 | 2026-06-02T09:30+02:00 | 60 open minutes | Met | CannotTell
        2026-06-01T16:30+02:00 | 2026-06-02T09:30:00.000001+02:00 | 60 open minutes | Missed | CannotTell
        2026-06-01T16:30+02:00 | 2026-06-01T17:30+02:00 | 60m | Met | Met
        2026-06-01T16:30+02:00 | 2026-06-01T17:30:01+02:00 | 60m | Missed | Missed
        2026-06-01T16:30+02:00 | 2026-06-02T17:00+02:00 | 1 open days | Met | CannotTell
        2026-06-01T16:30+02:00 | 2026-06-02T17:00:01+02:00 | 1 open days | Met | CannotTell
        2026-06-01T16:30+02:00 | 2026-06-01T23:59:59.999999+02:00 | 0 dates | Met | Met
        2026-06-01T16:30+02:00 | 2026-06-02T00:00+02:00 | 0 dates | Missed | Missed
        2026-06-01T16:30+02:00 | 2026-06-01T12:00+02:00 | 60 open minutes | Met | CannotTell
    "#]]);
}

#[test]
fn dates_are_judged_against_dates_only() {
    check(&expect![[r#"
        day 2026-06-01T00:00+02:00 | day 2026-06-01T00:00+02:00 | 0 dates | Met | Met
        day 2026-06-01T00:00+02:00 | day 2026-06-02T00:00+02:00 | 0 dates | Missed | Missed
        day 2026-06-01T00:00+02:00 | day 2026-06-02T00:00+02:00 | 1 dates | Met | Met
        day 2026-06-01T00:00+02:00 | day 2026-06-03T00:00+02:00 | 1 dates | Missed | Missed
        day 2026-06-01T00:00+02:00 | day 2026-06-01T00:00+02:00 | 60 open minutes | CannotTell | CannotTell
        day 2026-06-01T00:00+02:00 | day 2026-06-01T00:00+02:00 | 60m | CannotTell | CannotTell
        day 2026-06-01T00:00+02:00 | day 2026-06-04T00:00+02:00 | 60m | Missed | Missed
        day 2026-06-01T00:00+02:00 | day 2026-06-02T00:00+02:00 | 2 open days | Met | CannotTell
        day 2026-06-01T00:00+02:00 | day 2026-06-03T00:00+02:00 | 2 open days | Met | CannotTell
        day 2026-06-01T00:00+02:00 | day 2026-06-04T00:00+02:00 | 2 open days | Missed | CannotTell
    "#]]);
}

#[test]
fn a_date_lasts_as_long_as_the_wall_shows_it() {
    check(&expect![[r#"
        day 2026-10-25T00:00+02:00 | 2026-10-25T23:59:59+01:00 | 0 dates | Met | Met
        day 2026-10-25T00:00+02:00 | 2026-10-26T00:00+01:00 | 1500m | Met | Met
        day 2026-03-29T00:00+01:00 | 2026-03-30T00:00+02:00 | 1380m | Met | Met
        day 2026-03-29T00:00+01:00 | day 2026-03-29T00:00+01:00 | 1379m | CannotTell | CannotTell
    "#]]);
}

#[test]
fn a_minute_can_hide_the_answer() {
    check(&expect![[r#"
        minute 2026-06-01T10:00+02:00 | minute 2026-06-01T10:59+02:00 | 60m | Met | Met
        minute 2026-06-01T10:00+02:00 | minute 2026-06-01T11:00+02:00 | 60m | CannotTell | CannotTell
        minute 2026-06-01T10:00+02:00 | minute 2026-06-01T11:01+02:00 | 60m | Missed | Missed
        minute 2026-06-01T16:59+02:00 | minute 2026-06-02T09:00+02:00 | 1 open minutes | CannotTell | CannotTell
    "#]]);
}
