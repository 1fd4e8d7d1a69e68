//! Rebuilding: every state folded again from the log, so that a state is never more than a cache of it.

use std::collections::BTreeMap;

use entente_core::engine::world::{Past, World};
use entente_core::fact::{About, Fact, What};
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;
use entente_store::{Batch, Entry, Store};

use crate::force::{self, InForce};
use crate::{Error, shelf};

/// Where an entry stands in the order of folding: by time, then by the fact it is or follows from; what time alone
/// brought comes after all facts of its instant.
pub(crate) type Place = (Instant, u64, bool, u64);

/// Drops everything that is folded from the log and folds it again, in one transaction: a rebuild that is cut off
/// leaves everything as it was.
///
/// # Errors
/// The store's; the log itself is never touched.
pub fn rebuild(store: &mut Store) -> Result<(), Error> {
    let plans = force::in_force(store)?;
    let cursor = store.cursor()?;
    let adopted: Vec<InForce> = plans.into_iter().filter(|version| version.effective <= cursor.until).collect();
    let mut tx = store.begin()?;
    tx.drop_derived()?;
    if !adopted.is_empty() {
        let mut world = fold(&tx, &adopted, cursor.until)?;
        world.wake_all(cursor.until);
        let mut batch = Batch { cursor: Some(cursor), ..Batch::default() };
        shelf::put(&mut world, &mut batch)?;
        tx.append(&batch)?;
    }
    Ok(tx.commit()?)
}

/// Folds all states again under a new version, the last of `plans`, as of the instant it takes effect. Scores are
/// computed over the whole history and nothing is fired from it.
pub(crate) fn adopt(store: &mut Store, plans: &[InForce]) -> Result<(), Error> {
    let Some(version) = plans.last() else { return Ok(()) };
    let cursor = store.cursor()?;
    let mut world = fold(store, plans, cursor.until)?;
    world.wake_all(version.effective.max(cursor.until));
    let mut batch = Batch::default();
    shelf::put(&mut world, &mut batch)?;
    store.append(&batch)?;
    Ok(())
}

/// All states under the last of `plans`, from all entries decided up to `until`.
fn fold(store: &Store, plans: &[InForce], until: Instant) -> Result<World, Error> {
    let effective = plans.last().map_or(Instant::MIN, |version| version.effective);
    let mut world = World::new(plans.iter().map(|version| version.plan.clone()).collect());
    let mut is_adopted = plans.len() < 2;
    for ((at, ..), (seq, entry)) in in_order(store)? {
        if at > until {
            break;
        }
        if !is_adopted && at > effective {
            world.adopt(effective);
            is_adopted = true;
        }
        match entry {
            Entry::Fact(fact) => {
                world.replay_fact(seq, &fact);
                refold_linked(store, &mut world, seq, &fact)?;
            }
            Entry::Decision(decision) => world.replay_decision(&decision),
        }
    }
    if !is_adopted {
        world.adopt(effective);
    }
    Ok(world)
}

/// All entries in the order of folding.
fn in_order(store: &Store) -> Result<BTreeMap<Place, (Seq, Entry)>, Error> {
    let mut ordered = BTreeMap::new();
    let mut after = Seq(0);
    loop {
        let page = store.entries(after, 10_000)?;
        let Some((last, _)) = page.last() else { return Ok(ordered) };
        after = *last;
        for (seq, entry) in page {
            ordered.insert(place(seq, &entry), (seq, entry));
        }
    }
}

pub(crate) fn about(entry: &Entry) -> Option<LeadId> {
    match entry {
        Entry::Fact(Fact { about: About::Lead(lead), .. }) => Some(*lead),
        Entry::Fact(_) => None,
        Entry::Decision(decision) => decision.lead,
    }
}

pub(crate) fn place(seq: Seq, entry: &Entry) -> Place {
    match entry {
        Entry::Fact(fact) => (fact.known, seq.0, false, seq.0),
        Entry::Decision(decision) => (decision.at, decision.cause.map_or(u64::MAX, |cause| cause.0), true, seq.0),
    }
}

/// After a link or its withdrawal, folds the leads it touches again from all their entries so far.
/// Answers the leads for which something may now follow.
pub(crate) fn refold_linked(store: &Store, world: &mut World, seq: Seq, fact: &Fact) -> Result<Vec<LeadId>, Error> {
    let About::Lead(lead) = fact.about else { return Ok(Vec::new()) };
    let here = (fact.known, seq.0, false, seq.0);
    match fact.what {
        What::Linked { into } => {
            world.merge(lead, into);
            refold(store, world, into, here)?;
            Ok(vec![into])
        }
        What::Unlinked { from } => {
            world.part(lead, from);
            refold(store, world, from, here)?;
            refold(store, world, lead, here)?;
            Ok(vec![from, lead])
        }
        _ => Ok(Vec::new()),
    }
}

/// Folds one lead again from its own entries and those of its members, up to a place in the order.
fn refold(store: &Store, world: &mut World, root: LeadId, until: Place) -> Result<(), Error> {
    let mut group = vec![root];
    group.extend(world.lead(root).map(|lead| lead.members.clone()).unwrap_or_default());
    let mut entries: BTreeMap<Place, (Seq, Entry)> = BTreeMap::new();
    for lead in &group {
        let facts = store.facts_of(*lead)?.into_iter().map(|(seq, fact)| (seq, Entry::Fact(fact)));
        let decisions = store.decisions_of(*lead)?.into_iter().map(|(seq, decision)| (seq, Entry::Decision(decision)));
        let wanted = facts.chain(decisions).filter(|(_, entry)| about(entry).is_some_and(|lead| group.contains(&lead)));
        entries.extend(wanted.map(|(seq, entry)| (place(seq, &entry), (seq, entry))));
    }
    world.refold(
        root,
        entries.range(..=until).map(|(_, (seq, entry))| match entry {
            Entry::Fact(fact) => (*seq, Past::Fact(fact)),
            Entry::Decision(decision) => (*seq, Past::Decision(decision)),
        }),
    );
    Ok(())
}
