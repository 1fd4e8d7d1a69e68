//! Counting one promise in one period: what came, what was taken back, what may be, and who is too young.

use entente_core::agreement::model::{Commitment, CommitmentKind, Handoff, Less, Moment, Target};
use entente_core::condition::Operand;
use entente_core::id::LeadId;
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::Instant;
use rayon::prelude::*;
use serde::Serialize;

use super::super::ground::{Ground, Period, is_in};
use crate::build::ReasonKind;
use crate::condition::holds;
use crate::history::{Deal, Reason, Slot};
use crate::moments::Moments;

/// What a lead is to a promise that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It counts, and stands; of a share: it is of the part.
    Counts,
    /// It counts, and may still be taken back.
    Pending,
    /// It counted, and was taken back.
    TakenBack,
    /// Of a share: it is of the whole, and not of the part.
    Rest,
    /// Of a share: it is too young to be judged.
    Young,
    /// Its last values cannot tell whether the promise speaks of it.
    CannotTell,
}

/// One lead in one period of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Which lead.
    pub lead: LeadId,
    /// When it came.
    #[serde(serialize_with = "crate::basis::as_text")]
    pub at: Instant,
    /// What it is to the promise.
    pub part: Part,
    /// What it adds: 1, or the amount that is summed.
    pub adds: Decimal,
}

/// What was found for a promise in a period.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) members: Vec<Member>,
}

impl Found {
    pub(super) fn count(&self, part: Part) -> u64 {
        self.members.iter().filter(|member| member.part == part).count() as u64
    }

    pub(super) fn sum(&self, parts: &[Part]) -> Decimal {
        let inside = self.members.iter().filter(|member| parts.contains(&member.part));
        inside.fold(Decimal::ZERO, |sum, member| sum.plus(member.adds))
    }

    /// What one thing adds: 1 for a count, the mean of the parts for a sum.
    pub(super) fn unit(&self, commitment: &Commitment) -> Decimal {
        let n = self.count(Part::Counts);
        match &commitment.kind {
            CommitmentKind::Sum { .. } if n == 0 => Decimal::ZERO,
            CommitmentKind::Sum { .. } => {
                Decimal::from_millionths(self.sum(&[Part::Counts]).as_millionths() / n.cast_signed())
            }
            _ => Decimal::ONE,
        }
    }
}

/// Counts a promise in a period.
pub(super) fn find(ground: &Ground<'_>, commitment: &Commitment, period: Period) -> Found {
    let mut found = Found::default();
    match &commitment.kind {
        CommitmentKind::Count { count, less, dispute, .. } => {
            count_of(ground, came(ground, commitment, count, period, &mut found), less, *dispute, &mut found);
        }
        CommitmentKind::Sum { sum, .. } => sum_of(ground, commitment, period, sum.as_str(), &mut found),
        CommitmentKind::Share { share, of, matures, .. } => {
            share_of(ground, came(ground, commitment, of, period, &mut found), share, *matures, &mut found);
        }
        _ => {}
    }
    found
}

fn count_of(
    ground: &Ground<'_>,
    came: Vec<(Slot, Instant)>,
    less: &[Less],
    dispute: Option<Target>,
    found: &mut Found,
) {
    let rejections = if less.is_empty() { Vec::new() } else { rejections(ground) };
    for (slot, at) in came {
        let lead = ground.history.lead(slot);
        let part = match less {
            [] => Part::Counts,
            _ => disputed(ground, slot, at, less, dispute, &rejections),
        };
        found.members.push(Member { lead, at, part, adds: Decimal::ONE });
    }
}

/// Whether sales took a lead back that was counted at an instant, or still may.
fn disputed(
    ground: &Ground<'_>,
    slot: Slot,
    at: Instant,
    less: &[Less],
    dispute: Option<Target>,
    rejections: &[Reason],
) -> Part {
    let lead = ground.history.lead(slot);
    let until = dispute.and_then(|target| ground.due(at, target)).unwrap_or(Instant::MAX);
    let of_lead = rejections.partition_point(|reason| reason.lead < lead);
    let mut own = rejections[of_lead..].iter().take_while(|reason| reason.lead == lead);
    // A rejection known to the day of the handoff may have followed it.
    let is_disputed = |reason: &&Reason| reason.latest >= at && reason.at <= until;
    if own.by_ref().filter(is_disputed).any(|reason| takes_back(ground, less, reason.reason)) {
        Part::TakenBack
    } else if until > ground.history.as_of && !is_answered(ground, slot, at) {
        Part::Pending
    } else {
        Part::Counts
    }
}

/// Rejections by lead, each lead's in time.
fn rejections(ground: &Ground<'_>) -> Vec<Reason> {
    let history = ground.history;
    let all = history.reasons.iter().filter(|reason| reason.kind == ReasonKind::Rejected);
    let mut rejections: Vec<Reason> = all.map(|reason| Reason { lead: history.root(reason.lead), ..*reason }).collect();
    rejections.sort_by_key(|reason| (reason.lead, reason.at));
    rejections
}

/// Whether a rejection for this reason takes back what was counted.
fn takes_back(ground: &Ground<'_>, less: &[Less], reason: u32) -> bool {
    let handoff: Option<&Handoff> = ground.history.agreement.handoff.as_ref();
    let Some(reason) = ground.history.words.text(reason) else { return false };
    less.iter().any(|less| match less {
        Less::Reason(name) => name.as_str() == reason,
        Less::Kind(kind) => {
            handoff.and_then(|handoff| handoff.reject.get(reason)).is_some_and(|reason| reason.kind == *kind)
        }
    })
}

/// Whether sales accepted or rejected the lead from an instant on: what is answered is no longer open to dispute.
fn is_answered(ground: &Ground<'_>, slot: Slot, at: Instant) -> bool {
    let answers = [Milestone::Accepted, Milestone::Rejected].map(Moments::milestone);
    ground.history.rows(slot).any(|row| answers.contains(&row.code) && row.latest() >= at)
}

/// What a deal adds to a sum of this name; none where it does not.
pub(crate) fn amount(sum: &str, deal: &Deal) -> Option<Decimal> {
    match sum {
        "opportunity.amount" => (!deal.is_won).then_some(deal.amount),
        "customer.amount" => deal.is_won.then_some(deal.amount),
        _ => deal.is_won.then_some(deal.recurring),
    }
}

fn sum_of(ground: &Ground<'_>, commitment: &Commitment, period: Period, sum: &str, found: &mut Found) {
    for deal in ground.history.deals.iter().filter(|deal| is_in(period, deal.at)) {
        let (Some(adds), Some(slot)) = (amount(sum, deal), ground.history.slot(deal.lead)) else { continue };
        if !ground.asks_about(slot) {
            continue;
        }
        let part = match is_wanted(ground, commitment, slot) {
            Some(true) => Part::Counts,
            Some(false) => continue,
            None => Part::CannotTell,
        };
        found.members.push(Member { lead: ground.history.lead(slot), at: deal.at, part, adds });
    }
}

fn share_of(
    ground: &Ground<'_>,
    came: Vec<(Slot, Instant)>,
    share: &Moment,
    matures: Option<Target>,
    found: &mut Found,
) {
    let Some(code) = ground.history.code(share) else { return };
    for (slot, at) in came {
        let ripe = matures.map_or(Some(at), |target| ground.due(at, target));
        let part = match ripe {
            Some(ripe) if ripe <= ground.history.as_of => match ground.history.first(slot, code) {
                Some(_) => Part::Counts,
                None => Part::Rest,
            },
            _ => Part::Young,
        };
        found.members.push(Member { lead: ground.history.lead(slot), at, part, adds: Decimal::ONE });
    }
}

/// The leads that came to a moment in the period, each once, with when; those of whom the promise speaks. Those of whom
/// it cannot be told are noted.
fn came(
    ground: &Ground<'_>,
    commitment: &Commitment,
    moment: &Moment,
    period: Period,
    found: &mut Found,
) -> Vec<(Slot, Instant)> {
    let mut came = inside(ground, moment, period);
    came.retain(|(slot, at)| match is_wanted(ground, commitment, *slot) {
        Some(is_wanted) => is_wanted,
        None => {
            let lead = ground.history.lead(*slot);
            found.members.push(Member { lead, at: *at, part: Part::CannotTell, adds: Decimal::ONE });
            false
        }
    });
    came
}

/// The leads asked about that came to a moment in a period, each once, with when it first did there.
pub(crate) fn inside(ground: &Ground<'_>, moment: &Moment, period: Period) -> Vec<(Slot, Instant)> {
    let history = ground.history;
    let Some(code) = history.code(moment) else { return Vec::new() };
    let first_inside = |slot| {
        let inside = history.rows_of(slot, code).map(|row| row.at).filter(|at| is_in(period, *at));
        // By when it happened: an imported log may tell a later one first.
        inside.min().filter(|_| ground.asks_about(slot)).map(|at| (slot, at))
    };
    history.slots().filter_map(first_inside).collect()
}

/// Whether the promise speaks of this lead; none where its last values cannot tell.
fn is_wanted(ground: &Ground<'_>, commitment: &Commitment, slot: Slot) -> Option<bool> {
    match &commitment.r#where {
        Some(condition) => holds(&condition.test, &|operand: &Operand| ground.history.told(slot, operand)),
        None => Some(true),
    }
}
