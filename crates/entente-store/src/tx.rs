//! One transaction: everything in it is committed together, with one sync of the disk, or not at all.

use std::cell::{Cell, RefCell};
use std::ops::Deref;

use entente_core::decision::Decision;
use entente_core::effect;
use entente_core::fact::Fact;
use entente_core::id::Seq;

use crate::batch::{Appended, Batch, Effects, Stored};
use crate::entry;
use crate::projection::{Gathered, Heard};
use crate::{Cursor, Error, FactKeys, Store, account, account_card, card, clause, cursor, due, lead, outbox, state};

#[cfg(test)]
mod tests;

/// A transaction that is open. Reads see what it has written; others see it after [`Tx::commit`].
pub struct Tx<'a> {
    store: &'a mut Store,
    open: bool,
    /// The number the next entry gets, once it was looked up; a part that is taken back makes it unknown again.
    next: Cell<Option<Seq>>,
    /// How far the log is decided, in the same way. Nobody else writes meanwhile.
    pub(crate) cursor: Cell<Option<Cursor>>,
    /// Whose cards are still to say that they did something: written with the rest of the card, or at the end.
    pub(crate) heard: RefCell<Heard>,
    /// Whether keys and what leads did wait in memory.
    pub(crate) is_behind: bool,
}

impl Deref for Tx<'_> {
    type Target = Store;
    fn deref(&self) -> &Store {
        self.store
    }
}

impl<'a> Tx<'a> {
    pub(crate) fn begin(store: &'a mut Store) -> Result<Tx<'a>, Error> {
        store.database.begin()?;
        Ok(Tx::over(store))
    }

    /// Begins to claim work of the outbox, and to write nothing else.
    pub(crate) fn begin_claiming(store: &'a mut Store) -> Result<Tx<'a>, Error> {
        store.database.begin_claiming()?;
        Ok(Tx::over(store))
    }

    fn over(store: &'a mut Store) -> Tx<'a> {
        let (next, cursor) = Default::default();
        Tx { store, open: true, next, cursor, heard: RefCell::default(), is_behind: false }
    }

    /// Commits; what was written is on the disk when this returns.
    ///
    /// # Errors
    /// Nothing is written then.
    pub fn commit(mut self) -> Result<(), Error> {
        self.still_open()?;
        if !self.store.database.has_failed() {
            card::save::heard_left(&self)?;
        }
        self.store.database.commit()?;
        self.open = false;
        Ok(())
    }

    /// Runs `work` so that its failure takes back only what it wrote itself.
    ///
    /// # Errors
    /// Those of `work`, and of the database.
    pub fn within<T, E: From<Error>>(&mut self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.still_open()?;
        self.store.database.script("savepoint part").map_err(E::from)?;
        let heard = self.heard.borrow().clone();
        let result = work(&mut *self).and_then(|done| {
            self.store.database.script("release part")?;
            Ok(done)
        });
        if result.is_err() {
            self.next.take();
            self.cursor.take();
            self.heard.replace(heard);
            self.store.database.rollback_part().map_err(E::from)?;
        }
        result
    }

    /// Writes `batch`: new leads, accounts and keys first, then facts, then decisions with their effects, then the
    /// projections and the cursor. Entries are numbered in this order, without gaps.
    ///
    /// A fact whose key the log has is not written again; the answer names the entry that has it.
    ///
    /// # Errors
    /// [`Error::Conflict`] where a lead, account or key exists already or a key's lead does not.
    /// After an error drop the transaction, or call this inside [`Tx::within`].
    pub fn append(&mut self, batch: &Batch) -> Result<Appended, Error> {
        self.still_open()?;
        let mut keys = FactKeys::look_up(self, batch.facts.iter().map(|fact| fact.key.as_str()))?;
        let mut next = self.next_seq()?;
        let (mut stored, mut new) = (Vec::with_capacity(batch.facts.len()), Vec::with_capacity(batch.facts.len()));
        for fact in &batch.facts {
            stored.push(match keys.take(self, &fact.key, next)? {
                Some(seq) => Stored::Duplicate(seq),
                None => {
                    new.push(fact);
                    next.0 += 1;
                    Stored::New(Seq(next.0 - 1))
                }
            });
        }
        let decisions = self.append_new(batch, &new, &mut keys)?;
        Ok(Appended { facts: stored, decisions })
    }

    /// [`Tx::append`] of facts none of which the log has, numbered on from [`Tx::next_seq`], their keys taken in `keys`.
    ///
    /// # Errors
    /// As there.
    pub fn append_taken(&mut self, batch: &Batch, keys: &mut FactKeys) -> Result<Vec<Seq>, Error> {
        self.still_open()?;
        self.append_new(batch, &batch.facts.iter().collect::<Vec<_>>(), keys)
    }

    /// The number the next entry gets.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn next_seq(&self) -> Result<Seq, Error> {
        let next = match self.next.get() {
            Some(next) => next,
            None => Seq(self.store.last_seq()?.0 + 1),
        };
        self.next.set(Some(next));
        Ok(next)
    }

    /// The number of the last entry; 0 where there is none.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn last_seq(&self) -> Result<Seq, Error> {
        Ok(Seq(self.next_seq()?.0 - 1))
    }

    /// How far the log is decided.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cursor(&self) -> Result<Cursor, Error> {
        let cursor = match self.cursor.get() {
            Some(cursor) => cursor,
            None => self.store.cursor()?,
        };
        self.cursor.set(Some(cursor));
        Ok(cursor)
    }

    fn append_new(&mut self, batch: &Batch, facts: &[&Fact], keys: &mut FactKeys) -> Result<Vec<Seq>, Error> {
        lead::insert(self, batch)?;
        account::insert(self, &batch.accounts)?;
        keys.write(self)?;
        let mut next = self.next_seq()?;
        self.append_facts(facts, &mut next)?;
        let decisions = self.append_decisions(&batch.decisions, batch.effects, &mut next)?;
        self.next.set(Some(next));
        state::save(self, batch.plan, &batch.states, Seq(next.0 - 1))?;
        due::save(self, &batch.due)?;
        account_card::save(self, &batch.account_cards)?;
        card::save::save(self, &batch.cards)?;
        if let Some(cursor) = batch.cursor {
            cursor::save(self, cursor)?;
        }
        Ok(decisions)
    }

    /// On a full disk the database takes the whole transaction back by itself; what came after would then be committed
    /// statement by statement.
    fn still_open(&self) -> Result<(), Error> {
        if !self.store.database.is_in_transaction() {
            return Err(Error::NotCommitted("the database took the transaction back".to_owned()));
        }
        Ok(())
    }

    fn append_facts(&mut self, facts: &[&Fact], next: &mut Seq) -> Result<(), Error> {
        entry::append_facts(self, facts, *next)?;
        let mut gathered = Gathered::default();
        for fact in facts {
            gathered.take(self, fact, *next)?;
            next.0 += 1;
        }
        gathered.write(self)
    }

    fn append_decisions(
        &mut self,
        decisions: &[Decision],
        effects: Effects,
        next: &mut Seq,
    ) -> Result<Vec<Seq>, Error> {
        let mut stored = Vec::with_capacity(decisions.len());
        entry::append_decisions(self, decisions, *next)?;
        let mut sent = Vec::new();
        let mut cited = clause::Gathered::default();
        for decision in decisions {
            cited.take(*next, decision);
            if effects == Effects::Send {
                sent.extend(effect::effects(*next, decision).into_iter().map(|effect| (*next, decision, effect)));
            }
            stored.push(*next);
            next.0 += 1;
        }
        outbox::put(self, &sent)?;
        cited.write(self)?;
        Ok(stored)
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if self.open {
            // Nothing can be done about a failure here: closing the connection rolls back as well.
            self.store.database.rollback();
        }
    }
}
