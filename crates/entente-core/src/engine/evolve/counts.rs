//! Counting: a lead is counted once per promise and cycle, in the period in which the moment came, and may be taken back.

use crate::agreement::model::Less;
use crate::calendar::due_in_zone;
use crate::decision::{Concluded, Decision};
use crate::engine::state::{AccountState, CountedIn, LeadState, PartiesState};
use crate::fact::{Fact, What};
use crate::id::Name;
use crate::number::Decimal;
use crate::pace::period_of;
use crate::plan::frame::Frame;
use crate::plan::{CountPlan, Counted, Plan};
use crate::time::Instant;

/// Counts what a lead has reached just now, and answers whether any count changed. What was reached before is not
/// counted any more, whatever is learnt of the lead or agreed since.
pub fn count(
    plan: &Plan,
    lead: &mut LeadState,
    account: Option<&AccountState>,
    parties: &mut PartiesState,
    now: Instant,
) -> bool {
    let mut is_changed = false;
    // Where accounts are handed over as one, the lead that stands for its account is counted, and no other.
    let stands_for = account.and_then(|account| account.handed.as_ref()).is_none_or(|(first, _)| *first == lead.id);
    for promise in &plan.counts {
        let Counted::Moment(moment) = &promise.what else { continue };
        let Some(when) = lead.moment(plan, moment).filter(|when| when.known == now) else { continue };
        // What came before the promise counts for nobody.
        if when.at < plan.since(&promise.clause) {
            continue;
        }
        let cycle = lead.cycle_of(moment);
        let is_counted = lead.counted.iter().any(|counted| counted.promise == promise.clause && counted.cycle == cycle);
        let frame = Frame::new(plan, lead, account, now);
        let is_wanted = promise.wanted.as_ref().is_none_or(|wanted| frame.holds(wanted));
        if is_counted || !is_wanted || (!stands_for && lead.open) {
            continue;
        }
        let period = period_of(&plan.zone, promise.per, when.at).0;
        let clause = promise.clause.clone();
        lead.counted.push(CountedIn { promise: clause, cycle, period, at: when.at, taken_back: false });
        add(parties, promise, period, Decimal::ONE);
        is_changed = true;
    }
    is_changed
}

fn add(parties: &mut PartiesState, promise: &CountPlan, period: Instant, amount: Decimal) {
    let count = parties.counts.entry((promise.clause.clone(), period)).or_default();
    count.gross = count.gross.plus(amount);
    count.things += 1;
}

/// Counts the amount of a deal, and takes back what a rejection disputes. Answers whether any count changed.
pub fn count_fact(
    plan: &Plan,
    lead: &mut LeadState,
    account: Option<&AccountState>,
    parties: &mut PartiesState,
    fact: &Fact,
) -> bool {
    let amounts = match &fact.what {
        What::OpportunityOpened { amount, .. } => vec![(Counted::Amount, *amount)],
        What::OpportunityWon { amount, recurring, .. } => {
            vec![(Counted::Won, *amount), (Counted::Recurring, *recurring)]
        }
        What::Rejected { reason, .. } => return take_back(plan, lead, parties, reason, fact.at),
        _ => return false,
    };
    let frame = Frame::new(plan, lead, account, fact.known);
    let mut is_changed = false;
    for promise in &plan.counts {
        let Some((_, amount)) = amounts.iter().find(|(what, _)| *what == promise.what) else { continue };
        let is_promised = fact.at >= plan.since(&promise.clause);
        if is_promised && promise.wanted.as_ref().is_none_or(|wanted| frame.holds(wanted)) {
            add(parties, promise, period_of(&plan.zone, promise.per, fact.at).0, *amount);
            is_changed = true;
        }
    }
    is_changed
}

/// Takes back what the rejection of the present cycle disputes in time.
fn take_back(plan: &Plan, lead: &mut LeadState, parties: &mut PartiesState, told: &Name, at: Instant) -> bool {
    let reason = plan.canonical_reason(told);
    let mut is_changed = false;
    for counted in lead.counted.iter_mut().filter(|counted| counted.cycle == lead.cycle && !counted.taken_back) {
        let Some(promise) = plan.counts.iter().find(|promise| promise.clause == counted.promise) else { continue };
        if !disputes(plan, promise, &reason) || !is_in_time(plan, promise, counted.at, at) {
            continue;
        }
        if let Some(count) = parties.counts.get_mut(&(promise.clause.clone(), counted.period)) {
            counted.taken_back = true;
            count.back = count.back.plus(Decimal::ONE);
            is_changed = true;
        }
    }
    is_changed
}

fn disputes(plan: &Plan, promise: &CountPlan, reason: &Name) -> bool {
    let handoff = plan.agreement.handoff.as_ref();
    let kind = handoff.and_then(|handoff| handoff.reject.get(reason.as_str())).map(|reason| reason.kind);
    promise.less.iter().any(|less| match less {
        Less::Kind(less) => Some(*less) == kind,
        Less::Reason(less) => less == reason,
    })
}

fn is_in_time(plan: &Plan, promise: &CountPlan, counted: Instant, at: Instant) -> bool {
    let Some(window) = promise.dispute else { return true };
    let due = match plan.calendar_of(None) {
        Some(calendar) => calendar.due(counted, window, &[]),
        None => due_in_zone(&plan.zone, counted, window),
    };
    due.is_none_or(|due| at <= due)
}

/// Keeps the state that was decided of a promise in a period.
pub fn state_decided(parties: &mut PartiesState, decision: &Decision) {
    if let Concluded::CommitmentState { commitment, period, state, .. } = &decision.what {
        let count = parties.counts.entry((commitment.clone(), *period)).or_default();
        count.state = Some(*state);
        count.agreement.get_or_insert(decision.agreement);
    }
}
