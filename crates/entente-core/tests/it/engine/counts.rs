//! Promises that count, as stories: what is counted, in which period, what is taken back, and how pace changes.

use expect_test::expect;

use super::story::{Show, check_only, fact, instant, plan, tell};
use entente_core::engine::world::World;
use entente_core::fact::What;
use entente_core::id::Seq;
use entente_core::number::Decimal;

const COUNTS: &str = "
entente: 1
title: Counting
timezone: Asia/Seoul
parties: {marketing: mia@x.example, sales: kwame@x.example}
calendars:
  seoul: {timezone: Asia/Seoul, open: {mon-fri: [\"09:00-18:00\"]}}
fields:
  account: {size: {type: number}}
signals:
  demo: {on: Form Submitted, points: 40, half_life: 30d}
levels: {1: 60, 2: 35, 3: 0}
stages:
  inquiry: {says: Known, owner: marketing}
  mql: {says: Qualified lead, owner: marketing, enter: qualified}
  sal: {says: Accepted by sales, owner: sales, enter: accepted}
leaves:
  recycled: {to: inquiry, returns_when: \"did('demo', '1h')\", not_before: 1h, at_most: 5}
qualified:
  ready: {when: did('demo'), says: Asked}
handoff:
  at: mql
  routes:
    rest: {otherwise: true, to: kwame}
  reject:
    procedural: {duplicate: recycle}
    definitional: {no_interest: recycle}
sla:
  first_touch_counts: {call: 20s}
  marketing:
    volume: {says: Three a month, count: handed_off, at_least: 3, per: month, less: [definitional], dispute: 2 business days}
    known: {says: Three new a month, count: created, at_least: 3, per: month}
    taken: {says: Two accepted a month, count: sal, at_least: 2, per: month}
    large: {says: One large a month, count: handed_off, where: account.size > 500, at_least: 1, per: month}
    pipeline: {says: Ten thousand a month, sum: opportunity.amount, at_least: 10000, per: month}
";

/// Tells a story and prints every count of every period.
fn counted(agreement: &str, story: &str, want: &expect_test::Expect) {
    let mut world = World::new(vec![plan(agreement)]);
    tell(&mut world, story, 0, Show::Plain, &mut String::new());
    let rows = world.parties().counts.iter().map(|((clause, period), count)| {
        let net = count.gross.minus(count.back);
        format!("{clause} from {period}: gross {}, net {net}, {:?}\n", count.gross, count.state)
    });
    want.assert_eq(&rows.collect::<String>().replace("Some(", "").replace("),", ",").replace(")\n", "\n"));
}

/// A lead that asks for a demo at an hour.
fn asks(lead: u32, at: &str) -> String {
    format!("{at} lead {lead}: created web\n{at} lead {lead}: happened Form Submitted\n")
}

#[test]
fn gross_and_net_and_what_is_taken_back_in_time() {
    let story = format!(
        "{}{}{}{}{}",
        asks(1, "03-02 09:00"),
        asks(2, "03-02 09:10"),
        asks(3, "03-02 09:20"),
        // Within 2 business days, after them, and for a reason that takes nothing back.
        "03-04 09:00 lead 1: rejected no_interest by kwame\n03-06 09:00 lead 2: rejected no_interest by kwame\n",
        "03-06 10:00 lead 3: rejected duplicate by kwame\n"
    );
    counted(
        COUNTS,
        &story,
        &expect![[r#"
        sla.marketing.known from 2026-02-28T15:00:00Z: gross 3, net 3, Met
        sla.marketing.volume from 2026-02-28T15:00:00Z: gross 3, net 2, Ahead
    "#]],
    );
}

#[test]
fn a_month_ends_where_the_agreement_is() {
    // 15:59 and 16:00 in Berlin: before and after midnight in Seoul.
    counted(
        COUNTS,
        &format!("{}{}", asks(1, "02-28 15:59"), asks(2, "02-28 16:00")),
        &expect![[r#"
        sla.marketing.known from 2026-01-31T15:00:00Z: gross 1, net 1, Missed
        sla.marketing.known from 2026-02-28T15:00:00Z: gross 1, net 1, Ahead
        sla.marketing.volume from 2026-01-31T15:00:00Z: gross 1, net 1, Missed
        sla.marketing.volume from 2026-02-28T15:00:00Z: gross 1, net 1, Ahead
    "#]],
    );
}

#[test]
fn a_recycled_lead_counts_again_for_its_next_handoff_and_for_nothing_older() {
    let story = format!(
        "{}03-02 10:00 lead 1: accepted by kwame\n03-02 11:00 lead 1: recycled no_interest by kwame\n{}",
        asks(1, "03-02 09:00"),
        "04-07 12:30 lead 1: happened Form Submitted\n"
    );
    counted(
        COUNTS,
        &story,
        &expect![[r#"
        sla.marketing.known from 2026-02-28T15:00:00Z: gross 1, net 1, Missed
        sla.marketing.known from 2026-03-31T15:00:00Z: gross 0, net 0, Behind
        sla.marketing.taken from 2026-02-28T15:00:00Z: gross 1, net 1, Missed
        sla.marketing.taken from 2026-03-31T15:00:00Z: gross 0, net 0, Behind
        sla.marketing.volume from 2026-02-28T15:00:00Z: gross 1, net 1, Missed
        sla.marketing.volume from 2026-03-31T15:00:00Z: gross 1, net 1, OnPace
    "#]],
    );
}

#[test]
fn what_is_learnt_of_a_lead_after_it_was_counted_counts_nothing() {
    let story = format!(
        "{}03-03 09:00 lead 1: joined 1\n03-03 09:00 account 1: learnt size=900\n03-04 09:00 lead 2: joined 1\n{}",
        asks(1, "03-02 09:00"),
        asks(2, "03-04 09:00")
    );
    counted(
        COUNTS,
        &story,
        &expect![[r#"
        sla.marketing.known from 2026-02-28T15:00:00Z: gross 2, net 2, Ahead
        sla.marketing.large from 2026-02-28T15:00:00Z: gross 1, net 1, Met
        sla.marketing.volume from 2026-02-28T15:00:00Z: gross 2, net 2, Ahead
    "#]],
    );
}

#[test]
fn an_account_handed_over_as_one_counts_once() {
    let agreement = COUNTS.replace("  at: mql\n", "  at: mql\n  unit: account\n");
    let story = format!(
        "03-02 08:00 lead 1: joined 1\n03-02 08:00 lead 2: joined 1\n{}{}",
        asks(1, "03-02 09:00"),
        asks(2, "03-02 10:00")
    );
    counted(
        &agreement,
        &story,
        &expect![[r#"
        sla.marketing.known from 2026-02-28T15:00:00Z: gross 2, net 2, Ahead
        sla.marketing.volume from 2026-02-28T15:00:00Z: gross 1, net 1, Ahead
    "#]],
    );
}

#[test]
fn amounts_are_summed_when_deals_open() {
    let story = format!(
        "{}03-03 10:00 lead 1: opened d1 7000\n03-04 10:00 lead 1: opened d2 4000.50\n",
        asks(1, "03-02 09:00")
    );
    counted(
        COUNTS,
        &story,
        &expect![[r#"
        sla.marketing.known from 2026-02-28T15:00:00Z: gross 1, net 1, OnPace
        sla.marketing.pipeline from 2026-02-28T15:00:00Z: gross 11000.5, net 11000.5, Met
        sla.marketing.volume from 2026-02-28T15:00:00Z: gross 1, net 1, OnPace
    "#]],
    );
}

#[test]
fn pace_changes_by_time_alone_as_open_days_close_and_the_period_ends() {
    let story = format!("{} 04-02 09:00 look", asks(1, "03-02 09:00"));
    check_only(
        COUNTS,
        &["sla.marketing.volume"],
        &story,
        &expect![[r#"
        03-02 09:00 - §sla.marketing.volume Ahead
        03-04 10:00 - §sla.marketing.volume OnPace
        03-26 10:00 - §sla.marketing.volume OutOfReach
        03-31 17:00 - §sla.marketing.volume Missed
        03-31 17:00 - §sla.marketing.volume OnPace
    "#]],
    );
}

#[test]
fn won_deals_are_summed_by_amount_and_by_what_they_bring_every_year() {
    let sums = "
    won: {says: Ten thousand won a month, sum: customer.amount, at_least: 10000, per: month}
    yearly: {says: Five thousand a year won a month, sum: customer.recurring_revenue, at_least: 5000, per: month}
";
    let mut world = World::new(vec![plan(&format!("{}{}", COUNTS.trim_end(), sums))]);
    tell(&mut world, &asks(1, "03-02 09:00"), 0, Show::Plain, &mut String::new());
    let won = What::OpportunityWon {
        deal: "d1".to_owned(),
        amount: Decimal::from_int(12_000),
        recurring: Decimal::from_int(4_000),
    };
    let mut fact = fact(Seq(9), instant("03-03 09:00"), "lead 1: won d1");
    fact.what = won;
    world.fact(Seq(9), &fact);
    let rows = world
        .parties()
        .counts
        .iter()
        .filter(|((clause, _), _)| clause.0.ends_with("won") || clause.0.ends_with("yearly"));
    let rows: Vec<String> =
        rows.map(|((clause, _), count)| format!("{clause} {} {:?}", count.gross, count.state)).collect();
    expect![[r#"
        sla.marketing.won 12000 Some(Met)
        sla.marketing.yearly 4000 Some(Ahead)"#]]
    .assert_eq(&rows.join("\n"));
}

/// Between two and three leads a month.
const BETWEEN: &str = "at_least: 2, at_most: 3";

#[track_caller]
fn between(leads: u32, want: &expect_test::Expect) {
    let agreement = COUNTS.replace(
        "at_least: 3, per: month, less: [definitional], dispute: 2 business days",
        &format!("{BETWEEN}, per: month"),
    );
    let asked: String = (1..=leads).map(|lead| asks(lead, &format!("03-{:02} 09:00", 2 + lead))).collect();
    check_only(&agreement, &["sla.marketing.volume"], &format!("{asked} 04-01 08:00 look"), want);
}

#[test]
fn with_a_least_and_a_most_both_must_hold_at_the_end() {
    between(
        1,
        &expect![[r#"
        03-03 09:00 - §sla.marketing.volume Behind
        03-04 10:00 - §sla.marketing.volume Ahead
        03-06 10:00 - §sla.marketing.volume OnPace
        03-27 10:00 - §sla.marketing.volume OutOfReach
        03-31 17:00 - §sla.marketing.volume Missed
        03-31 17:00 - §sla.marketing.volume OnPace
    "#]],
    );
    between(
        2,
        &expect![[r#"
        03-03 09:00 - §sla.marketing.volume Behind
        03-11 10:00 - §sla.marketing.volume OnPace
        03-31 17:00 - §sla.marketing.volume Met
        03-31 17:00 - §sla.marketing.volume OnPace
    "#]],
    );
    between(
        3,
        &expect![[r#"
        03-03 09:00 - §sla.marketing.volume Behind
        03-18 10:00 - §sla.marketing.volume OnPace
        03-31 17:00 - §sla.marketing.volume Met
        03-31 17:00 - §sla.marketing.volume OnPace
    "#]],
    );
    between(
        4,
        &expect![[r#"
        03-03 09:00 - §sla.marketing.volume Behind
        03-06 09:00 - §sla.marketing.volume Missed
        03-31 17:00 - §sla.marketing.volume OnPace
    "#]],
    );
}
