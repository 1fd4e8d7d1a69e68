//! Counting one promise in one period: what came, what was taken back, what may be, and who is too young.

use entente_core::agreement::model::{CommitmentKind, Handoff, Less, Moment, Target};
use entente_core::condition::Operand;
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::Instant;
use rayon::prelude::*;

use super::Promise;
use crate::build::ReasonKind;
use crate::condition::holds;
use crate::history::{Deal, Reason, Slot};
use crate::moments::Moments;

/// What was found for a promise in a period.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) gross: Decimal,
    pub(super) taken_back: Decimal,
    pub(super) pending: Decimal,
    /// What one thing adds: 1 for a count, the mean of the parts for a sum.
    pub(super) unit: Decimal,
    /// For a share: the part, the whole that is old enough, and who is not.
    pub(super) part: u64,
    pub(super) whole: u64,
    pub(super) immature: u64,
    pub(super) cannot_tell: u64,
}

/// Half-open: from the first instant of the period to the first of the next.
type Period = (Instant, Instant);

/// Counts a promise in a period.
pub(super) fn find(promise: &Promise<'_>, period: Period) -> Found {
    match &promise.commitment.kind {
        CommitmentKind::Count { count, less, dispute, .. } => count_of(promise, period, count, less, *dispute),
        CommitmentKind::Sum { sum, .. } => sum_of(promise, period, sum.as_str()),
        CommitmentKind::Share { share, of, matures, .. } => share_of(promise, period, share, of, *matures),
        _ => Found::default(),
    }
}

fn count_of(promise: &Promise<'_>, period: Period, count: &Moment, less: &[Less], dispute: Option<Target>) -> Found {
    let mut found = Found { unit: Decimal::ONE, ..Found::default() };
    let rejections = rejections(promise);
    for (slot, at) in came(promise, count, period, &mut found.cannot_tell) {
        found.gross = found.gross.plus(Decimal::ONE);
        if less.is_empty() {
            continue;
        }
        let lead = promise.history.lead(slot);
        let until = dispute.and_then(|target| promise.due(at, target)).unwrap_or(Instant::MAX);
        let of_lead = rejections.partition_point(|reason| reason.lead < lead);
        let mut own = rejections[of_lead..].iter().take_while(|reason| reason.lead == lead);
        // A rejection known to the day of the handoff may have followed it.
        let is_disputed = |reason: &&Reason| reason.latest >= at && reason.at <= until;
        if own.by_ref().filter(is_disputed).any(|reason| takes_back(promise, less, reason.reason)) {
            found.taken_back = found.taken_back.plus(Decimal::ONE);
        } else if until > promise.history.as_of && !is_answered(promise, slot, at) {
            found.pending = found.pending.plus(Decimal::ONE);
        }
    }
    found
}

/// Rejections by lead, each lead's in time.
fn rejections(promise: &Promise<'_>) -> Vec<Reason> {
    let history = promise.history;
    let all = history.reasons.iter().filter(|reason| reason.kind == ReasonKind::Rejected);
    let mut rejections: Vec<Reason> =
        all.map(|reason| Reason { lead: history.root(reason.lead), ..*reason }).collect();
    rejections.sort_by_key(|reason| (reason.lead, reason.at));
    rejections
}

/// Whether a rejection for this reason takes back what was counted.
fn takes_back(promise: &Promise<'_>, less: &[Less], reason: u32) -> bool {
    let handoff: Option<&Handoff> = promise.history.agreement.handoff.as_ref();
    let Some(reason) = promise.history.words.text(reason) else { return false };
    less.iter().any(|less| match less {
        Less::Reason(name) => name.as_str() == reason,
        Less::Kind(kind) => {
            handoff.and_then(|handoff| handoff.reject.get(reason)).is_some_and(|reason| reason.kind == *kind)
        }
    })
}

/// Whether sales accepted or rejected the lead from an instant on: what is answered is no longer open to dispute.
fn is_answered(promise: &Promise<'_>, slot: Slot, at: Instant) -> bool {
    let answers = [Milestone::Accepted, Milestone::Rejected].map(Moments::milestone);
    let history = promise.history;
    history.rows(slot).any(|row| answers.contains(&row.code) && row.latest() >= at)
}

fn sum_of(promise: &Promise<'_>, period: Period, sum: &str) -> Found {
    let amount = |deal: &Deal| match sum {
        "opportunity.amount" => (!deal.is_won).then_some(deal.amount),
        "customer.amount" => deal.is_won.then_some(deal.amount),
        _ => deal.is_won.then_some(deal.recurring),
    };
    let mut found = Found::default();
    let mut parts = 0;
    for deal in promise.history.deals.iter() {
        let (Some(amount), Some(slot)) = (amount(deal), promise.history.slot(deal.lead)) else { continue };
        if !(period.0..period.1).contains(&deal.at) {
            continue;
        }
        match is_wanted(promise, slot) {
            Some(true) => {
                found.gross = found.gross.plus(amount);
                parts += 1;
            }
            Some(false) => {}
            None => found.cannot_tell += 1,
        }
    }
    if parts > 0 {
        found.unit = Decimal::from_millionths(found.gross.as_millionths() / parts);
    }
    found
}

fn share_of(promise: &Promise<'_>, period: Period, share: &Moment, of: &Moment, matures: Option<Target>) -> Found {
    let mut found = Found::default();
    let Some(code) = promise.history.code(share) else { return found };
    for (slot, at) in came(promise, of, period, &mut found.cannot_tell) {
        let ripe = matures.map_or(Some(at), |target| promise.due(at, target));
        if ripe.is_none_or(|ripe| ripe > promise.history.as_of) {
            found.immature += 1;
            continue;
        }
        found.whole += 1;
        found.part += u64::from(promise.history.first(slot, code).is_some());
    }
    found
}

/// The leads that came to a moment in the period, each once, with when; those of whom the promise speaks.
fn came(promise: &Promise<'_>, moment: &Moment, period: Period, cannot_tell: &mut u64) -> Vec<(Slot, Instant)> {
    let history = promise.history;
    let Some(code) = history.code(moment) else { return Vec::new() };
    let first_inside = |slot| {
        let inside = history.rows_of(slot, code).map(|row| row.at).filter(|at| (period.0..period.1).contains(at));
        // By when it happened: an imported log may tell a later one first.
        inside.min().map(|at| (slot, at))
    };
    let inside: Vec<(Slot, Instant)> = history.slots().filter_map(first_inside).collect();
    let is_ours = |(slot, _): &(Slot, Instant)| match is_wanted(promise, *slot) {
        Some(is_wanted) => is_wanted,
        None => {
            *cannot_tell += 1;
            false
        }
    };
    inside.into_iter().filter(is_ours).collect()
}

/// Whether the promise speaks of this lead; none where its last values cannot tell.
fn is_wanted(promise: &Promise<'_>, slot: Slot) -> Option<bool> {
    match &promise.commitment.r#where {
        Some(condition) => holds(&condition.test, &|operand: &Operand| promise.history.told(slot, operand)),
        None => Some(true),
    }
}
