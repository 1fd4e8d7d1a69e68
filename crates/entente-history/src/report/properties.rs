//! What holds of the reports of any log: parts add up to the whole, and the order of files changes nothing.

use entente_core::agreement::model::{Moment, Per};
use entente_core::milestone::Milestone;
use entente_core::time::Span;
use proptest::prelude::*;

use super::{Bound, FunnelQuery, Unit, VelocityQuery, counts, funnel, handoffs, sla, velocity};
use crate::dimension::Dimension;
use crate::sample::history;
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
fn lines() -> impl Strategy<Value = Vec<String>> {
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
        for promise in sla(&history, Some(&Dimension::Owner), &utc()).promises {
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
