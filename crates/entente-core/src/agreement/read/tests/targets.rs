//! How long something may take, as written and as understood.

use expect_test::{Expect, expect};

use crate::agreement::read::target;

/// Each text, and what it is understood as or why it is not.
fn check(texts: &[&str], want: &Expect) {
    let row = |text: &&str| match target(text) {
        Ok(target) => format!("{text} → {target}"),
        Err(why) => format!("{text} ✗ {why}"),
    };
    want.assert_eq(&texts.iter().map(row).collect::<Vec<_>>().join("\n"));
}

#[test]
fn time_on_the_wall() {
    let texts =
        ["90m", "20s", "4h", "7d", "1d12h", "4 hours", "1 hour", "30 minutes", "10 seconds", "3 days", "2 weeks"];
    check(
        &texts,
        &expect![[r#"
        90m → 1h30m
        20s → 20s
        4h → 4h
        7d → 7d
        1d12h → 1d12h
        4 hours → 4h
        1 hour → 1h
        30 minutes → 30m
        10 seconds → 10s
        3 days → 3d
        2 weeks → 14d"#]],
    );
}

#[test]
fn time_of_a_calendar() {
    let hours = ["4 business hours", "1 business hour", "30 business minutes", "90 business minutes"];
    check(
        &hours,
        &expect![[r#"
        4 business hours → 4 business hours
        1 business hour → 1 business hour
        30 business minutes → 30 business minutes
        90 business minutes → 90 business minutes"#]],
    );
    let days = ["2 business days", "1 business day", "1 calendar day", "7 calendar days", "same day", " same  day "];
    check(
        &days,
        &expect![[r#"
        2 business days → 2 business days
        1 business day → 1 business day
        1 calendar day → 1 calendar day
        7 calendar days → 7 calendar days
        same day → same day
         same  day  → same day"#]],
    );
}

#[test]
fn what_is_no_time() {
    let texts =
        ["4", "4 business", "four hours", "-4 hours", "1.5 hours", "4 business weeks", "", "Same Day", "4hours"];
    check(
        &texts,
        &expect![[r#"
        4 ✗ '4' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        4 business ✗ '4 business' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        four hours ✗ 'four hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        -4 hours ✗ '-4 hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        1.5 hours ✗ '1.5 hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        4 business weeks ✗ '4 business weeks' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
         ✗ '' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        Same Day ✗ 'Same Day' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        4hours ✗ '4hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day"#]],
    );
    let sizes = ["0m", "0 hours", "0 business days", "0 calendar days"];
    check(
        &sizes,
        &expect![[r#"
        0m ✗ '0m' is no time at all: write it like 90m, 4 business hours or same day
        0 hours ✗ '0 hours' is no time at all: write it like 90m, 4 business hours or same day
        0 business days ✗ '0 business days' is no time at all: write it like 90m, 4 business hours or same day
        0 calendar days ✗ '0 calendar days' is no time at all: write it like 90m, 4 business hours or same day"#]],
    );
    let long = ["3660 business days", "3661 business days", "4000 days", "99999999999h", "4294967296 hours"];
    check(
        &long,
        &expect![[r#"
        3660 business days → 3660 business days
        3661 business days ✗ '3661 business days' is longer than ten years
        4000 days ✗ '4000 days' is longer than ten years
        99999999999h ✗ '99999999999h' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        4294967296 hours ✗ '4294967296 hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day"#]],
    );
}
