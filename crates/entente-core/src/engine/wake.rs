//! Waking: the exact next instant at which time alone may change something about a lead, so nothing is ever scanned.

use std::borrow::Cow;
use std::sync::Arc;

use crate::engine::decide::{cadences, counts, may_send};
use crate::engine::state::{AccountState, LeadState, PartiesState, Place};
use crate::engine::{clock, score};
use crate::plan::frame::Frame;
use crate::plan::slots::UNKNOWN;
use crate::plan::{NurtureStepPlan, Plan};
use crate::time::{Instant, Span};

/// One microsecond: windows are inclusive, so they end just after.
const JUST: Span = Span::from_micros(1);

/// The first instant after `now` at which [`crate::engine::decide::next`] may conclude something new without a fact.
/// `plans` are all versions, the one in force last. None where nothing is left that time can change. An instant at which nothing follows after all costs one look.
#[must_use]
pub fn next(plans: &[Arc<Plan>], lead: &LeadState, account: Option<&AccountState>, now: Instant) -> Option<Instant> {
    let plan = plans.last().filter(|_| lead.merged.is_none())?;
    let mut soonest: Option<Instant> = None;
    let mut consider = |at: Instant| {
        if at > now && at < Instant::MAX && soonest.is_none_or(|soonest| at < soonest) {
            soonest = Some(at);
        }
    };
    for clock in &lead.clocks {
        clock::looks(plans, clock, &lead.pauses, now).for_each(&mut consider);
    }
    if lead.place != Place::Disqualified {
        lead.not_before.into_iter().for_each(&mut consider);
        windows(plan, lead, &mut consider);
        programs(plan, (lead, account), now, &mut consider);
        score::next_crossing(plan, lead, &thresholds(plan, lead, account), now).into_iter().for_each(&mut consider);
    }
    soonest
}

/// Every engagement at which something may change for this lead, ascending.
pub(crate) fn thresholds<'a>(plan: &'a Plan, lead: &LeadState, account: Option<&AccountState>) -> Cow<'a, [i64]> {
    let common = plan.watch.thresholds.as_slice();
    if plan.watch.beside.is_empty() {
        return Cow::Borrowed(common);
    }
    let frame = Frame::new(plan, lead, account, Instant::MIN);
    let beside = plan.watch.beside.iter().map(|source| frame.number(*source)).filter(|value| *value != UNKNOWN);
    let mut all: Vec<i64> = beside.flat_map(|value| [value, value.saturating_add(1)]).chain(common.to_vec()).collect();
    all.retain(|least| *least > 0);
    all.sort_unstable();
    all.dedup();
    Cow::Owned(all)
}

/// Windows that close, ages that are reached, stays that are long enough.
fn windows(plan: &Plan, lead: &LeadState, consider: &mut impl FnMut(Instant)) {
    for (signal, span) in &plan.watch.windows {
        let hits = lead.signals.get(*signal).map(|seen| seen.hits.as_slice()).unwrap_or_default();
        hits.iter().for_each(|hit| consider(hit.at + *span + JUST));
    }
    for (signal, age) in &plan.watch.ages {
        let last = lead.signals.get(*signal).and_then(|seen| seen.last);
        if let Some(last) = last {
            consider(last + *age);
            consider(last + *age + JUST);
        }
    }
    plan.watch.stays.iter().for_each(|stay| consider(lead.stage_since + *stay));
}

/// Waits of nurture programs that end, and mails that quiet hours or limits hold back.
fn programs(plan: &Plan, of: (&LeadState, Option<&AccountState>), now: Instant, consider: &mut impl FnMut(Instant)) {
    for enrolment in &of.0.nurture {
        let Some(step) = enrolment.step else { continue };
        let index = usize::from(enrolment.program);
        let (Some(compiled), Some((_, program))) = (plan.nurture.get(index), plan.agreement.nurture.0.get(index))
        else {
            continue;
        };
        match compiled.steps.get(step as usize) {
            Some(NurtureStepPlan::Wait(time, _)) => consider(enrolment.since + *time),
            Some(_) => consider(may_send(plan, of, program, now)),
            None => {}
        }
    }
}

/// The first instant after `now` at which time alone may change something about a content request or a count.
#[must_use]
pub fn next_of_parties(plans: &[Arc<Plan>], parties: &PartiesState, now: Instant) -> Option<Instant> {
    let plan = plans.last()?;
    let clocks = parties.requests.values().flat_map(|request| &request.clocks);
    let instants = clocks.flat_map(|clock| clock::looks(plans, clock, &[], now));
    let counts = counts::next_look(plan, parties, now);
    instants
        .chain(counts)
        .chain(cadences::next_look(plan, parties, now))
        .filter(|at| *at > now && *at < Instant::MAX)
        .min()
}
