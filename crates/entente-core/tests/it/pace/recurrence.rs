//! Recurrence rules as a table: the rule, the date it begins on, and the dates it falls on from there until the end.

use entente_core::pace::Recurrence;
use expect_test::expect;
use jiff::civil::Date;

#[test]
fn a_rule_falls_on_the_dates_it_says() {
    let date = |text: &str| text.parse::<Date>().unwrap();
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let rule = Recurrence::parse(cells[0]).unwrap();
        let dates = rule.dates(date(cells[1]), date(cells[2]), date(cells[3]));
        let dates: Vec<String> = dates.iter().map(|date| date.strftime("%m-%d").to_string()).collect();
        format!("{} | {} | {} | {} | {}\n", cells[0], cells[1], cells[2], cells[3], dates.join(" "))
    };
    let table = expect![[r#"
        FREQ=WEEKLY;BYDAY=TH | 2026-01-01 | 2026-01-01 | 2026-02-01 | 01-01 01-08 01-15 01-22 01-29
        FREQ=WEEKLY | 2026-01-06 | 2026-01-01 | 2026-02-01 | 01-06 01-13 01-20 01-27
        FREQ=WEEKLY;INTERVAL=2;BYDAY=TH | 2026-01-08 | 2026-02-01 | 2026-03-01 | 02-05 02-19
        FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU | 2026-01-04 | 2026-01-01 | 2026-02-01 | 01-04 01-05 01-18 01-19
        FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO | 2026-01-04 | 2026-01-01 | 2026-02-01 | 01-04 01-12 01-18 01-26
        FREQ=MONTHLY;BYDAY=2TU | 2026-01-01 | 2026-01-01 | 2026-04-01 | 01-13 02-10 03-10
        FREQ=MONTHLY;BYDAY=-1FR | 2026-01-01 | 2026-01-01 | 2026-04-01 | 01-30 02-27 03-27
        FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO | 2026-01-05 | 2026-01-01 | 2027-01-01 | 01-05 04-06 07-06 10-05
        FREQ=MONTHLY;BYMONTHDAY=15,-1 | 2026-01-20 | 2026-01-01 | 2026-04-01 | 01-31 02-15 02-28 03-15 03-31
        FREQ=MONTHLY | 2026-01-31 | 2026-01-01 | 2026-06-01 | 01-31 03-31 05-31
        FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-01-01 | 2026-01-01 | 2026-04-01 | 01-30 02-27 03-31
        FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO | 2026-01-01 | 2026-01-01 | 2027-01-01 | 03-02 09-07
        FREQ=YEARLY;BYDAY=20MO | 2026-01-01 | 2026-01-01 | 2027-01-01 | 05-18
        FREQ=YEARLY | 2024-02-29 | 2026-01-01 | 2029-01-01 | 02-29
        FREQ=DAILY;INTERVAL=10;COUNT=4 | 2026-01-01 | 2026-01-15 | 2026-12-31 | 01-21 01-31
        FREQ=DAILY;UNTIL=20260103T000000Z | 2026-01-01 | 2026-01-01 | 2026-12-31 | 01-01 01-02 01-03
    "#]];
    table.assert_eq(&table.data().trim().lines().map(line).collect::<String>());
}

#[test]
fn what_is_no_rule_is_none() {
    for text in
        ["", "BYDAY=TH", "FREQ=SOON", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;UNTIL=2026"]
    {
        assert_eq!(Recurrence::parse(text), None, "{text}");
    }
}
