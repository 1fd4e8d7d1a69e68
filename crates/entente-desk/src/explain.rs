//! Explaining a lead: everything told and concluded about it up to an instant, and where that leaves it.

use entente_core::decision::Decision;
use entente_core::engine::explain::{self, Explained};
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, What};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;
use entente_store::{Entry, Store};

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

/// Explains the lead that `text` names (a mail address, a record number, an id) as of `at`; as of all that is
/// decided where none is given. Links that the log learnt later do not count.
///
/// # Errors
/// [`Error::NoLead`] where nothing is known by that text.
pub fn explain(store: &Store, text: &str, at: Option<Instant>) -> Result<Story, Error> {
    let found = store.find_lead_named(text)?.ok_or_else(|| Error::NoLead(text.to_owned()))?;
    let at = at.map_or_else(|| store.cursor().map(|cursor| cursor.until), Ok)?;
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
    let explained = fold(store, lead, account, &facts, &decisions, at)?;
    let account = account.map(|id| Ok::<_, Error>((id, store.account_label(id)?.unwrap_or_default()))).transpose()?;
    Ok(Story { lead, keys: keys(store, &leads)?, account, facts, decisions, explained })
}

/// The keys of all leads that are one person, each kind together.
fn keys<'a>(store: &Store, leads: impl IntoIterator<Item = &'a LeadId>) -> Result<Vec<IdentityKey>, Error> {
    let mut keys = Vec::new();
    for lead in leads {
        keys.append(&mut store.lead_label(*lead)?);
    }
    keys.sort_unstable();
    Ok(keys)
}

/// Folds the lead and its account alone and explains where that leaves it.
fn fold(
    store: &Store,
    lead: LeadId,
    account: Option<AccountId>,
    facts: &[(Seq, Fact)],
    decisions: &[(Seq, Decision)],
    at: Instant,
) -> Result<Option<Explained>, Error> {
    let versions: Vec<_> = force::in_force(store)?.into_iter().filter(|version| version.effective <= at).collect();
    let plans: Vec<_> = versions.iter().map(|version| version.plan.clone()).collect();
    let mut entries: Vec<(Seq, Entry)> = Vec::with_capacity(facts.len() + decisions.len());
    entries.extend(facts.iter().map(|(seq, fact)| (*seq, Entry::Fact(as_own(fact, lead)))));
    entries.extend(decisions.iter().map(|(seq, decision)| {
        let decision = Decision { lead: Some(lead), ..decision.clone() };
        (*seq, Entry::Decision(decision))
    }));
    entries.sort_by_key(|(seq, entry)| place(*seq, entry));
    let mut world = World::new(plans.clone());
    for (seq, entry) in &entries {
        match entry {
            Entry::Fact(fact) => world.replay_fact(*seq, fact),
            Entry::Decision(decision) => world.replay_decision(decision),
        }
    }
    let account = account.and_then(|account| world.account(account));
    Ok(world.lead(lead).and_then(|state| explain::explain(&plans, state, account, at)))
}

/// A fact told of a lead that was merged, as one of the lead it is one with.
fn as_own(fact: &Fact, lead: LeadId) -> Fact {
    let mut fact = fact.clone();
    if matches!(fact.about, About::Lead(_)) {
        fact.about = About::Lead(lead);
    }
    fact
}
