//! The company of a lead and who else is there: each colleague as they stood at the same instant.

use std::collections::BTreeSet;
use std::sync::Arc;

use entente_core::engine::explain;
use entente_core::engine::state::AccountState;
use entente_core::fact::{About, Value, What};
use entente_core::id::{AccountId, LeadId, Name};
use entente_core::identity::IdentityKey;
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_store::Store;

use super::known::{self, Attribute};
use crate::Error;
use crate::explain::{Told, account_of, keys, refold, told};

/// A company.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountCard {
    /// Which.
    pub account: AccountId,
    /// The key it is known by: a domain, or a number at a source.
    pub key: String,
    /// What it is called; none where nobody told.
    pub name: Option<String>,
    /// Where it is.
    pub city: Option<String>,
    /// What is known of it, fields of the agreement first and in its order.
    pub attributes: Vec<Attribute>,
    /// Who owns it.
    pub owner: Option<Name>,
    /// Its other people, the most recently heard of first; not more than [`MATES_MOST`].
    pub mates: Vec<Mate>,
    /// How many people of it are known now, this one too; some may turn out to be one.
    pub people: usize,
}

/// Somebody else of the same company.
#[derive(Debug, Clone, PartialEq)]
pub struct Mate {
    /// Which lead.
    pub lead: LeadId,
    /// What they are called; none where nobody told.
    pub name: Option<String>,
    /// What they do.
    pub title: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their first mail address.
    pub mail: Option<String>,
    /// Their stage; empty before the first.
    pub stage: Name,
    /// The letter of fit.
    pub grade: Name,
    /// The digit of engagement.
    pub level: Name,
    /// Who holds them.
    pub owner: Option<Name>,
    /// When they last did something, or somebody acted on them.
    pub last: Option<Instant>,
    /// Whether somebody said that they are not the lead of this page.
    pub parted: bool,
}

/// So many colleagues are shown; the account's own page has all.
pub const MATES_MOST: usize = 12;
/// So many leads are looked at to find them.
const LOOKED_AT_MOST: usize = 40;

/// The colleagues, by number.
pub(super) fn look(store: &Store, plans: &[Arc<Plan>], told_of: &Told, at: Instant) -> Result<Vec<Mate>, Error> {
    let Some(account) = told_of.account else { return Ok(Vec::new()) };
    let mut seen: BTreeSet<LeadId> = told_of.leads.clone();
    let mut mates = Vec::new();
    for lead in store.leads_of(account)?.into_iter().take(LOOKED_AT_MOST) {
        if seen.contains(&lead) {
            continue;
        }
        let other = told(store, lead, at)?;
        seen.extend(&other.leads);
        if other.account == Some(account) {
            mates.push(mate(store, plans, &other, told_of, at)?);
        }
        if mates.len() == MATES_MOST {
            break;
        }
    }
    Ok(mates)
}

fn mate(store: &Store, plans: &[Arc<Plan>], other: &Told, told_of: &Told, at: Instant) -> Result<Mate, Error> {
    let world = refold(plans, other, |_, _| ());
    let state = world.lead(other.lead);
    let explained = state.and_then(|state| explain::explain(plans, state, account_of(&world, other), at));
    let known = known::known(other, plans.last().map(AsRef::as_ref));
    let mail = keys(store, &other.leads)?.into_iter().find_map(|key| match key {
        IdentityKey::Mail(mail) => Some(mail),
        IdentityKey::User(_) | IdentityKey::Record(..) | IdentityKey::Anonymous(_) => None,
    });
    let lively = other.facts.iter().filter(|(_, fact)| {
        matches!(fact.about, About::Lead(_))
            && matches!(fact.what, What::Happened { .. } | What::Touched { .. } | What::Created { .. })
    });
    let (stage, grade, level) = explained
        .as_ref()
        .map(|explained| (&explained.stage, &explained.grade, &explained.level))
        .map_or_else(Default::default, |(stage, grade, level)| (stage.clone(), grade.clone(), level.clone()));
    Ok(Mate {
        lead: other.lead,
        name: known.name,
        title: known.title,
        phone: known.phone,
        mail,
        stage,
        grade,
        level,
        owner: state.and_then(|state| state.owner.clone().filter(|_| state.open)),
        last: lively.map(|(_, fact)| fact.at.min(fact.known)).max(),
        parted: parted(other, told_of) || parted(told_of, other),
    })
}

/// Whether it was ever said of a lead of `one` that it is not one with a lead of `other`. They are two now, so it stands.
fn parted(one: &Told, other: &Told) -> bool {
    one.facts.iter().any(|(_, fact)| matches!(&fact.what, What::Unlinked { from } if other.leads.contains(from)))
}

/// The company as its facts say, with its other people.
pub(super) fn card(
    store: &Store,
    told: &Told,
    state: Option<&AccountState>,
    mut mates: Vec<Mate>,
    plan: Option<&Plan>,
) -> Result<Option<AccountCard>, Error> {
    let Some(account) = told.account else { return Ok(None) };
    let own = told.facts.iter().filter(|(_, fact)| fact.about == About::Account(account));
    let learnt = known::learnt(own, None);
    let text = |name: &str| match learnt.get(name).map(|attribute| &attribute.value) {
        Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    };
    let (name, city) = (text("name"), text("city"));
    mates.sort_by_key(|mate| std::cmp::Reverse((mate.last, mate.lead)));
    Ok(Some(AccountCard {
        account,
        key: store.account_label(account)?.unwrap_or_default(),
        name,
        city,
        attributes: known::in_order(learnt, plan, |plan, name| plan.agreement.account_fields.position(name)),
        owner: state.and_then(|state| state.owner.clone()),
        people: mates.len() + 1,
        mates,
    }))
}
