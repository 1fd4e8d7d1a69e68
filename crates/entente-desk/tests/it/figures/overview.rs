//! The overview in lines of text: what stands on the front page, and what changes with the period and the buyer.

use entente_core::time::Instant;
use entente_desk::figures::{Asked, Part, Period, Snapshot};
use entente_desk::overview::{Funnel, Goal, GoalMeasure, Measure, Need, Overview, PromiseLine, needs};

use super::{desk_at, snapshot};
use crate::desk::{at, shown};

fn promise(line: &PromiseLine) -> String {
    let measure = match &line.measure {
        Measure::Amount { target, gross, taken_back, net, pending, expected, required_per_day, forecast, .. } => {
            let required = required_per_day.map(|number| number.to_string());
            format!(
                "{net} of {target} ({gross} less {taken_back}, {pending} pending, {expected} expected, {required:?} a day, {forecast:?})"
            )
        }
        Measure::Share { target, part, of, share, young, .. } => {
            format!("{part}/{of} = {:?} of {target}, {young} young", share.map(|share| share.to_string()))
        }
        Measure::Clocks { target, share, row, median } => format!(
            "{:?} of {target}: {} started, {} met, {} late, {} missed, {} overdue, {} running, {} waived, median {:?}",
            share.map(|share| share.to_string()),
            row.started,
            row.met,
            row.met_late,
            row.missed,
            row.overdue,
            row.running,
            row.waived,
            median.map(|median| median.to_string())
        ),
        Measure::Meetings { held, past, all, .. } => format!("{held} of {past} held, {all} in all"),
        Measure::NotCounted => "not counted".to_owned(),
    };
    let bar = line.bar().map(|bar| format!(" [{} | {}]", bar.fill, bar.notch)).unwrap_or_default();
    let earlier =
        line.earlier.map(|earlier| format!(", {} of {} before", earlier.kept, earlier.of)).unwrap_or_default();
    format!("  {} {} ({}): {measure} -> {}{bar}{earlier}\n", line.number, line.says, line.dates, line.state.word())
}

fn funnel(funnel: &Funnel) -> String {
    let mut text = format!("{} leads created {}\n", funnel.leads, funnel.dates);
    for step in &funnel.steps {
        let line = if step.is_handoff { "| " } else { "  " };
        let (rate, took) = (step.rate.map(|rate| rate.to_string()), step.took.map(|took| took.to_string()));
        text +=
            &format!("{line}{} {} {:?} {rate:?} {took:?} [{}]\n", step.says, step.n, step.party, funnel.height(step));
    }
    text
}

fn goal(goal: &Goal) -> String {
    match goal {
        Goal::Metric {
            target, measure: GoalMeasure::Amount { amount, expected, forecast, .. }, state, dates, ..
        } => {
            format!("{amount} of {target} in {dates}, {expected} expected, {forecast:?} -> {}", state.word())
        }
        Goal::Metric { target, measure: GoalMeasure::Share { part, of, young, .. }, state, .. } => {
            format!("{part}/{of}, at most {target}, {young} young -> {}", state.word())
        }
        Goal::Demand(demand) => format!(
            "{:?} leads as agreed; {:?} at {:?} a deal and {:?} of leads; {} so far",
            demand.leads,
            demand.actual_leads,
            demand.actual_deal.map(|deal| deal.to_string()),
            demand.actual_rate.map(|rate| rate.to_string()),
            demand.so_far
        ),
        Goal::NotCounted => "not counted".to_owned(),
    }
}

fn text(overview: &Overview) -> String {
    let mut text = format!("{}, day {} of {}\n", overview.dates, overview.day, overview.days);
    for side in &overview.sides {
        let (kept, of) = side.kept();
        text += &format!("{}: {kept} of {of} kept\n", side.name);
        text += &side.promises.iter().map(promise).collect::<String>();
    }
    text += &funnel(&overview.funnel);
    let voice = &overview.voice;
    text += &format!("{} rejected, stars {:?}\n", voice.rejected, voice.stars);
    text += &voice.reasons.iter().map(|reason| format!("  {} {:?}\n", reason.n, reason.reason)).collect::<String>();
    text += &voice
        .words
        .iter()
        .map(|said| format!("  {} {:?} {}\n", said.lead, said.stars, said.words))
        .collect::<String>();
    text += &overview
        .goals
        .iter()
        .map(|line| format!("{} {}: {}\n", line.number, line.says, goal(&line.goal)))
        .collect::<String>();
    for meeting in &overview.meetings {
        text += &format!("{}: last {:?}, next {:?}\n", meeting.says, meeting.last.map(shown), meeting.next.map(shown));
    }
    text
}

fn asked(snapshot: &Snapshot, period: Period, buyer: Option<&str>) -> String {
    text(&snapshot.overview(&Asked { period, buyer: buyer.map(str::to_owned) }))
}

#[test]
fn the_front_page_in_the_middle_of_a_month() {
    let desk = desk_at("03-12 00:00");
    expect_test::expect![[r#"
        2026-03-01..2026-04-01, day 9 of 22
        Demand: 2 of 3 kept
          7.1 Six leads a month (2026-03-01..2026-04-01): 3 of 6 (4 less 1, 2 pending, 2.181818 expected, Some("0.214286") a day, Some((4, 13))) -> on-pace [500 | 363]
          7.2 Half of them accepted (2026-03-01..2026-04-01): 1/3 = Some("0.333333") of 0.5, 1 young -> unclear [333 | 500]
          7.3 A thousand a quarter (2026-01-01..2026-04-01): 400 of 1000 (400 less 0, 0 pending, 781.25 expected, Some("42.857143") a day, Some((400, 965))) -> on-pace [400 | 781]
          7.4 Content within a day (2026-03-01..2026-04-01): None of 0.9: 1 started, 0 met, 0 late, 0 missed, 0 overdue, 1 running, 0 waived, median None -> nothing-yet [0 | 900]
        New business: 1 of 2 kept
          7.5 Called within four hours (2026-03-01..2026-04-01): Some("0.25") of 0.9: 4 started, 1 met, 1 late, 0 missed, 2 overdue, 0 running, 1 waived, median Some("1h") -> unclear [250 | 900]
          7.6 The review is held (2026-03-01..2026-04-01): 1 of 1 held, 4 in all -> on-pace [250 | 250]
        6 leads created 2025-12-01..2026-04-01
          Known by name 6 Marketing None None [1000]
          Shows interest 5 Marketing Some("0.833333") Some("1h") [912]
          Qualified 4 Marketing Some("0.8") Some("0s") [816]
        | Accepted by sales 1 Sales Some("0.25") Some("23h") [408]
          Customer 0 Sales Some("0") None [0]
        1 rejected, stars [0, 0, 0, 0, 1]
          1 Some("unreachable")
          lead_1 Some(5) a good talk
          lead_2 None nobody answers there
        1.1 Win 12 customers: 0 of 12 in 2026-01-01..2027-01-01, 2.298851 expected, Some((0, 5)) -> behind
        1.2 Lose no more than a tenth: 0/0, at most 0.1, 0 young -> nothing-yet
        1.3 The leads that takes: Some(60) leads as agreed; None at None a deal and None of leads; 6 so far
        Review: last Some("03-05 10:00"), next Some("03-12 10:00")
    "#]].assert_eq(&asked(&snapshot(&desk.store, "03-12 00:00"), Period::ThisMonth, None));
}

#[test]
fn the_front_page_of_the_year_when_the_month_is_over() {
    let desk = desk_at("04-02 00:00");
    expect_test::expect![[r#"
        2026-01-01..2027-01-01, day 66 of 261
        Demand: 2 of 3 kept
          7.1 Six leads a month (2026-04-01..2026-05-01): 0 of 6 (0 less 0, 0 pending, 0.272727 expected, Some("0.285714") a day, Some((0, 22))) -> on-pace [0 | 45], 0 of 3 before
          7.2 Half of them accepted (2026-04-01..2026-05-01): 0/0 = None of 0.5, 0 young -> nothing-yet [0 | 500], 0 of 1 before
          7.3 A thousand a quarter (2026-04-01..2026-07-01): 0 of 1000 (0 less 0, 0 pending, 15.384615 expected, Some("15.625") a day, None) -> on-pace [0 | 15], 0 of 1 before
          7.4 Content within a day (2026-01-01..2027-01-01): Some("0") of 0.9: 1 started, 0 met, 0 late, 0 missed, 1 overdue, 0 running, 0 waived, median None -> unclear [0 | 900]
        New business: 1 of 2 kept
          7.5 Called within four hours (2026-01-01..2027-01-01): Some("0.25") of 0.9: 4 started, 1 met, 1 late, 0 missed, 2 overdue, 0 running, 1 waived, median Some("1h") -> unclear [250 | 900]
          7.6 The review is held (2026-04-01..2026-05-01): 0 of 0 held, 5 in all -> on-pace [0 | 0], 0 of 1 before
        6 leads created 2026-01-01..2027-01-01
          Known by name 6 Marketing None None [1000]
          Shows interest 5 Marketing Some("0.833333") Some("1h") [912]
          Qualified 4 Marketing Some("0.8") Some("0s") [816]
        | Accepted by sales 1 Sales Some("0.25") Some("23h") [408]
          Customer 1 Sales Some("1") Some("17d") [408]
        1 rejected, stars [0, 0, 0, 0, 1]
          1 Some("unreachable")
          lead_1 Some(5) a good talk
          lead_2 None nobody answers there
        1.1 Win 12 customers: 1 of 12 in 2026-01-01..2027-01-01, 2.988506 expected, Some((1, 8)) -> behind
        1.2 Lose no more than a tenth: 0/1, at most 0.1, 0 young -> kept
        1.3 The leads that takes: Some(60) leads as agreed; Some(72) at Some("400") a deal and Some("0.166667") of leads; 6 so far
        Review: last Some("03-05 10:00"), next Some("04-02 10:00")
    "#]].assert_eq(&asked(&snapshot(&desk.store, "04-02 00:00"), Period::ThisYear, None));
}

#[test]
fn one_buyer_is_counted_alone_and_a_number_promised_over_all_is_not_judged() {
    let desk = desk_at("03-12 00:00");
    expect_test::expect![[r#"
        2026-03-01..2026-04-01, day 9 of 22
        Demand: 0 of 0 kept
          7.1 Six leads a month (2026-03-01..2026-04-01): 0 of 6 (0 less 0, 0 pending, 2.181818 expected, Some("0.428571") a day, Some((0, 3))) -> not-judged [0 | 363]
          7.2 Half of them accepted (2026-03-01..2026-04-01): 0/0 = None of 0.5, 0 young -> nothing-yet [0 | 500]
          7.3 A thousand a quarter (2026-01-01..2026-04-01): 0 of 1000 (0 less 0, 0 pending, 781.25 expected, Some("71.428571") a day, None) -> not-judged [0 | 781]
          7.4 Content within a day (2026-03-01..2026-04-01): None of 0.9: 0 started, 0 met, 0 late, 0 missed, 0 overdue, 0 running, 0 waived, median None -> nothing-yet [0 | 900]
        New business: 1 of 1 kept
          7.5 Called within four hours (2026-03-01..2026-04-01): None of 0.9: 0 started, 0 met, 0 late, 0 missed, 0 overdue, 0 running, 0 waived, median None -> nothing-yet [0 | 900]
          7.6 The review is held (2026-03-01..2026-04-01): 1 of 1 held, 4 in all -> on-pace [250 | 250]
        2 leads created 2025-12-01..2026-04-01
          Known by name 2 Marketing None None [1000]
          Shows interest 1 Marketing Some("0.5") Some("1h") [707]
          Qualified 0 Marketing Some("0") None [0]
        | Accepted by sales 0 Sales None None [0]
          Customer 0 Sales None None [0]
        0 rejected, stars [0, 0, 0, 0, 0]
        1.1 Win 12 customers: 0 of 12 in 2026-01-01..2027-01-01, 2.298851 expected, Some((0, 5)) -> behind
        1.2 Lose no more than a tenth: 0/0, at most 0.1, 0 young -> nothing-yet
        1.3 The leads that takes: Some(60) leads as agreed; None at None a deal and None of leads; 6 so far
        Review: last Some("03-05 10:00"), next Some("03-12 10:00")
    "#]].assert_eq(&asked(&snapshot(&desk.store, "03-12 00:00"), Period::ThisMonth, Some("staff")));
}

#[test]
fn a_list_is_only_offered_where_leads_are_counted() {
    let desk = desk_at("03-12 00:00");
    let overview = snapshot(&desk.store, "03-12 00:00").overview(&Asked::default());
    let offered: Vec<(&str, bool)> = overview
        .sides
        .iter()
        .flat_map(|side| &side.promises)
        .map(|line| (line.clause.0.rsplit('.').next().unwrap(), line.leads(Part::Counted).is_some()))
        .collect();
    let of_no_lead = ["content", "review"];
    assert!(offered.iter().all(|(name, is_offered)| *is_offered != of_no_lead.contains(name)), "{offered:?}");
}

fn need(need: &Need) -> String {
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    match need {
        Need::Clock { lead, number, says, due, owner, .. } => {
            format!("{} {} {number} {says} due {} {owner:?}\n", lead.lead, name(&lead.name), shown(*due))
        }
        Need::Unowned { lead, since } => format!("{} {} nobody since {}\n", lead.lead, name(&lead.name), shown(*since)),
        Need::Content { request, words, since, due } => {
            format!("{request} '{words}' since {} due {:?}\n", shown(*since), due.map(|due: Instant| shown(due)))
        }
    }
}

#[test]
fn what_needs_a_decision_stands_with_who_and_by_when() {
    let desk = desk_at("03-12 00:00");
    let now = at("03-12 00:00");
    let needs = needs(&snapshot(&desk.store, "03-12 00:00"), &desk.store, now, 8).unwrap();
    expect_test::expect![[r#"
        lead_5 eve@gmail.com nobody since 03-09 10:00
        lead_4 dan@gmail.com 7.5 Called within four hours due 03-07 14:00 Some("lee")
        req-1 'for a case study' since 03-11 10:00 due Some("03-12 10:00")
    "#]]
    .assert_eq(&needs.rows.iter().map(need).collect::<String>());
}
