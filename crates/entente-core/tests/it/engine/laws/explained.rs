//! Law: an explanation is complete and rests on the state alone. Held over storms: each part is added up again by hand,
//! and a state that was put away and taken up again explains itself in the same words.

use std::sync::Arc;

use entente_core::engine::explain::{crossings, explain};
use entente_core::engine::state::{LeadState, StateKey, from_bytes, to_bytes};
use entente_core::engine::world::World;
use entente_core::number::Decimal;
use entente_core::plan::Plan;
use entente_core::time::Span;
use entente_testkit::random::Random;

use crate::engine::storm::{agreement, log};
use crate::engine::story::plan;

fn storm(seed: u64) -> (Vec<Arc<Plan>>, World, entente_core::time::Instant) {
    let plans = vec![plan(&agreement())];
    let mut world = World::new(plans.clone());
    let log = log(seed, 250);
    log.iter().for_each(|(seq, fact)| world.fact(*seq, fact));
    let end = log.last().unwrap().1.known;
    world.advance(end, true);
    (plans, world, end)
}

fn sum(points: impl Iterator<Item = Decimal>) -> i64 {
    points.map(|points| points.as_millionths()).sum()
}

#[test]
fn every_part_adds_up_and_what_is_said_to_hold_holds() {
    let (mut clocks, mut paused, mut qualified) = (0, 0, 0);
    for seed in 0..20 {
        let (plans, world, end) = storm(seed);
        for lead in world.leads() {
            let place = format!("seed {seed}, {}", lead.id);
            let account = lead.account.and_then(|account| world.account(account));
            let told = explain(&plans, lead, account, end).unwrap();
            let fit = sum(told.fit_rules.iter().filter(|rule| rule.holds).map(|rule| rule.points));
            assert_eq!(fit.clamp(0, 100_000_000), told.fit.as_millionths(), "{place}: fit");
            assert_eq!(
                sum(told.engagement_parts.iter().map(|part| part.points)),
                told.engagement.as_millionths(),
                "{place}"
            );
            let grid = lead.grade.zip(lead.level);
            if let Some((grade, level)) = grid.filter(|_| told.stage.as_str() != "disqualified") {
                let decided = (plans[0].grade_name(grade.into()), plans[0].level_name(level.into()));
                assert_eq!((&told.grade, &told.level), (&decided.0, &decided.1), "{place}: no score waits to be told");
            }
            for clock in &told.clocks {
                let counted = clock.intervals.iter().fold(Span::ZERO, |sum, (from, to)| sum + (*to - *from));
                // Time on the wall is one interval, of which pauses are taken out.
                assert!(counted >= clock.counted, "{place}: {clock:?}");
                assert!(counted == clock.counted || !told.pauses.is_empty(), "{place}: {clock:?}");
                assert!(
                    clock.intervals.iter().all(|(from, to)| clock.start <= *from && *to <= end),
                    "{place}: {clock:?}"
                );
                clocks += 1;
            }
            paused += told.pauses.len();
            qualified += usize::from(told.qualified.iter().any(|rule| rule.holds));
            assert_eq!(told.next_look, world.wake_of(StateKey::Lead(lead.id)), "{place}: looked at when it says");
        }
    }
    assert!(clocks > 30 && paused > 30 && qualified > 30, "{clocks} clocks, {paused} pauses, {qualified} qualified");
}

#[test]
fn a_state_put_away_explains_itself_in_the_same_words() {
    for seed in 0..10 {
        let (plans, world, end) = storm(seed);
        for lead in world.leads() {
            let account = lead.account.and_then(|account| world.account(account));
            let again: LeadState = from_bytes(&to_bytes(lead).unwrap()).unwrap();
            for days in [0, 1, 10, 100, 1_000] {
                let at = end + Span::DAY.times(days);
                let words = |lead: &LeadState| serde_json::to_string(&explain(&plans, lead, account, at)).unwrap();
                assert_eq!(words(&again), words(lead), "seed {seed}, {}, {days} d later", lead.id);
            }
        }
    }
}

#[test]
fn crossings_told_ahead_are_those_that_are_decided_when_nothing_more_happens() {
    let mut compared = 0;
    for seed in 0..25 {
        let (plans, mut world, end) = storm(seed);
        let mut chance = Random(seed);
        let ids: Vec<_> = world.leads().map(|lead| lead.id).collect();
        let told = ids.iter().filter_map(|id| {
            let lead = world.lead(*id)?;
            let account = lead.account.and_then(|account| world.account(account));
            let levels =
                crossings(&plans[0], lead, account, end, 9).into_iter().filter(|one| one.level.0 != one.level.1);
            // A lead that is out is scored no more.
            (lead.stage_name(&plans[0]).as_str() != "disqualified")
                .then(|| (*id, levels.map(|one| (one.at, one.level)).collect::<Vec<_>>()))
        });
        let told: std::collections::BTreeMap<_, _> = told.collect();
        world.take_decided();
        // However often one looks on the way.
        let mut at = end;
        while at < end + Span::DAY.times(400) {
            at = at + Span::from_seconds(1 + chance.below(40 * 86_400) as i64);
            world.advance(at, chance.below(2) == 0);
        }
        let decided = world.take_decided();
        for (lead, told) in told {
            let scored = decided.iter().filter(|one| one.lead == Some(lead)).filter_map(|one| match &one.what {
                entente_core::decision::Concluded::Scored { level, .. } => Some((one.at, level.clone())),
                _ => None,
            });
            let scored: Vec<_> = scored.collect();
            if world.lead(lead).unwrap().stage_name(&plans[0]).as_str() == "disqualified" {
                continue;
            }
            assert_eq!(scored, told, "seed {seed}, {lead}");
            compared += scored.len();
        }
    }
    assert!(compared > 20, "only {compared} crossings");
}
