//! The first pass over the decisions about clocks: one record from the start to the verdict.

use entente_core::decision::{ClockKey, Concluded, Decision};
use entente_core::id::LeadId;
use std::sync::Arc;

use super::records::Ended;
use super::{Clock, Collector};
use crate::words::NONE;

impl Collector {
    pub(super) fn take_clock(&mut self, lead: Option<LeadId>, decision: &Decision) {
        let now = decision.at;
        match &decision.what {
            Concluded::ClockStarted { clock, start, due, calendar, target, .. } => {
                let calendar = calendar.as_ref().map_or(NONE, |name| self.words.number(name.as_str()));
                let commitment = self.words.number(&clock.commitment.0);
                self.started_clocks.entry((lead, commitment, clock.cycle)).or_default().push(self.clocks.len());
                Arc::make_mut(&mut self.clocks).push(Clock {
                    lead,
                    commitment,
                    cycle: clock.cycle,
                    start: *start,
                    due: *due,
                    calendar,
                    is_in_days: target.ends_with("business day") || target.ends_with("business days"),
                    is_missed: false,
                    is_waived: false,
                    ended: None,
                });
            }
            Concluded::ClockMoved { clock: key, due, .. } => {
                let due = *due;
                self.with_clock(lead, key, |_| true, |clock| clock.due = due.unwrap_or(clock.due));
            }
            Concluded::ClockMissed { clock: key } => {
                let is_it = |clock: &Clock| !clock.is_missed && clock.due <= now;
                self.with_clock(lead, key, is_it, |clock| clock.is_missed = true);
            }
            Concluded::Waived { clock: key } => {
                self.with_clock(lead, key, |clock| !clock.is_waived, |clock| clock.is_waived = true);
            }
            Concluded::Verdict { clock: key, verdict, start, stop, due, counted, owner, lateness, .. } => {
                let owner = owner.as_ref().map_or(NONE, |owner| self.words.number(owner.as_str()));
                let at = stop.unwrap_or(now);
                let ended = Ended { verdict: *verdict, owner, at, counted: *counted, lateness: lateness.map(Box::new) };
                let (start, due) = (*start, *due);
                let is_it = |clock: &Clock| clock.ended.is_none() && clock.start == start;
                self.with_clock(lead, key, is_it, |clock| {
                    clock.due = due;
                    clock.ended = Some(ended);
                });
            }
            _ => {}
        }
    }

    /// Changes the first clock under a key that is meant, else the last one. Requests share a key: what tells them
    /// apart is when they started. A decision about a clock that never started is about nothing.
    fn with_clock(
        &mut self,
        lead: Option<LeadId>,
        key: &ClockKey,
        is_it: impl Fn(&Clock) -> bool,
        change: impl FnOnce(&mut Clock),
    ) {
        let commitment = self.words.number(&key.commitment.0);
        let Some(places) = self.started_clocks.get(&(lead, commitment, key.cycle)) else { return };
        let meant = places.iter().find(|place| is_it(&self.clocks[**place])).or(places.last());
        if let Some(clock) = meant.and_then(|place| Arc::make_mut(&mut self.clocks).get_mut(*place)) {
            change(clock);
        }
    }
}
