//! The one writer of an open desk: what is told and what follows from it, in one transaction.

use entente_core::fact::NewFact;
use entente_core::id::Seq;
use entente_core::time::{Instant, Span};
use entente_history::Entry;
use entente_store::{Effects, Store};

use super::{Acted, Plans};
use crate::Error;
use crate::admit::{self, Mode};
use crate::force::InForce;
use crate::run::{self, Decided, Held, Portions, Ran};
use crate::settle;

/// The most people that are told in the transaction in which something was decided; others hear a moment later.
const TOLD_AT_ONCE: usize = 1_000;

/// The store that is written to, and the states it was last decided with.
pub(super) struct Writing {
    pub(super) store: Store,
    held: Held,
    /// When something was last told that may wait.
    waited: Instant,
    /// Whether what was in memory alone was let go of, so that it may have to be folded again from the log.
    is_lost: bool,
}

/// The desk as its writer knows it.
pub(super) trait Around {
    /// The plans of the agreements that are in force as the store has them now: compiled anew where there is another than
    /// those that are held.
    fn fresh_plans(&self, store: &Store) -> Result<Plans, Error>;

    /// Hears what was just committed to the log, where that is known.
    fn wrote(&self, entries: Vec<(Seq, Entry)>);
}

/// What somebody tells, and the instant they tell it at.
pub(super) type Told = (Instant, Vec<NewFact>);

/// How many late leads are put down in one transaction where nothing else waits.
const SETTLED_AT_ONCE: usize = 1_024;
/// How long nobody told anything that may wait before all that waits is put down; until then each commit takes its share.
const QUIET_FOR: Span = Span::from_micros(1_000_000);
/// How many facts are put down late at the fewest: what fewer say is seen at once.
const LATE_FROM: usize = 16;

impl Writing {
    pub(super) fn new(store: Store) -> Writing {
        Writing { store, held: Held::default(), waited: Instant::MIN, is_lost: false }
    }

    /// Admits what several told, each as of their own instant, and decides everything up to the last of it: all of it is
    /// on the disk when this returns, or nothing. One answer for each who told.
    ///
    /// Where the connection to the database is lost meanwhile, it is tried once more: facts that were written all the
    /// same are known by their keys, and stand once.
    ///
    /// Where all of it `may_wait`, what follows for lists is put down a moment later; see [`settle`].
    pub(super) fn act(&mut self, desk: &dyn Around, told: Vec<Told>, may_wait: bool) -> Result<Vec<Acted>, Error> {
        if !self.store.can_be_lost() {
            return Ok(self.write_or_let_go(desk, (None, may_wait), |_, _| Ok(told))?.0);
        }
        match self.write_or_let_go(desk, (None, false), |_, _| Ok(told.clone())) {
            Err(error) if error.is_lost() => Ok(self.write_or_let_go(desk, (None, false), |_, _| Ok(told))?.0),
            written => Ok(written?.0),
        }
    }

    /// [`Writing::act`] on what `check` answers from what is written, with nobody writing in between.
    pub(super) fn act_checked<R>(
        &mut self,
        desk: &dyn Around,
        now: Instant,
        check: impl FnOnce(&Store, &[InForce]) -> Result<Result<Vec<NewFact>, R>, Error>,
    ) -> Result<Result<Acted, R>, Error> {
        let mut refused = None;
        let (acted, _) = self.write_or_let_go(desk, (None, false), |tx, plans| match check(tx, plans)? {
            Ok(facts) if facts.is_empty() => Ok(Vec::new()),
            Ok(facts) => Ok(vec![(now, facts)]),
            Err(refusal) => {
                refused = Some(refusal);
                Ok(Vec::new())
            }
        })?;
        Ok(refused.map_or_else(|| Ok(acted.into_iter().next().unwrap_or_default()), Err))
    }

    /// Decides everything due up to `until`.
    pub(super) fn decide(&mut self, desk: &dyn Around, until: Instant) -> Result<Ran, Error> {
        Ok(self.write_or_let_go(desk, (Some(until), false), |_, _| Ok(Vec::new()))?.1)
    }

    /// Whether nobody told anything for a while that may wait.
    pub(super) fn is_quiet(&self, now: Instant) -> bool {
        now >= self.waited + QUIET_FOR
    }

    /// When time alone changes something of a state that is held.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.held.next_due()
    }

    /// Puts down a share of what is late. Answers whether there is more.
    pub(super) fn settle(&mut self) -> Result<bool, Error> {
        if self.is_lost {
            settle::where_needed(&mut self.store)?;
            self.is_lost = false;
        }
        if !self.held.is_late() && !self.store.has_waiting() {
            return Ok(false);
        }
        let mut tx = self.store.begin()?;
        self.held.check(&tx)?;
        let settled = self.held.settle(&mut tx, SETTLED_AT_ONCE).and_then(|()| Ok(tx.commit()?));
        if settled.is_err() || !self.held.is_any() {
            self.let_go();
        }
        settled.map(|()| self.held.is_late() || self.store.has_waiting())
    }

    /// Lets go of what is in memory alone: it is folded again from the log.
    fn let_go(&mut self) {
        self.held.let_go();
        self.store.forget_behind();
        self.is_lost = true;
    }

    fn write_or_let_go(
        &mut self,
        desk: &dyn Around,
        how: (Option<Instant>, bool),
        told: impl FnOnce(&Store, &[InForce]) -> Result<Vec<Told>, Error>,
    ) -> Result<(Vec<Acted>, Ran), Error> {
        let written = self.write(desk, how, told);
        if written.is_err() {
            self.let_go();
        }
        written
    }

    fn write(
        &mut self,
        desk: &dyn Around,
        (until, may_wait): (Option<Instant>, bool),
        told: impl FnOnce(&Store, &[InForce]) -> Result<Vec<Told>, Error>,
    ) -> Result<(Vec<Acted>, Ran), Error> {
        let mut tx = self.store.begin()?;
        self.held.check(&tx)?;
        // Another process may have put an agreement in force since.
        let plans = desk.fresh_plans(&tx)?;
        let plans = plans.as_slice();
        if !self.held.is_any() {
            tx.forget_behind();
            settle::catch_up(&mut tx, plans)?;
        }
        let told = told(&tx, plans)?;
        if told.is_empty() && until.is_none() {
            return Ok(Default::default());
        }
        // Facts are known after everything decided, be the clock behind that or not: decide up to them all the same.
        let decided = tx.cursor()?.until;
        let until = until.unwrap_or(decided + Span::from_micros(i64::from(decided > Instant::MIN)));
        let until = told.iter().map(|(now, _)| *now).fold(until, Instant::max);
        let count: usize = told.iter().map(|(_, facts)| facts.len()).sum();
        let told = told.into_iter().map(|(now, facts)| (Mode::Live(now), facts)).collect();
        self.held.settle_before(&mut tx, run::in_force_still(plans, decided, until))?;
        let may_wait = may_wait && self.held.is_any() && count >= LATE_FROM && tx.fall_behind()?;
        if may_wait {
            self.waited = until;
        }
        let (admitted, new) = admit::admit_all(&mut tx, told)?;
        tx.keep_up();
        let decided = run::decide_within(&mut tx, &mut self.held, plans, (new, until), may_wait)?;
        if decided.as_ref().is_some_and(|decided| decided.ran.decisions > 0) {
            // Whoever is handed a lead knows in the moment in which it is theirs.
            tx.tell_people(until, TOLD_AT_ONCE)?;
        }
        tx.commit()?;
        let ran = match decided {
            Some(Decided { ran, entries }) => {
                desk.wrote(entries);
                ran
            }
            None if plans.iter().any(|version| version.effective <= until) => {
                run::run_under(&mut self.store, plans, until, Effects::Send, Portions::default(), |_| {})?
            }
            None => Ran::default(),
        };
        let acted = admitted.into_iter().map(|admitted| Acted { admitted, decisions: ran.decisions }).collect();
        Ok((acted, ran))
    }
}
