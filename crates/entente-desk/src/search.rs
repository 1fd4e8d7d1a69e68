//! Finding a lead or a company by the start of a word, a mail address or a number, from any page.

use entente_core::time::Instant;
use entente_store::{CardSort, Filter, Store};

use crate::Error;
use crate::force::InForce;
use crate::leads::row::Words;
use crate::leads::{Row, plan_of};

/// What a search finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Leads: the one of that very key first, then those that did something last.
    pub leads: Vec<Row>,
    /// Accounts: number and name.
    pub accounts: Vec<(entente_core::id::AccountId, String)>,
}

/// Leads found at most.
const LEADS_MAX: usize = 7;
/// Accounts found at most.
const ACCOUNTS_MAX: usize = 4;

/// Finds what people may mean by `text`; nothing where it has no letter and no figure.
///
/// # Errors
/// Only those of the store.
pub fn search(store: &Store, plans: &[InForce], text: &str, now: Instant) -> Result<Found, Error> {
    if !text.chars().any(char::is_alphanumeric) {
        return Ok(Found::default());
    }
    let words = Words::new(store, plan_of(plans, now))?;
    let mut leads = Vec::new();
    if let Some(lead) = store.find_lead_named(text)? {
        leads.extend(store.card(store.root_of(lead)?)?);
    }
    let filter = Filter { facets: Vec::new(), words: text.to_owned() };
    let listed = store.list(&filter, CardSort::RecentlyHeard, None, LEADS_MAX)?;
    let is_named = leads.first().map(|card| card.lead);
    leads.extend(listed.cards.into_iter().filter(|card| Some(card.lead) != is_named));
    leads.truncate(LEADS_MAX);
    let accounts = store.accounts_called(text, ACCOUNTS_MAX)?;
    Ok(Found {
        leads: leads.into_iter().map(|card| words.row(card)).collect(),
        accounts: accounts.into_iter().map(|card| (card.account, card.name)).collect(),
    })
}
