//! The reports: each one pass over the leads, each with its ground, each figure with its interval.

mod clocks;
mod counting;
mod counts;
mod feedback;
mod funnel;
mod ground;
mod handoffs;
mod hands;
mod measure;
mod reached;
mod scores;
mod sla;
mod velocity;
mod voice;

use std::collections::BTreeMap;

pub use clocks::{ClockRow, Clocks, LatenessSum, clocks};
pub use counting::{Counted, Counting, Member, Part, commitments, count};
pub use counts::{CountRow, Counts, counts};
pub use feedback::{Feedback, Quote, ReasonRow, feedback};
pub use funnel::{Funnel, FunnelQuery, FunnelRow, Step, funnel};
pub use ground::{Ground, Period};
pub use handoffs::{HandoffRow, HandoffSection, Handoffs, handoffs};
pub use hands::{Given, InHand, Waived, given, in_hand, waived};
pub use measure::{Measured, Value, measure};
pub use reached::{Reached, StageReached, reached, who_reached};
pub use scores::{Scores, Threshold, scores};
pub use sla::{Outcome, Promise, PromiseRow, Sla, Standing, promised, sla};
pub use velocity::{Bound, Unit, Velocity, VelocityQuery, VelocityRow, Within, WonBy, velocity};
pub use voice::{Rejection, Said, Voice, voice};

use crate::history::History;

/// Groups with their names, the largest first and equal ones by name, so that a table reads from what matters most.
fn ranked<T>(history: &History, groups: BTreeMap<u32, T>, size: impl Fn(&T) -> u64) -> Vec<(String, T)> {
    let mut named: Vec<(String, T)> =
        groups.into_iter().map(|(number, group)| (history.group_name(number), group)).collect();
    named.sort_by(|(name, group), (other_name, other)| size(other).cmp(&size(group)).then(name.cmp(other_name)));
    named
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod story;
