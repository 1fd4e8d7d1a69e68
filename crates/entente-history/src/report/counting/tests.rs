//! Four handoffs a month were promised: counted, taken back, open to dispute, and forecast.

use entente_core::agreement::model::{Commitment, CommitmentKind, Moment, Per, Share, Target};
use entente_core::fact::{About, Fact, What};
use entente_core::id::Seq;
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};

use super::{Counted, Counting, counting};
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
        Counted::Amount { gross, taken_back, net, pending, expected, required_per_day, forecast, state } => format!(
            "{gross} - {taken_back} = {net}, {pending} pending, {expected} expected, {:?} a day, {forecast:?}, {state:?}",
            required_per_day.map(|required| required.to_string())
        ),
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

fn shown(history: &History) -> String {
    counting(history, &Zone::named("UTC").unwrap()).iter().map(line).collect()
}

fn with(kind: CommitmentKind) -> History {
    let mut history = history_as_of(LOG, "2026-02-15T00:00:00Z");
    let commitment = Commitment { says: String::new(), kind, r#where: None };
    history.agreement.sla.marketing.0 = vec![("own".into(), commitment)];
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
    let agreement = entente_core::agreement::read::read(text).agreement.unwrap();
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
        let history = History::build(&agreement, Instant::parse(as_of).unwrap(), facts);
        counting(&history, &Zone::named("UTC").unwrap()).iter().map(line).collect::<String>()
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
