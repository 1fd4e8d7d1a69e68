//! Law: what is known of a person is the same whether it was told of one lead from the start or of several that turn
//! out to be one; withdrawn, each has again what was told of it and nothing of the other's.

use entente_core::engine::score;
use entente_core::engine::world::{Past, World};
use entente_core::fact::{About, Fact, What};
use entente_core::id::{LeadId, Seq};
use entente_core::time::{Instant, Span};

use crate::engine::storm::{agreement, log};
use crate::engine::story::plan;

/// Facts about leads 1 to 3 alone, as they were told.
fn of_three(seed: u64) -> Vec<(Seq, Fact)> {
    let three = [1, 2, 3].map(|id| About::Lead(LeadId(id)));
    let told = log(seed, 400).into_iter();
    told.filter(|(_, fact)| three.contains(&fact.about) && !matches!(fact.what, What::Erased)).collect()
}

/// The same told of one lead.
fn of_one(log: &[(Seq, Fact)]) -> Vec<(Seq, Fact)> {
    log.iter().map(|(seq, fact)| (*seq, Fact { about: About::Lead(LeadId(1)), ..fact.clone() })).collect()
}

fn folded(log: &[(Seq, Fact)]) -> World {
    let mut world = World::new(vec![plan(&agreement())]);
    log.iter().for_each(|(seq, fact)| world.replay_fact(*seq, fact));
    world
}

fn refold(world: &mut World, root: u64, log: &[(Seq, Fact)], of: &[u64]) {
    let about = |fact: &Fact| of.iter().any(|id| fact.about == About::Lead(LeadId(*id)));
    let past = log.iter().filter(|(_, fact)| about(fact)).map(|(seq, fact)| (*seq, Past::Fact(fact)));
    world.refold(LeadId(root), past);
}

/// Everything that facts alone say of a lead; who is one with it stands beside.
fn known(world: &World, lead: u64) -> String {
    let mut state = world.lead(LeadId(lead)).unwrap().clone();
    (state.members, state.counted) = (Vec::new(), Vec::new());
    format!("{state:?}")
}

fn scores(world: &World, lead: u64, end: Instant) -> Vec<String> {
    let (plan, lead) = (world.plan().unwrap(), world.lead(LeadId(lead)).unwrap());
    (0..5).map(|weeks| score::engagement(plan, lead, end + Span::DAY.times(7 * weeks)).to_string()).collect()
}

#[test]
fn one_person_is_the_same_however_many_leads_it_was_told_of() {
    let mut scored = 0;
    for seed in 0..60 {
        let log = of_three(seed);
        let end = log.last().unwrap().1.known;
        let whole = folded(&of_one(&log));
        let mut parts = folded(&log);
        let alone: Vec<String> = (1..=3).map(|id| known(&parts, id)).collect();
        let held = |world: &World| {
            format!("{:?}", world.parties().open.iter().filter(|(_, open)| **open > 0).collect::<Vec<_>>())
        };
        let (held_alone, members) = (held(&parts), |world: &World| world.lead(LeadId(1)).unwrap().members.clone());

        for other in [2, 3] {
            parts.merge(LeadId(other), LeadId(1));
        }
        refold(&mut parts, 1, &log, &[1, 2, 3]);
        assert_eq!(known(&parts, 1), known(&whole, 1), "seed {seed}: as one");
        assert_eq!(scores(&parts, 1, end), scores(&whole, 1, end), "seed {seed}: no score is paid twice or lost");
        assert_eq!(held(&parts), held(&whole), "seed {seed}: held once");
        assert_eq!(members(&parts), [LeadId(2), LeadId(3)]);
        scored += usize::from(scores(&whole, 1, end)[0] != "0");

        for other in [2, 3] {
            parts.part(LeadId(other), LeadId(1));
        }
        (1..=3).for_each(|id| refold(&mut parts, id, &log, &[id]));
        let again: Vec<String> = (1..=3).map(|id| known(&parts, id)).collect();
        assert_eq!(again, alone, "seed {seed}: apart again");
        assert_eq!(held(&parts), held_alone, "seed {seed}: each is held by whom it was");
        assert_eq!(members(&parts), []);
    }
    assert!(scored > 50, "only {scored} had any score to lose");
}

#[test]
fn what_is_told_of_a_lead_that_was_merged_is_told_of_the_one_it_is() {
    for seed in 0..30 {
        let log = of_three(seed);
        let (before, after) = log.split_at(log.len() / 2);
        let mut parts = folded(before);
        for id in 1..=3 {
            if parts.lead(LeadId(id)).is_none() {
                parts.refold(LeadId(id), std::iter::empty());
            }
        }
        // 3 into 2, and 2 with it into 1: the way goes to the last.
        parts.merge(LeadId(3), LeadId(2));
        parts.merge(LeadId(2), LeadId(1));
        refold(&mut parts, 1, before, &[1, 2, 3]);
        after.iter().for_each(|(seq, fact)| parts.replay_fact(*seq, fact));
        assert_eq!(known(&parts, 1), known(&folded(&of_one(&log)), 1), "seed {seed}");
        assert_eq!(parts.lead(LeadId(3)).unwrap().merged, Some(LeadId(1)));
        assert_eq!(parts.leads().filter(|lead| lead.merged.is_none()).count(), 1);
    }
}
