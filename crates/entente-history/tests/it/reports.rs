//! Each report at several instants of each company, and the same figures counted by hand.

use std::collections::BTreeMap;

use entente_core::agreement::model::{Moment, Per};
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_history::report::{
    Bound, Counted, FunnelQuery, PromiseRow, Unit, VelocityQuery, counts, funnel, handoffs, sla, velocity,
};
use entente_history::{Dimension, History, Zone};

use crate::company::{Company, agreement, company};
use crate::naive::Log;

const SEEDS: std::ops::Range<u64> = 0..6;

fn utc() -> Zone {
    Zone::named("UTC").unwrap()
}

/// Several instants of a company: early, in the middle, at the end and long after it.
fn instants(company: &Company) -> [Instant; 4] {
    let start = Instant::parse("2026-03-02T08:00:00Z").unwrap();
    let whole = (company.end - start).as_micros();
    [
        start + Span::from_micros(whole / 7),
        start + Span::from_micros(whole / 2),
        company.end,
        company.end + Span::DAY.times(30),
    ]
}

/// Calls a check with each company as of each instant.
fn each(check: impl Fn(&str, &Log<'_>, &History)) {
    for seed in SEEDS {
        let company = company(seed, 260);
        for as_of in instants(&company) {
            let history = History::build(agreement(), as_of, company.log.iter().cloned());
            check(&format!("seed {seed} as of {as_of}"), &Log::as_of(&company.log, as_of), &history);
        }
    }
}

#[test]
fn the_funnel_is_what_counting_finds() {
    each(|place, log, history| {
        let query = |by| FunnelQuery { by, cohort: None, matures: None, zone: utc() };
        let answer = funnel(history, &query(None));
        assert_eq!(answer.all.leads, log.leads().len() as u64, "{place}");
        let reached: Vec<u64> = answer.all.stages.iter().map(|step| step.of_all.part).collect();
        assert_eq!(reached, log.reached(), "{place}");
        assert_eq!(answer.all.won.part, log.won().len() as u64, "{place}");
        let rows = funnel(history, &query(Some(Dimension::Source))).rows;
        let sources: BTreeMap<String, u64> = rows.into_iter().map(|row| (row.group.unwrap(), row.leads)).collect();
        assert_eq!(sources, log.sources(), "{place}");
    });
}

#[test]
fn wins_a_month_are_what_counting_finds() {
    each(|place, log, history| {
        let answer = counts(history, &Moment::Milestone(Milestone::OpportunityWon), Per::Month, None, &utc());
        let rows: BTreeMap<String, u64> = answer.rows.into_iter().map(|row| (row.period, row.n)).collect();
        assert_eq!(rows, log.wins_by_month(), "{place}");
    });
}

/// The value at a share of a sorted list, between its neighbours as far as it stands between them.
fn quantile(sorted: &[i64], percent: i64) -> f64 {
    let place = (sorted.len() as f64 - 1.0) * percent as f64 / 100.0;
    let (low, high) = (sorted[place.floor() as usize] as f64, sorted[place.ceil() as usize] as f64);
    low + (high - low) * place.fract()
}

#[test]
fn the_way_to_the_first_touch_is_what_counting_finds() {
    each(|place, log, history| {
        let bounds = [("1h", Span::HOUR), ("4h", Span::HOUR.times(4)), ("2d", Span::DAY.times(2))];
        let answer = velocity(
            history,
            &VelocityQuery {
                from: Moment::Milestone(Milestone::HandedOff),
                to: Moment::Milestone(Milestone::FirstAttempt),
                by: None,
                within: bounds.map(|(text, span)| Bound { text: text.to_owned(), span }).to_vec(),
                unit: Unit::Minutes,
                business: None,
                zone: utc(),
            },
        );
        let trips = log.handoff_to_touch();
        let mut took: Vec<i64> = trips.iter().filter_map(|(_, took)| *took).collect();
        took.sort_unstable();
        assert_eq!((answer.all.started, answer.all.arrived), (trips.len() as u64, took.len() as u64), "{place}");
        for (within, (_, span)) in answer.all.within.iter().zip(bounds) {
            let inside = took.iter().filter(|took| **took <= span.as_micros()).count() as u64;
            assert_eq!(within.of_started.unwrap().part, inside, "{place}: within {}", within.bound);
        }
        let Some(spread) = &answer.all.spread else {
            assert!(took.is_empty(), "{place}");
            return;
        };
        let minute = 60e6;
        let found = |figure: Decimal| figure.as_millionths() as f64 / 1e6;
        let wanted = [
            (found(spread.median), quantile(&took, 50)),
            (found(spread.p25), quantile(&took, 25)),
            (found(spread.p90), quantile(&took, 90)),
            (found(spread.mean), took.iter().sum::<i64>() as f64 / took.len() as f64),
            (found(spread.max), *took.last().unwrap() as f64),
        ];
        for (place_of, (found, wanted)) in wanted.into_iter().enumerate() {
            assert!((found - wanted / minute).abs() < 0.01, "{place}, figure {place_of}: {found}, {}", wanted / minute);
        }
    });
}

fn ways(row: &PromiseRow) -> BTreeMap<&'static str, u64> {
    let ways = [
        ("started", row.started),
        ("met", row.met),
        ("met_late", row.met_late),
        ("missed", row.missed),
        ("overdue", row.overdue),
        ("running", row.running),
        ("cancelled", row.cancelled),
        ("cannot_tell", row.cannot_tell),
    ];
    ways.into_iter().filter(|(_, times)| *times > 0).collect()
}

#[test]
fn how_promises_were_kept_is_what_counting_finds() {
    let clauses = ["sla.sales.decide", "sla.sales.touch", "sla.sales.attempts", "sla.sales.feedback"];
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in SEEDS {
        let company = company(seed, 260);
        for as_of in instants(&company) {
            let history = History::build(agreement(), as_of, company.log.iter().cloned());
            let log = Log::as_of(&company.log, as_of);
            let answer = sla(&history, None, None, &utc());
            for clause in clauses {
                let promise = answer.promises.iter().find(|promise| promise.commitment == clause).unwrap();
                let found = ways(&promise.all);
                assert_eq!(found, log.clocks(clause), "seed {seed} as of {as_of}: {clause}");
                found.into_iter().for_each(|(way, times)| *seen.entry(way).or_default() += times);
                let all = &promise.all;
                let judged = all.met + all.met_late + all.missed + all.overdue;
                assert_eq!(all.kept.map(|kept| (kept.part, kept.of)), Some((all.met, judged)), "{clause}");
            }
        }
    }
    for way in ["met", "met_late", "missed", "overdue", "running", "cancelled"] {
        assert!(seen.get(way).is_some_and(|times| *times >= 5), "{way} is too rare to tell: {seen:?}");
    }
}

#[test]
fn what_came_of_handoffs_is_what_counting_finds() {
    each(|place, log, history| {
        let all = handoffs(history, None, Per::Month, &utc()).all;
        assert_eq!((all.handed, all.touched, all.accepted, all.rejected), log.came_of_handoffs(), "{place}");
    });
}

/// The report tells cycles from the facts alone, the engine decides them: both count the same.
#[test]
fn reports_and_engine_tell_the_same_cycles() {
    for seed in SEEDS {
        let company = company(seed, 260);
        let history = History::build(agreement(), company.end, company.log.iter().cloned());
        let cycles: u64 = company.world.leads().map(|lead| u64::from(lead.cycle)).sum();
        let owner = ("owner", &Dimension::Owner);
        let answer = handoffs(&history, Some(owner), Per::Month, &utc());
        assert_eq!(answer.all.handed, cycles, "seed {seed}");
        assert_eq!(history.leads_count(), company.world.leads().count() as u64, "seed {seed}");
    }
}

/// Reading the log entry by entry and settling now and then is the same as reading it at once.
#[test]
fn a_history_that_grows_is_the_one_that_is_built_at_once() {
    for seed in SEEDS {
        let company = company(seed, 260);
        let mut collector = entente_history::Collector::new(agreement(), company.end);
        let figures = |history: &History| {
            let funnel = funnel(
                history,
                &FunnelQuery { by: Some(Dimension::Owner), cohort: Some(Per::Month), matures: None, zone: utc() },
            );
            let handoffs = handoffs(history, None, Per::Week, &utc());
            format!(
                "{:?} {:?} {:?}",
                funnel.rows,
                sla(history, None, Some(&Dimension::Team), &utc()).promises,
                handoffs.sections
            )
        };
        let mut settled = 0;
        for (index, (seq, entry)) in company.log.iter().cloned().enumerate() {
            collector.take(seq, entry);
            if index % 97 == 0 {
                let grown = collector.settle();
                let at_once = History::build(agreement(), company.end, company.log[..=index].iter().cloned());
                assert_eq!(figures(&grown), figures(&at_once), "seed {seed} after {seq}");
                settled += 1;
            }
        }
        assert!(settled > 3);
    }
}

/// What promises that count have counted: the engine keeps count as it decides, the report counts the log. Not of those
/// that speak of some leads only: the engine asks that at the moment, the report of the last values.
#[test]
fn reports_and_engine_count_the_same() {
    let (mut compared, mut back) = (0, 0);
    for seed in 0..24 {
        for facts in [25, 45, 60, 90, 160, 260] {
            let company = company(seed, facts);
            let history = History::build(agreement(), company.end, company.log.iter().cloned());
            let zone = Zone::named("Europe/Berlin").unwrap();
            for counting in sla(&history, None, None, &zone).counted {
                let Counted::Amount { gross, taken_back, net, .. } = counting.counted else { continue };
                if counting.commitment == "sla.marketing.enterprise" {
                    continue;
                }
                let kept = company.world.parties().counts.iter().find(|((clause, period), _)| {
                    clause.0 == counting.commitment && name_of(*period, &counting.period) == counting.period
                });
                let (engine_gross, engine_back) =
                    kept.map_or((Decimal::ZERO, Decimal::ZERO), |(_, count)| (count.gross, count.back));
                let place = format!("seed {seed}, {facts} facts: {} in {}", counting.commitment, counting.period);
                assert_eq!((gross, taken_back), (engine_gross, engine_back), "{place}");
                assert_eq!(net, gross.minus(taken_back), "{place}");
                compared += usize::from(gross > Decimal::ZERO);
                back += usize::from(taken_back > Decimal::ZERO);
            }
        }
    }
    assert!(compared > 60 && back > 8, "{compared} counted anything, {back} took any back");
}

/// The name of the month or quarter that begins at an instant in Berlin, of the kind that `like` is.
fn name_of(start: Instant, like: &str) -> String {
    let local = jiff::tz::TimeZone::get("Europe/Berlin").unwrap().to_datetime(start.to_jiff());
    if like.contains('Q') {
        format!("{}-Q{}", local.year(), (local.month() - 1) / 3 + 1)
    } else {
        format!("{}-{:02}", local.year(), local.month())
    }
}
