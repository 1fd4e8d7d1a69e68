//! The first pass over the decisions about clocks: one record from the start to the verdict.

use entente_core::decision::{ClockKey, Concluded};
use entente_core::id::LeadId;

use super::records::Ended;
use super::{Clock, Collector};
use crate::words::NONE;

impl Collector<'_> {
    pub(super) fn take_clock(&mut self, lead: Option<LeadId>, what: &Concluded) {
        match what {
            Concluded::ClockStarted { clock, due, .. } => {
                let commitment = self.words.number(&clock.commitment.0);
                self.open_clocks.insert((lead, commitment, clock.cycle), self.clocks.len());
                self.clocks.push(Clock {
                    lead,
                    commitment,
                    due: *due,
                    is_missed: false,
                    is_waived: false,
                    ended: None,
                });
            }
            Concluded::ClockMoved { clock, due, .. } => {
                let due = *due;
                self.with_clock(lead, clock, |clock| clock.due = due.unwrap_or(clock.due));
            }
            Concluded::ClockMissed { clock } => self.with_clock(lead, clock, |clock| clock.is_missed = true),
            Concluded::Waived { clock } => self.with_clock(lead, clock, |clock| clock.is_waived = true),
            Concluded::Verdict { clock, verdict, due, owner, .. } => {
                let owner = owner.as_ref().map_or(NONE, |owner| self.words.number(owner.as_str()));
                let ended = Ended { verdict: *verdict, owner };
                let due = *due;
                self.with_clock(lead, clock, |clock| {
                    clock.due = due;
                    clock.ended = Some(ended);
                });
            }
            _ => {}
        }
    }

    /// Changes the clock under a key; a decision about a clock that never started is about nothing.
    fn with_clock(&mut self, lead: Option<LeadId>, key: &ClockKey, change: impl FnOnce(&mut Clock)) {
        let commitment = self.words.number(&key.commitment.0);
        let place = self.open_clocks.get(&(lead, commitment, key.cycle));
        if let Some(clock) = place.and_then(|place| self.clocks.get_mut(*place)) {
            change(clock);
        }
    }
}
