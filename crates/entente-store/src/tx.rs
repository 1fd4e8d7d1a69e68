//! One transaction: everything in it is committed together, with one sync of the disk, or not at all.

use std::ops::Deref;

use entente_core::agreement::model::SignalClass;
use entente_core::decision::Decision;
use entente_core::effect;
use entente_core::fact::{About, Fact, What};
use entente_core::id::{LeadId, Seq};

use crate::batch::{Appended, Batch, Effects, Stored};
use crate::entry::{self, Row};
use crate::{
    Error, Store, account, account_card, card, clause, cursor, due, fact_key, lead, link, membership, outbox, profile,
    state,
};

#[cfg(test)]
mod tests;

/// A transaction that is open. Reads see what it has written; others see it after [`Tx::commit`].
pub struct Tx<'a> {
    store: &'a mut Store,
    open: bool,
    /// The number the next entry gets, once it was looked up; a part that is taken back makes it unknown again.
    next: Option<Seq>,
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
        Ok(Tx { store, open: true, next: None })
    }

    /// Begins to claim work of the outbox, and to write nothing else.
    pub(crate) fn begin_claiming(store: &'a mut Store) -> Result<Tx<'a>, Error> {
        store.database.begin_claiming()?;
        Ok(Tx { store, open: true, next: None })
    }

    /// Commits; what was written is on the disk when this returns.
    ///
    /// # Errors
    /// Nothing is written then.
    pub fn commit(mut self) -> Result<(), Error> {
        self.still_open()?;
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
        let result = work(&mut *self).and_then(|done| {
            self.store.database.script("release part")?;
            Ok(done)
        });
        if result.is_err() {
            self.next = None;
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
        lead::insert(self, batch)?;
        account::insert(self, &batch.accounts)?;
        let mut next = match self.next.take() {
            Some(next) => next,
            None => Seq(self.last_seq()?.0 + 1),
        };
        let facts = self.append_facts(&batch.facts, &mut next)?;
        let decisions = self.append_decisions(&batch.decisions, batch.effects, &mut next)?;
        self.next = Some(next);
        state::save(self, batch.plan, &batch.states)?;
        due::save(self, &batch.due)?;
        account_card::save(self, &batch.account_cards)?;
        card::save::save(self, &batch.cards)?;
        if let Some(cursor) = batch.cursor {
            cursor::save(self, cursor)?;
        }
        Ok(Appended { facts, decisions })
    }

    /// On a full disk the database takes the whole transaction back by itself; what came after would then be committed
    /// statement by statement.
    fn still_open(&self) -> Result<(), Error> {
        if !self.store.database.is_in_transaction() {
            return Err(Error::NotCommitted("the database took the transaction back".to_owned()));
        }
        Ok(())
    }

    fn append_facts(&mut self, facts: &[Fact], next: &mut Seq) -> Result<Vec<Stored>, Error> {
        let mut stored = Vec::with_capacity(facts.len());
        for fact in facts {
            let seq = match fact_key::claim(self, &fact.key, *next)? {
                Some(seq) => {
                    stored.push(Stored::Duplicate(seq));
                    continue;
                }
                None => *next,
            };
            entry::append(self, &[Row::of_fact(seq, fact)?])?;
            project(self, fact, seq)?;
            stored.push(Stored::New(seq));
            next.0 += 1;
        }
        Ok(stored)
    }

    fn append_decisions(
        &mut self,
        decisions: &[Decision],
        effects: Effects,
        next: &mut Seq,
    ) -> Result<Vec<Seq>, Error> {
        let mut stored = Vec::with_capacity(decisions.len());
        let (mut rows, mut sent) = (Vec::with_capacity(decisions.len()), Vec::new());
        let mut cited = clause::Gathered::default();
        for decision in decisions {
            cited.take(*next, decision);
            rows.push(Row::of_decision(*next, decision)?);
            if effects == Effects::Send {
                sent.extend(effect::effects(*next, decision).into_iter().map(|effect| (*next, decision, effect)));
            }
            stored.push(*next);
            next.0 += 1;
        }
        entry::append(self, &rows)?;
        outbox::put(self, &sent)?;
        cited.write(self)?;
        Ok(stored)
    }
}

/// Folds a fact at `seq` into the store's own projections.
pub(crate) fn project(tx: &Tx<'_>, fact: &Fact, seq: Seq) -> Result<(), Error> {
    match &fact.about {
        About::Lead(lead) => project_lead(tx, *lead, fact, seq),
        About::Account(account) => match &fact.what {
            What::Learnt { values, verified }
                if profile::learn_account(tx, *account, values, (fact, *verified, seq))? =>
            {
                account_card::reshow(tx, *account)?;
                card::save::rename_company(tx, *account)
            }
            _ => Ok(()),
        },
        About::Person(_) | About::Request(_) | About::Parties => Ok(()),
    }
}

fn project_lead(tx: &Tx<'_>, lead: LeadId, fact: &Fact, seq: Seq) -> Result<(), Error> {
    // A source's clock may run ahead: nothing has happened later than the log learnt of it.
    let at = fact.at.min(fact.known);
    match &fact.what {
        What::Joined { account } => membership::heard(tx, lead, *account, fact.known, seq),
        What::Linked { into: other } | What::Unlinked { from: other } => {
            let holds = matches!(fact.what, What::Linked { .. });
            link::heard(tx, lead, *other, holds, fact.known, seq)?;
            card::save::reshow(tx, lead)?;
            card::save::reshow(tx, *other)
        }
        What::Learnt { values, verified } if profile::learn_lead(tx, lead, values, (fact, *verified, seq))? => {
            card::save::reshow(tx, lead)
        }
        What::Erased => {
            profile::erase(tx, &tx.linked(lead)?)?;
            card::save::reshow(tx, lead)
        }
        What::Created { .. } | What::Happened { class: SignalClass::Human | SignalClass::Unknown, .. } => {
            card::save::heard(tx, lead, at)
        }
        What::Touched { .. } => card::save::touched(tx, lead, at),
        _ => Ok(()),
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
