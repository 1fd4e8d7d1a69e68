//! When an open promise is late: what the engine decides, the figures say, whether or not it was decided yet.

use std::collections::BTreeMap;

use entente_core::engine::state::{LeadState, StateKey, from_bytes};
use entente_core::time::Span;
use entente_desk::figures::{Asked, Figures, Period};
use entente_desk::force::in_force;
use entente_desk::overview::Measure;

use super::company::AGREEMENT;
use crate::desk::{Desk, at, shown};

/// Three leads: one asks on a Wednesday morning, one on a Friday two hours before closing, one on a Saturday.
const ASKED: &str = "
    ana@acme.example | 03-04 10:00 | created from ads
    ana@acme.example | 03-04 10:00 | role boss
    ana@acme.example | 03-04 10:00 | demo
    ben@bolt.example | 03-06 16:00 | created from ads
    ben@bolt.example | 03-06 16:00 | role boss
    ben@bolt.example | 03-06 16:00 | demo
    cyd@cord.example | 03-07 11:00 | created from fair
    cyd@cord.example | 03-07 11:00 | role boss
    cyd@cord.example | 03-07 11:00 | demo
";

/// The company with an office that is open in the week, and a promise of each kind of time.
fn agreement() -> String {
    let promises = "
    hours: {says: Called within two open hours, from: handed_off, until: first_attempt, within: 2 business hours, kept: 90%}
    days: {says: Called on the next open day, from: handed_off, until: first_attempt, within: 1 business day, kept: 90%}
    date: {says: Called by the end of the next date, from: handed_off, until: first_attempt, within: 1 calendar day, kept: 90%}
    review: {";
    let office = "timezone: UTC\ncalendars:\n  office: {timezone: UTC, open: {mon-fri: [\"09:00-18:00\"]}}\n";
    AGREEMENT.replacen("timezone: UTC\n", office, 1).replacen("\n    review: {", promises, 1)
}

/// How many open clocks of each promise the figures of an instant call overdue.
fn overdue(desk: &Desk, now: &str) -> BTreeMap<String, u64> {
    let figures = Figures::default();
    assert!(figures.refresh(&desk.store, &in_force(&desk.store).unwrap(), at(now)).unwrap());
    let overview = figures.current().unwrap().overview(&Asked { period: Period::ThisMonth, buyer: None });
    let lines = overview.sides.iter().flat_map(|side| &side.promises);
    let counts = lines.filter_map(|line| match &line.measure {
        Measure::Clocks { row, .. } => Some((line.clause.0.rsplit('.').next().unwrap().to_owned(), row.overdue)),
        _ => None,
    });
    counts.filter(|(_, n)| *n > 0).collect()
}

/// How many the engine has called late.
fn decided(desk: &Desk) -> BTreeMap<String, u64> {
    let mut late = BTreeMap::new();
    for (key, bytes) in desk.store.states_after(None, usize::MAX).unwrap() {
        let StateKey::Lead(_) = key else { continue };
        let lead: LeadState = from_bytes(&bytes).unwrap();
        for clock in lead.clocks.iter().filter(|clock| clock.missed) {
            *late.entry(clock.key.commitment.0.rsplit('.').next().unwrap().to_owned()).or_default() += 1;
        }
    }
    late
}

fn told(until: &str) -> Desk {
    let mut desk = Desk::with_agreement_in_memory(&agreement());
    desk.tell(ASKED);
    desk.run(until);
    desk
}

#[test]
fn a_promise_due_at_closing_is_late_when_it_opens_again_and_not_before() {
    let mut said = String::new();
    let mut before = BTreeMap::new();
    let mut now = at("03-04 10:00");
    while now < at("03-11 00:00") {
        let instant = shown(now);
        let late = decided(&told(&instant));
        if late != before {
            said += &format!("{instant} {late:?}\n");
            before = late;
        }
        now = now + Span::HOUR;
    }
    expect_test::expect![[r#"
        03-04 12:00 {"hours": 1}
        03-04 14:00 {"hours": 1, "touch": 1}
        03-06 00:00 {"date": 1, "hours": 1, "touch": 1}
        03-06 09:00 {"date": 1, "days": 1, "hours": 1, "touch": 1}
        03-06 20:00 {"date": 1, "days": 1, "hours": 1, "touch": 2}
        03-07 15:00 {"date": 1, "days": 1, "hours": 1, "touch": 3}
        03-08 00:00 {"date": 2, "days": 1, "hours": 1, "touch": 3}
        03-09 00:00 {"date": 3, "days": 1, "hours": 1, "touch": 3}
        03-09 09:00 {"date": 3, "days": 1, "hours": 2, "touch": 3}
        03-09 11:00 {"date": 3, "days": 1, "hours": 3, "touch": 3}
        03-10 09:00 {"date": 3, "days": 3, "hours": 3, "touch": 3}
    "#]]
    .assert_eq(&said);
}

/// Every hour of a week, decided up to then, and decided only up to the last handoff.
#[test]
fn figures_call_late_what_the_engine_calls_late() {
    let behind = told("03-07 11:00");
    let mut now = at("03-07 11:00");
    while now < at("03-11 00:00") {
        let instant = shown(now);
        let desk = told(&instant);
        let late = decided(&desk);
        assert_eq!(overdue(&desk, &instant), late, "decided up to {instant}");
        assert_eq!(overdue(&behind, &instant), late, "not decided since, as of {instant}");
        now = now + Span::MINUTE.times(30);
    }
}
