//! Leads that turn out to be one: folded again from both histories, counted once, held once, and parted again.

use entente_core::decision::Decision;
use entente_core::engine::world::{Past, World};
use entente_core::fact::Fact;
use entente_core::id::{AccountId, LeadId, Name, Seq};

use super::routing::POOL;
use super::story::{facts, instant, plan};

const TWO: &str = "
    03-02 09:00 lead 1: created web
    03-02 09:00 lead 1: joined 1
    03-02 10:00 lead 1: happened Form Submitted
    03-02 10:30 lead 2: created web
    03-02 10:30 lead 2: joined 2
    03-02 10:40 lead 2: opened d1
    03-02 11:00 lead 2: happened Form Submitted
";

/// All entries of both leads in the order of folding.
fn past<'a>(log: &'a [(Seq, Fact)], decided: &'a [Decision], of: &[u64]) -> Vec<(Seq, Past<'a>)> {
    let mut entries: Vec<(Seq, Past<'a>)> = Vec::new();
    for (seq, fact) in log {
        entries.push((*seq, Past::Fact(fact)));
        let follows = decided.iter().filter(|decision| decision.cause == Some(*seq));
        entries.extend(follows.map(|decision| (*seq, Past::Decision(decision))));
    }
    let about = |past: &Past| match past {
        Past::Fact(fact) => of.iter().any(|id| fact.about == entente_core::fact::About::Lead(LeadId(*id))),
        Past::Decision(decision) => decision.lead.is_some_and(|lead| of.contains(&lead.0)),
    };
    entries.retain(|(_, entry)| about(entry));
    entries
}

fn held(world: &World) -> Vec<(String, u32)> {
    let open = world.parties().open.iter().filter(|(_, open)| **open > 0);
    open.map(|(name, open): (&Name, &u32)| (name.to_string(), *open)).collect()
}

#[test]
fn two_that_are_one_are_held_once_and_parted_again_as_they_were() {
    let mut world = World::new(vec![plan(POOL)]);
    let log = facts(TWO);
    log.iter().for_each(|(seq, fact)| world.fact(*seq, fact));
    let decided = world.take_decided();
    assert_eq!(held(&world), [("ann".to_owned(), 1), ("kwame".to_owned(), 1)]);
    let deals = |world: &World, account| world.account(AccountId(account)).map(|account| account.open_deals);
    assert_eq!((deals(&world, 1), deals(&world, 2)), (Some(0), Some(1)));

    world.merge(LeadId(2), LeadId(1));
    world.refold(LeadId(1), past(&log, &decided, &[1, 2]).into_iter());
    world.decide(LeadId(1), instant("03-02 12:00"), None);
    let lead = world.lead(LeadId(1)).unwrap();
    assert_eq!(
        (lead.members.as_slice(), lead.account, lead.signals.get(0).map_or(0, |signal| signal.count)),
        (&[LeadId(2)][..], Some(AccountId(2)), 2)
    );
    assert_eq!(held(&world), [("kwame".to_owned(), 1)], "the later of both handoffs holds it");
    assert_eq!((deals(&world, 1), deals(&world, 2)), (Some(0), Some(1)));
    assert_eq!(world.account(AccountId(2)).unwrap().leads, [LeadId(1)]);

    world.part(LeadId(2), LeadId(1));
    world.refold(LeadId(1), past(&log, &decided, &[1]).into_iter());
    world.refold(LeadId(2), past(&log, &decided, &[2]).into_iter());
    assert_eq!(held(&world), [("ann".to_owned(), 1), ("kwame".to_owned(), 1)]);
    assert_eq!((deals(&world, 1), deals(&world, 2)), (Some(0), Some(1)));
    assert_eq!(world.account(AccountId(1)).unwrap().leads, [LeadId(1)]);
    assert_eq!(world.lead(LeadId(2)).unwrap().merged, None);
}

#[test]
fn what_is_told_of_any_of_three_is_told_of_the_one_they_are() {
    let mut world = World::new(vec![plan(POOL)]);
    let log =
        facts("03-02 09:00 lead 1: created web\n03-02 09:00 lead 2: created web\n03-02 09:00 lead 3: created web");
    log.iter().for_each(|(seq, fact)| world.fact(*seq, fact));
    world.merge(LeadId(3), LeadId(2));
    world.merge(LeadId(2), LeadId(1));
    let later = facts("03-02 10:00 lead 3: happened Form Submitted");
    world.fact(Seq(9), &later[0].1);
    assert_eq!(world.lead(LeadId(1)).unwrap().signals.get(0).unwrap().count, 1);
    assert_eq!(held(&world), [("ann".to_owned(), 1)]);
}
