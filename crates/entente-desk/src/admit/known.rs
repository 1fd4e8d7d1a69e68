//! What is looked up for a whole list of facts before the first of them is admitted: one question for all, where each would
//! ask its own.

use std::collections::{HashMap, HashSet};

use entente_core::fact::{NewAbout, NewFact};
use entente_core::id::{AccountId, LeadId};
use entente_core::identity::{IdentityKey, Strength, account_key};
use entente_store::{Error, Tx};

use super::own_key;
use super::who::company;

/// What is known of leads beside their keys, looked up together; of others it is asked when it is needed.
#[derive(Default)]
pub(super) struct Known {
    /// Who stands for a lead.
    pub(super) roots: HashMap<LeadId, LeadId>,
    /// Whether one of those a lead stands for holds a strong key.
    pub(super) is_strong: HashMap<LeadId, bool>,
    /// The account that a lead joined last.
    pub(super) accounts: HashMap<LeadId, Option<AccountId>>,
}

impl Known {
    pub(super) fn look_up(
        tx: &Tx<'_>,
        told: &[(&str, Vec<IdentityKey>)],
        held: &HashMap<IdentityKey, (LeadId, LeadId)>,
    ) -> Result<Known, Error> {
        let mut known = Known { roots: held.values().copied().collect(), ..Known::default() };
        let is_strong = |key: &&IdentityKey| key.strength() == Strength::Strong;
        // Only a strong key beside others has anything asked of those who hold them.
        let named = told.iter().filter(|(_, keys)| keys.iter().any(|key| is_strong(&key)));
        let leads: HashSet<LeadId> =
            named.flat_map(|(_, keys)| keys).filter_map(|key| held.get(key)).map(|(lead, _)| *lead).collect();
        let leads: Vec<LeadId> = leads.into_iter().collect();
        let strong = tx.strong_among(&leads)?;
        let mut accounts = tx.accounts_of(&leads)?;
        for lead in leads {
            let root = known.roots.get(&lead).copied().unwrap_or(lead);
            known.is_strong.insert(root, strong.contains(&lead));
            known.accounts.insert(lead, accounts.remove(&lead));
        }
        Ok(known)
    }
}

/// The accounts that facts name, and those of the companies of mail addresses.
pub(super) fn accounts<'f>(
    tx: &Tx<'_>,
    facts: impl Iterator<Item = &'f NewFact>,
    told: &[(&str, Vec<IdentityKey>)],
) -> Result<HashMap<String, Option<AccountId>>, Error> {
    let named = facts.filter_map(|fact| match &fact.about {
        NewAbout::Lead { account, .. } => account.as_deref(),
        NewAbout::Account(key) => Some(key.as_str()),
        NewAbout::Person(_) | NewAbout::Request(_) | NewAbout::Parties => None,
    });
    let named = named.filter_map(|text| account_key(text).ok());
    let companies = told.iter().filter_map(|(_, keys)| company(keys));
    // A server keeps a letter of number 0 as a picture of it, and answers the picture: such a key is asked by itself.
    let keys = named.chain(companies).filter(|key| !key.contains('\0'));
    let mut accounts: HashMap<String, Option<AccountId>> = keys.map(|key| (key, None)).collect();
    let found = tx.find_accounts(&accounts.keys().map(String::as_str).collect::<Vec<_>>())?;
    accounts.extend(found.into_iter().map(|(key, account)| (key, Some(account))));
    Ok(accounts)
}

/// The key of each fact about leads, with the keys by which it knows them.
pub(super) fn told<'f>(facts: impl Iterator<Item = &'f NewFact>) -> Vec<(&'f str, Vec<IdentityKey>)> {
    let keys = |fact: &'f NewFact| match &fact.about {
        NewAbout::Lead { keys, .. } => {
            Some((fact.key.as_str(), keys.iter().filter_map(|key| key.normalise().ok()).collect()))
        }
        _ => None,
    };
    facts.filter_map(keys).collect()
}

/// The keys of what will most likely follow from a fact: that somebody is new, and which company they belong to.
pub(super) fn follows(
    key: &str,
    told: &[IdentityKey],
    held: &HashMap<IdentityKey, (LeadId, LeadId)>,
    known: &Known,
) -> impl Iterator<Item = String> + use<> {
    let mut leads = told.iter().filter_map(|key| held.get(key)).map(|(lead, _)| lead).peekable();
    let is_new = leads.peek().is_none();
    let joins = company(told).is_some() && leads.all(|lead| known.accounts.get(lead) == Some(&None));
    let created = is_new.then(|| own_key("created", key));
    created.into_iter().chain(joins.then(|| own_key("joined", key)))
}
