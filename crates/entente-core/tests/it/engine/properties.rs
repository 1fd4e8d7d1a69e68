//! Laws held against slow and simple ways to find the same answer: crossings, wakes, order and fairness.

use std::collections::BTreeMap;

use entente_core::agreement::model::SignalClass;
use entente_core::engine::crossing::next_crossing;
use entente_core::engine::decide::{self, Case};
use entente_core::engine::score;
use entente_core::engine::state::{LeadState, StateKey};
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::plan::Plan;
use entente_core::time::{Instant, Precision, Span};
use entente_testkit::random::Random;

use super::routing::POOL;
use super::scores::SIGNALS;
use super::storm::{agreement, log};
use super::story::{instant, plan};

fn told(seq: u64, lead: u64, at: Instant, known: Instant, what: What) -> (Seq, Fact) {
    let about = About::Lead(LeadId(lead));
    (Seq(seq), Fact { key: format!("p:{seq}"), about, at, precision: Precision::Second, known, by: None, what })
}

/// Something random that a signal of [`SIGNALS`] listens to.
fn signal(chance: &mut Random) -> What {
    let events =
        ["Form Submitted", "Page Viewed", "Webinar Attended", "Careers Viewed", "Unsubscribed", "Member Joined"];
    let webinar = Value::Text(format!("w{}", chance.below(3)));
    What::Happened {
        event: events[chance.below(6) as usize].to_owned(),
        properties: BTreeMap::from([("webinar".to_owned(), webinar)]),
        class: SignalClass::Human,
    }
}

fn met(plan: &Plan, lead: &LeadState, at: Instant) -> usize {
    let score = score::engagement(plan, lead, at).as_millionths();
    plan.watch.thresholds.iter().filter(|least| **least <= score).count()
}

#[test]
fn the_next_crossing_is_the_first_microsecond_of_another_band() {
    let plan = plan(SIGNALS);
    let now = instant("06-01 09:00");
    let (mut crossings, mut upward) = (0, 0);
    for seed in 0..120 {
        let mut chance = Random(seed);
        let mut world = World::new(vec![plan.clone()]);
        for seq in 1..=1 + chance.below(12) {
            let at = now - Span::from_seconds(chance.below(100 * 86_400) as i64);
            let (seq, fact) = told(seq, 1, at, now, signal(&mut chance));
            world.replay_fact(seq, &fact);
        }
        let lead = world.lead(LeadId(1)).unwrap();
        let band = met(&plan, lead, now);
        let crossing = next_crossing(&plan, lead, &plan.watch.thresholds, now);
        let until = crossing.unwrap_or(now + Span::DAY.times(4000));
        let part = (until - now).as_micros() / 300;
        for step in 0..300 {
            let at = now + Span::from_micros(part * step);
            assert_eq!(met(&plan, lead, at), band, "seed {seed}: another band already at {at}");
        }
        if let Some(at) = crossing {
            assert_eq!(met(&plan, lead, at - Span::from_micros(1)), band, "seed {seed}: it crossed before {at}");
            assert_ne!(met(&plan, lead, at), band, "seed {seed}: nothing changes at {at}");
            crossings += 1;
            upward += usize::from(met(&plan, lead, at) > band);
        }
    }
    assert!(crossings > 40 && upward > 5, "{crossings} crossings, {upward} of them upward: too few to tell");
}

#[test]
fn nothing_follows_before_the_wake_however_often_one_looks() {
    let mut looks = 0;
    for seed in 0..4 {
        let plans = vec![plan(&agreement())];
        let mut world = World::new(plans.clone());
        let log = log(seed, 160);
        log.iter().for_each(|(seq, fact)| world.fact(*seq, fact));
        let start = log.last().unwrap().1.known;
        world.advance(start, true);
        for lead in world.leads() {
            let wake = world.wake_of(StateKey::Lead(lead.id)).unwrap_or(Instant::MAX);
            let end = (wake - Span::from_micros(1)).min(start + Span::DAY.times(31));
            let account = lead.account.and_then(|account| world.account(account));
            let mut at = start + Span::from_micros(1);
            while at <= end {
                let parties = world.parties();
                let case = Case { plans: &plans, plan: &plans[0], lead, account, parties, now: at, cause: None };
                let found = decide::next(&case);
                assert_eq!(found, None, "seed {seed}, {}: something follows before the wake {wake}", lead.id);
                looks += 1;
                at = if at < end { (at + Span::from_seconds(37 * 60)).min(end) } else { Instant::MAX };
            }
        }
    }
    assert!(looks > 5_000, "{looks} looks are too few to tell");
}

#[test]
fn the_order_in_which_one_instant_is_told_changes_no_score() {
    let plan = plan(SIGNALS);
    let now = instant("06-01 09:00");
    for seed in 0..60 {
        let mut chance = Random(seed);
        let mut facts: Vec<(Seq, Fact)> = (1..=10)
            .map(|seq| {
                // Some of them at the same time.
                let at = now - Span::DAY.times(chance.below(6) as i64 * 7);
                told(seq, 1, at, now, signal(&mut chance))
            })
            .collect();
        let scored = |facts: &[(Seq, Fact)]| {
            let mut world = World::new(vec![plan.clone()]);
            facts.iter().for_each(|(seq, fact)| world.fact(*seq, fact));
            let lead = world.lead(LeadId(1)).unwrap();
            (score::engagement(&plan, lead, now), lead.level.unwrap_or(2), world.wake_of(StateKey::Lead(LeadId(1))))
        };
        let in_order = scored(&facts);
        for place in (1..facts.len()).rev() {
            facts.swap(place, chance.below(place as u64 + 1) as usize);
        }
        assert_eq!(scored(&facts), in_order, "seed {seed}: {facts:?}");
    }
}

#[test]
fn those_who_are_always_there_are_never_more_than_one_lead_apart() {
    for seed in 0..12 {
        let mut chance = Random(seed);
        let mut world = World::new(vec![plan(POOL)]);
        let mut now = instant("03-02 08:00");
        for number in 1..=60 {
            now = now + Span::from_seconds(chance.below(20_000) as i64);
            let ask = What::Happened {
                event: "Form Submitted".to_owned(),
                properties: BTreeMap::new(),
                class: SignalClass::Human,
            };
            if chance.below(4) == 0 {
                let away = What::Away { from: now, to: now + Span::from_seconds(chance.below(90_000) as i64) };
                let (seq, mut fact) = told(number * 3, 1, now, now, away);
                fact.about = About::Person("ann".into());
                world.fact(seq, &fact);
            }
            for (seq, what) in [(number * 3 + 1, What::Created { source: None }), (number * 3 + 2, ask)] {
                let (seq, fact) = told(seq, number, now, now, what);
                world.fact(seq, &fact);
            }
            let turns = &world.parties().turns[&Name::from("berlin")];
            let place = |name: &str| turns.get(&Name::from(name)).map_or(0, |turn| turn.pointer);
            assert!((place("bea") - place("cem")).abs() <= 1_000_000, "seed {seed}, lead {number}: {turns:?}");
            // Whoever comes back stands level with those who stayed: never owed more than one lead.
            let behind = place("bea").min(place("cem")) - place("ann");
            assert!(turns[&Name::from("ann")].passed || behind <= 1_000_000, "seed {seed}, lead {number}: {turns:?}");
        }
    }
}
