//! Whether fit tells winners from others: leads and wins above each threshold, and the area under the curve.

use std::collections::BTreeMap;

use entente_core::condition::Operand;
use entente_core::id::Name;
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use rayon::prelude::*;
use serde::Serialize;

use crate::basis::Basis;
use crate::condition::holds;
use crate::history::{History, Slot};
use crate::rate::{Rate, ratio};
use crate::zone::Zone;

/// How well fit tells winners.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scores {
    /// What it rests on.
    pub basis: Basis,
    /// Won of all leads that could be scored.
    pub won: Rate,
    /// The chance that a lead that won has more points than one that did not, ties counted half. By the sum of points
    /// before it is clamped to 0 to 100: clamping throws away order. None where all won or nobody did.
    pub auc: Option<Decimal>,
    /// The same by fit itself, clamped.
    pub auc_clamped: Option<Decimal>,
    /// The grades of the agreement and the thresholds asked for, the highest first.
    pub thresholds: Vec<Threshold>,
}

/// The leads at or above one fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Threshold {
    /// The least fit.
    pub at_least: Decimal,
    /// The grade that starts here.
    pub grade: Option<Name>,
    /// How many leads, of all that could be scored.
    pub leads: Rate,
    /// How many of them won.
    pub won: Rate,
    /// How many of all wins they are.
    pub of_wins: Rate,
}

/// Wins and others at one sum of points.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    won: u64,
    others: u64,
}

/// Scores all leads by their last known values.
#[must_use]
pub fn scores(history: &History, at: &[Decimal], zone: &Zone) -> Scores {
    let scored: Vec<Option<(Decimal, bool)>> = history
        .slots()
        .map(|slot| Some((points(history, slot)?, history.reached(slot, Milestone::OpportunityWon))))
        .collect();
    let mut by_points: BTreeMap<Decimal, Tally> = BTreeMap::new();
    for (points, won) in scored.iter().flatten() {
        let tally = by_points.entry(*points).or_default();
        *(if *won { &mut tally.won } else { &mut tally.others }) += 1;
    }
    let mut by_fit: BTreeMap<Decimal, Tally> = BTreeMap::new();
    for (points, tally) in &by_points {
        let clamped = by_fit.entry((*points).clamp(Decimal::ZERO, Decimal::from_int(100))).or_default();
        clamped.won += tally.won;
        clamped.others += tally.others;
    }
    let (won, others) = above(&by_fit, None);
    let mut basis = history.basis(zone, "all leads ever created, by their last known values", history.leads_count());
    basis.cannot_tell = scored.iter().filter(|scored| scored.is_none()).count() as u64;
    Scores {
        basis,
        won: Rate::new(won, won + others),
        auc: auc(&by_points),
        auc_clamped: auc(&by_fit),
        thresholds: thresholds(history, at, &by_fit),
    }
}

/// The sum of a lead's points of fit, not clamped; none where a rule asks what a report cannot answer.
fn points(history: &History, slot: Slot) -> Option<Decimal> {
    let ask = |operand: &Operand| history.told(slot, operand);
    let mut sum = Decimal::ZERO;
    for (_, rule) in history.agreement.fit.iter().filter(|(_, rule)| !rule.disqualify) {
        if holds(&rule.when.test, &ask)? {
            sum = sum.plus(rule.points);
        }
    }
    Some(sum)
}

/// Wins and others at or above a fit; all of them where none is given.
fn above(by_fit: &BTreeMap<Decimal, Tally>, least: Option<Decimal>) -> (u64, u64) {
    let tallies = by_fit.range(least.unwrap_or(Decimal::ZERO)..).map(|(_, tally)| tally);
    tallies.fold((0, 0), |(won, others), tally| (won + tally.won, others + tally.others))
}

fn thresholds(history: &History, at: &[Decimal], by_fit: &BTreeMap<Decimal, Tally>) -> Vec<Threshold> {
    let mut least: BTreeMap<Decimal, Option<Name>> = at.iter().map(|least| (*least, None)).collect();
    for (grade, from) in &history.agreement.grades.0 {
        least.insert(*from, Some(grade.clone()));
    }
    let (all_won, all_others) = above(by_fit, None);
    let threshold = |(at_least, grade): (Decimal, Option<Name>)| {
        let (won, others) = above(by_fit, Some(at_least));
        let (leads, won_rate) = (Rate::new(won + others, all_won + all_others), Rate::new(won, won + others));
        Threshold { at_least, grade, leads, won: won_rate, of_wins: Rate::new(won, all_won) }
    };
    least.into_iter().rev().map(threshold).collect()
}

/// The area under the curve, by ranks: of all pairs of a win and another, how many stand in the right order.
fn auc(tallies: &BTreeMap<Decimal, Tally>) -> Option<Decimal> {
    let (mut below, mut right_twice, mut won) = (0_u128, 0_u128, 0_u128);
    for tally in tallies.values() {
        right_twice += u128::from(tally.won) * (2 * below + u128::from(tally.others));
        below += u128::from(tally.others);
        won += u128::from(tally.won);
    }
    let pairs_twice = 2 * won * below;
    (pairs_twice > 0).then(|| ratio(right_twice.cast_signed(), pairs_twice.cast_signed()))
}

#[cfg(test)]
mod tests;
