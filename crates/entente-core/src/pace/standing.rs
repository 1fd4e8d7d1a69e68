//! How a period stands: expected to date, gap, required pace, and a forecast that is a range.

use serde::Serialize;

use super::days::Days;
use super::ratio::{ceil, floor, root_of_product, scale};
use crate::decision::PaceState;
use crate::number::Decimal;

/// What is promised for the whole period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// So much or more.
    AtLeast(Decimal),
    /// So much or less.
    AtMost(Decimal),
}

/// What a promise binds to in a period: at least so much, at most so much, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// So much or more.
    pub least: Option<Decimal>,
    /// So much or less.
    pub most: Option<Decimal>,
}

/// What was counted in the period up to the as-of instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All of it.
    pub gross: Decimal,
    /// `gross` less what was taken back.
    pub net: Decimal,
    /// What of `net` may still be taken back.
    pub pending: Decimal,
    /// What one thing adds: 1 for a count; for a sum the average of its parts so far, zero while there is none.
    pub unit: Decimal,
}

/// What the period will come to if it goes on like this. Whole numbers, rounded outwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// Straight-line projection: `net × open days ÷ open days done`.
    pub straight: Decimal,
    /// The projection less its noise; never below what is already sure (`net − pending`).
    pub low: i64,
    /// The projection plus its noise.
    pub high: i64,
}

/// How a commitment that counts stands in its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pace {
    /// What was counted.
    pub tally: Tally,
    /// The open days behind every figure here.
    pub days: Days,
    /// `target × open days done ÷ open days`; the whole target where the period has no open day or has ended.
    pub expected: Decimal,
    /// `net − expected`: below zero is short of what was promised by now.
    pub gap: Decimal,
    /// What each open day left must bring to reach the target, or may bring to stay under it; none where none is
    /// left, zero where nothing is needed or allowed any more.
    pub required_per_day: Option<Decimal>,
    /// What it will come to; none before the first open day is done, and for a sum before its first part.
    pub forecast: Option<Forecast>,
    /// A gap within this much is no gap: the noise of what was expected, and at least one open day's share.
    pub tolerance: Decimal,
    /// All of it in one word.
    pub state: PaceState,
}

impl Bound {
    /// The number promised.
    #[must_use]
    pub fn target(self) -> Decimal {
        match self {
            Bound::AtLeast(target) | Bound::AtMost(target) => target,
        }
    }
}

impl Bounds {
    /// The bound that figures are told of: the least, where both are promised; none where nothing is.
    #[must_use]
    pub fn first(self) -> Option<Bound> {
        self.least.map(Bound::AtLeast).or(self.most.map(Bound::AtMost))
    }

    /// How `tally` stands against both bounds after `days`, and what is expected by now (of the least, where both
    /// are promised). With both, passing the most misses the promise, and it is met only at the end: until then the
    /// least that is reached stands as the most does, and being behind on either is being behind.
    #[must_use]
    pub fn stand(self, tally: Tally, days: Days) -> (PaceState, Decimal) {
        let least = self.least.map(|least| stand(Bound::AtLeast(least), tally, days));
        let most = self.most.map(|most| stand(Bound::AtMost(most), tally, days));
        match (least, most) {
            (Some(least), Some(most)) => (both(least.state, most.state), least.expected),
            (Some(one), None) | (None, Some(one)) => (one.state, one.expected),
            (None, None) => (PaceState::OnPace, Decimal::ZERO),
        }
    }
}

fn both(least: PaceState, most: PaceState) -> PaceState {
    match (least, most) {
        (PaceState::Missed, _) | (_, PaceState::Missed) => PaceState::Missed,
        (PaceState::OutOfReach, _) => PaceState::OutOfReach,
        (PaceState::Behind, _) | (_, PaceState::Behind) => PaceState::Behind,
        (PaceState::Met, most) => most,
        (least, _) => least,
    }
}

/// How `tally` stands against `bound` after `days`.
#[must_use]
pub fn stand(bound: Bound, tally: Tally, days: Days) -> Pace {
    let target = bound.target();
    let expected = if days.is_over || days.open == 0 { target } else { scale(target, days.done, days.open) };
    let short = Decimal::from_millionths(target.minus(tally.net).as_millionths().max(0));
    let mut pace = Pace {
        tally,
        days,
        expected,
        gap: tally.net.minus(expected),
        required_per_day: (!days.is_over && days.left() > 0).then(|| scale(short, 1, days.left())),
        forecast: forecast(tally, days),
        tolerance: tolerance(target, expected, tally.unit, days),
        state: PaceState::OnPace,
    };
    pace.state = state(bound, &pace);
    pace
}

/// Counts are noisy, so the range is at least the root of the number projected. Early in a period the pace itself is
/// hardly known, and the range is wider: the variance of what is still to come, `left × open days ÷ done`. What is
/// over is not noisy.
fn forecast(tally: Tally, days: Days) -> Option<Forecast> {
    let sure = tally.net.minus(tally.pending.max(Decimal::ZERO));
    if days.nothing_to_come() {
        return Some(Forecast { straight: tally.net, low: floor(sure), high: ceil(tally.net) });
    }
    // None so far is as noisy as one.
    let basis = tally.net.max(tally.unit);
    if days.done == 0 || basis <= Decimal::ZERO {
        return None;
    }
    let project = |number| scale(number, days.open, days.done);
    let straight = project(tally.net);
    let still_to_come = project(scale(basis, days.left(), days.done));
    let noise = root_of_product(project(basis).max(still_to_come), tally.unit);
    Some(Forecast {
        straight,
        low: floor(straight.minus(noise).max(sure).min(straight)),
        high: ceil(straight.plus(noise)),
    })
}

/// The noise of what was expected by now, and at least one open day's share: nobody is behind before lunch.
fn tolerance(target: Decimal, expected: Decimal, unit: Decimal, days: Days) -> Decimal {
    root_of_product(expected, unit).max(scale(target, 1, days.open))
}

fn state(bound: Bound, pace: &Pace) -> PaceState {
    let (target, net, days) = (bound.target(), pace.tally.net, pace.days);
    let lead = match bound {
        Bound::AtLeast(_) if net >= target => return PaceState::Met,
        Bound::AtLeast(_) if days.is_over => return PaceState::Missed,
        Bound::AtLeast(_) if is_out_of_reach(target, pace.tally, days) => return PaceState::OutOfReach,
        Bound::AtLeast(_) => pace.gap,
        Bound::AtMost(_) if net > target => return PaceState::Missed,
        Bound::AtMost(_) if days.is_over => return PaceState::Met,
        Bound::AtMost(_) => Decimal::ZERO.minus(pace.gap),
    };
    match lead {
        lead if lead > pace.tolerance => PaceState::Ahead,
        lead if lead < Decimal::ZERO.minus(pace.tolerance) => PaceState::Behind,
        _ => PaceState::OnPace,
    }
}

/// Whether the open days left fall short even at twice the better of the pace so far and the pace that was promised,
/// with the noise of that number on top.
fn is_out_of_reach(target: Decimal, tally: Tally, days: Days) -> bool {
    let promised = scale(target, days.left(), days.open);
    let as_so_far = scale(tally.net, days.left(), days.done);
    let twice = scale(promised.max(as_so_far), 2, 1);
    tally.net.plus(twice).plus(root_of_product(twice, tally.unit)) < target
}
