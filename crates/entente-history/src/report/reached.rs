//! How far the leads of a period came: at each stage how many, and how long the step before it took.

use entente_core::agreement::model::Enter;
use entente_core::id::{LeadId, Name};
use entente_core::milestone::Milestone;
use entente_core::time::{Instant, Span};
use rayon::prelude::*;

use super::ground::{Ground, Period, is_in};
use crate::history::{History, Slot};
use crate::moments::Moments;
use crate::rate::Rate;

/// The leads of a period, by the stage they have reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Reached {
    /// How many leads were created in it.
    pub leads: u64,
    /// Each stage in order. A lead reached a stage if it ever entered it or any later one.
    pub stages: Vec<StageReached>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageReached {
    /// Which stage.
    pub stage: Name,
    /// How many came so far, of those who reached the stage before.
    pub of_previous: Rate,
    /// Half of those who entered it took so long or less since the stage they entered before; none where nobody did.
    pub took: Option<Span>,
}

/// What one part of the leads adds.
#[derive(Debug, Clone, Default)]
struct Tally {
    leads: u64,
    /// How many came exactly this far, by stage.
    furthest: Vec<u64>,
    took: Vec<Vec<Span>>,
}

/// How far the leads came that were created in a period.
#[must_use]
pub fn reached(ground: &Ground<'_>, created: Period) -> Reached {
    let history = ground.history;
    let stages = &history.agreement.stages;
    let new = || {
        let (furthest, took) = (vec![0; stages.len()], vec![Vec::new(); stages.len()]);
        Tally { leads: 0, furthest, took }
    };
    let add = |mut tally: Tally, (slot, at): (Slot, Instant)| {
        tally.leads += 1;
        if let Some(place) = furthest(history, slot) {
            tally.furthest[place] += 1;
        }
        steps(history, slot, at, &mut tally.took);
        tally
    };
    let came = history.slots().filter_map(|slot| Some((slot, came(ground, slot, created)?)));
    let tally = came.fold(new, add).reduce(new, Tally::join);
    let mut previous = tally.leads;
    let mut rows = Vec::new();
    for (place, (name, mut took)) in stages.names().zip(tally.took).enumerate() {
        let n = tally.furthest.iter().skip(place).sum();
        took.sort_unstable();
        let took = took.len().checked_sub(1).and_then(|last| took.get(last / 2).copied());
        rows.push(StageReached { stage: name.into(), of_previous: Rate::new(n, previous), took });
        previous = n;
    }
    Reached { leads: tally.leads, stages: rows }
}

/// The leads created in a period that reached the stage at a place, by number, with when they were created; all of them
/// where none is named.
#[must_use]
pub fn who_reached(ground: &Ground<'_>, created: Period, stage: Option<usize>) -> Vec<(LeadId, Instant)> {
    let history = ground.history;
    let came_so_far = |slot: Slot| {
        let at = came(ground, slot, created)?;
        let is_there = stage.is_none_or(|stage| furthest(history, slot).is_some_and(|place| place >= stage));
        is_there.then(|| (history.lead(slot), at))
    };
    history.slots().filter_map(came_so_far).collect()
}

/// When a lead that is asked about was created, if in the period.
fn came(ground: &Ground<'_>, slot: Slot, created: Period) -> Option<Instant> {
    let first = ground.history.first(slot, Moments::milestone(Milestone::Created))?;
    (is_in(created, first.at) && ground.asks_about(slot)).then_some(first.at)
}

/// How far a lead came; every lead is in the first stage where that asks for nothing.
fn furthest(history: &History, slot: Slot) -> Option<usize> {
    let is_first_for_all =
        history.agreement.stages.iter().next().is_some_and(|(_, stage)| stage.enter == Enter::Created);
    history.furthest_stage(slot).or(is_first_for_all.then_some(0))
}

/// How long each step took: from the first entry into the stage entered before, or from creation, to the first entry.
fn steps(history: &History, slot: Slot, created: Instant, took: &mut [Vec<Span>]) {
    let mut entered: Vec<Option<Instant>> = vec![None; took.len()];
    for row in history.rows(slot) {
        if let Some(first) = history.moments.stage_place(row.code).and_then(|place| entered.get_mut(place)) {
            *first = Some(first.map_or(row.at, |at: Instant| at.min(row.at)));
        }
    }
    let mut before = created;
    for (place, at) in entered.iter().enumerate() {
        let Some(at) = *at else { continue };
        // Entered before the stage that stands before it: no step of its own.
        if place > 0 && at >= before {
            took[place].push(at - before);
        }
        before = before.max(at);
    }
}

impl Tally {
    fn join(mut self, other: Tally) -> Tally {
        self.leads += other.leads;
        self.furthest.iter_mut().zip(&other.furthest).for_each(|(mine, others)| *mine += others);
        self.took.iter_mut().zip(other.took).for_each(|(mine, others)| mine.extend(others));
        self
    }
}

#[cfg(test)]
mod tests;
