//! Calendars that cannot be computed with, and when a calendar counts as changed.

use entente_core::calendar::{Calendar, tzdb_version};
use entente_core::id::Name;
use expect_test::expect;

use super::given::{calendar, definition};

fn refusal(line: &str) -> String {
    match Calendar::compile(&Name::from("given"), &definition(line)) {
        Ok(_) => "fine".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn each_refusal_says_what_to_do() {
    expect!["'Europe/Berln' is not a time zone; did you mean Europe/Berlin?"]
        .assert_eq(&refusal("Europe/Berln mon 09:00-17:00"));
    expect!["'Atlantis' is not a time zone; use an IANA name like Europe/Berlin"]
        .assert_eq(&refusal("Atlantis mon 09:00-17:00"));
    expect!["the hours 09:00-09:00 are not possible: open before 24:00, close later, and by 48:00 at last"]
        .assert_eq(&refusal("UTC mon 09:00-09:00"));
    expect!["the hours 24:00-25:00 are not possible: open before 24:00, close later, and by 48:00 at last"]
        .assert_eq(&refusal("UTC mon 24:00-25:00"));
    expect!["the hours 23:00-48:01 are not possible: open before 24:00, close later, and by 48:00 at last"]
        .assert_eq(&refusal("UTC mon 23:00-48:01"));
    expect!["'2026-02-30' is not a date; write it like 2026-12-25"]
        .assert_eq(&refusal("UTC mon 09:00-17:00 2026-02-30 closed"));
    expect!["'20260228' is not a date; write it like 2026-12-25"]
        .assert_eq(&refusal("UTC mon 09:00-17:00 20260228 closed"));
    expect!["2026-02-28 stands twice; keep either its closing or its hours"]
        .assert_eq(&refusal("UTC mon 09:00-17:00 2026-02-28 closed 2026-02-28 10:00-12:00"));
}

#[test]
fn the_version_moves_with_what_instants_are_computed_from() {
    let version = |line: &str| calendar(line).version();
    let base = version("UTC mon 09:00-17:00 2026-02-03 closed 2026-02-02 closed");
    assert_eq!(base.len(), 12);
    assert_eq!(base, version("UTC mon 09:00-17:00 2026-02-02 closed 2026-02-03 closed"));
    for other in [
        "Asia/Seoul mon 09:00-17:00 2026-02-02 closed 2026-02-03 closed",
        "UTC mon 09:00-17:30 2026-02-02 closed 2026-02-03 closed",
        "UTC tue 09:00-17:00 2026-02-02 closed 2026-02-03 closed",
        "UTC mon 09:00-17:00 2026-02-02 closed 2026-02-04 closed",
        "UTC mon 09:00-17:00 2026-02-02 closed 2026-02-03 09:00-10:00",
    ] {
        assert_ne!(base, version(other), "{other}");
    }
}

#[test]
fn the_zone_release_is_a_year_and_a_letter() {
    let (year, letter) = tzdb_version().split_at(4);
    assert!(year.parse::<u16>().is_ok() && letter.len() == 1, "{}", tzdb_version());
}
