//! What a decision about a clock changes, on a lead or on a request.

use std::sync::Arc;

use crate::decision::{ClockKey, Concluded, Decision};
use crate::engine::clock;
use crate::engine::state::{Attempts, Clock, Pausing, When};
use crate::plan::Plan;

/// The clock that a decision starts, as it begins; none where it starts none.
#[must_use]
pub fn begun(decision: &Decision) -> Option<Clock> {
    let Concluded::ClockStarted { clock, start, precision, known, tier, due, calendar, .. } = &decision.what else {
        return None;
    };
    Some(Clock {
        key: clock.clone(),
        agreement: decision.agreement,
        start: When { at: *start, precision: *precision, known: *known },
        tier: *tier,
        calendar: calendar.clone(),
        due: *due,
        next_step: None,
        steps: 0,
        missed: false,
        attempts: Attempts::default(),
    })
}

/// What a decision about a clock changes, on a lead or on a request.
pub fn clock_decided(
    plans: &[Arc<Plan>],
    clocks: &mut Vec<Clock>,
    ended: &mut Vec<ClockKey>,
    pauses: &[Pausing],
    decision: &Decision,
) {
    match &decision.what {
        Concluded::ClockStarted { clock: key, .. } => {
            // Two histories that became one may both have started it; the first stands.
            if clocks.iter().any(|clock| clock.key == *key) {
                return;
            }
            let Some(mut clock) = begun(decision) else { return };
            clock::refresh(plans, &mut clock, pauses);
            clocks.push(clock);
        }
        Concluded::Verdict { clock: key, .. } => {
            clocks.retain(|clock| clock.key != *key);
            if !ended.contains(key) {
                ended.push(key.clone());
            }
        }
        Concluded::ClockStep { clock: key, .. }
        | Concluded::ClockMissed { clock: key }
        | Concluded::ClockMoved { clock: key, .. } => {
            let Some(clock) = clocks.iter_mut().find(|clock| clock.key == *key) else { return };
            match &decision.what {
                Concluded::ClockStep { step, .. } => clock.steps = *step as u8 + 1,
                Concluded::ClockMoved { due: Some(due), .. } => clock.due = *due,
                _ => clock.missed = true,
            }
            clock::refresh(plans, clock, pauses);
        }
        _ => {}
    }
}
