//! Every number of a page opens a list of exactly so many leads.

use entente_core::number::Decimal;
use entente_desk::figures::{Asked, Figure, Part, Period, Snapshot};
use entente_desk::overview::{Goal, GoalMeasure, Measure, PromiseLine};

use super::{desk_at, snapshot};

fn whole(number: Decimal) -> u64 {
    number.trunc().try_into().unwrap()
}

/// Every part of a promise that is a number of leads, with that number.
fn parts(line: &PromiseLine) -> Vec<(Part, u64)> {
    match &line.measure {
        Measure::Amount { is_money: true, .. } | Measure::Meetings { .. } | Measure::NotCounted => Vec::new(),
        Measure::Amount { gross, taken_back, net, pending, .. } => {
            let figures =
                [(Part::Gross, gross), (Part::TakenBack, taken_back), (Part::Counted, net), (Part::Pending, pending)];
            figures.map(|(part, number)| (part, whole(*number))).to_vec()
        }
        Measure::Share { part, of, young, .. } => {
            vec![(Part::Counted, *part), (Part::Judged, *of), (Part::Rest, of - part), (Part::Young, *young)]
        }
        Measure::Clocks { row, .. } => {
            let clocks = entente_desk::figures::Outcome::ALL.map(|outcome| (Part::Clock(outcome), row.n(outcome)));
            let late = row.met_late + row.missed + row.overdue;
            let sums = [
                (Part::Started, row.started),
                (Part::Late, late),
                (Part::Waived, row.waived),
                (Part::Judged, row.met + late),
            ];
            clocks.into_iter().chain(sums).collect()
        }
    }
}

#[track_caller]
fn assert_lists(snapshot: &Snapshot, figure: &Figure, n: u64) {
    let address = figure.to_string();
    let leads = snapshot.leads(&Figure::read(&address).unwrap());
    assert_eq!(leads.len() as u64, n, "{address}: {leads:?}");
    assert!(leads.is_sorted_by_key(|(lead, at)| std::cmp::Reverse((*at, *lead))), "the latest first");
}

#[test]
fn the_numbers_of_the_overview_open_their_lists() {
    let desk = desk_at("03-12 00:00");
    let snapshot = snapshot(&desk.store, "03-12 00:00");
    for period in Period::ALL {
        for buyer in [None, Some("boss"), Some("staff")] {
            let overview = snapshot.overview(&Asked { period, buyer: buyer.map(str::to_owned) });
            for line in overview.sides.iter().flat_map(|side| &side.promises) {
                for (part, n) in parts(line) {
                    if let Some(figure) = line.leads(part) {
                        assert_lists(&snapshot, &figure, n);
                    }
                }
            }
            overview.funnel.steps.iter().for_each(|step| assert_lists(&snapshot, &step.figure, step.n));
            assert_lists(&snapshot, &overview.voice.figure, overview.voice.rejected);
            overview.voice.reasons.iter().for_each(|reason| assert_lists(&snapshot, &reason.figure, reason.n));
            for line in &overview.goals {
                match &line.goal {
                    Goal::Metric { measure: GoalMeasure::Amount { amount, is_money: false, .. }, figure, .. } => {
                        assert_lists(&snapshot, figure, whole(*amount));
                    }
                    Goal::Metric { measure: GoalMeasure::Share { part, .. }, figure, .. } => {
                        assert_lists(&snapshot, figure, *part);
                    }
                    Goal::Demand(demand) => assert_lists(&snapshot, &demand.figure, demand.so_far),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn the_numbers_of_the_manager_s_page_open_their_lists() {
    let desk = desk_at("03-12 00:00");
    let snapshot = snapshot(&desk.store, "03-12 00:00");
    for period in Period::ALL {
        let manager = snapshot.board(period);
        assert_lists(&snapshot, &manager.untouched.figure, manager.untouched.n);
        manager.untouched.owners.iter().for_each(|owner| assert_lists(&snapshot, &owner.figure, owner.n()));
        manager.stuck.iter().for_each(|stuck| assert_lists(&snapshot, &stuck.figure, stuck.n));
        let matrix = &manager.matrix;
        let cells = matrix.rows.iter().flat_map(|row| row.by_source.iter().chain(&row.by_rule).chain([&row.all]));
        cells.for_each(|cell| assert_lists(&snapshot, &cell.figure, cell.n));
        let members = manager.pools.iter().flat_map(|pool| &pool.members);
        members.for_each(|member| assert_lists(&snapshot, &member.figure, member.got));
        manager.lateness.iter().for_each(|line| assert_lists(&snapshot, &line.figure, line.late));
    }
}

#[test]
fn a_page_of_a_list_shows_who_they_are() {
    let desk = desk_at("03-12 00:00");
    let snapshot = snapshot(&desk.store, "03-12 00:00");
    let figure =
        Figure::Reached { stage: Some("mql".to_owned()), dates: snapshot.dates(Period::ThisMonth), buyer: None };
    let (rows, n) = snapshot.rows(&desk.store, &figure, 1, 2).unwrap();
    let rows: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {:?} {:?} {:?} {:?}", row.lead, row.mail, row.stage, row.owner, row.source))
        .collect();
    expect_test::expect![[r#"
        lead_4 Some("dan@gmail.com") Some("mql") Some("lee") Some("fair")
        lead_2 Some("ben@gmail.com") Some("engaged") None Some("ads")"#]]
    .assert_eq(&rows.join("\n"));
    assert_eq!(n, 4);
}
