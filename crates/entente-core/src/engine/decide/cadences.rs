//! Promises to meet: meetings held against those the agreement calls for, period by period.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::agreement::model::Target;
use crate::calendar::{date_in, due_in_zone};
use crate::decision::{Concluded, Decision, PaceState};
use crate::engine::state::PartiesState;
use crate::id::Seq;
use crate::pace::period_of;
use crate::plan::{CadencePlan, Plan};
use crate::time::{Instant, Span};

use super::ground;

/// The first promise to meet whose state changed, in the present period or the one before it. A promise is followed
/// from the first time its meeting was held; that date is also the one from which its rule counts.
#[must_use]
pub fn next(plan: &Plan, parties: &PartiesState, now: Instant, cause: Option<Seq>) -> Option<Decision> {
    plan.cadences.iter().find_map(|promise| {
        let (present, _) = period_of(&plan.zone, promise.per, now);
        let (before, _) = period_of(&plan.zone, promise.per, present - Span::SECOND);
        [before, present].into_iter().find_map(|period| changed(plan, promise, parties, period, now, cause))
    })
}

fn changed(
    plan: &Plan,
    promise: &CadencePlan,
    parties: &PartiesState,
    period: Instant,
    now: Instant,
    cause: Option<Seq>,
) -> Option<Decision> {
    let met = parties.met.get(&promise.meeting)?;
    let stands = stand(&plan.zone, promise, met, (period, plan.since(&promise.clause)), now)?;
    let state = stands.state;
    let known = parties.counts.get(&(promise.clause.clone(), period)).and_then(|count| count.state);
    if known == Some(state) {
        return None;
    }
    let because = vec![
        ground("held", format!("{} of {}", stands.held, stands.past)),
        ground("in the whole period", stands.all),
        ground("kept", promise.kept),
    ];
    let (commitment, party) = (promise.clause.clone(), promise.party);
    let what = Concluded::CommitmentState { commitment, party, period, state };
    Some(Decision { lead: None, at: now, clause: promise.clause.clone(), agreement: plan.hash, cause, because, what })
}

/// How a promise to meet stands in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meetings {
    /// Held so far.
    pub held: usize,
    /// Of so many whose date has passed, or that were held.
    pub past: usize,
    /// Of so many that the rule calls for in the whole period.
    pub all: usize,
    /// All of it in one word.
    pub state: PaceState,
}

/// How a promise to meet, in force since `since`, stands in the period that begins at `period`, as of `now`, by when its
/// meeting was held. Dates before the promise are none of its own. None where the meeting was never held, or the rule
/// calls for none in the period.
#[must_use]
pub fn stand(
    zone: &TimeZone,
    promise: &CadencePlan,
    met: &[Instant],
    (period, since): (Instant, Instant),
    now: Instant,
) -> Option<Meetings> {
    let held: BTreeSet<Date> = met.iter().map(|at| date_in(zone, *at)).collect();
    let end = period_of(zone, promise.per, period).1;
    let (from, to, today) = (date_in(zone, period.max(since)), date_in(zone, end), date_in(zone, now));
    let wanted = promise.every.dates(*held.first()?, from, to);
    if wanted.is_empty() {
        return None;
    }
    let was_held = matched(&wanted, held);
    let past = wanted.iter().filter(|date| **date < today || was_held.contains(date)).count();
    let state = state(promise, was_held.len(), past, wanted.len());
    Some(Meetings { held: was_held.len(), past, all: wanted.len(), state })
}

/// The dates that were held: on the date itself, else on the day before or after; each meeting stands for one date.
fn matched(wanted: &[Date], mut held: BTreeSet<Date>) -> BTreeSet<Date> {
    let mut found: BTreeSet<Date> = wanted.iter().filter(|date| held.remove(date)).copied().collect();
    for date in wanted {
        let beside = [date.yesterday(), date.tomorrow()].into_iter().flatten();
        if !found.contains(date) && beside.into_iter().any(|other| held.remove(&other)) {
            found.insert(*date);
        }
    }
    found
}

/// How `done` of the `past` meetings stand, out of `all` in the period.
fn state(promise: &CadencePlan, done: usize, past: usize, all: usize) -> PaceState {
    let reaches =
        |part: usize, of: usize| i128::from(promise.kept.0.as_millionths()) * of as i128 <= part as i128 * 1_000_000;
    match () {
        () if reaches(done, all) => PaceState::Met,
        () if past == all => PaceState::Missed,
        () if !reaches(done + (all - past), all) => PaceState::OutOfReach,
        () if reaches(done, past) => PaceState::OnPace,
        () => PaceState::Behind,
    }
}

/// When the date at hand ends; none where no meeting that is promised was ever held.
#[must_use]
pub fn next_look(plan: &Plan, parties: &PartiesState, now: Instant) -> Option<Instant> {
    let is_followed = plan.cadences.iter().any(|promise| parties.met.contains_key(&promise.meeting));
    if is_followed { due_in_zone(&plan.zone, now, Target::CalendarDays(0)) } else { None }
}
