//! How many leads came to a moment in each period: wins a month, handoffs a week.

use std::collections::BTreeMap;

use entente_core::agreement::model::{Moment, Per};
use entente_core::milestone::Milestone;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::basis::Basis;
use crate::dimension::Dimension;
use crate::history::{History, Slot};
use crate::moments::word;
use crate::zone::{Zone, period_name};

/// The counts. A lead counts once in a period, and a rep's first act once ever.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counts {
    /// What it rests on.
    pub basis: Basis,
    /// What is counted.
    pub moment: String,
    /// The length of a period.
    pub per: Per,
    /// All of them.
    pub total: u64,
    /// Each period with at least one, in time; within a period the largest group first.
    pub rows: Vec<CountRow>,
}

/// One period and group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountRow {
    /// The period's name: `2018-05`.
    pub period: String,
    /// The group.
    pub group: Option<String>,
    /// How many.
    pub n: u64,
}

/// Counts them.
#[must_use]
pub fn counts(history: &History, moment: &Moment, per: Per, by: Option<&Dimension>, zone: &Zone) -> Counts {
    let found: Vec<(Slot, Vec<Date>)> = history
        .slots()
        .map(|slot| (slot, periods(history, moment, per, zone, slot)))
        .filter(|(_, periods)| !periods.is_empty())
        .collect();
    let mut tallies: BTreeMap<Date, BTreeMap<u32, u64>> = BTreeMap::new();
    for (slot, periods) in &found {
        for period in periods {
            *tallies.entry(*period).or_default().entry(history.group(by, *slot)).or_default() += 1;
        }
    }
    let mut rows = Vec::new();
    for (start, groups) in tallies {
        for (group, n) in super::ranked(history, groups, |n| *n) {
            rows.push(CountRow { period: period_name(per, start), group: by.is_some().then_some(group), n });
        }
    }
    let mut basis = history.basis(zone, "periods by when it happened", found.len() as u64);
    basis.exclude(history.leads_count() - found.len() as u64, format!("that never came to {}", word(moment)));
    let total = rows.iter().map(|row| row.n).sum();
    Counts { basis, moment: word(moment).to_owned(), per, total, rows }
}

/// The periods in which a lead came to the moment, each once.
fn periods(history: &History, moment: &Moment, per: Per, zone: &Zone, slot: Slot) -> Vec<Date> {
    let Some(code) = history.code(moment) else { return Vec::new() };
    let is_once = [Milestone::Created, Milestone::FirstAttempt, Milestone::Contacted].map(Moment::Milestone);
    if is_once.contains(moment) {
        return history.first(slot, code).map(|when| zone.period(per, when.at)).into_iter().collect();
    }
    let mut periods: Vec<Date> = history.rows_of(slot, code).map(|row| zone.period(per, row.at)).collect();
    periods.sort_unstable();
    periods.dedup();
    periods
}

#[cfg(test)]
mod tests;
