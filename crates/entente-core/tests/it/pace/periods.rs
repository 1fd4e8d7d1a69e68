//! Weeks, months, quarters and years in a zone.

use entente_core::agreement::model::Per;
use entente_core::pace::{period_of, periods_between};
use entente_core::time::{Instant, Span};
use expect_test::expect;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::calendar::given::instant;

const PERS: [Per; 4] = [Per::Week, Per::Month, Per::Quarter, Per::Year];

fn said(zone: &TimeZone, (from, to): (Instant, Instant)) -> String {
    let local = |at: Instant| at.to_jiff().to_zoned_datetime(zone.clone()).strftime("%a %Y-%m-%dT%H:%M%:z").to_string();
    format!("{} .. {}", local(from), local(to))
}

#[test]
fn a_period_is_whole_local_dates() {
    let around = |zone: &str, at: &str| {
        let zone = TimeZone::get(zone).unwrap();
        let line = |per| format!("{per:?} {}\n", said(&zone, period_of(&zone, per, instant(at))));
        PERS.map(line).concat()
    };
    expect![[r#"
        Week Mon 2026-03-23T00:00+01:00 .. Mon 2026-03-30T00:00+02:00
        Month Sun 2026-03-01T00:00+01:00 .. Wed 2026-04-01T00:00+02:00
        Quarter Thu 2026-01-01T00:00+01:00 .. Wed 2026-04-01T00:00+02:00
        Year Thu 2026-01-01T00:00+01:00 .. Fri 2027-01-01T00:00+01:00
    "#]]
    .assert_eq(&around("Europe/Berlin", "2026-03-29T12:00+02:00"));
    expect![[r#"
        Week Mon 2026-12-28T00:00+01:00 .. Mon 2027-01-04T00:00+01:00
        Month Tue 2026-12-01T00:00+01:00 .. Fri 2027-01-01T00:00+01:00
        Quarter Thu 2026-10-01T00:00+02:00 .. Fri 2027-01-01T00:00+01:00
        Year Thu 2026-01-01T00:00+01:00 .. Fri 2027-01-01T00:00+01:00
    "#]]
    .assert_eq(&around("Europe/Berlin", "2026-12-31T22:59:59.999999Z"));
    expect![[r#"
        Week Mon 2026-12-28T00:00+01:00 .. Mon 2027-01-04T00:00+01:00
        Month Fri 2027-01-01T00:00+01:00 .. Mon 2027-02-01T00:00+01:00
        Quarter Fri 2027-01-01T00:00+01:00 .. Thu 2027-04-01T00:00+02:00
        Year Fri 2027-01-01T00:00+01:00 .. Sat 2028-01-01T00:00+01:00
    "#]]
    .assert_eq(&around("Europe/Berlin", "2026-12-31T23:00Z"));
    expect![[r#"
        Week Mon 2018-10-29T00:00-03:00 .. Mon 2018-11-05T00:00-02:00
        Month Thu 2018-11-01T00:00-03:00 .. Sat 2018-12-01T00:00-02:00
        Quarter Mon 2018-10-01T00:00-03:00 .. Tue 2019-01-01T00:00-02:00
        Year Mon 2018-01-01T00:00-02:00 .. Tue 2019-01-01T00:00-02:00
    "#]]
    .assert_eq(&around("America/Sao_Paulo", "2018-11-04T12:00Z"));
}

#[test]
fn periods_between_are_those_that_share_an_instant() {
    let zone = TimeZone::get("Asia/Seoul").unwrap();
    let between = |from: &str, to: &str| {
        let periods = periods_between(&zone, Per::Quarter, instant(from), instant(to));
        periods.map(|period| said(&zone, period) + "\n").collect::<String>()
    };
    expect![[r#"
        Thu 2026-01-01T00:00+09:00 .. Wed 2026-04-01T00:00+09:00
        Wed 2026-04-01T00:00+09:00 .. Wed 2026-07-01T00:00+09:00
        Wed 2026-07-01T00:00+09:00 .. Thu 2026-10-01T00:00+09:00
    "#]]
    .assert_eq(&between("2026-03-31T23:59+09:00", "2026-10-01T00:00+09:00"));
    expect![[r#"
        Thu 2026-01-01T00:00+09:00 .. Wed 2026-04-01T00:00+09:00
        Wed 2026-04-01T00:00+09:00 .. Wed 2026-07-01T00:00+09:00
        Wed 2026-07-01T00:00+09:00 .. Thu 2026-10-01T00:00+09:00
        Thu 2026-10-01T00:00+09:00 .. Fri 2027-01-01T00:00+09:00
    "#]]
    .assert_eq(&between("2026-03-31T23:59+09:00", "2026-10-01T00:00:01+09:00"));
    assert_eq!(between("2026-03-31T23:59+09:00", "2026-03-31T23:59+09:00"), "");
}

proptest! {
    #[test]
    fn periods_hold_their_instant_and_follow_each_other(at in any::<i64>(), zone in 0..3_usize) {
        let zone = TimeZone::get(["America/Sao_Paulo", "Pacific/Apia", "Europe/Dublin"][zone]).unwrap();
        let at = Instant::from_micros(at).clamp(Instant::MIN + Span::DAY.times(800), Instant::MAX - Span::DAY.times(800));
        for per in PERS {
            let (from, to) = period_of(&zone, per, at);
            prop_assert!(from <= at && at < to);
            prop_assert_eq!(period_of(&zone, per, to).0, to);
            prop_assert_eq!(period_of(&zone, per, from - Span::SECOND).1, from);
        }
    }

    #[test]
    fn no_instant_is_too_odd(from in any::<i64>(), to in any::<i64>()) {
        let (from, to) = (Instant::from_micros(from), Instant::from_micros(to));
        for per in PERS {
            prop_assert!(periods_between(&TimeZone::UTC, per, from, to).take(3).count() <= 3);
            let _ = (period_of(&TimeZone::UTC, per, Instant::MAX), period_of(&TimeZone::UTC, per, Instant::MIN));
        }
    }
}
