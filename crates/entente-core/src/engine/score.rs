//! Scores: fit as a sum of rules, engagement as a sum of fading signals, each explained to the last millionth.

use std::cmp::Ordering;

use crate::engine::state::{AccountState, LeadState, SignalState};
use crate::number::Decimal;
use crate::plan::frame::Frame;
use crate::plan::{Plan, SignalPlan};
use crate::time::{Instant, Span};

/// The most any score is, in millionths.
const MOST: i64 = 100_000_000;

/// Fit, clamped to 0..=100, and whether a rule disqualifies outright.
#[must_use]
pub fn fit(plan: &Plan, lead: &LeadState, account: Option<&AccountState>) -> (Decimal, bool) {
    // Rules of fit ask no clock: any instant gives the same answer.
    let frame = Frame::new(plan, lead, account, Instant::MIN);
    let mut sum: i64 = 0;
    let mut vetoed = false;
    for rule in &plan.fit {
        if frame.holds(&rule.when) {
            sum = sum.saturating_add(rule.points);
            vetoed |= rule.disqualify;
        }
    }
    (Decimal::from_millionths(sum.clamp(0, MOST)), vetoed)
}

/// Engagement at an instant, clamped to 0..=100. What happened later than `now` does not count yet.
#[must_use]
pub fn engagement(plan: &Plan, lead: &LeadState, now: Instant) -> Decimal {
    let parts = plan.signals.iter().zip(&lead.signals).map(|(signal, seen)| capped(signal, seen, now));
    let sum = parts.fold(0, i64::saturating_add);
    Decimal::from_millionths(sum.clamp(0, MOST))
}

/// What all hits of one signal are worth together, capped, in millionths.
fn capped(signal: &SignalPlan, seen: &SignalState, now: Instant) -> i64 {
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
    for (index, (signal, seen)) in plan.signals.iter().zip(&lead.signals).enumerate() {
        let mut sum: i64 = 0;
        for hit in seen.hits.iter().filter(|hit| hit.pays && hit.at <= now) {
            let points = signal.decay.map_or(signal.points, |decay| decay.worth(signal.points, now - hit.at));
            if points != 0 {
                sum += points;
                parts.push(Contribution { signal: Some(index), fact: Some(hit.fact), at: Some(hit.at), points });
            }
        }
        let capped = capped(signal, seen, now);
        if capped != sum {
            parts.push(Contribution { signal: Some(index), fact: None, at: None, points: capped - sum });
        }
        total += capped;
    }
    let clamped = total.clamp(0, MOST);
    if clamped != total {
        parts.push(Contribution { signal: None, fact: None, at: None, points: clamped - total });
    }
    parts
}

/// The first instant after `now` at which fading alone moves engagement across one of `thresholds` (ascending, in
/// millionths), up or down; none where that never happens.
#[must_use]
pub fn next_crossing(plan: &Plan, lead: &LeadState, thresholds: &[i64], now: Instant) -> Option<Instant> {
    let horizon = now + fading_ends(plan, lead, now)?;
    let score = engagement(plan, lead, now).as_millionths();
    // How many thresholds the score meets; a crossing is a change of this number.
    let met = |score: i64| thresholds.partition_point(|least| *least <= score);
    let band = met(score);
    if band == 0 && !has_negative(plan, lead) {
        return None;
    }
    first_change(plan, lead, &|score| met(score).cmp(&band), now, horizon)
}

/// How long until nothing fades any more; none where nothing does.
fn fading_ends(plan: &Plan, lead: &LeadState, now: Instant) -> Option<Span> {
    let fading = plan.signals.iter().zip(&lead.signals).filter_map(|(signal, seen)| {
        let (decay, last) = (signal.decay?, seen.last?);
        let left = decay.gone_after(signal.points) - (now - last);
        (signal.points != 0 && left > Span::ZERO).then_some(left)
    });
    fading.max()
}

fn has_negative(plan: &Plan, lead: &LeadState) -> bool {
    plan.signals.iter().zip(&lead.signals).any(|(signal, seen)| signal.points < 0 && !seen.hits.is_empty())
}

/// The first instant in `(from, to]` at which the score is in another band than now.
///
/// What is gained only fades, and what is deducted only fades: in any stretch the score lies between the gains at its
/// end less the deductions at its start, and the other way round. Stretches that cannot leave the band are skipped
/// whole, others are halved, so the answer is exact to the microsecond.
fn first_change(
    plan: &Plan,
    lead: &LeadState,
    side: &dyn Fn(i64) -> Ordering,
    from: Instant,
    to: Instant,
) -> Option<Instant> {
    let mut stretches = vec![(from, parts(plan, lead, from), to, parts(plan, lead, to))];
    while let Some((start, at_start, end, at_end)) = stretches.pop() {
        let lowest = (at_end.0 + at_start.1).clamp(0, MOST);
        let highest = (at_start.0 + at_end.1).clamp(0, MOST);
        if side(lowest) == Ordering::Equal && side(highest) == Ordering::Equal {
            continue;
        }
        let length = (end - start).as_micros();
        if length == 1 {
            if side((at_end.0 + at_end.1).clamp(0, MOST)) != Ordering::Equal {
                return Some(end);
            }
            continue;
        }
        let middle = start + Span::from_micros(length / 2);
        let at_middle = parts(plan, lead, middle);
        stretches.push((middle, at_middle, end, at_end));
        stretches.push((start, at_start, middle, at_middle));
    }
    None
}

/// What is gained and what is deducted at an instant, each capped per signal; the second is zero or less.
fn parts(plan: &Plan, lead: &LeadState, now: Instant) -> (i64, i64) {
    let sums = plan.signals.iter().zip(&lead.signals).map(|(signal, seen)| capped(signal, seen, now));
    sums.fold(
        (0, 0),
        |(gained, deducted), sum| if sum >= 0 { (gained + sum, deducted) } else { (gained, deducted + sum) },
    )
}
