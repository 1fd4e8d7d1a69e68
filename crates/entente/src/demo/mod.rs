//! The sample company: Halden Automation, its market and eighteen months of its history, made from one number.
//!
//! The history is made of facts only, told through the door that every source uses; the engine decides the rest. While
//! the story is told, people react to what the engine decides, so the story is played through the engine in memory
//! first. Integers only, and no clock: the same seed tells the same story on any machine.

mod acts;
pub(crate) mod alive;
mod arrival;
mod behaviour;
mod book;
mod campaigns;
mod chance;
mod company;
mod days;
mod diary;
mod doing;
mod hand;
mod hours;
pub(crate) mod keep;
pub(crate) mod living;
mod market;
mod names;
mod people;
pub(crate) mod personas;
mod reps;
mod script;
mod simulate;
mod turns;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use entente_core::fact::NewFact;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Span};

use market::Seen;
use script::Script;
use simulate::Simulation;

pub(crate) use hours::AS_OF;
pub(crate) use simulate::Told;

/// The agreement of the sample company.
pub(crate) const AGREEMENT: &str = include_str!("../../../../agreements/halden.yaml");

/// How large a company and history is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// The number everything is drawn from.
    pub(crate) seed: u64,
    /// How many people become leads.
    pub(crate) leads: usize,
    /// How many months of history, up to [`AS_OF`].
    pub(crate) months: u32,
}

/// The agreement is in force from here on: before the first fact.
pub(crate) fn effective(size: Size) -> Instant {
    hours::on(&campaigns::berlin(), hours::first_date(size.months), 0) - Span::DAY
}

/// Tells the story of such a company under `plan`. `hear` is told every fact, in the order of time.
pub(crate) fn tell(size: Size, plan: Arc<Plan>, hear: impl FnMut(NewFact)) -> Told {
    let (mut script, _) = cast(size, plan, Instant::MIN);
    for day in campaigns::days(hours::first_date(size.months), hours::LAST_DATE) {
        days::dawn(&mut script, day);
    }
    Simulation::new(script, hear).run().1
}

/// Everybody who came in the story's time, with all that they do of their own accord from `since` on.
fn cast(size: Size, plan: Arc<Plan>, since: Instant) -> (Script, Seen) {
    let Size { seed, leads, months } = size;
    let companies = company::companies(seed, leads.div_ceil(4));
    let mut script = Script::new(seed, plan, companies, since);
    let mut seen = Seen::new();
    market::come(&mut script, &campaigns::arrivals(seed, leads, months), &mut seen);
    (script, seen)
}
