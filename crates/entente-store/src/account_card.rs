//! Account cards: one row per company, as lists show it.

use std::collections::{BTreeSet, HashMap};

use crate::database::{Parameter, Row, Value, params};
use entente_core::id::{AccountId, Name};

use crate::card::list::After;
use crate::card::rows_max;
use crate::profile::Companies;
use crate::sql::statements;
use crate::word::{self, Of, Words};
use crate::{Error, Store, Tx};

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

/// Writes the cards of accounts whose states changed, each account once.
pub(crate) fn save(tx: &Tx<'_>, cards: &[(AccountId, AccountStanding)]) -> Result<(), Error> {
    let before = kept(tx, cards.iter().map(|(account, _)| *account))?;
    put(tx, cards.iter().map(|(account, standing)| (*account, standing.clone())), &before)
}

/// Shows companies anew after something was told of them; one without a card has none yet.
pub(crate) fn reshow(tx: &Tx<'_>, accounts: &[AccountId]) -> Result<(), Error> {
    let before = kept(tx, accounts.iter().copied())?;
    let standings = before.values().map(|card| {
        let AccountCard { account, owner, open_deals, leads, .. } = card.clone();
        (account, AccountStanding { owner, open_deals, leads })
    });
    put(tx, standings, &before)
}

fn kept(tx: &Tx<'_>, accounts: impl Iterator<Item = AccountId>) -> Result<HashMap<AccountId, AccountCard>, Error> {
    let mut cards = HashMap::new();
    tx.database.visit_many(GET, &[], &accounts.map(|account| account.0 as i64).collect::<Vec<_>>(), |row| {
        let card = columns(row)?;
        cards.insert(card.account, card);
        Ok(true)
    })?;
    Ok(cards)
}

fn put(
    tx: &Tx<'_>,
    standings: impl Iterator<Item = (AccountId, AccountStanding)> + Clone,
    before: &HashMap<AccountId, AccountCard>,
) -> Result<(), Error> {
    let companies = Companies::look_up(tx, standings.clone().map(|(account, _)| account))?;
    let shown_words = |card: &AccountCard| {
        word::words([Some(&card.name), card.domain.as_ref()].into_iter().flatten().map(String::as_str))
    };
    let (mut words, mut changed) = (Words::default(), Vec::new());
    for (account, standing) in standings {
        let (card, before) = (shown(&companies, account, standing), before.get(&account));
        if before != Some(&card) {
            words.note(account.0, &before.map_or_else(BTreeSet::new, shown_words), &shown_words(&card));
            changed.push(card);
        }
    }
    words.write(tx, Of::Accounts)?;
    tx.execute_many(PUT, &changed.iter().map(row).collect::<Vec<_>>())
}

/// The card of an account: what is told of it, and what the engine says.
fn shown(companies: &Companies, account: AccountId, standing: AccountStanding) -> AccountCard {
    let told = |name: &str| companies.told(account, name).cloned();
    let key = companies.key(account).filter(|key| is_domain(key)).cloned();
    let AccountStanding { owner, open_deals, leads } = standing;
    AccountCard {
        account,
        name: companies.name(account).cloned().unwrap_or_else(|| account.to_string()),
        domain: told("domain").or(key).map(|domain| domain.to_lowercase()),
        city: told("city"),
        country: told("country"),
        industry: told("industry"),
        employees: told("employees"),
        owner,
        open_deals,
        leads,
    }
}

/// The columns of a card, in their order.
fn row(card: &AccountCard) -> [Value<'_>; 10] {
    [
        Value::Integer(card.account.0 as i64),
        Value::Text(&card.name),
        card.domain.value(),
        card.city.value(),
        card.country.value(),
        card.industry.value(),
        card.employees.value(),
        card.owner.as_ref().map_or(Value::Null, |owner| Value::Text(owner.as_str())),
        card.open_deals.value(),
        card.leads.value(),
    ]
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
