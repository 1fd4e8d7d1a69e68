//! Filling a page: in the order of an index, or of the few cards there are.

use crate::database::params;
use entente_core::id::LeadId;

use super::list::CardSort;
use super::{columns, rows_max};
use crate::lead_set::LeadSet;
use crate::sql::statements;
use crate::{Error, Store};

statements! { "card.sql":
    NEWEST = "newest", WITHOUT_DUE = "without_due", BY_HEARD = "by_heard", BY_HEARD_LAST = "by_heard_last",
    BY_DUE = "by_due", KEYS = "keys",
}

/// Up to so many are sorted at once, which is quicker than to walk.
const SORTED_AT_ONCE: u64 = 500;
/// Up to so many are sorted where a walk takes too long.
const SORTED_MAX: u64 = 8_000;
/// Steps of a walk that take as long as to sort that many.
const STEPS_MAX: usize = 40_000;

/// Steps of a walk that are asked for at once: few at first, more where those do not fill the page.
const ASKED_FIRST: usize = 256;
const ASKED_MAX: usize = 16_384;

/// Stands for no due instant: after all there are.
pub(super) const NO_DUE: i64 = i64::MAX;

/// A page that is being filled: the key each lead is sorted by, and the lead.
pub(super) struct Page<'a> {
    pub(super) store: &'a Store,
    /// What the page is of; none: all cards.
    pub(super) set: Option<&'a LeadSet>,
    /// How many there are of them.
    pub(super) total: u64,
    /// How many the page holds.
    pub(super) limit: usize,
    /// What it holds: the key each is sorted by, and the lead.
    pub(super) rows: Vec<(i64, LeadId)>,
}

impl Page<'_> {
    pub(super) fn fill(&mut self, sort: CardSort, start: Option<(i64, LeadId)>) -> Result<(), Error> {
        match sort {
            CardSort::Newest => self.newest(start.map_or(LeadId(i64::MAX as u64), |(_, lead)| lead)),
            CardSort::DueSoonest => {
                let start = start.unwrap_or((i64::MIN, LeadId(0)));
                if start.0 != NO_DUE {
                    self.walk(BY_DUE, start, usize::MAX)?;
                }
                let below = if start.0 == NO_DUE { start.1 } else { LeadId(i64::MAX as u64) };
                self.without_due(below)
            }
            CardSort::LongestQuiet => self.by_heard(BY_HEARD, sort, start.unwrap_or((i64::MIN, LeadId(0)))),
            CardSort::RecentlyHeard => {
                let last = (i64::MAX, LeadId(i64::MAX as u64));
                self.by_heard(BY_HEARD_LAST, sort, start.unwrap_or(last))
            }
        }
    }

    /// By when they did something last: along the index, unless the few there are lie far along it.
    fn by_heard(&mut self, sql: &str, sort: CardSort, start: (i64, LeadId)) -> Result<(), Error> {
        let is_few = self.set.is_some() && self.total <= SORTED_MAX;
        if self.set.is_some() && self.total <= SORTED_AT_ONCE {
            return self.sorted(sort, start);
        }
        if self.walk(sql, start, if is_few { STEPS_MAX } else { usize::MAX })? {
            return Ok(());
        }
        self.rows.clear();
        self.sorted(sort, start)
    }

    fn newest(&mut self, below: LeadId) -> Result<(), Error> {
        if let Some(set) = self.set {
            self.rows.extend(set.newest_below(below).take(self.limit).map(|lead| (0, lead)));
            return Ok(());
        }
        let params = params![below.0 as i64, rows_max(self.limit)];
        self.rows = self.store.rows(NEWEST, params, |row| Ok((0, LeadId(row.get::<i64>(0)? as u64))))?;
        Ok(())
    }

    /// Follows an index until the page is full. Answers whether it got there within so many steps.
    fn walk(&mut self, sql: &str, (key, lead): (i64, LeadId), steps: usize) -> Result<bool, Error> {
        let Page { store, set, limit, rows, .. } = self;
        let (mut place, mut taken) = ((key, lead), 0);
        // Where nothing is left out, the page is all there is to read.
        let mut ask = if set.is_none() { *limit } else { ASKED_FIRST.max(*limit) };
        // Asked for in parts: a server sends all that was asked for, whether the page is full before or not.
        while rows.len() < *limit {
            let (mut seen, mut is_given_up) = (0, false);
            let after = [place.0, place.1.0 as i64, rows_max(ask)];
            store.database.visit(sql, after, |row| {
                seen += 1;
                is_given_up = taken == steps;
                if is_given_up {
                    return Ok(false);
                }
                taken += 1;
                place = (row.get(0)?, LeadId(row.get::<i64>(1)? as u64));
                if set.is_none_or(|set| set.contains(place.1)) {
                    rows.push(place);
                }
                Ok(rows.len() < *limit)
            })?;
            if is_given_up {
                return Ok(false);
            }
            if seen < ask {
                break;
            }
            ask = (ask * 4).min(ASKED_MAX);
        }
        Ok(true)
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

    /// Sorts the few there are, by when they did something last.
    fn sorted(&mut self, sort: CardSort, start: (i64, LeadId)) -> Result<(), Error> {
        let mut rows = Vec::new();
        for lead in self.set.into_iter().flat_map(|set| set.newest_below(LeadId(u64::MAX))) {
            if let Some((heard, _)) = self.keys(lead)? {
                rows.push((heard, lead));
            }
        }
        rows.sort_unstable();
        if sort == CardSort::RecentlyHeard {
            rows.reverse();
            rows.retain(|row| *row < start);
        } else {
            rows.retain(|row| *row > start);
        }
        rows.truncate(self.limit);
        self.rows = rows;
        Ok(())
    }
}
