//! Crossings: the exact first instant at which fading alone moves engagement across a threshold.
//!
//! What is gained only fades and what is deducted only fades. Without deductions the score never rises, and the
//! instant is found between a guess below and a guess above it; with them, stretches that cannot leave the band are
//! skipped whole. Either way the answer is the same exact microsecond that looking at every one of them would give.

use std::cmp::Ordering;

use crate::engine::decay::Decay;
use crate::engine::score::{MOST, capped, engagement};
use crate::engine::state::{LeadState, SignalState};
use crate::plan::{Plan, SignalPlan};
use crate::time::{Instant, Span};

/// The first instant after `now` at which fading alone moves engagement across one of `thresholds` (ascending, in
/// millionths), up or down; none where that never happens.
#[must_use]
pub fn next_crossing(plan: &Plan, lead: &LeadState, thresholds: &[i64], now: Instant) -> Option<Instant> {
    let fading = Fading::of(plan, lead, now)?;
    let score = engagement(plan, lead, now).as_millionths();
    // How many thresholds the score meets; a crossing is a change of this number.
    let met = |score: i64| thresholds.partition_point(|least| *least <= score);
    let band = met(score);
    if fading.has_deductions {
        return first_change(&Sum::of(plan, lead, now), &|score| met(score).cmp(&band), now, now + fading.ends);
    }
    let least = *thresholds.get(band.checked_sub(1)?)?;
    let score_at = |at: Instant| engagement(plan, lead, at).as_millionths();
    first_below(&score_at, least, (now, score), &fading)
}

/// What fades in a lead's engagement.
struct Fading {
    /// How long until nothing fades any more.
    ends: Span,
    /// The shortest half-life of what is gained.
    shortest: Span,
    /// Whether anything is deducted.
    has_deductions: bool,
}

impl Fading {
    /// None where nothing fades.
    fn of(plan: &Plan, lead: &LeadState, now: Instant) -> Option<Fading> {
        let mut fading = Fading { ends: Span::ZERO, shortest: Span::from_micros(i64::MAX), has_deductions: false };
        for (signal, seen) in lead.signals.beside(&plan.signals) {
            if signal.points == 0 || seen.hits.is_empty() {
                continue;
            }
            fading.has_deductions |= signal.points < 0;
            if let (Some(decay), Some(last)) = (signal.decay, seen.last) {
                fading.ends = fading.ends.max(decay.gone_after(signal.points) - (now - last));
                fading.shortest = fading.shortest.min(decay.half_life());
            }
        }
        (fading.ends > Span::ZERO).then_some(fading)
    }
}

/// The first instant after `from` at which a score that never rises is below `least`; none where it never is.
///
/// The logarithm of the score falls almost in a straight line, so a few guesses along that line bracket the instant
/// to within one step of the decay table; halving finds the microsecond. Guesses only choose where to look: each is
/// checked with the exact score, so the answer does not depend on how good they are.
fn first_below(
    score_at: &dyn Fn(Instant) -> i64,
    least: i64,
    from: (Instant, i64),
    fading: &Fading,
) -> Option<Instant> {
    let end = from.0 + fading.ends;
    let (mut low, mut high) = (from, (end, score_at(end)));
    if high.1 >= least {
        return None;
    }
    // A step of the decay table lasts 2⁻²⁰ half-lives; a little more covers the rounding of the guess.
    let step = (fading.shortest.as_micros() >> 19).max(1);
    for _ in 0..8 {
        let width = (high.0 - low.0).as_micros();
        if width <= 2 * step {
            break;
        }
        let guess = low.0 + Span::from_micros(along(low.1, high.1, least, width));
        for at in [guess - Span::from_micros(step), guess + Span::from_micros(step)] {
            if at > low.0 && at < high.0 {
                let score = score_at(at);
                if score >= least { low = (at, score) } else { high = (at, score) }
            }
        }
    }
    while (high.0 - low.0).as_micros() > 1 {
        let at = low.0 + Span::from_micros((high.0 - low.0).as_micros() / 2);
        let score = score_at(at);
        if score >= least { low = (at, score) } else { high = (at, score) }
    }
    Some(high.0)
}

/// How far along a stretch of `width` a score that halves evenly passes `least`: where to look next, nothing more.
fn along(start: i64, end: i64, least: i64, width: i64) -> i64 {
    let log = |score: i64| (score.max(1) as f64).ln();
    let part = (log(start) - log(least) + 1e-9) / (log(start) - log(end) + 1e-9);
    ((width as f64 * part.clamp(0.0, 1.0)) as i64).clamp(1, width - 1)
}

/// So many stretches are looked at in one search. Only gains and deductions that fade alike and meet a threshold
/// exactly need as many.
const STRETCHES_MOST: usize = 20_000;

/// The first instant in `(from, to]` at which the score is in another band than now; or, where that would take too
/// long, an instant before it, from which to look again.
///
/// In any stretch the score lies between the gains at its end less the deductions at its start, and the other way
/// round. Stretches that cannot leave the band are skipped whole, others are halved.
fn first_change(sum: &Sum, side: &dyn Fn(i64) -> Ordering, from: Instant, to: Instant) -> Option<Instant> {
    let mut stretches = vec![(from, sum.at(from), to, sum.at(to))];
    let mut looks = 0;
    while let Some((start, at_start, end, at_end)) = stretches.pop() {
        let lowest = at_end.0.saturating_add(at_start.1).clamp(0, MOST);
        let highest = at_start.0.saturating_add(at_end.1).clamp(0, MOST);
        if side(lowest) == Ordering::Equal && side(highest) == Ordering::Equal {
            continue;
        }
        let length = (end - start).as_micros();
        if length == 1 {
            if side(at_end.0.saturating_add(at_end.1).clamp(0, MOST)) != Ordering::Equal {
                return Some(end);
            }
            continue;
        }
        looks += 1;
        if looks > STRETCHES_MOST && start > from {
            return Some(start);
        }
        let middle = start + Span::from_micros(length / 2);
        let at_middle = sum.at(middle);
        stretches.push((middle, at_middle, end, at_end));
        stretches.push((start, at_start, middle, at_middle));
    }
    None
}

/// Everything that adds to an engagement score, without what cancels out for good.
struct Sum<'a> {
    /// Hits of signals without a cap: how they fade, when they were, what they pay.
    lone: Vec<(Option<Decay>, Instant, i64)>,
    /// Signals with a cap, whose hits count together.
    capped: Vec<(&'a SignalPlan, &'a SignalState)>,
}

impl<'a> Sum<'a> {
    fn of(plan: &'a Plan, lead: &'a LeadState, now: Instant) -> Sum<'a> {
        let mut sum = Sum { lone: Vec::new(), capped: Vec::new() };
        for (signal, seen) in lead.signals.beside(&plan.signals) {
            if signal.cap.is_some() {
                sum.capped.push((signal, seen));
                continue;
            }
            for hit in seen.hits.iter().filter(|hit| hit.pays && hit.at <= now) {
                sum.add((signal.decay, hit.at, signal.points));
            }
        }
        sum
    }

    /// Adds a hit, or takes out its opposite: what fades alike from the same instant cancels out to the millionth.
    fn add(&mut self, hit: (Option<Decay>, Instant, i64)) {
        let opposite = self
            .lone
            .iter()
            .position(|other| (other.0, other.1) == (hit.0, hit.1) && other.2.checked_neg() == Some(hit.2));
        match opposite {
            Some(place) => {
                self.lone.swap_remove(place);
            }
            None => self.lone.push(hit),
        }
    }

    /// What is gained and what is deducted at an instant; the second is zero or less.
    fn at(&self, now: Instant) -> (i64, i64) {
        let lone =
            self.lone.iter().map(|(decay, at, points)| decay.map_or(*points, |decay| decay.worth(*points, now - *at)));
        let capped = self.capped.iter().map(|(signal, seen)| capped(signal, seen, now));
        lone.chain(capped).fold((0, 0), |(gained, deducted): (i64, i64), part| {
            if part >= 0 { (gained.saturating_add(part), deducted) } else { (gained, deducted.saturating_add(part)) }
        })
    }
}
