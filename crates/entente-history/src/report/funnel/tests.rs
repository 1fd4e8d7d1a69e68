//! Funnels over logs of a few leads, as one line a row.

use entente_core::agreement::model::Per;
use entente_core::time::Span;

use super::{Funnel, FunnelQuery, FunnelRow, funnel};
use crate::dimension::Dimension;
use crate::sample::history;
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
