//! Promises that count: a change of state is a decision, whether a lead or time alone brought it.

use std::sync::Arc;

use crate::agreement::model::{PeriodChange, Target};
use crate::calendar::due_in_zone;
use crate::decision::{Concluded, Decision};
use crate::engine::clock;
use crate::engine::state::{CountState, PartiesState};
use crate::id::Seq;
use crate::number::Decimal;
use crate::pace::{Tally, Term, period_of};
use crate::plan::{CountPlan, Plan};
use crate::time::{Instant, Span};

use super::ground;

/// The first promise whose state changed, in the present period or the one before it, which rejections still change.
#[must_use]
pub fn next(plans: &[Arc<Plan>], parties: &PartiesState, now: Instant, cause: Option<Seq>) -> Option<Decision> {
    let plan = plans.last()?;
    plan.counts.iter().find_map(|promise| {
        // A promise is followed from the first period in which anything was counted.
        let mut counted = parties.counts.range((promise.clause.clone(), Instant::MIN)..);
        let first = counted.next().filter(|((clause, _), _)| *clause == promise.clause)?.0.1;
        let (present, _) = period_of(&plan.zone, promise.per, now);
        let (before, _) = period_of(&plan.zone, promise.per, present - Span::SECOND);
        let followed = [before, present].into_iter().filter(|period| *period >= first);
        followed.filter_map(|period| changed(plans, promise, parties, period, now, cause)).next()
    })
}

fn changed(
    plans: &[Arc<Plan>],
    promise: &CountPlan,
    parties: &PartiesState,
    period: Instant,
    now: Instant,
    cause: Option<Seq>,
) -> Option<Decision> {
    let count = parties.counts.get(&(promise.clause.clone(), period)).copied().unwrap_or_default();
    let (plan, promise) = judged_by(plans, promise, &count)?;
    let bounds = period_of(&plan.zone, promise.per, period);
    let since = plan.since(&promise.clause);
    let term = Term::of(plan.calendar_of(None).map(AsRef::as_ref), &plan.zone, bounds, since, now);
    let days = term.days;
    let (state, expected) = term.share_of(promise.bounds)?.stand(tally(&count), days);
    if count.state == Some(state) {
        return None;
    }
    let because = vec![
        ground("gross", count.gross),
        ground("net", count.gross.minus(count.back)),
        ground("expected by now", expected),
        ground("open days done", format!("{} of {}", days.done, days.open)),
    ];
    let (commitment, party) = (promise.clause.clone(), promise.party);
    let what = Concluded::CommitmentState { commitment, party, period, state };
    Some(Decision { lead: None, at: now, clause: promise.clause.clone(), agreement: plan.hash, cause, because, what })
}

/// The version and promise by which a period is judged: those under which it began, where changed volumes count from
/// the next period and the promise is still of the same period; else those in force.
fn judged_by<'a>(
    plans: &'a [Arc<Plan>],
    promise: &'a CountPlan,
    count: &CountState,
) -> Option<(&'a Plan, &'a CountPlan)> {
    let plan = plans.last()?;
    let began = count.agreement.filter(|_| plan.agreement.amend.period == PeriodChange::Next);
    let began = began.and_then(|hash| clock::plan_of(plans, hash)).and_then(|plan| {
        let same = |one: &&CountPlan| one.clause == promise.clause && one.per == promise.per;
        Some((plan, plan.counts.iter().find(same)?))
    });
    Some(began.unwrap_or((plan, promise)))
}

/// What was counted; one thing adds 1, or the average of the amounts so far.
fn tally(count: &CountState) -> Tally {
    let net = count.gross.minus(count.back);
    let average = count.gross.as_millionths().checked_div(i64::from(count.things)).unwrap_or(0);
    Tally { gross: count.gross, net, pending: Decimal::ZERO, unit: Decimal::from_millionths(average) }
}

/// When the open day at hand is done, and so more is expected by now, or a period ends; none where nothing is counted.
#[must_use]
pub fn next_look(plan: &Plan, parties: &PartiesState, now: Instant) -> Option<Instant> {
    if parties.counts.is_empty() {
        return None;
    }
    let day = match plan.calendar_of(None) {
        Some(calendar) => calendar.due(now, Target::BusinessDays(0), &[]),
        None => due_in_zone(&plan.zone, now, Target::CalendarDays(0)),
    };
    let ends = plan.counts.iter().map(|promise| period_of(&plan.zone, promise.per, now).1);
    ends.chain(day).filter(|at| *at > now).min()
}
