//! Funnels over logs of a few leads, as one line a row.

use entente_core::agreement::model::Per;
use entente_core::time::Span;

use super::{Funnel, FunnelQuery, FunnelRow, funnel};
use crate::dimension::Dimension;
use crate::sample::{history, history_as_of};
use crate::zone::Zone;

const LOG: &str = "
    1 2026-01-10T00:00:00Z created ads
    2 2026-01-20T00:00:00Z created mail
    3 2026-02-01T00:00:00Z created ads
    4 2026-03-01T02:00:00Z created ads
    5 2026-03-31T23:30:00Z created
    1 2026-01-11T00:00:00Z stage mql
    1 2026-02-11T00:00:00Z stage customer
    2 2026-02-12T00:00:00Z stage mql
    3 2026-02-13T00:00:00Z stage sal
    3 2026-03-14T00:00:00Z stage mql
    1 2026-02-15T00:00:00Z won 100
    4 2026-04-15T00:00:00Z won 100
";

fn ask(by: Option<Dimension>, cohort: Option<Per>, zone: &str) -> Funnel {
    let query = FunnelQuery { by, cohort, matures: Some(Span::DAY.times(30)), zone: Zone::named(zone).unwrap() };
    funnel(&history(LOG), &query)
}

fn line(row: &FunnelRow) -> String {
    let mut text = format!(
        "{} {}: {} leads",
        row.cohort.as_deref().unwrap_or("-"),
        row.group.as_deref().unwrap_or("-"),
        row.leads
    );
    for step in &row.stages {
        text += &format!(", {} {}/{}", step.stage, step.of_all.part, step.of_previous.of);
    }
    text += &format!(", won {}", row.won.part);
    text += if row.is_immature { ", immature" } else { "" };
    text + if row.is_censored { ", censored\n" } else { "\n" }
}

fn shown(funnel: &Funnel) -> String {
    std::iter::once(&funnel.all).chain(&funnel.rows).map(line).collect()
}

#[test]
fn a_lead_reached_every_stage_up_to_its_furthest() {
    expect_test::expect![[r#"
        - -: 5 leads, inquiry 5/5, mql 3/5, sal 2/3, customer 1/2, won 2
    "#]]
    .assert_eq(&shown(&ask(None, None, "UTC")));
}

#[test]
fn groups_stand_by_size() {
    expect_test::expect![[r#"
        - -: 5 leads, inquiry 5/5, mql 3/5, sal 2/3, customer 1/2, won 2
        - ads: 3 leads, inquiry 3/3, mql 2/3, sal 2/2, customer 1/2, won 2
        - (not known): 1 leads, inquiry 1/1, mql 0/1, sal 0/0, customer 0/0, won 0
        - mail: 1 leads, inquiry 1/1, mql 1/1, sal 0/1, customer 0/0, won 0
    "#]]
    .assert_eq(&shown(&ask(Some(Dimension::Source), None, "UTC")));
}

#[test]
fn cohorts_are_months_of_the_zone_and_say_what_cannot_be_judged() {
    let utc = ask(None, Some(Per::Month), "UTC");
    expect_test::expect![[r#"
        - -: 5 leads, inquiry 5/5, mql 3/5, sal 2/3, customer 1/2, won 2
        2026-01 -: 2 leads, inquiry 2/2, mql 2/2, sal 1/2, customer 1/1, won 1, censored
        2026-02 -: 1 leads, inquiry 1/1, mql 1/1, sal 1/1, customer 0/1, won 0, censored
        2026-03 -: 2 leads, inquiry 2/2, mql 0/2, sal 0/0, customer 0/0, won 1, immature
    "#]]
    .assert_eq(&shown(&utc));
    assert_eq!((utc.first_win.as_deref(), utc.matures.as_str(), utc.basis.immature), (Some("2026-02-15"), "30d", 2));
    expect_test::expect![[r#"
        - -: 5 leads, inquiry 5/5, mql 3/5, sal 2/3, customer 1/2, won 2
        2026-01 -: 2 leads, inquiry 2/2, mql 2/2, sal 1/2, customer 1/1, won 1, censored
        2026-02 -: 1 leads, inquiry 1/1, mql 1/1, sal 1/1, customer 0/1, won 0, censored
        2026-03 -: 1 leads, inquiry 1/1, mql 0/1, sal 0/0, customer 0/0, won 1, immature
        2026-04 -: 1 leads, inquiry 1/1, mql 0/1, sal 0/0, customer 0/0, won 0, immature
    "#]]
    .assert_eq(&shown(&ask(None, Some(Per::Month), "Asia/Seoul")));
}

#[test]
fn an_empty_log_has_an_empty_funnel() {
    let query = FunnelQuery { by: None, cohort: Some(Per::Week), matures: None, zone: Zone::named("UTC").unwrap() };
    let empty = funnel(&history(""), &query);
    assert_eq!((empty.all.leads, empty.rows.len(), empty.matures.as_str()), (0, 0, "180d"));
    assert_eq!(empty.all.won.share, None);
}

/// Months in Berlin, mature after thirty days.
fn berlin(log: &str, as_of: &str) -> Funnel {
    let zone = Zone::named("Europe/Berlin").unwrap();
    let query = FunnelQuery { by: None, cohort: Some(Per::Month), matures: Some(Span::DAY.times(30)), zone };
    funnel(&history_as_of(log, as_of), &query)
}

type Judged = Vec<(Option<String>, u64, bool, bool)>;

fn judged(funnel: Funnel) -> Judged {
    funnel.rows.into_iter().map(|row| (row.cohort, row.leads, row.is_immature, row.is_censored)).collect()
}

fn month(name: &str) -> Option<String> {
    Some(name.to_owned())
}

/// One lead a second before February begins in Berlin, and one as it does.
const EDGE: &str = "
    1 2026-01-31T22:59:59Z created
    2 2026-01-31T23:00:00Z created
";

#[test]
fn a_cohort_is_mature_once_its_last_instant_was_watched_for_so_long() {
    // January ends on 31 January 23:00 UTC; thirty days later it is 2 March 23:00 UTC. Somebody was heard of last then.
    let rows = |last: &str| judged(berlin(&format!("{EDGE} 9 {last} called"), "2026-12-31T00:00:00Z"));
    let undated = (None, 1, false, false);
    let young = |jan, feb| vec![undated.clone(), (month("2026-01"), 1, jan, false), (month("2026-02"), 1, feb, false)];
    assert_eq!(rows("2026-03-02T22:59:59Z"), young(true, true));
    assert_eq!(rows("2026-03-02T23:00:00Z"), young(false, true));
    // February ends on 28 February 23:00 UTC. Days of maturity are of 24 hours, also over the night of 29 March.
    assert_eq!(rows("2026-03-30T22:59:59Z"), young(false, true));
    assert_eq!(rows("2026-03-30T23:00:00Z"), young(false, false));
}

#[test]
fn a_lead_without_a_creation_is_in_no_cohort_and_said_to_be_left_out() {
    let answer = berlin(&format!("{EDGE} 9 2026-02-05T00:00:00Z called"), "2026-12-31T00:00:00Z");
    assert_eq!((answer.all.leads, answer.basis.excluded[0].n, answer.basis.immature), (3, 1, 2));
    assert_eq!(answer.basis.excluded[0].why, "without a recorded creation, in no cohort");
}

#[test]
fn a_report_of_the_past_judges_by_what_was_watched_then() {
    let log = format!("{EDGE} 1 2026-06-01T00:00:00Z called");
    let is_young = |as_of: &str| judged(berlin(&log, as_of)).into_iter().map(|row| row.2).collect::<Vec<_>>();
    assert_eq!(is_young("2026-05-31T23:59:59Z"), [true, true], "nothing was heard after January");
    assert_eq!(is_young("2026-06-01T00:00:00Z"), [false, false]);
    assert_eq!(is_young("2026-01-31T22:59:59Z"), [true], "the second lead was not there yet");
}

#[test]
fn cohorts_that_began_before_the_first_win_are_censored_by_local_dates() {
    // The earliest win counts, wherever it stands in the log.
    let rows = |first: &str| {
        let log = format!("{EDGE} 2 2026-03-20T00:00:00Z won 1\n 1 {first} won 1");
        let answer = berlin(&log, "2026-12-31T00:00:00Z");
        let first = answer.first_win.clone().unwrap();
        (first, judged(answer).into_iter().map(|row| row.3).collect::<Vec<_>>())
    };
    assert_eq!(rows("2025-12-31T23:00:00Z"), ("2026-01-01".to_owned(), vec![false, false]));
    assert_eq!(rows("2026-01-01T23:00:00Z"), ("2026-01-02".to_owned(), vec![true, false]));
    assert_eq!(rows("2026-02-01T22:59:59Z"), ("2026-02-01".to_owned(), vec![true, false]));
    assert_eq!(rows("2026-02-01T23:00:00Z"), ("2026-02-02".to_owned(), vec![true, true]));
}

#[test]
fn one_person_under_two_numbers_is_one_lead_of_the_earlier_cohort() {
    let log = "
        1 2026-02-10T00:00:00Z created ads
        2 2026-01-10T00:00:00Z created mail
        2 2026-01-11T00:00:00Z stage mql
        1 2026-02-11T00:00:00Z stage customer
        2 2026-02-12T00:00:00Z linked 1
    ";
    let before = berlin(log, "2026-02-11T00:00:00Z");
    assert_eq!(judged(before).len(), 2);
    let after = berlin(log, "2026-12-31T00:00:00Z");
    expect_test::expect![[r#"
        - -: 1 leads, inquiry 1/1, mql 1/1, sal 1/1, customer 1/1, won 0
        2026-01 -: 1 leads, inquiry 1/1, mql 1/1, sal 1/1, customer 1/1, won 0, immature
    "#]]
    .assert_eq(&shown(&after));
}
