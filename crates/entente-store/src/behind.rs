//! What the writer folded from the log and put down nowhere yet, so that a commit under load writes the log and little else.
//!
//! Rows that stand in no order of time cost a page of the disk each. Under load they are kept here and put down later,
//! neighbours together. The database says from which entry on this is so; whoever opens it without what is kept here
//! folds those entries again.

use std::collections::BTreeMap;
use std::ops::Bound;

use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;

use crate::entry::FACT;
use crate::projection::{self, Heard};
use crate::sql::statements;
use crate::{Error, Store, Tx, block, card, fact_key};

statements! { "behind.sql": GET = "get", PUT = "put", CLEAR = "clear" }

/// What is not put down yet.
#[derive(Debug, Default)]
pub(crate) struct Behind {
    /// The facts of keys, by the number of the key.
    keys: BTreeMap<i64, Seq>,
    /// When leads last did something.
    heard: Heard,
    /// Facts in blocks, by the lead they are about.
    places: BTreeMap<LeadId, Vec<Seq>>,
}

impl Behind {
    /// The fact that took this number.
    pub(crate) fn at_number(&self, number: i64) -> Option<Seq> {
        self.keys.get(&number).copied()
    }

    /// Notes keys.
    pub(crate) fn take_keys(&mut self, keys: impl Iterator<Item = (i64, Seq)>) {
        self.keys.extend(keys);
    }

    /// Notes facts in blocks that are about leads.
    pub(crate) fn take_places(&mut self, places: impl Iterator<Item = (LeadId, Seq)>) {
        for (lead, seq) in places {
            self.places.entry(lead).or_default().push(seq);
        }
    }

    /// The facts in blocks that are about this lead and wait to be noted so.
    pub(crate) fn places_of(&self, lead: LeadId) -> &[Seq] {
        self.places.get(&lead).map(Vec::as_slice).unwrap_or_default()
    }

    /// Notes when leads did something.
    pub(crate) fn hear(&mut self, heard: &Heard) {
        for (lead, at) in heard {
            let last = self.heard.entry(*lead).or_insert(*at);
            *last = (*at).max(*last);
        }
    }
}

impl Store {
    /// The entry up to which everything folded is put down; none where all is put down.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn behind(&self) -> Result<Option<Seq>, Error> {
        self.first(GET, (), |row| Ok(Seq(row.get::<i64>(0)? as u64)))
    }

    /// How many facts' keys wait to be put down by this store.
    #[must_use]
    pub fn keys_behind(&self) -> usize {
        self.behind.borrow().keys.len()
    }

    /// Of how many leads it waits to be put down which facts are about them.
    #[must_use]
    pub fn places_behind(&self) -> usize {
        self.behind.borrow().places.len()
    }

    /// Whether keys, or which facts are about leads, wait to be put down by this store.
    #[must_use]
    pub fn has_waiting(&self) -> bool {
        let behind = self.behind.borrow();
        !behind.keys.is_empty() || !behind.places.is_empty()
    }

    /// Lets go of what waits in memory: another put it down meanwhile, or it is folded again from the log.
    pub fn forget_behind(&self) {
        self.behind.take();
    }
}

impl Tx<'_> {
    /// Has the keys of facts that are told from now on, and what they say of their leads, wait in memory. What the
    /// engine folds of them is the caller's to keep. Answers whether that is so: a database on a server, which several
    /// processes write to, never waits.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn fall_behind(&mut self) -> Result<bool, Error> {
        if self.database.is_server() {
            return Ok(false);
        }
        if self.behind()?.is_none() {
            let last = self.next_seq()?.0 - 1;
            self.settled_up_to(Seq(last))?;
        }
        self.is_behind = true;
        Ok(true)
    }

    /// Has what is told after this written at once again.
    pub fn keep_up(&mut self) {
        self.is_behind = false;
    }

    /// Puts down what waits of these leads: when they last did something, and which facts are about them.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn put_heard(&mut self, leads: impl Iterator<Item = LeadId>) -> Result<(), Error> {
        let (mut heard, mut places) = (Heard::default(), Vec::new());
        {
            let waiting = &mut *self.behind.borrow_mut();
            if waiting.heard.is_empty() && waiting.places.is_empty() {
                return Ok(());
            }
            for lead in leads {
                heard.extend(waiting.heard.remove(&lead).map(|at| (lead, at)));
                places.extend(waiting.places.remove(&lead).into_iter().flatten().map(|seq| (lead, seq)));
            }
        }
        block::index(self, FACT, places)?;
        card::save::heard(self, &heard)
    }

    /// Puts down up to `most` keys after the number `after`, in their order. Answers the last number; none where there is
    /// no more after it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn put_keys(&mut self, after: Option<i64>, most: usize) -> Result<Option<i64>, Error> {
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        let rows: Vec<(i64, Seq)> = {
            let waiting = &mut self.behind.borrow_mut().keys;
            let rows: Vec<_> =
                waiting.range((start, Bound::Unbounded)).take(most).map(|(key, seq)| (*key, *seq)).collect();
            for (number, _) in &rows {
                waiting.remove(number);
            }
            rows
        };
        fact_key::insert(self, &rows)?;
        Ok(rows.last().map(|(number, _)| *number).filter(|_| rows.len() == most))
    }

    /// Puts down of up to `most` leads after `after` which facts are about them, in their order. Answers the last lead;
    /// none where there is no more after it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn put_places(&mut self, after: Option<LeadId>, most: usize) -> Result<Option<LeadId>, Error> {
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        let (mut leads, mut places) = (Vec::new(), Vec::new());
        {
            let waiting = &mut self.behind.borrow_mut().places;
            leads.extend(waiting.range((start, Bound::Unbounded)).take(most).map(|(lead, _)| *lead));
            for lead in &leads {
                places.extend(waiting.remove(lead).unwrap_or_default().into_iter().map(|seq| (*lead, seq)));
            }
        }
        block::index(self, FACT, places)?;
        Ok(leads.last().copied().filter(|_| leads.len() == most))
    }

    /// Notes that everything up to this entry is put down, and that there is more.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn settled_up_to(&mut self, seq: Seq) -> Result<(), Error> {
        self.execute(PUT, [seq.0 as i64]).map(drop)
    }

    /// Notes that everything is put down; what waits in memory is let go.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn settled(&mut self) -> Result<(), Error> {
        self.behind.take();
        self.execute(CLEAR, ()).map(drop)
    }

    /// Puts down of these facts of the log, in its order, what waited in memory when their process ended: their keys, which
    /// leads they are about, and when those did something.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names a fact whose key another has.
    pub fn catch_up(&mut self, facts: &[(Seq, entente_core::fact::Fact)]) -> Result<(), Error> {
        let mut keys = fact_key::FactKeys::look_up(self, facts.iter().map(|(_, fact)| fact.key.as_str()))?;
        let mut heard: BTreeMap<LeadId, Instant> = Heard::default();
        for (seq, fact) in facts {
            match keys.take(self, &fact.key, *seq)? {
                Some(before) if before != *seq => {
                    return Err(Error::unreadable(*seq, "its key is that of an earlier fact"));
                }
                _ => projection::hear(fact, &mut heard),
            }
        }
        keys.write(self)?;
        if let (Some((first, _)), Some((last, _))) = (facts.first(), facts.last()) {
            block::read::index_again(self, *first, *last)?;
        }
        card::save::heard(self, &heard)
    }
}
