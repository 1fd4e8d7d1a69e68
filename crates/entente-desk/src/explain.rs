//! Explaining a lead: everything told and concluded about it up to an instant, and where that leaves it.

use std::collections::BTreeSet;
use std::sync::Arc;

use entente_core::decision::Decision;
use entente_core::engine::explain::{self, Explained};
use entente_core::engine::state::AccountState;
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, What};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::identity::IdentityKey;
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_store::{Entry, Store};

use crate::force::InForce;
use crate::person::{Person, end_of, person, place};
use crate::{Error, force};

/// A lead's whole story up to an instant.
pub struct Story {
    /// Which lead; the one it was one with at that instant, where it was merged.
    pub lead: LeadId,
    /// The keys it is known by.
    pub keys: Vec<IdentityKey>,
    /// Its account, with the key it is known by.
    pub account: Option<(AccountId, String)>,
    /// What was told, in the order of folding; about its account too.
    pub facts: Vec<(Seq, Fact)>,
    /// What was concluded, in the order of folding.
    pub decisions: Vec<(Seq, Decision)>,
    /// Where that leaves it; none where no agreement was in force.
    pub explained: Option<Explained>,
}

/// What was told and concluded of one person up to an instant, as far as it was known then who they are.
pub(crate) struct Told {
    /// The lead whose number stands for the person.
    pub(crate) lead: LeadId,
    /// All leads that are this person.
    pub(crate) leads: BTreeSet<LeadId>,
    /// The account they belong to.
    pub(crate) account: Option<AccountId>,
    /// What was told, in the order of folding; about the account too.
    pub(crate) facts: Vec<(Seq, Fact)>,
    /// What was concluded, in the order of folding.
    pub(crate) decisions: Vec<(Seq, Decision)>,
}

/// Explains the lead that `text` names (a mail address, a record number, an id) as of `at`; as of all that is
/// decided where none is given. Links that the log learnt later do not count.
///
/// # Errors
/// [`Error::NoLead`] where nothing is known by that text.
pub fn explain(store: &Store, text: &str, at: Option<Instant>) -> Result<Story, Error> {
    let found = store.find_lead_named(text)?.ok_or_else(|| Error::NoLead(text.to_owned()))?;
    let at = at.map_or_else(|| store.cursor().map(|cursor| cursor.until), Ok)?;
    let told = told(store, found, at)?;
    let plans = plans_at(&force::in_force(store)?, at);
    let world = refold(&plans, &told, |_, _| ());
    let state = world.lead(told.lead);
    let explained = state.and_then(|state| explain::explain(&plans, state, account_of(&world, &told), at));
    let label = |id| Ok::<_, Error>((id, store.account_label(id)?.unwrap_or_default()));
    let account = told.account.map(label).transpose()?;
    let keys = keys(store, &told.leads)?;
    Ok(Story { lead: told.lead, keys, account, facts: told.facts, decisions: told.decisions, explained })
}

/// The plans of all versions that took effect at `at` or before, by effective instant.
pub(crate) fn plans_at(plans: &[InForce], at: Instant) -> Vec<Arc<Plan>> {
    plans.iter().filter(|version| version.effective <= at).map(|version| version.plan.clone()).collect()
}

/// What was told and concluded up to `at` of the person that `found` is; look-ups by number only.
pub(crate) fn told(store: &Store, found: LeadId, at: Instant) -> Result<Told, Error> {
    let Person { root: lead, leads } = person(store, found, end_of(at))?;
    let (mut facts, mut decisions) = (Vec::new(), Vec::new());
    for lead in &leads {
        facts.extend(store.facts_about(*lead)?.into_iter().filter(|(_, fact)| fact.known <= at));
        decisions.extend(store.decisions_about(*lead)?.into_iter().filter(|(_, decision)| decision.at <= at));
    }
    facts.sort_by_key(|(seq, fact)| (fact.known, *seq));
    decisions.sort_by_key(|(seq, _)| *seq);
    let account = facts.iter().rev().find_map(|(_, fact)| match fact.what {
        What::Joined { account } => Some(account),
        _ => None,
    });
    if let Some(account) = account {
        facts.extend(store.facts_of_account(account)?.into_iter().filter(|(_, fact)| fact.known <= at));
        facts.sort_by_key(|(seq, fact)| (fact.known, *seq));
    }
    Ok(Told { lead, leads, account, facts, decisions })
}

/// The keys of all leads that are one person, each kind together.
pub(crate) fn keys<'a>(store: &Store, leads: impl IntoIterator<Item = &'a LeadId>) -> Result<Vec<IdentityKey>, Error> {
    let mut keys = Vec::new();
    for lead in leads {
        keys.append(&mut store.lead_label(*lead)?);
    }
    keys.sort_unstable();
    Ok(keys)
}

/// When a watcher is called: before an entry is taken in, and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beat {
    /// The entry is not taken in yet.
    Before,
    /// It is.
    After,
}

/// Folds the person and their account alone. `watch` sees the world before and after each entry.
pub(crate) fn refold(plans: &[Arc<Plan>], told: &Told, mut watch: impl FnMut(&World, (Beat, Seq, &Entry))) -> World {
    let lead = told.lead;
    let mut entries: Vec<(Seq, Entry)> = Vec::with_capacity(told.facts.len() + told.decisions.len());
    entries.extend(told.facts.iter().map(|(seq, fact)| (*seq, Entry::Fact(as_own(fact, lead)))));
    entries.extend(told.decisions.iter().map(|(seq, decision)| {
        let decision = Decision { lead: Some(lead), ..decision.clone() };
        (*seq, Entry::Decision(decision))
    }));
    entries.sort_by_key(|(seq, entry)| place(*seq, entry));
    let mut world = World::new(plans.to_vec());
    for (seq, entry) in &entries {
        watch(&world, (Beat::Before, *seq, entry));
        match entry {
            Entry::Fact(fact) => world.replay_fact(*seq, fact),
            Entry::Decision(decision) => world.replay_decision(decision),
        }
        watch(&world, (Beat::After, *seq, entry));
    }
    world
}

/// The account of the person, as folded.
pub(crate) fn account_of<'a>(world: &'a World, told: &Told) -> Option<&'a AccountState> {
    told.account.and_then(|account| world.account(account))
}

/// A fact told of a lead that was merged, as one of the lead it is one with.
fn as_own(fact: &Fact, lead: LeadId) -> Fact {
    let mut fact = fact.clone();
    if matches!(fact.about, About::Lead(_)) {
        fact.about = About::Lead(lead);
    }
    fact
}
