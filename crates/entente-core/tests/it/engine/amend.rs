//! A new version of the agreement: open clocks finish under the old one, nothing is fired from the past.

use std::sync::Arc;

use entente_core::decision::Decision;
use entente_core::engine::world::World;
use entente_core::fact::Fact;
use entente_core::id::Seq;
use entente_core::plan::Plan;
use expect_test::{Expect, expect};

use super::said::print;
use super::story::{Show, facts, instant, plan, tell};

const OLD: &str = include_str!("promises.yaml");

/// Runs `before` under the old version, folds it all again under both as of `at`, and goes on with `after`.
fn amended(old: &str, new: &str, before: &str, at: &str, after: &str, want: &Expect) {
    let (mut world, told) = taken_up(old, new, before, at);
    assert_eq!(world.take_decided(), Vec::new(), "taking up a version decides nothing");
    let mut printed = String::new();
    tell(&mut world, after, told, Show::Plain, &mut printed);
    want.assert_eq(&printed);
}

/// The same under a version that restarts open clocks: what it decides as it is taken up is printed too.
fn restarted(new: &str, before: &str, at: &str, after: &str, want: &Expect) {
    let (mut world, told) = taken_up(OLD, new, before, at);
    let mut printed = String::new();
    let decided = world.take_decided();
    decided.iter().for_each(|decision| print(&mut printed, decision, Show::Plain));
    printed.push_str("taken up\n");
    // Once is enough: what runs under the new version runs on.
    world.adopt(instant(at));
    assert_eq!(world.take_decided(), Vec::new(), "taken up twice");
    tell(&mut world, after, told, Show::Plain, &mut printed);
    want.assert_eq(&printed);
}

/// A world that took up a new version, and how many facts it was told before.
fn taken_up(old: &str, new: &str, before: &str, at: &str) -> (World, u64) {
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
    (world, log.len() as u64)
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

/// The agreement with clocks that restart, and a promise that takes this long.
fn restarting(within: &str) -> String {
    format!("{}amend: {{open_clocks: restart}}\n", OLD.replace("do: 4 business hours", &format!("do: {within}")))
}

#[test]
fn a_clock_that_restarts_is_cancelled_and_runs_anew_from_the_day_the_version_takes_effect() {
    let after = "03-02 11:10 lead 2: happened Form Submitted\n03-02 12:30 lead 1: touched call reached 60s by ann";
    restarted(
        &restarting("30m"),
        ASKS,
        "03-02 11:00",
        after,
        &expect![[r#"
        03-02 11:00 1 §sla.sales.touch Cancelled after 1h
        03-02 11:00 1 §sla.sales.touch clock of 30m, due 03-02 11:30
        taken up
        03-02 11:10 2 §levels B3 -> B2 (fit 0, engagement 40)
        03-02 11:10 2 §qualified.ready qualified by ready
        03-02 11:10 2 §stages.mql stage inquiry -> mql
        03-02 11:10 2 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 11:10 2 §sla.sales.touch clock of 30m, due 03-02 11:40
        03-02 11:15 1 §sla.ladder step 0: tell ann
        03-02 11:25 2 §sla.ladder step 0: tell bea
        03-02 11:30 1 §sla.sales.touch due passed
        03-02 11:30 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 11:40 2 §sla.sales.touch due passed
        03-02 11:40 2 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
        03-02 12:30 1 §sla.sales.touch MetLate after 1h30m: owner open 1h30m
    "#]],
    );
}

#[test]
fn a_clock_that_was_late_already_has_a_new_beginning_too() {
    let after = "03-03 10:00 lead 1: touched call reached 60s by ann";
    restarted(
        &restarting("2 business hours"),
        ASKS,
        "03-02 17:00",
        after,
        &expect![[r#"
        03-02 17:00 1 §sla.sales.touch Cancelled after 6h
        03-02 17:00 1 §sla.sales.touch clock of 2 business hours, due 03-03 10:00
        taken up
        03-03 09:00 1 §sla.ladder step 0: tell ann
        03-03 10:00 1 §sla.sales.touch Met after 2h
    "#]],
    );
}

#[test]
fn a_clock_whose_promise_is_gone_or_no_longer_meant_for_the_lead_is_cancelled_for_good() {
    let gone = restarting("30m").replace("    touch:", "    call:");
    restarted(
        &gone,
        ASKS,
        "03-02 11:00",
        "03-03 10:00 look",
        &expect![[r#"
        03-02 11:00 1 §sla.sales.touch Cancelled after 1h
        taken up
    "#]],
    );
    let for_chiefs =
        restarting("30m").replace("until: first_attempt", "where: lead.level == 'chief'\n      until: first_attempt");
    restarted(
        &for_chiefs,
        ASKS,
        "03-02 11:00",
        "03-03 10:00 look",
        &expect![[r#"
        03-02 11:00 1 §sla.sales.touch Cancelled after 1h
        taken up
    "#]],
    );
}

#[test]
fn what_stops_the_new_promise_and_came_already_starts_no_clock() {
    let new = restarting("30m").replace("until: first_attempt", "until: accepted");
    let before = format!("{ASKS}03-02 10:30 lead 1: accepted by ann\n");
    restarted(
        &new,
        &before,
        "03-02 11:00",
        "03-03 10:00 look",
        &expect![[r#"
        03-02 11:00 1 §sla.sales.touch Cancelled after 1h
        taken up
    "#]],
    );
}

#[test]
fn a_content_request_restarts_like_a_lead() {
    let old = format!(
        "{OLD}  marketing:\n    content: {{says: Answered, from: content_requested, until: content_answered, within: 1 business day}}\n"
    );
    let new = format!(
        "{}amend: {{open_clocks: restart}}\n",
        old.replace("within: 1 business day", "within: 2 business days")
    );
    let (mut world, told) = taken_up(&old, &new, "03-02 09:00 request r1: requested", "03-02 17:00");
    let mut printed = String::new();
    world.take_decided().iter().for_each(|decision| print(&mut printed, decision, Show::Plain));
    tell(&mut world, "03-04 12:00 request r1: answered", told, Show::Plain, &mut printed);
    expect![[r#"
        03-02 17:00 - §sla.marketing.content Cancelled after 7h
        03-02 17:00 - §sla.marketing.content clock of 2 business days, due 03-04 18:00
        03-03 17:30 - §sla.marketing.content step 0: tell mia@x.example
        03-04 12:00 - §sla.marketing.content Met after 12h
    "#]]
    .assert_eq(&printed);
}

/// Two leads a month, later five; one lead has come when the change is made.
#[track_caller]
fn changed_volume(amend: &str, want: &Expect) {
    let old = format!("{OLD}  marketing:\n    volume: {{says: Some, count: handed_off, at_least: 2, per: month}}\n");
    let new = format!("{}amend: {amend}\n", old.replace("at_least: 2", "at_least: 5"));
    let (mut world, told) = taken_up(&old, &new, ASKS, "03-10 11:00");
    let mut printed = String::new();
    let after = "
        03-11 10:00 lead 2: happened Form Submitted
        04-01 10:00 look
        04-02 10:00 lead 3: created web
        04-02 10:00 lead 3: happened Form Submitted
        04-03 10:00 lead 4: created web
        04-03 10:00 lead 4: happened Form Submitted
        05-01 10:00 look
    ";
    tell(&mut world, after, told, Show::Plain, &mut printed);
    let volume = printed.lines().filter(|line| line.contains("volume"));
    want.assert_eq(&volume.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn changed_volumes_count_from_the_next_period_or_from_the_present_one() {
    changed_volume(
        "{period: next}",
        &expect![[r#"
        03-11 10:00 - §sla.marketing.volume Met
        04-01 00:00 - §sla.marketing.volume OnPace
        04-02 10:00 - §sla.marketing.volume Ahead
        04-02 18:00 - §sla.marketing.volume OnPace
        04-03 10:00 - §sla.marketing.volume Ahead
        04-07 18:00 - §sla.marketing.volume OnPace
        04-24 18:00 - §sla.marketing.volume Behind
        04-27 18:00 - §sla.marketing.volume OutOfReach
        05-01 00:00 - §sla.marketing.volume Missed
        05-01 00:00 - §sla.marketing.volume OnPace
    "#]],
    );
    changed_volume(
        "{period: current}",
        &expect![[r#"
        03-25 18:00 - §sla.marketing.volume Behind
        03-26 18:00 - §sla.marketing.volume OutOfReach
        04-01 00:00 - §sla.marketing.volume Missed
        04-01 00:00 - §sla.marketing.volume OnPace
        04-02 10:00 - §sla.marketing.volume Ahead
        04-02 18:00 - §sla.marketing.volume OnPace
        04-03 10:00 - §sla.marketing.volume Ahead
        04-07 18:00 - §sla.marketing.volume OnPace
        04-24 18:00 - §sla.marketing.volume Behind
        04-27 18:00 - §sla.marketing.volume OutOfReach
        05-01 00:00 - §sla.marketing.volume Missed
        05-01 00:00 - §sla.marketing.volume OnPace
    "#]],
    );
}
