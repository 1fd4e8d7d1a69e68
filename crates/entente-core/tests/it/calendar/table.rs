//! The edges of business time, each a line: where a clock starts, what it may take, and when that is due.

use entente_core::calendar::Calendar;
use entente_core::time::Instant;
use expect_test::{Expect, expect};

use super::given::{calendar, instant, pauses, target};

/// Computes the last column of `start | target | pauses` lines. A due instant that does not give the target back
/// when the time up to it is counted says so.
fn check_due(hours: &str, table: &Expect) {
    let calendar = calendar(hours);
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (start, target, pauses) = (instant(cells[0]), target(cells[1]), pauses(cells[2]));
        let due = calendar.due(start, target, &pauses);
        let counted = due.map(|due| calendar.elapsed(start, due, &pauses));
        let note = match target {
            entente_core::agreement::model::Target::Business(span) if counted.is_some_and(|sum| sum != span) => "!",
            _ => "",
        };
        let due = due.map_or("never".to_owned(), |due| on_the_wall(&calendar, due));
        format!("{} | {} | {} | {due}{note}\n", cells[0], cells[1], cells[2])
    };
    table.assert_eq(&table.data().trim().lines().map(line).collect::<String>());
}

/// `2026-03-09T10:00-04:00`: local, with the offset, seconds only where there are some.
fn on_the_wall(calendar: &Calendar, at: Instant) -> String {
    let local = at.to_jiff().to_zoned_datetime(calendar.zone().clone());
    local.strftime(if local.second() == 0 { "%a %Y-%m-%dT%H:%M%:z" } else { "%a %Y-%m-%dT%H:%M:%S%:z" }).to_string()
}

#[test]
fn office_hours_stop_overnight_and_over_the_weekend() {
    check_due(
        "America/New_York mon-fri 09:00-17:00",
        &expect![[r#"
            2026-03-07T15:00-05:00 | 60 open minutes | - | Mon 2026-03-09T10:00-04:00
            2026-03-07T18:00-05:00 | 60 open minutes | - | Mon 2026-03-09T10:00-04:00
            2026-03-06T16:30-05:00 | 60 open minutes | - | Mon 2026-03-09T09:30-04:00
            2026-06-01T17:00-04:00 | 1 open minutes | - | Tue 2026-06-02T09:01-04:00
            2026-06-01T16:59-04:00 | 1 open minutes | - | Mon 2026-06-01T17:00-04:00
            2026-06-01T09:00-04:00 | 480 open minutes | - | Mon 2026-06-01T17:00-04:00
            2026-06-01T09:00-04:00 | 481 open minutes | - | Tue 2026-06-02T09:01-04:00
            2026-06-01T20:00-04:00 | 0 open minutes | - | Mon 2026-06-01T20:00-04:00
            2026-06-01T20:00-04:00 | 90m | - | Mon 2026-06-01T21:30-04:00
        "#]],
    );
}

#[test]
fn a_pause_counts_once_however_it_is_told() {
    check_due(
        "America/New_York mon-fri 09:00-17:00",
        &expect![[r#"
            2026-06-01T09:30-04:00 | 60 open minutes | 2026-06-01T10:00-04:00/2026-06-01T11:00-04:00 | Mon 2026-06-01T11:30-04:00
            2026-06-05T16:00-04:00 | 120 open minutes | 2026-06-05T16:30-04:00/2026-06-08T09:30-04:00 | Mon 2026-06-08T11:00-04:00
            2026-06-01T09:00-04:00 | 60 open minutes | 2026-06-01T09:10-04:00/2026-06-01T09:40-04:00 2026-06-01T09:30-04:00/2026-06-01T10:00-04:00 | Mon 2026-06-01T10:50-04:00
            2026-06-01T09:00-04:00 | 60 open minutes | 2026-06-01T09:30-04:00/2026-06-01T10:00-04:00 2026-06-01T09:10-04:00/2026-06-01T09:40-04:00 | Mon 2026-06-01T10:50-04:00
            2026-06-01T09:00-04:00 | 60 open minutes | 2026-06-01T09:10-04:00/2026-06-01T10:10-04:00 2026-06-01T09:20-04:00/2026-06-01T09:30-04:00 | Mon 2026-06-01T11:00-04:00
            2026-06-01T09:00-04:00 | 60 open minutes | 2026-06-01T10:00-04:00/2026-06-01T11:00-04:00 | Mon 2026-06-01T10:00-04:00
            2026-06-01T09:00-04:00 | 60 open minutes | 2026-06-01T11:00-04:00/2026-06-01T09:10-04:00 | Mon 2026-06-01T10:00-04:00
            2026-06-01T09:00-04:00 | 60 open minutes | 2026-05-31T09:00-04:00/2026-06-01T09:30-04:00 | Mon 2026-06-01T10:30-04:00
            2026-06-01T09:00-04:00 | 60m | 2026-06-01T09:30-04:00/2026-06-01T12:00-04:00 | Mon 2026-06-01T12:30-04:00
        "#]],
    );
}

#[test]
fn a_day_open_all_round_has_23_or_25_hours_when_the_clocks_change() {
    check_due(
        "America/New_York mon-sun 00:00-24:00",
        &expect![[r#"
            2026-03-08T00:00-05:00 | 240 open minutes | - | Sun 2026-03-08T05:00-04:00
            2026-11-01T00:00-04:00 | 240 open minutes | - | Sun 2026-11-01T03:00-05:00
            2026-11-01T00:00-04:00 | 1500 open minutes | - | Mon 2026-11-02T00:00-05:00
        "#]],
    );
}

#[test]
fn a_night_belongs_to_the_date_it_starts_on() {
    check_due(
        "America/New_York mon-sun 22:00-30:00",
        &expect![[r#"
            2026-03-07T21:00-05:00 | 480 open minutes | - | Sun 2026-03-08T23:00-04:00
            2026-10-31T21:00-04:00 | 540 open minutes | - | Sun 2026-11-01T06:00-05:00
            2026-06-02T02:00-04:00 | 60 open minutes | - | Tue 2026-06-02T03:00-04:00
            2026-06-02T02:00-04:00 | 1 open days | - | Thu 2026-06-04T06:00-04:00
        "#]],
    );
    check_due(
        "America/New_York fri 22:00-30:00",
        &expect![[r#"
            2026-06-06T05:00-04:00 | 120 open minutes | - | Fri 2026-06-12T23:00-04:00
        "#]],
    );
}

#[test]
fn an_opening_in_a_gap_waits_for_its_end_and_in_a_fold_takes_the_first() {
    check_due(
        "Europe/Berlin mon-sun 02:30-10:00",
        &expect![[r#"
            2026-03-29T00:00+01:00 | 60 open minutes | - | Sun 2026-03-29T04:00+02:00
            2026-10-25T00:00+02:00 | 60 open minutes | - | Sun 2026-10-25T02:30+01:00
        "#]],
    );
}

#[test]
fn hours_inside_a_gap_are_no_hours() {
    check_due(
        "Europe/Berlin sun 02:10-02:50",
        &expect![[r#"
            2026-03-28T00:00+01:00 | 10 open minutes | - | Sun 2026-04-05T02:20+02:00
            2026-03-28T00:00+01:00 | 1 open days | - | Sun 2026-04-05T02:50+02:00
        "#]],
    );
}

#[test]
fn a_change_of_half_an_hour_is_half_an_hour() {
    check_due(
        "Australia/Lord_Howe mon-sun 00:00-24:00",
        &expect![[r#"
            2026-10-04T00:00+10:30 | 180 open minutes | - | Sun 2026-10-04T03:30+11:00
            2026-04-05T00:00+11:00 | 180 open minutes | - | Sun 2026-04-05T02:30+10:30
        "#]],
    );
}

#[test]
fn a_date_the_zone_skipped_was_never_open() {
    check_due(
        "Pacific/Apia mon-sun 09:00-17:00",
        &expect![[r#"
            2011-12-29T16:00-10:00 | 120 open minutes | - | Sat 2011-12-31T10:00+14:00
            2011-12-29T16:00-10:00 | 1 open days | - | Sat 2011-12-31T17:00+14:00
            2011-12-29T16:00-10:00 | 0 dates | - | Sat 2011-12-31T00:00+14:00
        "#]],
    );
}

#[test]
fn lunch_closed_dates_and_dates_with_their_own_hours() {
    check_due(
        "Asia/Seoul mon-fri 09:00-12:00 13:00-18:00 2026-09-24 closed 2026-09-25 closed 2026-12-31 09:00-12:00",
        &expect![[r#"
            2026-09-21T11:30+09:00 | 60 open minutes | - | Mon 2026-09-21T13:30+09:00
            2026-09-23T17:00+09:00 | 240 open minutes | - | Mon 2026-09-28T12:00+09:00
            2026-12-31T11:00+09:00 | 120 open minutes | - | Fri 2027-01-01T10:00+09:00
            2026-12-30T11:00+09:00 | 1 open days | - | Thu 2026-12-31T12:00+09:00
        "#]],
    );
}

#[test]
fn business_days_end_as_their_date_closes() {
    check_due(
        "Europe/Berlin mon-thu 09:00-12:30 13:30-18:00 fri 09:00-15:00",
        &expect![[r#"
            2026-06-03T11:00+02:00 | 0 open days | - | Wed 2026-06-03T18:00+02:00
            2026-06-03T19:00+02:00 | 0 open days | - | Thu 2026-06-04T18:00+02:00
            2026-06-03T18:00+02:00 | 0 open days | - | Thu 2026-06-04T18:00+02:00
            2026-06-03T11:00+02:00 | 1 open days | - | Thu 2026-06-04T18:00+02:00
            2026-06-03T19:00+02:00 | 1 open days | - | Thu 2026-06-04T18:00+02:00
            2026-06-03T11:00+02:00 | 2 open days | - | Fri 2026-06-05T15:00+02:00
            2026-06-05T11:00+02:00 | 2 open days | - | Tue 2026-06-09T18:00+02:00
            2026-06-06T11:00+02:00 | 2 open days | - | Tue 2026-06-09T18:00+02:00
            2026-06-03T11:00+02:00 | 2 open days | 2026-06-04T17:00+02:00/2026-06-05T10:00+02:00 | Mon 2026-06-08T18:00+02:00
            2026-06-03T11:00+02:00 | 2 open days | 2026-06-04T10:00+02:00/2026-06-04T12:00+02:00 | Fri 2026-06-05T15:00+02:00
        "#]],
    );
}

#[test]
fn calendar_days_end_at_local_midnight() {
    check_due(
        "America/Sao_Paulo mon-fri 09:00-17:00",
        &expect![[r#"
            2018-11-02T10:00-03:00 | 0 dates | - | Sat 2018-11-03T00:00-03:00
            2018-11-02T10:00-03:00 | 1 dates | - | Sun 2018-11-04T01:00-02:00
            2018-11-03T10:00-03:00 | 0 dates | - | Sun 2018-11-04T01:00-02:00
            2018-11-03T23:59-03:00 | 1 dates | - | Mon 2018-11-05T00:00-02:00
            2018-02-17T10:00-02:00 | 0 dates | - | Sun 2018-02-18T00:00-03:00
            2018-02-17T10:00-02:00 | 1 dates | 2018-02-18T20:00-03:00/2018-02-20T08:00-03:00 | Wed 2018-02-21T00:00-03:00
        "#]],
    );
}

#[test]
fn a_date_that_ends_twice_is_never_due_before_it_starts() {
    check_due(
        "America/St_Johns mon-fri 09:00-17:00",
        &expect![[r#"
            2010-11-06T23:30-02:30 | 0 dates | - | Sun 2010-11-07T00:00-02:30
            2010-11-06T23:30-03:30 | 0 dates | - | Mon 2010-11-08T00:00-03:30
        "#]],
    );
}

#[test]
fn what_never_opens_is_never_due() {
    check_due(
        "Europe/Berlin 2026-06-03 09:00-10:00 2026-06-04 closed",
        &expect![[r#"
            2026-06-01T00:00+02:00 | 60 open minutes | - | Wed 2026-06-03T10:00+02:00
            2026-06-01T00:00+02:00 | 61 open minutes | - | never
            2026-06-01T00:00+02:00 | 1 open days | - | Wed 2026-06-03T10:00+02:00
            2026-06-01T00:00+02:00 | 2 open days | - | never
            2026-06-04T00:00+02:00 | 1 open minutes | - | never
        "#]],
    );
}

#[test]
fn hours_that_overlap_count_once() {
    let calendar = calendar("Europe/Berlin mon 20:00-32:00 08:00-12:00 11:00-13:00 tue 05:00-10:00");
    let windows: String = calendar
        .windows(instant("2026-06-01T00:00+02:00"), instant("2026-06-03T00:00+02:00"))
        .map(|(from, to)| format!("{} .. {}\n", on_the_wall(&calendar, from), on_the_wall(&calendar, to)))
        .collect();
    expect![[r#"
        Mon 2026-06-01T08:00+02:00 .. Mon 2026-06-01T12:00+02:00
        Mon 2026-06-01T12:00+02:00 .. Mon 2026-06-01T13:00+02:00
        Mon 2026-06-01T20:00+02:00 .. Tue 2026-06-02T08:00+02:00
        Tue 2026-06-02T08:00+02:00 .. Tue 2026-06-02T10:00+02:00
    "#]]
    .assert_eq(&windows);
}

#[test]
fn open_days_are_dates_with_open_time() {
    let count = |hours: &str, from: &str, to: &str| {
        calendar(hours).open_days(from.parse().unwrap(), to.parse().unwrap()).to_string()
    };
    let office = "Asia/Seoul mon-fri 09:00-12:00 2026-09-24 closed 2026-09-26 10:00-12:00";
    expect!["22"].assert_eq(&count(office, "2026-09-01", "2026-10-01"));
    expect!["0"].assert_eq(&count(office, "2026-09-24", "2026-09-25"));
    expect!["0"].assert_eq(&count(office, "2026-10-01", "2026-09-01"));
    expect!["30"].assert_eq(&count("Pacific/Apia mon-sun 09:00-17:00", "2011-12-01", "2012-01-01"));
}

#[test]
fn open_is_from_opening_until_just_before_closing() {
    let calendar = calendar("Europe/Berlin mon-fri 09:00-17:00");
    let at = |text: &str| {
        let at = instant(text);
        let next = calendar.next_open(at).map(|open| on_the_wall(&calendar, open));
        format!("{} {}", calendar.is_open(at), next.unwrap_or_default())
    };
    expect!["false Mon 2026-06-01T09:00+02:00"].assert_eq(&at("2026-06-01T08:59:59.999999+02:00"));
    expect!["true Mon 2026-06-01T09:00+02:00"].assert_eq(&at("2026-06-01T09:00+02:00"));
    expect!["true Mon 2026-06-01T16:59:59+02:00"].assert_eq(&at("2026-06-01T16:59:59+02:00"));
    expect!["false Tue 2026-06-02T09:00+02:00"].assert_eq(&at("2026-06-01T17:00+02:00"));
    assert!(!calendar.opens_within(instant("2026-06-05T17:00+02:00"), 2));
    assert!(calendar.opens_within(instant("2026-06-05T17:00+02:00"), 3));
}
