//! How long something may take, as written and as understood.

use expect_test::expect;

use crate::agreement::read::target;

#[test]
fn targets() {
    let texts = [
        "90m",
        "20s",
        "4h",
        "7d",
        "1d12h",
        "4 hours",
        "1 hour",
        "30 minutes",
        "2 weeks",
        "4 business hours",
        "1 business hour",
        "30 business minutes",
        "90 business minutes",
        "2 business days",
        "1 business day",
        "1 calendar day",
        "7 calendar days",
        "same day",
        " same  day ",
        "0m",
        "0 business days",
        "4",
        "4 business",
        "four hours",
        "-4 hours",
        "1.5 hours",
        "4 business weeks",
        "",
        "9999 business days",
        "99999999999h",
        "4000 days",
        "4294967296 hours",
    ];
    let rows: Vec<String> = texts
        .iter()
        .map(|text| match target(text) {
            Ok(target) => format!("{text} → {target}"),
            Err(why) => format!("{text} ✗ {why}"),
        })
        .collect();
    expect![[r#"
        90m → 1h30m
        20s → 20s
        4h → 4h
        7d → 7d
        1d12h → 1d12h
        4 hours → 4h
        1 hour → 1h
        30 minutes → 30m
        2 weeks → 14d
        4 business hours → 4 business hours
        1 business hour → 1 business hour
        30 business minutes → 30 business minutes
        90 business minutes → 90 business minutes
        2 business days → 2 business days
        1 business day → 1 business day
        1 calendar day → 1 calendar day
        7 calendar days → 7 calendar days
        same day → same day
         same  day  → same day
        0m ✗ '0m' is no time at all: write it like 90m, 4 business hours or same day
        0 business days ✗ '0 business days' is no time at all: write it like 90m, 4 business hours or same day
        4 ✗ '4' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        4 business ✗ '4 business' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        four hours ✗ 'four hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        -4 hours ✗ '-4 hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        1.5 hours ✗ '1.5 hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        4 business weeks ✗ '4 business weeks' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
         ✗ '' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        9999 business days ✗ '9999 business days' is longer than ten years
        99999999999h ✗ '99999999999h' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        4000 days ✗ '4000 days' is longer than ten years
        4294967296 hours ✗ '4294967296 hours' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day"#]].assert_eq(&rows.join("\n"));
}
