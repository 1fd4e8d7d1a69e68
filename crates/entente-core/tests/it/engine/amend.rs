//! A new version of the agreement: open clocks finish under the old one, nothing is fired from the past.

use std::sync::Arc;

use entente_core::decision::Decision;
use entente_core::engine::world::World;
use entente_core::fact::Fact;
use entente_core::id::Seq;
use entente_core::plan::Plan;
use expect_test::{Expect, expect};

use super::story::{Show, facts, instant, plan, tell};

const OLD: &str = include_str!("promises.yaml");

/// Runs `before` under the old version, folds it all again under both as of `at`, and goes on with `after`.
fn amended(old: &str, new: &str, before: &str, at: &str, after: &str, want: &Expect) {
    let (old, new) = (plan(old), plan(new));
    let mut world = World::new(vec![old.clone()]);
    let log = facts(before);
    for (seq, fact) in &log {
        world.fact(*seq, fact);
    }
    world.advance(instant(at), true);
    let decided = world.take_decided();
    let mut world = adopted(vec![old, new], &log, &decided);
    world.adopt(instant(at));
    world.wake_all(instant(at));
    assert_eq!(world.take_decided(), Vec::new(), "taking up a version decides nothing");
    let mut printed = String::new();
    tell(&mut world, after, log.len() as u64, Show::Plain, &mut printed);
    want.assert_eq(&printed);
}

/// The states that a log amounts to under several versions.
fn adopted(plans: Vec<Arc<Plan>>, log: &[(Seq, Fact)], decided: &[Decision]) -> World {
    let mut world = World::new(plans);
    let facts = log.iter().map(|(seq, fact)| (fact.known, seq.0, false, seq.0 as usize - 1));
    let places = decided.iter().enumerate();
    let concluded = places.map(|(place, one)| (one.at, one.cause.map_or(u64::MAX, |cause| cause.0), true, place));
    let mut entries: Vec<_> = facts.chain(concluded).collect();
    entries.sort_unstable();
    for (.., is_decision, place) in entries {
        if is_decision {
            world.replay_decision(&decided[place]);
        } else {
            world.replay_fact(log[place].0, &log[place].1);
        }
    }
    world
}

const ASKS: &str = "
    03-02 09:00 lead 1: created web
    03-02 10:00 lead 1: happened Form Submitted
    03-02 10:00 lead 2: created web
";

#[test]
fn an_open_clock_finishes_under_the_version_it_started_under() {
    let new = OLD.replace("do: 4 business hours", "do: 30m").replace("at: 50%", "at: 25%");
    amended(
        OLD,
        &new,
        ASKS,
        "03-02 11:00",
        "
        03-02 14:00 lead 2: happened Form Submitted
        03-02 15:30 lead 1: touched call reached 60s by ann
        ",
        &expect![[r#"
            03-02 13:00 1 §sla.ladder step 0: tell ann
            03-02 14:00 2 §levels B3 -> B2 (fit 0, engagement 40)
            03-02 14:00 2 §qualified.ready qualified by ready
            03-02 14:00 2 §stages.mql stage inquiry -> mql
            03-02 14:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
            03-02 14:00 2 §sla.sales.touch clock of 30m, due 03-02 14:30
            03-02 14:07:30.000000 2 §sla.ladder step 0: tell bea
            03-02 14:30 2 §sla.sales.touch due passed
            03-02 14:30 2 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
            03-02 15:00 1 §sla.sales.touch due passed
            03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
            03-02 15:30 1 §sla.sales.touch MetLate after 4h30m: owner open 4h30m
        "#]],
    );
}

#[test]
fn scores_are_computed_anew_and_say_nothing_of_it() {
    let new = OLD.replace("points: 40", "points: 70");
    amended(
        OLD,
        &new,
        ASKS,
        "03-02 11:00",
        "
        03-02 11:00 score 1
        03-02 11:00 lead 2: happened Form Submitted
        03-20 11:00 look
        ",
        &expect![[r#"
            03-02 11:00 engagement 69.932663
                demo 2 69.932663
            03-02 11:00 2 §levels B3 -> B1 (fit 0, engagement 70)
            03-02 11:00 2 §qualified.ready qualified by ready
            03-02 11:00 2 §stages.mql stage inquiry -> mql
            03-02 11:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
            03-02 11:00 2 §sla.sales.touch clock of 4 business hours, due 03-02 16:00
            03-02 13:00 1 §sla.ladder step 0: tell ann
            03-02 14:00 2 §sla.ladder step 0: tell bea
            03-02 15:00 1 §sla.sales.touch due passed
            03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
            03-02 16:00 2 §sla.sales.touch due passed
            03-02 16:00 2 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
            03-09 02:07:22.749024 1 §levels B1 -> B2 (fit 0, engagement 59.999977)
            03-09 03:07:22.749024 2 §levels B1 -> B2 (fit 0, engagement 59.999977)
        "#]],
    );
}

#[test]
fn a_new_promise_asks_nothing_of_what_came_before() {
    let new = OLD.replace(
        "  pauses:",
        "    decide: {says: Decided, from: handed_off, until: [accepted, rejected], within: 1 business hour, kept: 95%}
  marketing:
    volume: {says: Ten a month, count: handed_off, at_least: 10, per: month}
  pauses:",
    );
    amended(
        OLD,
        &new,
        ASKS,
        "04-20 11:00",
        "
        04-20 12:00 lead 1: learnt level=chief
        04-20 14:00 lead 2: happened Form Submitted
        04-20 14:30 lead 2: accepted by bea
        04-24 12:00 look
        ",
        &expect![[r#"
            04-20 12:00 1 §grades B3 -> A3 (fit 80, engagement 12.8813)
            04-20 14:00 2 §levels B3 -> B2 (fit 0, engagement 40)
            04-20 14:00 2 §qualified.ready qualified by ready
            04-20 14:00 2 §stages.mql stage inquiry -> mql
            04-20 14:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
            04-20 14:00 2 §sla.sales.touch clock of 4 business hours, due 04-20 18:00
            04-20 14:00 2 §sla.sales.decide clock of 1 business hour, due 04-20 15:00
            04-20 14:00 - §sla.marketing.volume Behind
            04-20 14:30 2 §sla.sales.decide Met after 30m
            04-20 14:30 2 §stages.sal stage mql -> sal
            04-20 16:00 2 §sla.ladder step 0: tell bea
            04-21 09:00 2 §sla.sales.touch due passed
            04-21 09:00 2 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
            04-21 18:00 - §sla.marketing.volume OutOfReach
        "#]],
    );
}
