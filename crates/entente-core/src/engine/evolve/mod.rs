//! Evolving: how a fact or a decision changes the state. Nothing is concluded here, only kept.

mod attributes;
mod clocks;
mod counts;
mod decisions;
mod facts;
mod nurture;
mod signals;
mod touches;
mod turns;

pub use clocks::{begun, clock_decided};
pub use counts::{count, count_fact, state_decided};
pub use decisions::decision;
pub use facts::{account_fact, lead_fact, parties_fact};

use crate::engine::score;
use crate::engine::state::{AccountState, LeadState, When};
use crate::milestone::Milestone;
use crate::plan::Plan;

/// Computes fit anew after an attribute of the lead or its account changed.
pub fn refit(plan: &Plan, lead: &mut LeadState, account: Option<&AccountState>) {
    (lead.fit, lead.vetoed) = score::fit(plan, lead, account);
}

/// Keeps the earliest time at which a milestone was reached in this cycle, whatever order the log learns them in.
fn reach(lead: &mut LeadState, milestone: Milestone, when: When) {
    match lead.milestones.iter_mut().find(|(reached, _)| *reached == milestone) {
        Some((_, earliest)) if when.at < earliest.at => *earliest = when,
        Some(_) => {}
        None => lead.milestones.push((milestone, when)),
    }
}
