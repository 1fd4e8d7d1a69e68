//! Putting down late what was folded: under load a commit writes the log and what was decided, and scores follow.
//!
//! A lead of which nothing was decided is put down later than its facts, in the order of numbers, so that neighbours are
//! written together. What is not put down when the process ends is folded again from the log by whoever opens it next.

use std::collections::BTreeSet;
use std::ops::Bound;

use entente_core::engine::state::StateKey;
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact};
use entente_core::id::{LeadId, Seq};
use entente_store::{Batch, Entry, Store, Tx};

use crate::force::{self, InForce};
use crate::{Error, shelf};

/// One in so many of what waits is put down with each commit, and at least [`AT_LEAST`].
const SHARE: usize = 256;
/// The fewest that are put down with a commit, where so many wait.
pub(crate) const AT_LEAST: usize = 64;

/// Leads that are folded further than they are put down, and how far the sweep over them is.
#[derive(Debug, Default)]
pub(crate) struct Late {
    leads: BTreeSet<LeadId>,
    /// The last lead put down in this sweep; none before the first.
    at_lead: Option<LeadId>,
    is_past_leads: bool,
    /// Over the keys of facts.
    keys: Sweep<i64>,
    /// Over leads of which it waits which facts in blocks are about them.
    places: Sweep<LeadId>,
    /// The end of the log when this sweep began: once it is over, everything up to there is put down.
    began: Seq,
}

/// How far a sweep is over what waits in the store.
#[derive(Debug, Default)]
struct Sweep<K> {
    /// The last one put down; none before the first.
    at: Option<K>,
    is_past: bool,
}

impl<K: Copy> Sweep<K> {
    /// Goes on, unless it is over: `put` puts down what follows, and answers the last, or none where nothing follows.
    fn go_on<E>(&mut self, put: impl FnOnce(Option<K>) -> Result<Option<K>, E>) -> Result<(), E> {
        if !self.is_past {
            self.at = put(self.at)?;
            self.is_past = self.at.is_none();
        }
        Ok(())
    }
}

impl Late {
    /// Whether a lead waits.
    pub(crate) fn has(&self, lead: LeadId) -> bool {
        self.leads.contains(&lead)
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.leads.is_empty()
    }

    /// Notes that a lead waits.
    pub(crate) fn add(&mut self, lead: LeadId) {
        self.leads.insert(lead);
    }

    /// Notes that a lead waits no more.
    pub(crate) fn remove(&mut self, lead: LeadId) {
        self.leads.remove(&lead);
    }

    /// The next leads of the sweep, which wait no more.
    fn next_leads(&mut self, most: usize) -> Vec<LeadId> {
        if self.is_past_leads {
            return Vec::new();
        }
        let after = self.at_lead.map_or(Bound::Unbounded, Bound::Excluded);
        let next: Vec<LeadId> = self.leads.range((after, Bound::Unbounded)).take(most).copied().collect();
        self.at_lead = next.last().copied().or(self.at_lead);
        self.is_past_leads = next.len() < most;
        for lead in &next {
            self.leads.remove(lead);
        }
        next
    }
}

/// Puts down the next share of what waits, at least `least` of each kind; everything where `least` is more than waits.
pub(crate) fn put_share(tx: &mut Tx<'_>, world: &World, late: &mut Late, least: usize) -> Result<(), Error> {
    let share = |count: usize| (count / SHARE).max(least);
    let leads = late.next_leads(share(late.leads.len()));
    put_leads(tx, world, &leads)?;
    late.keys.go_on(|after| tx.put_keys(after, share(tx.keys_behind())))?;
    late.places.go_on(|after| tx.put_places(after, share(tx.places_behind())))?;
    if late.is_past_leads && late.keys.is_past && late.places.is_past {
        end_sweep(tx, late)?;
    }
    Ok(())
}

/// Puts down everything that waits.
pub(crate) fn put_all(tx: &mut Tx<'_>, world: &World, late: &mut Late) -> Result<(), Error> {
    let leads: Vec<LeadId> = std::mem::take(&mut late.leads).into_iter().collect();
    put_leads(tx, world, &leads)?;
    tx.put_keys(None, usize::MAX)?;
    tx.put_places(None, usize::MAX)?;
    *late = Late::default();
    Ok(tx.settled()?)
}

/// Ends the sweep: what was in the log when it began is put down.
fn end_sweep(tx: &mut Tx<'_>, late: &mut Late) -> Result<(), Error> {
    if late.leads.is_empty() && !tx.has_waiting() {
        *late = Late::default();
        return Ok(tx.settled()?);
    }
    if late.began > Seq(0) {
        tx.settled_up_to(late.began)?;
    }
    let began = Seq(tx.next_seq()?.0 - 1);
    *late = Late { leads: std::mem::take(&mut late.leads), began, ..Late::default() };
    Ok(())
}

fn put_leads(tx: &mut Tx<'_>, world: &World, leads: &[LeadId]) -> Result<(), Error> {
    if leads.is_empty() {
        return Ok(());
    }
    let mut batch = Batch { plan: world.plan().map(|plan| plan.hash), ..Batch::default() };
    let keys: BTreeSet<StateKey> = leads.iter().copied().map(StateKey::Lead).collect();
    shelf::put_states(world, &keys, &mut batch)?;
    batch.due.extend(keys.iter().map(|key| (*key, world.wake_of(*key))));
    heard(tx, world, leads.iter().copied())?;
    tx.append(&batch)?;
    Ok(())
}

/// Puts down when these leads last did something, and all that are one with them.
pub(crate) fn heard(tx: &mut Tx<'_>, world: &World, leads: impl Iterator<Item = LeadId>) -> Result<(), Error> {
    let members = |lead: LeadId| world.lead(lead).map(|lead| lead.members.clone()).unwrap_or_default();
    Ok(tx.put_heard(leads.flat_map(|lead| members(lead).into_iter().chain([lead])))?)
}

/// Folds and puts down what another process left undone, where it did.
///
/// # Errors
/// Those of the store; nothing is changed then.
pub fn where_needed(store: &mut Store) -> Result<(), Error> {
    if store.behind()?.is_none() {
        return Ok(());
    }
    let plans = force::in_force(store)?;
    let mut tx = store.begin()?;
    catch_up(&mut tx, &plans)?;
    Ok(tx.commit()?)
}

/// Folds again from the log what is not put down, and puts it down. Whoever holds states lets go of them before.
pub(crate) fn catch_up(tx: &mut Tx<'_>, plans: &[InForce]) -> Result<(), Error> {
    let Some(from) = tx.behind()? else { return Ok(()) };
    tx.forget_behind();
    let cursor = tx.cursor()?;
    let adopted: Vec<InForce> = plans.iter().filter(|version| version.effective <= cursor.until).cloned().collect();
    let (mut after, mut leads) = (from, BTreeSet::new());
    loop {
        let page = tx.entries(after, 10_000)?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        let facts: Vec<(Seq, Fact)> = page.into_iter().filter_map(fact_of).collect();
        tx.catch_up(&facts)?;
        leads.extend(facts.iter().filter_map(|(_, fact)| lead_of(fact)));
    }
    if !adopted.is_empty() {
        let mut world = World::new(adopted.iter().map(|version| version.plan.clone()).collect());
        shelf::take_parties(tx, &mut world)?;
        shelf::take_leads(tx, &mut world, &leads)?;
        let roots: BTreeSet<LeadId> = leads.into_iter().map(|lead| root_of(&world, lead)).collect();
        for root in &roots {
            fold_on(tx, &mut world, *root, from.max(tx.state_seq(*root)?), &cursor)?;
        }
        let decided: Vec<LeadId> = roots.into_iter().filter(|root| world.lead(*root).is_some()).collect();
        put_leads(tx, &world, &decided)?;
    }
    Ok(tx.settled()?)
}

/// Takes the facts of a lead and of those that are one with it that its state does not have yet. Nothing was decided of
/// it since, or its state would have that too.
fn fold_on(
    tx: &Tx<'_>,
    world: &mut World,
    root: LeadId,
    after: Seq,
    cursor: &entente_store::Cursor,
) -> Result<(), Error> {
    let members = world.lead(root).map(|lead| lead.members.clone()).unwrap_or_default();
    let mut facts = Vec::new();
    for lead in members.into_iter().chain([root]) {
        facts.extend(tx.entries_about(lead, after)?.into_iter().filter_map(fact_of));
    }
    facts.retain(|(seq, fact)| (fact.known, *seq) <= (cursor.known, cursor.seq));
    facts.sort_unstable_by_key(|(seq, fact)| (fact.known, *seq));
    for (seq, fact) in &facts {
        world.replay_fact(*seq, fact);
    }
    world.wake(root, cursor.until);
    Ok(())
}

fn root_of(world: &World, lead: LeadId) -> LeadId {
    world.lead(lead).and_then(|lead| lead.merged).unwrap_or(lead)
}

fn fact_of((seq, entry): (Seq, Entry)) -> Option<(Seq, Fact)> {
    if let Entry::Fact(fact) = entry { Some((seq, fact)) } else { None }
}

fn lead_of(fact: &Fact) -> Option<LeadId> {
    if let About::Lead(lead) = fact.about { Some(lead) } else { None }
}
