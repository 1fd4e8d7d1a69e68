//! The shelf: states taken from the store into a world when a fact needs them, and put back when they changed.

use std::collections::BTreeSet;

use entente_core::engine::state::{self, AccountState, LeadState, StateKey};
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, What};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::time::Instant;
use entente_store::{Batch, Store};

use crate::settle::Late;
use crate::{Error, card, links};

/// Takes every state into the world that falls due at `until` or before. Answers which; [`put`] wants to know.
pub(crate) fn take_due(store: &Store, world: &mut World, until: Instant) -> Result<BTreeSet<StateKey>, Error> {
    let mut due = BTreeSet::new();
    for (at, key) in store.due(until, usize::MAX)? {
        take(store, world, key, Some(at))?;
        if let StateKey::Lead(lead) = key {
            take_account_of(store, world, lead)?;
        }
        due.insert(key);
    }
    Ok(due)
}

/// Takes every state into the world that these facts touch.
pub(crate) fn take_for(store: &Store, world: &mut World, facts: &[(Seq, Fact)]) -> Result<(), Error> {
    let (mut leads, mut accounts, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, fact) in facts {
        match &fact.about {
            About::Lead(lead) => {
                leads.insert(*lead);
                if let Some((_, other)) = links::named(fact) {
                    leads.insert(other);
                    pairs.push([*lead, other]);
                }
                accounts.extend(if let What::Joined { account } = &fact.what { Some(*account) } else { None });
            }
            About::Account(account) => {
                accounts.insert(*account);
            }
            About::Person(_) | About::Request(_) | About::Parties => {}
        }
    }
    take_leads(store, world, &leads)?;
    for pair in pairs {
        accounts_of_all(store, world, pair, &mut accounts)?;
    }
    for account in accounts {
        take(store, world, StateKey::Account(account), None)?;
        let members = world.account(account).map(|account| account.leads.clone()).unwrap_or_default();
        take_missing(store, world, members)?;
    }
    Ok(())
}

/// Takes leads with all that they are one with, and their accounts.
pub(crate) fn take_leads(store: &Store, world: &mut World, leads: &BTreeSet<LeadId>) -> Result<(), Error> {
    take_missing(store, world, leads.iter().copied())?;
    let root = |world: &World, lead: &LeadId| world.lead(*lead).and_then(|lead| lead.merged);
    let roots: BTreeSet<LeadId> = leads.iter().filter_map(|lead| root(world, lead)).collect();
    take_missing(store, world, roots.iter().copied())?;
    let mut all: BTreeSet<LeadId> = leads.union(&roots).copied().collect();
    let members = |lead: &LeadId| world.lead(*lead).into_iter().flat_map(|lead| &lead.members).copied();
    let others: Vec<LeadId> = all.iter().flat_map(members).collect();
    take_missing(store, world, others.iter().copied())?;
    all.extend(others);
    all.into_iter().try_for_each(|lead| take_account_of(store, world, lead))
}

/// Takes those of these leads that the world does not have, all at once.
fn take_missing(store: &Store, world: &mut World, leads: impl IntoIterator<Item = LeadId>) -> Result<(), Error> {
    let missing: Vec<LeadId> = leads.into_iter().filter(|lead| world.lead(*lead).is_none()).collect();
    for (_, bytes, due) in store.lead_states(&missing)? {
        world.restore_lead(state::from_bytes(&bytes).map_err(Error::State)?, due);
    }
    Ok(())
}

/// Adds every account that these leads and those they are one with ever joined: parted, each belongs to its own again.
fn accounts_of_all(
    store: &Store,
    world: &World,
    leads: [LeadId; 2],
    accounts: &mut BTreeSet<AccountId>,
) -> Result<(), Error> {
    for lead in leads {
        let root = world.lead(lead).and_then(|lead| lead.merged).unwrap_or(lead);
        let members = world.lead(root).map(|root| root.members.clone()).unwrap_or_default();
        for lead in members.into_iter().chain([root, lead]) {
            let told = store.facts_about(lead)?.into_iter();
            accounts.extend(told.filter_map(|(_, fact)| match fact.what {
                What::Joined { account } => Some(account),
                _ => None,
            }));
        }
    }
    Ok(())
}

fn take_account_of(store: &Store, world: &mut World, lead: LeadId) -> Result<(), Error> {
    match world.lead(lead).and_then(|lead| lead.account) {
        Some(account) => take(store, world, StateKey::Account(account), None),
        None => Ok(()),
    }
}

/// Takes one state, unless the world has it already.
fn take(store: &Store, world: &mut World, key: StateKey, wake: Option<Instant>) -> Result<(), Error> {
    let known = match key {
        StateKey::Lead(id) => world.lead(id).is_some(),
        StateKey::Account(id) => world.account(id).is_some(),
        StateKey::Parties => true,
    };
    if known {
        return Ok(());
    }
    for (_, bytes) in store.states(&[key])? {
        match key {
            StateKey::Lead(_) => {
                let lead: LeadState = state::from_bytes(&bytes).map_err(Error::State)?;
                let wake = wake.or(store.due_of(key)?);
                world.restore_lead(lead, wake);
            }
            StateKey::Account(_) => {
                let account: AccountState = state::from_bytes(&bytes).map_err(Error::State)?;
                world.restore_account(account);
            }
            StateKey::Parties => {}
        }
    }
    Ok(())
}

/// Takes what belongs to no single lead.
pub(crate) fn take_parties(store: &Store, world: &mut World) -> Result<(), Error> {
    for (_, bytes) in store.states(&[StateKey::Parties])? {
        let parties = state::from_bytes(&bytes).map_err(Error::State)?;
        world.restore_parties(parties, store.due_of(StateKey::Parties)?);
    }
    Ok(())
}

/// Puts everything that changed into a batch: states, cards, due instants, and after those it has the decisions. What was due
/// is put with its next instant also where looking at it changed nothing: else it would be looked at again, in the past.
pub(crate) fn put(world: &mut World, was_due: &BTreeSet<StateKey>, batch: &mut Batch) -> Result<(), Error> {
    put_but(world, was_due, batch, None)
}

/// [`put`]; where some `may_wait`, but for leads of which nothing was decided and that belong to no account: those are
/// noted as late, and whoever is put is late no more.
pub(crate) fn put_but(
    world: &mut World,
    was_due: &BTreeSet<StateKey>,
    batch: &mut Batch,
    late: Option<(&mut Late, bool)>,
) -> Result<(), Error> {
    batch.plan = world.plan().map(|plan| plan.hash);
    batch.decisions.append(&mut world.take_decided());
    let mut changed = world.take_changed();
    if let Some((late, may_any)) = late {
        let decided: BTreeSet<LeadId> = batch.decisions.iter().filter_map(|decision| decision.lead).collect();
        changed.retain(|key| {
            let StateKey::Lead(lead) = key else { return true };
            let may_wait =
                may_any && !decided.contains(lead) && !was_due.contains(key) && belongs_to_nobody(world, *lead);
            if may_wait {
                late.add(*lead);
            } else {
                late.remove(*lead);
            }
            !may_wait
        });
    }
    put_states(world, &changed, batch)?;
    let looked_at = changed.union(was_due).filter(|key| !matches!(key, StateKey::Account(_)));
    batch.due.extend(looked_at.map(|key| (*key, world.wake_of(*key))));
    Ok(())
}

fn belongs_to_nobody(world: &World, lead: LeadId) -> bool {
    world.lead(lead).is_some_and(|lead| lead.account.is_none() && lead.merged.is_none())
}

/// Puts states and cards into a batch.
pub(crate) fn put_states(world: &World, keys: &BTreeSet<StateKey>, batch: &mut Batch) -> Result<(), Error> {
    for key in keys {
        let bytes = match key {
            StateKey::Lead(id) => world.lead(*id).map(state::to_bytes),
            StateKey::Account(id) => world.account(*id).map(state::to_bytes),
            StateKey::Parties => Some(state::to_bytes(world.parties())),
        };
        batch.states.push((*key, bytes.transpose().map_err(Error::State)?));
        let Some(plan) = world.plan() else { continue };
        match key {
            StateKey::Lead(id) => batch.cards.extend(world.lead(*id).map(|lead| {
                let account = lead.account.and_then(|account| world.account(account));
                (*id, card::card(plan, lead, account))
            })),
            StateKey::Account(id) => {
                batch.account_cards.extend(world.account(*id).map(|account| (*id, card::account(account))));
            }
            StateKey::Parties => {}
        }
    }
    Ok(())
}
