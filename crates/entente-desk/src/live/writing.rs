//! The one writer of an open desk: what is told and what follows from it, in one transaction.

use entente_core::fact::NewFact;
use entente_core::time::{Instant, Span};
use entente_store::{Effects, Store};

use super::Acted;
use crate::Error;
use crate::admit::{self, Admitted, Mode};
use crate::force::InForce;
use crate::run::{self, Held, Portions, Ran};

/// The store that is written to, and the states it was last decided with.
pub(super) struct Writing {
    pub(super) store: Store,
    held: Held,
}

/// What somebody tells, and the instant they tell it at.
pub(super) type Told = (Instant, Vec<NewFact>);

impl Writing {
    pub(super) fn new(store: Store) -> Writing {
        Writing { store, held: Held::default() }
    }

    /// Admits what several told, each as of their own instant, and decides everything up to the last of it: all of it is
    /// on the disk when this returns, or nothing. One answer for each who told.
    pub(super) fn act(&mut self, plans: &[InForce], told: Vec<Told>) -> Result<Vec<Acted>, Error> {
        Ok(self.write_or_let_go(plans, told, None)?.0)
    }

    /// Decides everything due up to `until`.
    pub(super) fn decide(&mut self, plans: &[InForce], until: Instant) -> Result<Ran, Error> {
        Ok(self.write_or_let_go(plans, Vec::new(), Some(until))?.1)
    }

    fn write_or_let_go(
        &mut self,
        plans: &[InForce],
        told: Vec<Told>,
        until: Option<Instant>,
    ) -> Result<(Vec<Acted>, Ran), Error> {
        let written = self.write(plans, told, until);
        if written.is_err() {
            self.held.let_go();
        }
        written
    }

    fn write(
        &mut self,
        plans: &[InForce],
        told: Vec<Told>,
        until: Option<Instant>,
    ) -> Result<(Vec<Acted>, Ran), Error> {
        let mut tx = self.store.begin()?;
        self.held.check(&tx)?;
        // Facts are known after everything decided, be the clock behind that or not: decide up to them all the same.
        let decided = tx.cursor()?.until;
        let mut until = until.unwrap_or(decided + Span::from_micros(i64::from(decided > Instant::MIN)));
        let mut admitted: Vec<Admitted> = Vec::with_capacity(told.len());
        for (now, facts) in told {
            until = until.max(now);
            admitted.push(admit::admit_within(&mut tx, facts, Mode::Live(now))?);
        }
        let ran = run::decide_within(&mut tx, &mut self.held, plans, until)?;
        tx.commit()?;
        let ran = match ran {
            Some(ran) => ran,
            None if plans.iter().any(|version| version.effective <= until) => {
                run::run_under(&mut self.store, plans, until, Effects::Send, Portions::default(), |_| {})?
            }
            None => Ran::default(),
        };
        let acted = admitted.into_iter().map(|admitted| Acted { admitted, decisions: ran.decisions }).collect();
        Ok((acted, ran))
    }
}
