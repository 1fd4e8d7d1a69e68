//! Lists of cards: filtered by facets and words, in any order, a page at a time. No list ever reads the whole base.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use entente_core::id::LeadId;
use rusqlite::params;

use super::{Card, columns, rows_max};
use crate::facet::FacetCount;
use crate::lead_set::LeadSet;
use crate::sql::statements;
use crate::word::{self, Of};
use crate::{Error, Store};

statements! { "card.sql":
    NEWEST = "newest", WITHOUT_DUE = "without_due", BY_HEARD = "by_heard", BY_HEARD_LAST = "by_heard_last",
    BY_DUE = "by_due", KEYS = "keys",
}

/// What a list shows: all of it where nothing is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Every facet must have one of its values.
    pub facets: Vec<(String, Vec<String>)>,
    /// Every word of it must start a word of the name, mail address or company.
    pub words: String,
}

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

/// The leads a filter leaves.
pub(crate) struct Found {
    /// None: all there are.
    pub(crate) set: Option<LeadSet>,
    pub(crate) is_cut: bool,
}

/// Up to so many are sorted as they are; more are walked in the order of an index until a page is full.
const SORTED_MAX: u64 = 4_000;
/// Up to so many cards are read to see whether they have a word that is too common to look up.
const READ_MAX: usize = 2_000;

impl Store {
    /// A page of the cards that a filter leaves.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn list(&self, filter: &Filter, sort: CardSort, after: Option<&After>, limit: usize) -> Result<Listed, Error> {
        let Found { set, is_cut } = self.left_by(filter, None)?;
        let total = set.as_ref().map_or_else(|| self.cards_count(), |set| Ok(set.len()))?;
        let mut page = Page { store: self, set: set.as_ref(), total, limit: limit.saturating_add(1), rows: Vec::new() };
        let start = after.map(|after| (after.key.parse::<i64>().unwrap_or(NO_DUE), LeadId(after.id)));
        page.fill(sort, start)?;
        let mut rows = page.rows;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(key, lead)| After { key: key.to_string(), id: lead.0 });
        let cards = rows.into_iter().filter_map(|(_, lead)| self.card(lead).transpose()).collect::<Result<_, _>>()?;
        Ok(Listed { cards, next, total, is_cut })
    }

    /// Up to `limit` leads that a filter leaves, newest first, below a lead where one is given.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn leads_found(&self, filter: &Filter, before: Option<LeadId>, limit: usize) -> Result<Vec<LeadId>, Error> {
        let set = self.left_by(filter, None)?.set;
        let mut page = Page { store: self, set: set.as_ref(), total: 0, limit, rows: Vec::new() };
        page.newest(before.unwrap_or(LeadId(i64::MAX as u64)))?;
        Ok(page.rows.into_iter().map(|(_, lead)| lead).collect())
    }

    /// How many cards have each value of these facets under a filter, most first. A facet that the filter itself asks
    /// for is counted as if it did not, so that its other values can be added.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn facet_counts(&self, filter: &Filter, facets: &[&str]) -> Result<Vec<Vec<FacetCount>>, Error> {
        let all = self.left_by(filter, None)?.set;
        let mut counts = Vec::with_capacity(facets.len());
        for facet in facets {
            let is_asked = filter.facets.iter().any(|(asked, _)| asked == facet);
            let values = if is_asked {
                self.facet_values(facet, self.left_by(filter, Some(facet))?.set.as_ref())?
            } else {
                self.facet_values(facet, all.as_ref())?
            };
            counts.push(values);
        }
        Ok(counts)
    }

    /// The leads that a filter leaves, `without` one of its facets.
    fn left_by(&self, filter: &Filter, without: Option<&str>) -> Result<Found, Error> {
        let mut set: Option<LeadSet> = None;
        for (facet, values) in filter.facets.iter().filter(|(facet, _)| Some(facet.as_str()) != without) {
            let has = self.facet_set(facet, values)?;
            match &mut set {
                Some(set) => set.meet(&has),
                None => set = Some(has),
            }
        }
        self.called(&filter.words, set)
    }

    /// Of those in `within` (or all), the ones that have a word starting with each word of a text.
    fn called(&self, text: &str, within: Option<LeadSet>) -> Result<Found, Error> {
        let mut set = within;
        let mut broad: Vec<(String, BTreeSet<u64>)> = Vec::new();
        for start in word::words([text]) {
            let found = self.starting(Of::Cards, &start)?;
            if found.is_cut {
                broad.push((start, found.ids));
                continue;
            }
            let has: LeadSet = found.ids.into_iter().map(LeadId).collect();
            match &mut set {
                Some(set) => set.meet(&has),
                None => set = Some(has),
            }
        }
        if broad.is_empty() {
            return Ok(Found { set, is_cut: false });
        }
        let is_sampled = set.is_none();
        let candidates = match set {
            Some(set) => set,
            None => std::mem::take(&mut broad[0].1).into_iter().map(LeadId).collect(),
        };
        let is_cut = is_sampled || candidates.len() > READ_MAX as u64;
        let starts: Vec<&str> = broad.iter().map(|(start, _)| start.as_str()).collect();
        // A single common word needs no reading: what was found has it.
        if is_sampled && starts.len() == 1 {
            return Ok(Found { set: Some(candidates), is_cut });
        }
        let mut kept = LeadSet::default();
        for lead in candidates.newest_below(LeadId(u64::MAX)).take(READ_MAX) {
            let Some(card) = self.card(lead)? else { continue };
            let words = word::words([&card.name, &card.mail, &card.company].into_iter().flatten().map(String::as_str));
            if starts.iter().all(|start| words.iter().any(|word| word.starts_with(start))) {
                kept.insert(lead);
            }
        }
        Ok(Found { set: Some(kept), is_cut })
    }
}

/// Stands for no due instant: after all there are.
const NO_DUE: i64 = i64::MAX;

/// A page that is being filled: the key each lead is sorted by, and the lead.
struct Page<'a> {
    store: &'a Store,
    set: Option<&'a LeadSet>,
    total: u64,
    limit: usize,
    rows: Vec<(i64, LeadId)>,
}

impl Page<'_> {
    fn fill(&mut self, sort: CardSort, start: Option<(i64, LeadId)>) -> Result<(), Error> {
        match sort {
            CardSort::Newest => self.newest(start.map_or(LeadId(i64::MAX as u64), |(_, lead)| lead)),
            _ if self.set.is_some() && self.total <= SORTED_MAX => self.sorted(sort, start),
            CardSort::LongestQuiet => self.walk(BY_HEARD, start.unwrap_or((i64::MIN, LeadId(0)))),
            CardSort::RecentlyHeard => self.walk(BY_HEARD_LAST, start.unwrap_or((i64::MAX, LeadId(i64::MAX as u64)))),
            CardSort::DueSoonest => {
                let start = start.unwrap_or((i64::MIN, LeadId(0)));
                if start.0 != NO_DUE {
                    self.walk(BY_DUE, start)?;
                }
                let below = if start.0 == NO_DUE { start.1 } else { LeadId(i64::MAX as u64) };
                self.without_due(below)
            }
        }
    }

    fn newest(&mut self, below: LeadId) -> Result<(), Error> {
        if let Some(set) = self.set {
            self.rows.extend(set.newest_below(below).take(self.limit).map(|lead| (0, lead)));
            return Ok(());
        }
        let params = params![below.0 as i64, rows_max(self.limit)];
        self.rows = self.store.rows(NEWEST, params, |row| Ok((0, LeadId(row.get::<_, i64>(0)? as u64))))?;
        Ok(())
    }

    /// Follows an index until the page is full.
    fn walk(&mut self, sql: &str, (key, lead): (i64, LeadId)) -> Result<(), Error> {
        let mut statement = self.store.statement(sql)?;
        let mut rows = statement.query(params![key, lead.0 as i64])?;
        while self.rows.len() < self.limit {
            let Some(row) = rows.next()? else { break };
            let (key, lead) = (row.get(0)?, LeadId(row.get::<_, i64>(1)? as u64));
            if self.set.is_none_or(|set| set.contains(lead)) {
                self.rows.push((key, lead));
            }
        }
        Ok(())
    }

    /// Fills up with cards that have no due instant, newest first.
    fn without_due(&mut self, below: LeadId) -> Result<(), Error> {
        let left = self.limit - self.rows.len();
        let Some(set) = self.set else {
            let params = params![below.0 as i64, rows_max(left)];
            let cards = self.store.rows(WITHOUT_DUE, params, columns)?;
            self.rows.extend(cards.into_iter().map(|card| (NO_DUE, card.lead)));
            return Ok(());
        };
        for lead in set.newest_below(below) {
            if self.rows.len() == self.limit {
                break;
            }
            if let Some((_, None)) = self.keys(lead)? {
                self.rows.push((NO_DUE, lead));
            }
        }
        Ok(())
    }

    /// When a card was heard last and when it is due.
    fn keys(&self, lead: LeadId) -> Result<Option<(i64, Option<i64>)>, Error> {
        self.store.first(KEYS, [lead.0 as i64], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Sorts the few there are.
    fn sorted(&mut self, sort: CardSort, start: Option<(i64, LeadId)>) -> Result<(), Error> {
        let mut rows = Vec::new();
        for lead in self.set.into_iter().flat_map(|set| set.newest_below(LeadId(u64::MAX))) {
            let Some((heard, due)) = self.keys(lead)? else { continue };
            rows.push(if sort == CardSort::DueSoonest { (due.unwrap_or(NO_DUE), lead) } else { (heard, lead) });
        }
        // By key, then oldest first; last heard, and those without a due instant, newest first.
        let order = |(key, lead): &(i64, LeadId)| match sort {
            CardSort::RecentlyHeard => (-i128::from(*key), -i128::from(lead.0)),
            _ if *key == NO_DUE => (i128::from(*key), -i128::from(lead.0)),
            _ => (i128::from(*key), i128::from(lead.0)),
        };
        rows.sort_by_key(order);
        let from = start.map_or(0, |start| rows.partition_point(|row| order(row) <= order(&start)));
        self.rows = rows.into_iter().skip(from).take(self.limit).collect();
        Ok(())
    }
}
