//! Scores: fit as a sum of rules, engagement as a sum of fading signals, each explained to the last millionth.

use crate::engine::state::{AccountState, LeadState, SignalState};
use crate::number::Decimal;
use crate::plan::frame::Frame;
use crate::plan::{Plan, SignalPlan};
use crate::time::Instant;

pub use crate::engine::crossing::next_crossing;

/// The most any score is, in millionths.
pub(super) const MOST: i64 = 100_000_000;

/// Fit, clamped to 0..=100, and whether a rule disqualifies outright.
#[must_use]
pub fn fit(plan: &Plan, lead: &LeadState, account: Option<&AccountState>) -> (Decimal, bool) {
    // Rules of fit ask no clock: any instant gives the same answer.
    let frame = Frame::new(plan, lead, account, Instant::MIN);
    let mut sum: i64 = 0;
    let mut vetoed = false;
    for rule in &plan.fit {
        let holds = frame.holds(&rule.when);
        sum = sum.saturating_add(rule.points * i64::from(holds));
        vetoed |= holds & rule.disqualify;
    }
    (Decimal::from_millionths(sum.clamp(0, MOST)), vetoed)
}

/// Engagement at an instant, clamped to 0..=100. What happened later than `now` does not count yet.
#[must_use]
pub fn engagement(plan: &Plan, lead: &LeadState, now: Instant) -> Decimal {
    let parts = lead.signals.beside(&plan.signals).map(|(signal, seen)| capped(signal, seen, now));
    let sum = parts.fold(0, i64::saturating_add);
    Decimal::from_millionths(sum.clamp(0, MOST))
}

/// What all hits of one signal are worth together, capped, in millionths.
pub(super) fn capped(signal: &SignalPlan, seen: &SignalState, now: Instant) -> i64 {
    if signal.points == 0 || seen.hits.is_empty() {
        return 0;
    }
    let paying = seen.hits.iter().filter(|hit| hit.pays && hit.at <= now);
    let sum: i64 = match signal.decay {
        Some(decay) => paying.map(|hit| decay.worth(signal.points, now - hit.at)).fold(0, i64::saturating_add),
        None => paying.map(|_| signal.points).fold(0, i64::saturating_add),
    };
    signal.cap.map_or(sum, |cap| sum.clamp(-cap, cap))
}

/// One part of an engagement score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// The signal, by the plan's index; none for the clamp to 0..=100.
    pub signal: Option<usize>,
    /// The fact that told it; none for what a cap or the clamp takes away or adds.
    pub fact: Option<u64>,
    /// When it happened.
    pub at: Option<Instant>,
    /// What it adds, in millionths.
    pub points: i64,
}

/// Every part of the engagement score at an instant. They add up to the score exactly.
#[must_use]
pub fn contributions(plan: &Plan, lead: &LeadState, now: Instant) -> Vec<Contribution> {
    let mut parts = Vec::new();
    let mut total: i64 = 0;
    for (index, seen) in lead.signals.iter() {
        let Some(signal) = plan.signals.get(index) else { continue };
        let mut sum: i64 = 0;
        for hit in seen.hits.iter().filter(|hit| hit.pays && hit.at <= now) {
            let points = signal.decay.map_or(signal.points, |decay| decay.worth(signal.points, now - hit.at));
            if points != 0 {
                sum = sum.saturating_add(points);
                parts.push(Contribution { signal: Some(index), fact: Some(hit.fact), at: Some(hit.at), points });
            }
        }
        let capped = capped(signal, seen, now);
        if capped != sum {
            parts.push(Contribution { signal: Some(index), fact: None, at: None, points: capped - sum });
        }
        total = total.saturating_add(capped);
    }
    let clamped = total.clamp(0, MOST);
    if clamped != total {
        parts.push(Contribution { signal: None, fact: None, at: None, points: clamped - total });
    }
    parts
}
