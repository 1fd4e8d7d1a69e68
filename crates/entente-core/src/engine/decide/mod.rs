//! Deciding: what follows for one lead under a plan, as of an instant. Nothing is changed here.
//!
//! [`next`] gives the one decision that follows first; its caller evolves it and asks again, until nothing follows.
//! The order within one fact is fixed: verdicts of clocks that stopped, answers of sales, scores, stage and
//! qualification, handoff, clocks that start or run on, nurture.

mod answers;
pub mod cadences;
mod clocks;
pub mod counts;
mod nurture;
pub mod requests;
mod stages;

pub(crate) use nurture::may_send;

use std::sync::Arc;

use crate::agreement::model::Moment;
use crate::decision::{Concluded, Decision, Ground};
use crate::engine::state::{AccountState, LeadState, PartiesState, Place, When};
use crate::engine::waiver::is_same;
use crate::id::{ClauseId, Name, Seq};
use crate::number::Decimal;
use crate::plan::Plan;
use crate::plan::frame::Frame;
use crate::time::Instant;

/// One lead and everything a decision about it may rest on.
pub struct Case<'a> {
    /// All versions of the agreement, the one in force last.
    pub plans: &'a [Arc<Plan>],
    /// The version in force.
    pub plan: &'a Plan,
    /// The lead.
    pub lead: &'a LeadState,
    /// Its account.
    pub account: Option<&'a AccountState>,
    /// What belongs to no single lead.
    pub parties: &'a PartiesState,
    /// As of when.
    pub now: Instant,
    /// The fact that is being answered; none where time alone asks.
    pub cause: Option<Seq>,
}

/// The decision that follows first; none where nothing follows.
#[must_use]
pub fn next(case: &Case) -> Option<Decision> {
    if case.lead.merged.is_some() {
        return None;
    }
    let frame = Frame::new(case.plan, case.lead, case.account, case.now);
    clocks::verdict(case)
        .or_else(|| answers::answer(case, &frame))
        .or_else(|| scored(case, &frame))
        .or_else(|| stages::enter(case, &frame))
        .or_else(|| stages::qualify(case, &frame))
        .or_else(|| stages::hand_off(case, &frame))
        .or_else(|| clocks::start(case, &frame))
        .or_else(|| clocks::run_on(case, &frame))
        .or_else(|| nurture::step(case, &frame))
}

/// What a new version decides of the lead's running clocks as it is taken up, where it says that they restart.
#[must_use]
pub fn restart(case: &Case) -> Vec<Decision> {
    if case.lead.merged.is_some() { Vec::new() } else { clocks::restart(case) }
}

impl Case<'_> {
    /// A decision of this case.
    fn decision(&self, clause: impl Into<String>, because: Vec<Ground>, what: Concluded) -> Decision {
        Decision {
            lead: Some(self.lead.id),
            at: self.now,
            clause: ClauseId(clause.into()),
            agreement: self.plan.hash,
            cause: self.cause,
            because,
            what,
        }
    }

    /// When a moment came in the lead's present cycle.
    fn moment(&self, moment: &Moment) -> Option<When> {
        self.lead.moment(self.plan, moment)
    }
}

/// Each person once, by the name met first: a handle and the address it begins are one person.
fn once_each(people: impl Iterator<Item = Name>) -> Vec<Name> {
    let mut told: Vec<Name> = Vec::new();
    for person in people {
        if !told.iter().any(|other| is_same(other.as_str(), person.as_str())) {
            told.push(person);
        }
    }
    told
}

/// One thing a decision rests on.
fn ground(name: &str, value: impl std::fmt::Display) -> Ground {
    Ground { name: name.to_owned(), value: format!("{value}") }
}

/// Grade or level changed since the last such decision. Nothing is said of a lead's first, worst place on the grid.
fn scored(case: &Case, frame: &Frame) -> Option<Decision> {
    let (plan, lead) = (case.plan, case.lead);
    if plan.grades.is_empty() || plan.levels.is_empty() || lead.place == Place::Disqualified {
        return None;
    }
    let worst = (plan.grades.len() - 1, plan.levels.len() - 1);
    let before = (lead.grade.map_or(worst.0, usize::from), lead.level.map_or(worst.1, usize::from));
    let after = (plan.grade_of(lead.fit), plan.level_of(frame.engagement()));
    if before == after {
        return None;
    }
    let engagement = Decimal::from_millionths(frame.engagement());
    let names = |grade: usize, level: usize| -> (Name, Name) { (plan.grade_name(grade), plan.level_name(level)) };
    let (old, new) = (names(before.0, before.1), names(after.0, after.1));
    let clause = if before.0 == after.0 { "levels" } else { "grades" };
    let because = vec![ground("fit", lead.fit), ground("engagement", engagement)];
    let what = Concluded::Scored { fit: lead.fit, engagement, grade: (old.0, new.0), level: (old.1, new.1) };
    Some(case.decision(clause, because, what))
}
