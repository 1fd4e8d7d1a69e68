//! Whom a fact is about: keys become a lead's number, an account's key its number, and what is new is noted to be written.

use entente_core::fact::{About, NewAbout, What};
use entente_core::id::{AccountId, LeadId};
use entente_core::identity::{self, IdentityKey, Resolution, Strength, account_domain, account_key};
use entente_core::time::Instant;
use entente_store::Error;

use super::{Admitting, Refusal};

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

/// Finds or makes whom `about` means, for a fact that says `what`; what is new is noted, nothing where it is refused.
pub(super) fn find(
    admitting: &mut Admitting<'_, '_>,
    about: NewAbout,
    known: Instant,
    what: &What,
) -> Result<Result<Who, Refusal>, Error> {
    Ok(match about {
        NewAbout::Person(person) => Ok(Who::other(About::Person(person))),
        NewAbout::Request(request) => Ok(Who::other(About::Request(request))),
        NewAbout::Parties => Ok(Who::other(About::Parties)),
        NewAbout::Account(key) => match account_key(&key) {
            Ok(key) => Ok(Who::other(About::Account(admitting.account(key)?))),
            Err(refused) => Err(refused.into()),
        },
        NewAbout::Lead { keys, account } => match normalised(&keys, account.as_deref()) {
            Ok((keys, account)) => lead(admitting, &keys, account, known, what)?,
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
    admitting: &mut Admitting<'_, '_>,
    keys: &[IdentityKey],
    told_account: Option<String>,
    known: Instant,
    what: &What,
) -> Result<Result<Who, Refusal>, Error> {
    let told_strong = keys.iter().any(|key| key.strength() == Strength::Strong);
    let (lead, learns, mut visitors, same, is_new) =
        match identity::resolve(keys, |key| admitting.holder(key, told_strong))? {
            Resolution::Nobody => return Ok(Err(Refusal::NoKeys)),
            Resolution::New { learns } => (admitting.next_lead()?, learns, Vec::new(), Vec::new(), true),
            Resolution::Known { lead, learns, joins, same } => (lead, learns, joins, same, false),
        };
    if let Some(refusal) = refers_to_nothing(admitting, lead, what)? {
        return Ok(Err(refusal));
    }
    // Where a person said that two are not one, the same keys do not join them again.
    let mut parted = Vec::new();
    for visitor in &visitors {
        if admitting.written()?.link_between(*visitor, lead)? == Some(false) {
            parted.push(*visitor);
        }
    }
    visitors.retain(|visitor| !parted.contains(visitor));
    if is_new {
        admitting.note_lead(lead, known);
    }
    let joins = joins(admitting, (lead, is_new), told_account, keys)?;
    admitting.learn(lead, learns)?;
    Ok(Ok(Who { about: About::Lead(lead), is_new, joins, visitors, same }))
}

/// The account that a lead joins: the one told, where it is another than it has; else, for a lead that has none, the
/// company of its mail address.
fn joins(
    admitting: &mut Admitting<'_, '_>,
    (lead, is_new): (LeadId, bool),
    told: Option<String>,
    keys: &[IdentityKey],
) -> Result<Option<AccountId>, Error> {
    let (is_told, Some(key)) = (told.is_some(), told.or_else(|| company(keys))) else { return Ok(None) };
    let has = if is_new { None } else { admitting.account_of(lead)? };
    if has.is_some() && !is_told {
        return Ok(None);
    }
    Ok(Some(admitting.account(key)?).filter(|account| Some(*account) != has))
}

/// The domain of the first company mail address among the keys.
pub(super) fn company(keys: &[IdentityKey]) -> Option<String> {
    keys.iter().find_map(|key| match key {
        IdentityKey::Mail(mail) => account_domain(mail).map(str::to_owned),
        IdentityKey::User(_) | IdentityKey::Record(..) | IdentityKey::Anonymous(_) => None,
    })
}

/// Why a fact that names a lead or account by number cannot stand.
fn refers_to_nothing(admitting: &mut Admitting<'_, '_>, lead: LeadId, what: &What) -> Result<Option<Refusal>, Error> {
    Ok(match what {
        What::Joined { account } if admitting.written()?.account_label(*account)?.is_none() => {
            Some(Refusal::NoSuchAccount(*account))
        }
        What::Linked { into } => wrong_lead(admitting, lead, *into)?,
        What::Unlinked { from } => match wrong_lead(admitting, lead, *from)? {
            None if admitting.written()?.link_between(lead, *from)? != Some(true) => {
                Some(Refusal::NotLinked(lead, *from))
            }
            other => other,
        },
        _ => None,
    })
}

fn wrong_lead(admitting: &mut Admitting<'_, '_>, lead: LeadId, other: LeadId) -> Result<Option<Refusal>, Error> {
    if lead == other {
        return Ok(Some(Refusal::LinkedWithItself(lead)));
    }
    Ok((!admitting.written()?.has_lead(other)?).then_some(Refusal::NoSuchLead(other)))
}
