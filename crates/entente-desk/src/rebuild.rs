//! Rebuilding: every state folded again from the log, so that a state is never more than a cache of it.

use std::collections::BTreeSet;

use entente_core::engine::world::World;
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;
use entente_store::{Batch, Cursor, Effects, Entry, Error as StoreError, Store, Tx};

use crate::force::{self, InForce};
use crate::links::{self, Unwritten};
use crate::person::place;
use crate::{Error, settle, shelf};

mod pages;

use pages::Pages;

/// Drops everything that is folded from the log and folds it again, in one transaction: a rebuild that is cut off
/// leaves everything as it was.
///
/// # Errors
/// The store's; the log itself is never touched.
pub fn rebuild(store: &mut Store) -> Result<(), Error> {
    let mut tx = store.begin()?;
    let (plans, cursor) = (force::in_force(&tx)?, tx.cursor()?);
    let adopted: Vec<InForce> = plans.into_iter().filter(|version| version.effective <= cursor.until).collect();
    tx.drop_derived()?;
    if !adopted.is_empty() {
        let mut world = fold(&tx, &adopted, cursor.until)?;
        world.wake_all(cursor.until);
        let mut batch = Batch { cursor: Some(cursor), ..Batch::default() };
        shelf::put(&mut world, &BTreeSet::new(), &mut batch)?;
        tx.append(&batch)?;
    }
    Ok(tx.commit()?)
}

/// Rebuilds where the database was written by a version that folded less from the log, or in another form; folds the end
/// of the log where a process ended before it had put that down.
///
/// # Errors
/// Those of [`rebuild`].
pub fn where_needed(store: &mut Store) -> Result<(), Error> {
    if store.is_folded()? { settle::where_needed(store) } else { rebuild(store) }
}

/// How many entries [`where_needed`] has to look at again: none but after a process was ended under load, or by another
/// version of this program.
///
/// # Errors
/// Those of the store.
pub fn entries_behind(store: &Store) -> Result<u64, Error> {
    let last = store.last_seq()?;
    if !store.is_folded()? {
        return Ok(last.0);
    }
    Ok(store.behind()?.map_or(0, |from| last.0.saturating_sub(from.0)))
}

/// Folds all states again under a new version, the last of `plans`, as of the instant it takes effect. Scores are
/// computed over the whole history and nothing is fired from it.
pub(crate) fn adopt(tx: &mut Tx<'_>, plans: &[InForce]) -> Result<(), Error> {
    let Some(version) = plans.last() else { return Ok(()) };
    let cursor = tx.cursor()?;
    let mut world = fold(tx, plans, cursor.until)?;
    world.wake_all(version.effective.max(cursor.until));
    // What the new version decides of open clocks as it is taken up is of the log like every other decision.
    let mut batch = Batch { decisions: world.take_decided(), ..Batch::default() };
    shelf::put(&mut world, &BTreeSet::new(), &mut batch)?;
    tx.append(&batch)?;
    Ok(())
}

/// Takes up the first agreement over a log that was there before it: what came before is history, from which nothing
/// is decided; from the instant at which the agreement takes effect, each lead stands where it stands then.
pub(crate) fn take_up(tx: &mut Tx<'_>, first: &InForce, acts: Effects) -> Result<u64, Error> {
    let effective = first.effective;
    let cursor = Cursor { known: effective, seq: tx.last_seq()?, until: effective };
    let mut world = fold(tx, std::slice::from_ref(first), effective)?;
    let leads: Vec<LeadId> = world.leads().map(|lead| lead.id).collect();
    for lead in leads {
        world.decide(lead, effective, None);
    }
    world.wake_all(effective);
    let decisions = world.take_decided();
    let count = decisions.len() as u64;
    let mut batch = Batch { cursor: Some(cursor), effects: acts, decisions, ..Batch::default() };
    shelf::put(&mut world, &BTreeSet::new(), &mut batch)?;
    tx.append(&batch)?;
    Ok(count)
}

/// All states under the last of `plans`, from all entries decided up to `until`.
fn fold(store: &Store, plans: &[InForce], until: Instant) -> Result<World, Error> {
    let effective = plans.last().map_or(Instant::MIN, |version| version.effective);
    let mut world = World::new(plans.iter().map(|version| version.plan.clone()).collect());
    let mut is_adopted = plans.len() < 2;
    for entry in in_order(store, until) {
        let (seq, entry) = entry?;
        if !is_adopted && place(seq, &entry).0 > effective {
            world.adopt(effective);
            is_adopted = true;
        }
        match entry {
            Entry::Fact(fact) => {
                world.replay_fact(seq, &fact);
                links::refold(store, &mut world, (seq, &fact), &Unwritten::default())?;
            }
            Entry::Decision(decision) => world.replay_decision(&decision),
        }
    }
    if !is_adopted {
        world.adopt(effective);
    }
    Ok(world)
}

/// All entries up to `until` in the order of folding. Facts come by when they were known, decisions as they were made,
/// which is the order of their instants; the two are merged, a page of each in memory.
fn in_order(store: &Store, until: Instant) -> impl Iterator<Item = Result<(Seq, Entry), StoreError>> {
    const PAGE: usize = 10_000;
    let mut facts = Pages::new(Cursor::default(), move |after: &mut Cursor| {
        let page = store.undecided(*after, until, PAGE)?;
        if let Some((seq, fact)) = page.last() {
            (after.known, after.seq) = (fact.known, *seq);
        }
        Ok(page.into_iter().map(|(seq, fact)| (seq, Entry::Fact(fact))).collect())
    });
    let mut decisions = Pages::new(Seq(0), move |after: &mut Seq| {
        let page = store.decisions(*after, PAGE)?;
        *after = page.last().map_or(*after, |(seq, _)| *seq);
        Ok(page.into_iter().map(|(seq, decision)| (seq, Entry::Decision(decision))).collect())
    });
    std::iter::from_fn(move || {
        let places = facts.peek().and_then(|fact| Ok((fact, decisions.peek()?)));
        match places {
            Err(error) => Some(Err(error)),
            Ok((None, _)) => decisions.next(),
            Ok((Some(_), None)) => facts.next(),
            Ok((Some(fact), Some(decision))) if fact < decision => facts.next(),
            Ok(_) => decisions.next(),
        }
    })
}
