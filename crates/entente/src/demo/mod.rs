//! The sample company: Halden Automation, its market and eighteen months of its history, made from one number.
//!
//! The history is made of facts only, told through the door that every source uses; the engine decides the rest. While
//! the story is told, people react to what the engine decides, so the story is played through the engine in memory
//! first. Integers only, and no clock: the same seed tells the same story on any machine.

mod arrival;
mod behaviour;
mod book;
mod campaigns;
mod chance;
mod company;
mod deals;
mod diary;
mod hours;
pub(crate) mod keep;
mod marketing;
mod names;
mod people;
mod reps;
mod simulate;
mod work;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::fact::NewFact;
use entente_core::id::LeadId;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Span};

use chance::Chance;
use simulate::Simulation;

pub(crate) use hours::AS_OF;
pub(crate) use simulate::Passed;

/// The agreement of the sample company.
pub(crate) const AGREEMENT: &str = include_str!("../../../../agreements/halden.yaml");

/// How large a company and history is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// The number everything is drawn from.
    pub(crate) seed: u64,
    /// How many people become leads.
    pub(crate) leads: usize,
    /// How many months of history, up to [`AS_OF`].
    pub(crate) months: u32,
}

/// A story that was told.
pub(crate) struct Story {
    /// What happened, in the order of time.
    pub(crate) facts: Vec<NewFact>,
    /// To whom the engine gave which lead while the story was told.
    pub(crate) passed: Vec<Passed>,
    /// Leads that became customers, in the order of time.
    pub(crate) won: Vec<LeadId>,
}

/// The agreement is in force from here on: before the first fact.
pub(crate) fn effective(size: Size) -> Instant {
    hours::on(&campaigns::berlin(), hours::first_date(size.months), 0) - Span::DAY
}

/// Tells the story of such a company under `plan`. `progress` hears how many facts have been told.
pub(crate) fn tell(size: Size, plan: Arc<Plan>, progress: impl FnMut(u64)) -> Story {
    let Size { seed, leads, months } = size;
    let companies = company::companies(seed, leads.div_ceil(4));
    let arrivals = campaigns::arrivals(seed, leads, months);
    let mut people = Vec::with_capacity(leads);
    for (number, arrival) in arrivals.iter().enumerate() {
        people.push(people::person(seed, number, arrival, &companies, &people));
    }
    let mut story = Simulation::new(seed, plan, &companies, &people);
    let first = hours::first_date(months);
    marketing::absences(&mut story, first);
    marketing::meetings(&mut story, first);
    marketing::content(&mut story, first);
    let mut seen = BTreeMap::new();
    for (number, (person, arrival)) in people.iter().zip(&arrivals).enumerate() {
        let zone = campaigns::zone(person.zone);
        let deeds = behaviour::life(person, &zone, arrival, Chance::of(seed, "life", number as u64));
        story.wait_for(number, deeds);
        if let Some(company) = person.company {
            seen.entry(company).or_insert(arrival.at);
        }
    }
    for (company, first) in seen {
        marketing::learn_company(&mut story, company, &companies[company], first);
    }
    story.run(progress);
    Story { facts: story.facts, passed: story.passed, won: story.won }
}
