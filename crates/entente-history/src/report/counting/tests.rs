//! Four handoffs a month were promised: counted, taken back, open to dispute, and forecast.

use entente_core::agreement::model::{Commitment, CommitmentKind, Moment, Per, Share, Target};
use entente_core::fact::{About, Fact, What};
use entente_core::id::Seq;
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};

use super::{Counted, Counting};
use crate::sample::history_as_of;
use crate::zone::Zone;
use crate::{Entry, History};

const LOG: &str = "
    1 2026-01-31T23:59:59Z handed jo
    2 2026-02-01T00:00:00Z handed jo
    3 2026-02-02T00:00:00Z handed jo
    4 2026-02-03T00:00:00Z handed al
    5 2026-02-12T00:00:00Z handed al
    5 2026-02-13T00:00:00Z handed jo
    6 2026-02-13T00:00:00Z handed jo
    2 2026-02-02T00:00:00Z rejected unreachable
    3 2026-02-08T00:00:00Z rejected unreachable
    4 2026-02-04T00:00:00Z rejected duplicate
    6 2026-02-14T00:00:00Z accepted
    5 2026-02-10T00:00:00Z won 100.5
    6 2026-02-11T00:00:00Z won 50
";

fn line(row: &Counting) -> String {
    let over = if row.is_over { "over" } else { "open" };
    let what = match &row.counted {
        Counted::Amount { gross, taken_back, net, pending, expected, required_per_day, forecast, state, .. } => {
            format!(
                "{gross} - {taken_back} = {net}, {pending} pending, {expected} expected, {:?} a day, {forecast:?}, {state:?}",
                required_per_day.map(|required| required.to_string())
            )
        }
        Counted::Share { rate, immature, standing } => {
            format!("{}/{}, {immature} immature, {standing:?}", rate.part, rate.of)
        }
        Counted::Meetings { held, past, all, state } => format!("{held} of {past} held, {all} in all, {state:?}"),
        Counted::NotCounted => "not counted".to_owned(),
    };
    format!(
        "{} {} ({over}), promised {}: {what}, {} cannot tell\n",
        row.commitment, row.period, row.promised, row.cannot_tell
    )
}

fn counted(history: &History, zone: &str) -> Vec<Counting> {
    crate::report::sla(history, None, None, &Zone::named(zone).unwrap()).counted
}

fn shown(history: &History) -> String {
    counted(history, "UTC").iter().map(line).collect()
}

fn with(kind: CommitmentKind) -> History {
    let mut history = history_as_of(LOG, "2026-02-15T00:00:00Z");
    let commitment = Commitment { says: String::new(), kind, r#where: None };
    std::sync::Arc::make_mut(&mut history.agreement).sla.marketing.0 = vec![("own".into(), commitment)];
    history
}

#[test]
fn a_rejection_inside_the_dispute_takes_back_and_an_open_one_is_pending() {
    expect_test::expect![[r#"
        sla.marketing.volume 2026-01 (over), promised 4: 1 - 0 = 1, 0 pending, 4 expected, None a day, Some((1, 1)), Missed, 0 cannot tell
        sla.marketing.volume 2026-02 (open), promised 4: 5 - 1 = 4, 1 pending, 2 expected, Some("0") a day, Some((5, 11)), Met, 0 cannot tell
    "#]].assert_eq(&shown(&history_as_of(LOG, "2026-02-15T00:00:00Z")));
    expect_test::expect![[r#"
        sla.marketing.volume 2026-02 (over), promised 4: 5 - 1 = 4, 0 pending, 4 expected, None a day, Some((4, 4)), Met, 0 cannot tell
        sla.marketing.volume 2026-03 (open), promised 4: 0 - 0 = 0, 0 pending, 0 expected, Some("0.129032") a day, None, OnPace, 0 cannot tell
    "#]].assert_eq(&shown(&history_as_of(LOG, "2026-03-01T00:00:00Z")));
}

#[test]
fn a_share_waits_until_its_cohort_is_old_enough() {
    let moment = Moment::Milestone;
    let share = |matures| CommitmentKind::Share {
        share: moment(Milestone::Accepted),
        of: moment(Milestone::HandedOff),
        at_least: Some(Share(Decimal::from_millionths(600_000))),
        at_most: None,
        per: Per::Month,
        matures,
    };
    expect_test::expect![[r#"
        sla.marketing.own 2026-01 (over), promised 60%: 0/1, 0 immature, Unclear, 0 cannot tell
        sla.marketing.own 2026-02 (open), promised 60%: 1/5, 0 immature, Unclear, 0 cannot tell
    "#]]
    .assert_eq(&shown(&with(share(None))));
    expect_test::expect![[r#"
        sla.marketing.own 2026-01 (over), promised 60%: 0/1, 0 immature, Unclear, 0 cannot tell
        sla.marketing.own 2026-02 (open), promised 60%: 0/3, 2 immature, Unclear, 0 cannot tell
    "#]]
    .assert_eq(&shown(&with(share(Some(Target::Wall(Span::DAY.times(5)))))));
}

#[test]
fn a_sum_is_of_deals_in_the_period() {
    let sum = |sum: &str| CommitmentKind::Sum {
        sum: sum.into(),
        at_least: Some(Decimal::from_int(200)),
        at_most: None,
        per: Per::Month,
    };
    expect_test::expect![[r#"
        sla.marketing.own 2026-01 (over), promised 200: 0 - 0 = 0, 0 pending, 200 expected, None a day, Some((0, 0)), Missed, 0 cannot tell
        sla.marketing.own 2026-02 (open), promised 200: 150.5 - 0 = 150.5, 0 pending, 100 expected, Some("3.535714") a day, Some((150, 452)), OnPace, 0 cannot tell
    "#]].assert_eq(&shown(&with(sum("customer.amount"))));
    expect_test::expect![[r#"
        sla.marketing.own 2026-01 (over), promised 200: 0 - 0 = 0, 0 pending, 200 expected, None a day, Some((0, 0)), Missed, 0 cannot tell
        sla.marketing.own 2026-02 (open), promised 200: 0 - 0 = 0, 0 pending, 100 expected, Some("14.285714") a day, None, Behind, 0 cannot tell
    "#]].assert_eq(&shown(&with(sum("opportunity.amount"))));
}

/// Thursdays of February 2026 are the 5th, 12th, 19th and 26th; a meeting a day late stands for its Thursday.
#[test]
fn meetings_are_held_against_those_the_rule_calls_for() {
    let text = "
        entente: 1
        title: Meeting
        timezone: UTC
        parties: {marketing: ana@a.example, sales: ben@a.example}
        meetings: {weekly: {every: FREQ=WEEKLY;BYDAY=TH, at: '10:00'}}
        sla: {sales: {review: {says: We meet, holds: weekly, kept: 75%, per: month}}}
    ";
    let agreement = std::sync::Arc::new(entente_core::agreement::read::read(text).agreement.unwrap());
    let held = |as_of: &str, days: &[&str]| {
        let facts = days.iter().enumerate().map(|(index, day)| {
            let at = Instant::parse(&format!("{day}T10:00:00Z")).unwrap();
            let fact = Fact {
                key: format!("met:{index}"),
                about: About::Parties,
                at,
                precision: Precision::Second,
                known: at,
                by: None,
                what: What::Met { meeting: "weekly".into() },
            };
            (Seq(index as u64 + 1), Entry::Fact(fact))
        });
        let history = History::build(agreement.clone(), Instant::parse(as_of).unwrap(), facts);
        shown(&history)
    };
    expect_test::expect![[r#"
        sla.sales.review 2026-01 (over), promised 75%: not counted, 0 cannot tell
        sla.sales.review 2026-02 (open), promised 75%: not counted, 0 cannot tell
    "#]]
    .assert_eq(&held("2026-02-20T00:00:00Z", &[]));
    expect_test::expect![[r#"
        sla.sales.review 2026-01 (over), promised 75%: not counted, 0 cannot tell
        sla.sales.review 2026-02 (open), promised 75%: 2 of 3 held, 4 in all, Behind, 0 cannot tell
    "#]]
    .assert_eq(&held("2026-02-20T00:00:00Z", &["2026-02-05", "2026-02-13"]));
    expect_test::expect![[r#"
        sla.sales.review 2026-02 (over), promised 75%: 3 of 4 held, 4 in all, Met, 0 cannot tell
        sla.sales.review 2026-03 (open), promised 75%: 0 of 0 held, 4 in all, OnPace, 0 cannot tell
    "#]]
    .assert_eq(&held("2026-03-02T00:00:00Z", &["2026-02-05", "2026-02-13", "2026-02-26"]));
}

/// Gross, taken back and pending of four handoffs a month, by period.
fn tallied(log: &str, as_of: &str, zone: &str) -> Vec<(String, [String; 3])> {
    let rows = counted(&history_as_of(log, as_of), zone);
    let amount = |row: Counting| match row.counted {
        Counted::Amount { gross, taken_back, pending, .. } => {
            (row.period, [gross, taken_back, pending].map(|n| n.to_string()))
        }
        other => panic!("a count is an amount, not {other:?}"),
    };
    rows.into_iter().map(amount).collect()
}

fn in_period(name: &str, numbers: [&str; 3]) -> (String, [String; 3]) {
    (name.to_owned(), numbers.map(str::to_owned))
}

#[test]
fn a_dispute_runs_five_days_to_the_instant_also_over_the_end_of_a_month() {
    let log = "
        1 2026-01-31T22:59:59Z handed jo
        2 2026-01-31T23:00:00Z handed jo
        3 2026-02-10T00:00:00Z handed jo
        3 2026-02-15T00:00:00Z rejected unreachable
        4 2026-02-10T00:00:00Z handed jo
        4 2026-02-15T00:00:01Z rejected unreachable
        5 2026-02-26T00:00:00Z handed jo
        5 2026-03-02T00:00:00Z rejected unreachable
        6 2026-02-27T00:00:00Z handed jo
        7 2026-02-20T00:00:00Z rejected unreachable
        7 2026-02-21T00:00:00Z handed jo
    ";
    // In Berlin leads 2 to 7 are of February. Lead 3 was rejected as its dispute ended, lead 4 a second later, lead 5 in
    // March but in time, lead 7 before it was handed off. Lead 6 is open to dispute until 4 March 00:00 UTC.
    let february = |pending| in_period("2026-02", ["6", "2", pending]);
    let march = in_period("2026-03", ["0", "0", "0"]);
    assert_eq!(tallied(log, "2026-03-03T23:59:59Z", "Europe/Berlin"), [february("1"), march.clone()]);
    assert_eq!(tallied(log, "2026-03-04T00:00:00Z", "Europe/Berlin"), [february("0"), march.clone()]);
    assert_eq!(tallied(log, "2026-03-04T00:00:00Z", "UTC"), [in_period("2026-02", ["5", "2", "0"]), march]);
    // As of 1 March in Berlin nobody knew of lead 5's rejection.
    let (february, march) = (in_period("2026-02", ["6", "1", "2"]), in_period("2026-03", ["0", "0", "0"]));
    assert_eq!(tallied(log, "2026-02-28T23:00:00Z", "Europe/Berlin"), [february, march]);
}

#[test]
fn a_lead_handed_off_twice_in_a_month_counts_once_from_the_first_time() {
    // The second one was told first, as imports do; the rejection is within five days of the first one alone.
    let log = "
        1 2026-02-20T00:00:00Z handed jo
        1 2026-02-10T00:00:00Z handed jo
        1 2026-02-14T00:00:00Z rejected unreachable
    ";
    let wanted = [in_period("2026-02", ["1", "1", "0"]), in_period("2026-03", ["0", "0", "0"])];
    assert_eq!(tallied(log, "2026-03-10T00:00:00Z", "UTC"), wanted);
}

#[test]
fn what_was_answered_is_no_longer_pending_whatever_the_answer() {
    let after = |answer: &str| {
        let log = format!("1 2026-02-10T00:00:00Z handed jo\n 1 2026-02-11T00:00:00Z {answer}");
        tallied(&log, "2026-02-12T00:00:00Z", "UTC").remove(1).1
    };
    assert_eq!(after("rated 4"), ["1", "0", "1"]);
    assert_eq!(after("accepted"), ["1", "0", "0"]);
    assert_eq!(after("rejected duplicate"), ["1", "0", "0"], "not a reason that takes back");
    assert_eq!(after("rejected Unreachable"), ["1", "1", "0"]);
    assert_eq!(after("rejected nobody_knows_this"), ["1", "0", "0"]);
}

/// A rejection known to the day of the handoff may have followed it, and one of the day before may not.
#[test]
fn a_rejection_known_to_the_day_takes_back_the_handoff_of_that_day() {
    let log = "
        1 2026-02-10T12:00:00Z handed jo
        1 2026-02-10 rejected unreachable
        2 2026-02-10T12:00:00Z handed jo
        2 2026-02-09 rejected unreachable
    ";
    let rows = tallied(log, "2026-02-11T00:00:00Z", "UTC");
    assert_eq!(rows.last(), Some(&in_period("2026-02", ["2", "1", "1"])));
}
