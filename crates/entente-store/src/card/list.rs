//! Lists of cards in any order, a page at a time, of all that a filter leaves.

use std::fmt;
use std::str::FromStr;

use entente_core::id::LeadId;

use super::Card;
use super::found::{Filter, Found};
use super::page::{NO_DUE, Page};
use crate::{Error, Store};

/// In which order cards are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CardSort {
    /// The last one the log heard of first.
    #[default]
    Newest,
    /// Those that did nothing for longest first.
    LongestQuiet,
    /// Those that did something last first.
    RecentlyHeard,
    /// Those with a clock due soonest first, then those without one, newest first.
    DueSoonest,
}

/// Where a page ended: opaque, and stable while cards come and go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub(crate) key: String,
    pub(crate) id: u64,
}

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.id, self.key)
    }
}

impl FromStr for After {
    type Err = String;
    fn from_str(text: &str) -> Result<After, String> {
        let parts = text.split_once('.').and_then(|(id, key)| Some((id.parse().ok()?, key)));
        let (id, key) = parts.ok_or_else(|| format!("'{text}' is not the end of a page: start from the first"))?;
        Ok(After { key: key.to_owned(), id })
    }
}

/// A page of cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The cards, in order.
    pub cards: Vec<Card>,
    /// Where to go on; none at the end.
    pub next: Option<After>,
    /// How many there are in all.
    pub total: u64,
    /// Whether the words are so common that not all they find was looked at.
    pub is_cut: bool,
}

impl Store {
    /// A page of the cards that a filter leaves.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn list(&self, filter: &Filter, sort: CardSort, after: Option<&After>, limit: usize) -> Result<Listed, Error> {
        self.page(&self.find(filter)?, sort, after, limit)
    }

    /// A page of the cards that were found.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn page(&self, found: &Found, sort: CardSort, after: Option<&After>, limit: usize) -> Result<Listed, Error> {
        let set = found.set.as_ref();
        let total = set.map_or_else(|| self.cards_count(), |set| Ok(set.len()))?;
        let mut page = Page { store: self, set, total, limit: limit.saturating_add(1), rows: Vec::new() };
        let start = after.map(|after| (after.key.parse::<i64>().unwrap_or(NO_DUE), LeadId(after.id)));
        page.fill(sort, start)?;
        let mut rows = page.rows;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(key, lead)| After { key: key.to_string(), id: lead.0 });
        let cards = self.cards(&rows.into_iter().map(|(_, lead)| lead).collect::<Vec<_>>())?;
        Ok(Listed { cards, next, total, is_cut: found.is_cut })
    }

    /// Up to `limit` of the leads that were found, newest first, below a lead where one is given.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn leads_in(&self, found: &Found, before: Option<LeadId>, limit: usize) -> Result<Vec<LeadId>, Error> {
        let mut page = Page { store: self, set: found.set.as_ref(), total: 0, limit, rows: Vec::new() };
        page.fill(CardSort::Newest, before.map(|lead| (0, lead)))?;
        Ok(page.rows.into_iter().map(|(_, lead)| lead).collect())
    }
}
