//! The first period of a promise on every page: what was left of it when the agreement came in force, and nothing before.

use std::collections::BTreeMap;

use entente_core::decision::{Concluded, PaceState};
use entente_core::id::ClauseId;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_desk::figures::{Asked, Period, State};
use entente_desk::force::{in_force, put_in_force};
use entente_desk::overview::{Measure, PromiseLine};
use entente_desk::promise;
use entente_history::report::{Counted, sla};
use entente_store::Store;

use super::company::{AGREEMENT, COMPANY};
use super::snapshot;
use crate::desk::{Desk, assert_rebuilds, at, signed};

/// The company's March under an agreement in force since an instant, decided up to another.
fn begun(since: &str, until: &str) -> Desk {
    let mut desk = Desk::without_agreement();
    desk.tell(COMPANY);
    put_in_force(&mut desk.store, signed(AGREEMENT), at(since)).unwrap();
    desk.run(until);
    desk
}

/// The promises that are counted by periods, as the overview of a month tells them.
fn lines(store: &Store, now: &str) -> String {
    let snapshot = snapshot(store, now);
    let overview = snapshot.overview(&Asked { period: Period::ThisMonth, buyer: None });
    overview.sides.iter().flat_map(|side| &side.promises).filter_map(line).collect()
}

fn line(line: &PromiseLine) -> Option<String> {
    let counted = match &line.measure {
        Measure::Amount { target, net, expected, .. } => format!("{net} of {target}, {expected} expected"),
        Measure::Share { part, of, young, .. } => format!("{part} of {of}, {young} young"),
        Measure::Meetings { held, past, all, .. } => format!("{held} of {past} held, {all} in all"),
        Measure::NotCounted => "not counted".to_owned(),
        Measure::Clocks { .. } => return None,
    };
    let portion = line.portion.map(|portion| format!(", {} of {} days", portion.days, portion.of)).unwrap_or_default();
    Some(format!("{}: {counted} -> {}{portion}\n", line.clause, line.state.word()))
}

/// What the engine decided last of each promise in the period that an instant lies in.
fn decided(desk: &Desk, after: Instant) -> BTreeMap<String, PaceState> {
    let decisions = desk.decisions().into_iter();
    let states = decisions.filter_map(|(_, decision)| match decision.what {
        Concluded::CommitmentState { commitment, period, state, .. } if period >= after => Some((commitment.0, state)),
        _ => None,
    });
    states.collect()
}

#[test]
fn an_agreement_that_comes_in_force_inside_a_month_asks_for_what_is_left_of_it() {
    let desk = begun("03-05 08:00", "03-12 00:00");
    expect_test::expect![[r#"
        sla.marketing.volume: 3 of 5, 1.315789 expected -> ahead, 19 of 22 days
        sla.marketing.accepted: 0 of 2, 1 young -> unclear, 19 of 22 days
        sla.marketing.pipeline: 400 of 296, 77.894737 expected -> kept, 19 of 64 days
        sla.sales.review: 1 of 1 held, 4 in all -> on-pace, 19 of 22 days
    "#]]
    .assert_eq(&lines(&desk.store, "03-12 00:00"));
}

#[test]
fn nobody_is_out_of_reach_on_the_first_day() {
    let desk = begun("03-30 08:00", "03-30 20:00");
    expect_test::expect![[r#"
        sla.marketing.volume: 0 of 0, 0 expected -> kept, 2 of 22 days
        sla.marketing.accepted: 0 of 0, 0 young -> nothing-yet, 2 of 22 days
        sla.marketing.pipeline: 0 of 31, 15.5 expected -> on-pace, 2 of 64 days
        sla.sales.review: not counted -> nothing-yet, 2 of 22 days
    "#]]
    .assert_eq(&lines(&desk.store, "03-30 20:00"));
}

#[test]
fn where_no_open_day_is_left_nothing_is_asked_and_nobody_misses_it() {
    let desk = begun("03-31 23:00", "04-02 00:00");
    expect_test::expect![[r#"
        sla.marketing.volume: not counted -> nothing-yet, 0 of 22 days
        sla.marketing.accepted: 0 of 0, 0 young -> nothing-yet, 0 of 22 days
        sla.marketing.pipeline: not counted -> nothing-yet, 0 of 64 days
        sla.sales.review: not counted -> nothing-yet, 0 of 22 days
    "#]]
    .assert_eq(&lines(&desk.store, "03-31 23:30"));
    let states = decided(&desk, Instant::MIN);
    assert!(!states.values().any(|state| *state == PaceState::Missed), "{states:?}");
}

/// The engine, the overview, the page of the promise and the report say the same of each promise, whenever it began.
#[test]
fn the_engine_and_every_page_agree_on_the_first_period() {
    for since in ["01-01 00:00", "03-02 00:00", "03-02 10:00", "03-05 12:00", "03-09 09:30", "03-11 00:00"] {
        for until in ["03-12 00:00", "03-20 18:00", "03-31 12:00"] {
            let desk = begun(since, until);
            let snapshot = snapshot(&desk.store, until);
            let overview = snapshot.overview(&Asked { period: Period::ThisMonth, buyer: None });
            let plans = in_force(&desk.store).unwrap();
            let history = entente_history::History::build(
                plans[0].plan.agreement.clone(),
                at(until),
                desk.store.entries(entente_core::id::Seq(0), usize::MAX).unwrap().into_iter().map(|(seq, entry)| {
                    match entry {
                        entente_store::Entry::Fact(fact) => (seq, entente_history::Entry::Fact(fact)),
                        entente_store::Entry::Decision(decision) => (seq, entente_history::Entry::Decision(decision)),
                    }
                }),
            );
            let zone = entente_history::Zone::named("UTC").unwrap();
            let report = sla(&history, Some(&plans[0].plan), None, &zone).counted;
            let decided = decided(&desk, at("03-01 00:00").min(at("01-01 00:00")));
            for line in overview.sides.iter().flat_map(|side| &side.promises) {
                let place = format!("{} since {since}, at {until}", line.clause);
                let Measure::Amount { target, net, expected, .. } = &line.measure else { continue };
                let reported = report.iter().rfind(|row| row.commitment == line.clause.0).unwrap();
                let Counted::Amount { target: told, net: counted, expected: by_now, state, .. } = &reported.counted
                else {
                    panic!("{place}: {:?}", reported.counted)
                };
                assert_eq!((target, net, expected), (told, counted, by_now), "{place}");
                assert_eq!(line.state, State::from(*state), "{place}");
                assert_eq!(line.portion, reported.portion, "{place}");
                if let Some(concluded) = decided.get(&line.clause.0) {
                    assert_eq!(State::from(*concluded), line.state, "{place}: the engine");
                }
                let asked = Asked { period: Period::ThisMonth, buyer: None };
                let page = promise::view(&snapshot, &ClauseId(line.clause.0.clone()), &asked, Lang::En).unwrap();
                assert_eq!(&page.line, line, "{place}: its own page");
                let last = page.days.last().unwrap();
                assert_eq!(last.so_far, Some(*net), "{place}: day by day");
            }
        }
    }
}

/// A promise that both versions make goes on; one that only the second makes begins with it.
#[test]
fn an_amendment_begins_only_what_is_new() {
    let mut desk = begun("01-01 00:00", "03-10 12:00");
    let more = AGREEMENT.replace(
        "    accepted: {says",
        "    fresh: {says: Four new a month, count: created, at_least: 4, per: month}\n    accepted: {says",
    );
    put_in_force(&mut desk.store, signed(&more), at("03-11 00:00")).unwrap();
    desk.run("03-12 00:00");
    expect_test::expect![[r#"
        sla.marketing.volume: 3 of 6, 2.181818 expected -> on-pace
        sla.marketing.fresh: 1 of 2, 0.133333 expected -> ahead, 15 of 22 days
        sla.marketing.accepted: 1 of 3, 1 young -> unclear
        sla.marketing.pipeline: 400 of 1000, 781.25 expected -> on-pace
        sla.sales.review: 1 of 1 held, 4 in all -> on-pace
    "#]]
    .assert_eq(&lines(&desk.store, "03-12 00:00"));
    assert_rebuilds(&mut desk);
}
