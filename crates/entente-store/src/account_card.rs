//! Account cards: one row per company, as lists show it.

use std::collections::BTreeSet;

use crate::database::{Row, params};
use entente_core::id::{AccountId, Name};

use crate::card::list::After;
use crate::card::rows_max;
use crate::sql::statements;
use crate::word::{self, Of, Words};
use crate::{Error, Store, Tx, profile};

statements! { "account_card.sql":
    PUT = "put", GET = "get", NEWEST = "newest", BY_NAME = "by_name", BY_LEADS = "by_leads", OF_OWNER = "of_owner",
    BY_DEALS = "by_deals",
}

/// A company as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCard {
    /// Which account.
    pub account: AccountId,
    /// Its name; its domain or the key it was first heard of by where no name was told.
    pub name: String,
    /// Its domain, where told or where it was first heard of by that.
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
    pub owner: Option<Name>,
    /// How many deals are open.
    pub open_deals: u32,
    /// How many people of it are known.
    pub leads: u32,
}

/// What the engine says of an account, for its card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountStanding {
    /// Who owns it.
    pub owner: Option<Name>,
    /// How many deals are open.
    pub open_deals: u32,
    /// How many people of it are known.
    pub leads: u32,
}

/// In which order accounts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountSort {
    /// The last one the log heard of first.
    Newest,
    /// By name.
    Name,
    /// Those with most people first.
    Leads,
    /// Those with open deals alone, most first.
    Deals,
}

fn columns(row: &Row<'_>) -> Result<AccountCard, Error> {
    Ok(AccountCard {
        account: AccountId(row.get::<i64>(0)? as u64),
        name: row.get(1)?,
        domain: row.get(2)?,
        city: row.get(3)?,
        country: row.get(4)?,
        industry: row.get(5)?,
        employees: row.get(6)?,
        owner: row.get::<Option<String>>(7)?.map(Name::new),
        open_deals: row.get(8)?,
        leads: row.get(9)?,
    })
}

/// Writes the cards of accounts whose states changed.
pub(crate) fn save(tx: &Tx<'_>, cards: &[(AccountId, AccountStanding)]) -> Result<(), Error> {
    for (account, standing) in cards {
        let before = tx.account_card(*account)?;
        put(tx, *account, standing, before.as_ref())?;
    }
    Ok(())
}

/// Shows a company anew after something was told of it; one without a card has none yet.
pub(crate) fn reshow(tx: &Tx<'_>, account: AccountId) -> Result<(), Error> {
    let Some(before) = tx.account_card(account)? else { return Ok(()) };
    let AccountCard { owner, open_deals, leads, .. } = before.clone();
    put(tx, account, &AccountStanding { owner, open_deals, leads }, Some(&before))
}

fn put(tx: &Tx<'_>, account: AccountId, standing: &AccountStanding, before: Option<&AccountCard>) -> Result<(), Error> {
    let mut told = profile::of_account(tx, account)?;
    let key = tx.account_label(account)?.filter(|key| is_domain(key));
    let domain = told.remove("domain").or(key).map(|domain| domain.to_lowercase());
    let name = profile::company(tx, account)?.unwrap_or_else(|| account.to_string());
    let AccountStanding { owner, open_deals, leads } = standing.clone();
    let mut take = |name: &str| told.remove(name);
    let (city, country, industry, employees) = (take("city"), take("country"), take("industry"), take("employees"));
    let card = AccountCard { account, name, domain, city, country, industry, employees, owner, open_deals, leads };
    if before == Some(&card) {
        return Ok(());
    }
    let words = |card: &AccountCard| {
        word::words([Some(&card.name), card.domain.as_ref()].into_iter().flatten().map(String::as_str))
    };
    let had = before.map_or_else(BTreeSet::new, words);
    let mut changed = Words::default();
    changed.note(account.0, &had, &words(&card));
    changed.write(tx, Of::Accounts)?;
    let row = params![
        card.account.0 as i64,
        card.name,
        card.domain,
        card.city,
        card.country,
        card.industry,
        card.employees,
        card.owner.as_ref().map(Name::as_str),
        card.open_deals,
        card.leads,
    ];
    tx.execute(PUT, row).map(drop)
}

/// Whether the key an account was first heard of by is its domain, and not a number at some source.
fn is_domain(key: &str) -> bool {
    key.contains('.') && !key.contains([':', ' ', '/'])
}

impl Store {
    /// The card of an account; none where nothing was decided of it yet.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn account_card(&self, account: AccountId) -> Result<Option<AccountCard>, Error> {
        self.first(GET, [account.0 as i64], columns)
    }

    /// Up to `limit` accounts in an order, and where to go on; none at the end.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn accounts(
        &self,
        sort: AccountSort,
        after: Option<&After>,
        limit: usize,
    ) -> Result<(Vec<AccountCard>, Option<After>), Error> {
        let most = rows_max(limit.saturating_add(1));
        let start = After { key: i64::MAX.to_string(), id: i64::MAX as u64 };
        let After { key, id } = after.unwrap_or(&start).clone();
        let (number, id) = (key.parse::<i64>().unwrap_or(i64::MAX), id.min(i64::MAX as u64) as i64);
        let mut cards = match sort {
            AccountSort::Newest => self.rows(NEWEST, params![id, most], columns)?,
            AccountSort::Name => {
                let (name, id) = if after.is_some() { (key, id) } else { (String::new(), 0) };
                self.rows(BY_NAME, params![name, id, most], columns)?
            }
            AccountSort::Leads => self.rows(BY_LEADS, params![number, id, most], columns)?,
            AccountSort::Deals => self.rows(BY_DEALS, params![number, id, most], columns)?,
        };
        let more = cards.len() > limit;
        cards.truncate(limit);
        let key = |card: &AccountCard| match sort {
            AccountSort::Newest => String::new(),
            AccountSort::Name => card.name.clone(),
            AccountSort::Leads => card.leads.to_string(),
            AccountSort::Deals => card.open_deals.to_string(),
        };
        let next = cards.last().filter(|_| more).map(|card| After { key: key(card), id: card.account.0 });
        Ok((cards, next))
    }

    /// Up to `limit` accounts that a person owns, newest first, below an account where one is given.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn accounts_of_owner(
        &self,
        owner: &Name,
        before: Option<AccountId>,
        limit: usize,
    ) -> Result<Vec<AccountCard>, Error> {
        let before = before.map_or(i64::MAX, |account| account.0 as i64);
        self.rows(OF_OWNER, params![owner.as_str(), before, rows_max(limit)], columns)
    }

    /// Up to `limit` accounts that have a word starting with each of these, newest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn accounts_called(&self, text: &str, limit: usize) -> Result<Vec<AccountCard>, Error> {
        let mut found: Option<BTreeSet<u64>> = None;
        for start in word::words([text]) {
            let mut ids = BTreeSet::new();
            self.starting(Of::Accounts, &start, |id| {
                ids.insert(id);
            })?;
            found = Some(found.map_or_else(|| ids.clone(), |found| found.intersection(&ids).copied().collect()));
        }
        let ids = found.unwrap_or_default().into_iter().rev().take(limit);
        ids.filter_map(|id| self.account_card(AccountId(id)).transpose()).collect()
    }
}
