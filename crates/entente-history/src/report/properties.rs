//! What holds of the reports of any log: parts add up to the whole, and the order of files changes nothing.

use entente_core::agreement::model::{Moment, Per};
use entente_core::milestone::Milestone;
use entente_core::time::Span;
use proptest::prelude::*;

use super::{Bound, FunnelQuery, Unit, VelocityQuery, counts, feedback, funnel, handoffs, sla, velocity};
use crate::dimension::Dimension;
use crate::sample::{history, history_as_of};
use crate::zone::Zone;
use crate::{History, Rate};

const WORDS: [&str; 16] = [
    "created ads",
    "created mail",
    "created",
    "handed jo berlin",
    "handed al",
    "handoff jo rest berlin",
    "handoff",
    "called",
    "called reached",
    "accepted",
    "rejected unreachable",
    "won 100",
    "stage mql",
    "stage customer",
    "started",
    "met jo",
];

/// Lines of a log in which each lead is created before anything else happens, times to the hour or only to the day.
pub(super) fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = (1..6_u64, 0..60_u64, any::<bool>(), 0..WORDS.len()).prop_map(|(lead, hour, is_day, word)| {
        let (day, hour) = (1 + hour / 3, hour % 24);
        let time = if is_day { format!("2026-03-{day:02}") } else { format!("2026-03-{day:02}T{hour:02}:00:00Z") };
        format!("{lead} {time} {}", WORDS[word])
    });
    proptest::collection::vec(line, 0..40)
}

fn utc() -> Zone {
    Zone::named("UTC").unwrap()
}

fn funnel_query(by: Option<Dimension>, cohort: Option<Per>) -> FunnelQuery {
    FunnelQuery { by, cohort, matures: None, zone: utc() }
}

fn velocity_query(by: Option<Dimension>) -> VelocityQuery<'static> {
    let bound = |text: &str, days| Bound { text: text.to_owned(), span: Span::DAY.times(days) };
    VelocityQuery {
        from: Moment::Milestone(Milestone::HandedOff),
        to: Moment::Milestone(Milestone::Contacted),
        by,
        within: vec![bound("1d", 1), bound("5d", 5)],
        unit: Unit::Hours,
        business: None,
        zone: utc(),
    }
}

/// Every figure of every report but the place in the log.
fn figures(history: &History) -> String {
    let won = Moment::Milestone(Milestone::OpportunityWon);
    let source = Some(Dimension::Source);
    let funnel = funnel(history, &funnel_query(source.clone(), Some(Per::Week)));
    let velocity = velocity(history, &velocity_query(source.clone()));
    let counts = counts(history, &won, Per::Week, source.as_ref(), &utc());
    format!("{:?}{:?}{:?}{:?}{:?}", funnel.all, funnel.rows, velocity.all, velocity.rows, counts.rows)
}

fn sum(rates: impl Iterator<Item = Rate>) -> (u64, u64) {
    rates.fold((0, 0), |(part, of), rate| (part + rate.part, of + rate.of))
}

proptest! {
    #[test]
    fn groups_and_cohorts_of_a_funnel_add_up(lines in lines()) {
        let history = history(&lines.join("\n"));
        let answer = funnel(&history, &funnel_query(Some(Dimension::Owner), Some(Per::Week)));
        prop_assert_eq!(answer.rows.iter().map(|row| row.leads).sum::<u64>(), answer.all.leads);
        prop_assert_eq!(answer.all.leads, history.leads_count());
        prop_assert_eq!(sum(answer.rows.iter().map(|row| row.won)), (answer.all.won.part, answer.all.won.of));
        for (place, step) in answer.all.stages.iter().enumerate() {
            let reached: u64 = answer.rows.iter().map(|row| row.stages[place].of_all.part).sum();
            prop_assert_eq!(reached, step.of_all.part);
            prop_assert!(step.of_previous.part <= step.of_previous.of, "nobody reaches a stage from nowhere");
        }
    }

    #[test]
    fn groups_and_speeds_of_a_velocity_add_up(lines in lines()) {
        let history = history(&lines.join("\n"));
        let answer = velocity(&history, &velocity_query(Some(Dimension::Source)));
        let (arrived, started) = (answer.all.arrived, answer.all.started);
        prop_assert_eq!(answer.rows.iter().map(|row| row.started).sum::<u64>(), started);
        prop_assert_eq!(answer.rows.iter().map(|row| row.arrived).sum::<u64>(), arrived);
        prop_assert_eq!(sum(answer.won.iter().map(|row| row.won)).1, started);
        prop_assert_eq!(answer.all.spread.is_some(), arrived > 0);
        if let Some(spread) = &answer.all.spread {
            let order = [spread.min, spread.p25, spread.median, spread.p75, spread.p90, spread.p95, spread.max];
            prop_assert!(order.is_sorted());
            prop_assert!((spread.min..=spread.max).contains(&spread.mean));
        }
    }

    #[test]
    fn every_clock_and_every_handoff_is_counted_once(lines in lines()) {
        let history = history(&lines.join("\n"));
        for promise in sla(&history, None, Some(&Dimension::Owner), &utc()).promises {
            let all = &promise.all;
            let ended = all.met + all.met_late + all.missed + all.cancelled + all.cannot_tell;
            prop_assert_eq!(ended + all.overdue + all.running, all.started);
            prop_assert_eq!(promise.rows.iter().map(|row| row.started).sum::<u64>(), all.started);
        }
        let answer = handoffs(&history, Some(("city", &Dimension::Lead(0))), Per::Week, &utc());
        prop_assert_eq!(answer.all.accepted + answer.all.rejected + answer.all.open, answer.all.handed);
        for section in answer.sections.iter().filter(|section| section.by != "nobody") {
            prop_assert_eq!(section.rows.iter().map(|row| row.handed).sum::<u64>(), answer.all.handed);
        }
    }

    #[test]
    fn the_order_in_which_leads_were_imported_changes_no_figure(lines in lines()) {
        let mut by_lead = lines.clone();
        by_lead.sort_by_key(|line| line.split(' ').next().map(str::to_owned));
        prop_assert_eq!(figures(&history(&lines.join("\n"))), figures(&history(&by_lead.join("\n"))));
    }
}

/// Figures of every report that a later fact could touch.
fn all_figures(history: &History) -> String {
    let owner = Some(("owner", &Dimension::Owner));
    let sla = sla(history, None, Some(&Dimension::Owner), &utc());
    let handoffs = handoffs(history, owner, Per::Week, &utc());
    let feedback = feedback(history, None, &utc());
    format!("{}{:?}{:?}{:?}{:?}", figures(history), sla, handoffs.all, handoffs.sections, feedback.reasons)
}

/// The same lines, each some days later.
fn later(lines: &[String], days: u64) -> Vec<String> {
    let move_on = |line: &String| {
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let day: u64 = words[1][8..10].parse().unwrap();
        words[1].replace_range(5..10, &format!("{:02}-{:02}", 4 + (day + days) / 28, 1 + (day + days) % 28));
        words.join(" ")
    };
    lines.iter().map(move_on).collect()
}

proptest! {
    #[test]
    fn what_comes_later_changes_no_figure_of_an_earlier_instant(lines in lines(), more in lines(), days in 0..50_u64) {
        let before = history_as_of(&lines.join("\n"), "2026-04-01T00:00:00Z");
        let with_later = [lines, later(&more, days)].concat().join("\n");
        prop_assert_eq!(all_figures(&history_as_of(&with_later, "2026-04-01T00:00:00Z")), all_figures(&before));
    }

    #[test]
    fn as_time_goes_on_nothing_that_was_counted_is_lost(lines in lines(), first in 1..=20_u32, more in 0..=10_u32) {
        let log = lines.join("\n");
        let at = |day: u32| history_as_of(&log, &format!("2026-03-{day:02}T12:00:00Z"));
        let (early, late) = (at(first), at(first + more));
        let won = Moment::Milestone(Milestone::OpportunityWon);
        let wins = |history: &History| counts(history, &won, Per::Week, None, &utc()).total;
        let reached = |history: &History| {
            let row = funnel(history, &funnel_query(None, None)).all;
            std::iter::once(row.leads).chain(row.stages.iter().map(|step| step.of_all.part)).collect::<Vec<_>>()
        };
        let started = |history: &History| sla(history, None, None, &utc()).promises[0].all.started;
        prop_assert!(early.leads_count() <= late.leads_count());
        prop_assert!(wins(&early) <= wins(&late));
        prop_assert!(started(&early) <= started(&late));
        prop_assert!(reached(&early).iter().zip(reached(&late)).all(|(early, late)| *early <= late));
    }

    #[test]
    fn groups_add_up_by_whatever_they_are_split(lines in lines()) {
        let history = history(&lines.join("\n"));
        let won = Moment::Milestone(Milestone::OpportunityWon);
        for by in [Dimension::Source, Dimension::Owner, Dimension::Team, Dimension::Lead(0), Dimension::Account(0)] {
            let funnel = funnel(&history, &funnel_query(Some(by.clone()), None));
            prop_assert_eq!(funnel.rows.iter().map(|row| row.leads).sum::<u64>(), funnel.all.leads);
            let velocity = velocity(&history, &velocity_query(Some(by.clone())));
            prop_assert_eq!(velocity.rows.iter().map(|row| row.arrived).sum::<u64>(), velocity.all.arrived);
            let counts = counts(&history, &won, Per::Month, Some(&by), &utc());
            prop_assert_eq!(counts.rows.iter().map(|row| row.n).sum::<u64>(), counts.total);
            let feedback = feedback(&history, Some(&by), &utc());
            for reason in &feedback.reasons {
                prop_assert!(reason.by_group.iter().sum::<u64>() <= reason.rate.part);
            }
        }
    }
}
