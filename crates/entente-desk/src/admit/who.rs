//! Whom a fact is about: keys become a lead's number, an account's key its number, and what is new is noted to be written.

use entente_core::fact::{About, NewAbout};
use entente_core::id::{AccountId, LeadId};
use entente_core::identity::{self, IdentityKey, Resolution, account_domain, account_key};
use entente_core::time::Instant;
use entente_store::{Batch, Error, Tx};

use super::Refusal;

/// Whom a fact is about, and what else follows from the keys that were told.
pub(super) struct Who {
    pub(super) about: About,
    /// The lead is new.
    pub(super) is_new: bool,
    /// The account the lead joins by this fact.
    pub(super) joins: Option<AccountId>,
    /// Anonymous leads that turn out to be this one.
    pub(super) visitors: Vec<LeadId>,
    /// Other leads that are perhaps this person.
    pub(super) same: Vec<LeadId>,
}

impl Who {
    fn other(about: About) -> Who {
        Who { about, is_new: false, joins: None, visitors: Vec::new(), same: Vec::new() }
    }
}

/// Finds or makes whom `about` means; what is new is added to `batch`.
pub(super) fn find(
    tx: &Tx<'_>,
    about: NewAbout,
    known: Instant,
    batch: &mut Batch,
) -> Result<Result<Who, Refusal>, Error> {
    Ok(match about {
        NewAbout::Person(person) => Ok(Who::other(About::Person(person))),
        NewAbout::Request(request) => Ok(Who::other(About::Request(request))),
        NewAbout::Parties => Ok(Who::other(About::Parties)),
        NewAbout::Account(key) => match account_key(&key) {
            Ok(key) => Ok(Who::other(About::Account(account(tx, key, batch)?))),
            Err(refused) => Err(refused.into()),
        },
        NewAbout::Lead { keys, account } => match normalised(&keys, account.as_deref()) {
            Ok((keys, account)) => lead(tx, &keys, account, known, batch)?,
            Err(refused) => Err(refused),
        },
    })
}

/// All keys of a lead in their one spelling, or the first that is none.
fn normalised(keys: &[IdentityKey], account: Option<&str>) -> Result<(Vec<IdentityKey>, Option<String>), Refusal> {
    let keys = keys.iter().map(IdentityKey::normalise).collect::<Result<Vec<_>, _>>()?;
    let account = account.filter(|text| !text.trim().is_empty()).map(account_key).transpose()?;
    Ok((keys, account))
}

fn lead(
    tx: &Tx<'_>,
    keys: &[IdentityKey],
    told_account: Option<String>,
    known: Instant,
    batch: &mut Batch,
) -> Result<Result<Who, Refusal>, Error> {
    let (lead, learns, mut visitors, same, is_new) = match identity::resolve(keys, |key| tx.holder(key))? {
        Resolution::Nobody => return Ok(Err(Refusal::NoKeys)),
        Resolution::New { learns } => (tx.next_lead()?, learns, Vec::new(), Vec::new(), true),
        Resolution::Known { lead, learns, joins, same } => (lead, learns, joins, same, false),
    };
    // Where a person said that two are not one, the same keys do not join them again.
    let mut parted = Vec::new();
    for visitor in &visitors {
        if tx.link_between(*visitor, lead)? == Some(false) {
            parted.push(*visitor);
        }
    }
    visitors.retain(|visitor| !parted.contains(visitor));
    if is_new {
        batch.leads.push((lead, known));
    }
    let now = if is_new { None } else { tx.account_of(lead)? };
    let joins = match (told_account, now) {
        (Some(key), now) => Some(account(tx, key, batch)?).filter(|account| Some(*account) != now),
        (None, Some(_)) => None,
        (None, None) => company(keys).map(|domain| account(tx, domain, batch)).transpose()?,
    };
    batch.identities.extend(learns.into_iter().map(|key| (key, lead)));
    Ok(Ok(Who { about: About::Lead(lead), is_new, joins, visitors, same }))
}

/// The domain of the first company mail address among the keys.
fn company(keys: &[IdentityKey]) -> Option<String> {
    keys.iter().find_map(|key| match key {
        IdentityKey::Mail(mail) => account_domain(mail).map(str::to_owned),
        IdentityKey::User(_) | IdentityKey::Record(..) | IdentityKey::Anonymous(_) => None,
    })
}

/// The account of this key; a new one is noted in `batch`.
fn account(tx: &Tx<'_>, key: String, batch: &mut Batch) -> Result<AccountId, Error> {
    if let Some(account) = tx.find_account(&key)? {
        return Ok(account);
    }
    let account = tx.next_account()?;
    batch.accounts.push((account, key));
    Ok(account)
}
