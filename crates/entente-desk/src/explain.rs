//! Explaining a lead: everything told and concluded about it up to an instant, and where that leaves it.

use entente_core::decision::Decision;
use entente_core::engine::explain::{self, Explained};
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, What};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;
use entente_store::{Entry, Store};

use crate::rebuild::{about, place};
use crate::{Error, force};

/// A lead's whole story up to an instant.
pub struct Story {
    /// Which lead; the one it is one with, where it was merged.
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
/// decided where none is given.
///
/// # Errors
/// [`Error::NoLead`] where nothing is known by that text.
pub fn explain(store: &Store, text: &str, at: Option<Instant>) -> Result<Story, Error> {
    let found = store.find_lead_named(text)?.ok_or_else(|| Error::NoLead(text.to_owned()))?;
    let lead = store.root_of(found)?;
    let decided = store.cursor()?.until;
    let at = at.unwrap_or(decided);
    let (mut facts, mut decisions) = (store.facts_of(lead)?, store.decisions_of(lead)?);
    facts.retain(|(_, fact)| fact.known <= at);
    decisions.retain(|(_, decision)| decision.at <= at);
    let account = facts.iter().rev().find_map(|(_, fact)| match fact.what {
        What::Joined { account } => Some(account),
        _ => None,
    });
    if let Some(account) = account {
        facts.extend(store.facts_of_account(account)?.into_iter().filter(|(_, fact)| fact.known <= at));
    }
    facts.sort_by_key(|(seq, fact)| (fact.known, *seq));
    let explained = fold(store, lead, account, &facts, &decisions, at)?;
    let account = account.map(|id| Ok::<_, Error>((id, store.account_label(id)?.unwrap_or_default()))).transpose()?;
    Ok(Story { lead, keys: store.lead_label(lead)?, account, facts, decisions, explained })
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
        let mut decision = decision.clone();
        decision.lead = decision.lead.map(|_| lead);
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
    let state = world.lead(lead);
    let account = account.and_then(|account| world.account(account));
    Ok(state.and_then(|state| explain::explain(&plans, state, account, at)))
}

/// A fact told of a lead that was merged, as one of the lead it is one with.
fn as_own(fact: &Fact, lead: LeadId) -> Fact {
    let mut fact = fact.clone();
    if about(&Entry::Fact(fact.clone())).is_some() {
        fact.about = About::Lead(lead);
    }
    fact
}
