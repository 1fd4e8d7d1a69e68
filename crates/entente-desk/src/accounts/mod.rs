//! Companies: their lists, and one of them with its people, what they do and who answers for them.

mod group;
mod one;
mod told;

use entente_core::id::AccountId;
use entente_core::time::Instant;
use entente_store::{AccountCard, AccountSort, After, Store};

pub use group::{Group, Person, Place};
pub use one::{Account, Deal, account};
pub use told::Told;

use crate::Error;
use crate::force::InForce;
use crate::leads::query::{escaped, pairs};
use crate::leads::row::Words;
use crate::leads::{Named, plan_of};

/// Accounts on a page.
pub const PAGE: usize = 50;

/// A list of accounts as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounts {
    /// What was asked.
    pub asked: Asked,
    /// The accounts of this page.
    pub rows: Vec<Row>,
    /// The next page; none at the end.
    pub next: Option<Asked>,
    /// Up to when everything is decided.
    pub as_of: Instant,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which account.
    pub account: AccountId,
    /// What it is called.
    pub name: String,
    /// Its domain.
    pub domain: Option<String>,
    /// Where it is.
    pub city: Option<String>,
    /// Its country, as told.
    pub country: Option<String>,
    /// Its industry, as told.
    pub industry: Option<String>,
    /// How many work there, as told.
    pub employees: Option<String>,
    /// Who owns it.
    pub owner: Option<Named>,
    /// How many deals are open.
    pub open_deals: u32,
    /// How many people of it are known.
    pub people: u32,
}

/// In which order accounts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Those with most people first.
    #[default]
    People,
    /// By name.
    Name,
    /// The last one the log heard of first.
    Newest,
    /// Those with open deals alone, most first.
    Deals,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 4] = [Sort::People, Sort::Name, Sort::Newest, Sort::Deals];

    /// The word in a page's address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::People => "people",
            Sort::Name => "name",
            Sort::Newest => "newest",
            Sort::Deals => "deals",
        }
    }

    fn of_cards(self) -> AccountSort {
        match self {
            Sort::People => AccountSort::Leads,
            Sort::Name => AccountSort::Name,
            Sort::Newest => AccountSort::Newest,
            Sort::Deals => AccountSort::Deals,
        }
    }
}

/// What a list of accounts is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Words to search by; the order is newest first then.
    pub words: String,
    /// In which order.
    pub sort: Sort,
    /// Where the page before ended.
    pub after: Option<String>,
}

impl Asked {
    /// Reads an address's query; what cannot be asked is left out.
    #[must_use]
    pub fn read(text: &str) -> Asked {
        let mut asked = Asked::default();
        for (name, value) in pairs(text) {
            match name.as_str() {
                "q" => asked.words = value,
                "sort" => asked.sort = Sort::ALL.into_iter().find(|sort| sort.as_str() == value).unwrap_or_default(),
                "after" => asked.after = Some(value).filter(|value| value.parse::<After>().is_ok()),
                _ => {}
            }
        }
        asked
    }

    /// The same list from its first page in another order.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Asked {
        Asked { sort, after: None, words: String::new() }
    }
}

/// As an address has it.
impl std::fmt::Display for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "sort={}", self.sort.as_str())?;
        if !self.words.is_empty() {
            write!(f, "&q={}", escaped(&self.words))?;
        }
        self.after.as_ref().map_or(Ok(()), |after| write!(f, "&after={}", escaped(after)))
    }
}

/// The page that a query asks for.
///
/// # Errors
/// Only those of the store.
pub fn view(store: &Store, plans: &[InForce], query: &str, now: Instant) -> Result<Accounts, Error> {
    let asked = Asked::read(query);
    let words = Words::new(store, plan_of(plans, now))?;
    let (cards, next) = if asked.words.is_empty() {
        let after = asked.after.as_ref().and_then(|after| after.parse().ok());
        store.accounts(asked.sort.of_cards(), after.as_ref(), PAGE)?
    } else {
        (store.accounts_called(&asked.words, PAGE)?, None)
    };
    let next = next.map(|after| Asked { after: Some(after.to_string()), ..asked.clone() });
    let rows = cards.into_iter().map(|card| row(&words, card)).collect();
    Ok(Accounts { asked, rows, next, as_of: store.cursor()?.until })
}

fn row(words: &Words, card: AccountCard) -> Row {
    Row {
        account: card.account,
        name: card.name,
        domain: card.domain,
        city: card.city,
        country: card.country,
        industry: card.industry,
        employees: card.employees,
        owner: card.owner.map(|owner| words.named(&owner)),
        open_deals: card.open_deals,
        people: card.leads,
    }
}
