//! How many leads reached each stage, by group and cohort, and which cohorts cannot be judged yet or any more.

use std::collections::BTreeMap;

use entente_core::agreement::model::{Enter, MetricKind, Moment, Per, Target};
use entente_core::milestone::Milestone;
use entente_core::time::Span;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::basis::Basis;
use crate::dimension::Dimension;
use crate::history::{History, Slot};
use crate::moments::Moments;
use crate::rate::Rate;
use crate::zone::{Zone, period_end, period_name};

/// How the funnel is cut.
#[derive(Debug, Clone)]
pub struct FunnelQuery {
    /// Split by the values of this.
    pub by: Option<Dimension>,
    /// Split by when leads were created.
    pub cohort: Option<Per>,
    /// How long a lead must have been watched before its cohort is judged; the agreement's own where none.
    pub matures: Option<Span>,
    /// The zone of days and cohorts.
    pub zone: Zone,
}

/// The funnel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Funnel {
    /// What it rests on.
    pub basis: Basis,
    /// All leads together.
    pub all: FunnelRow,
    /// One row a cohort and group, cohorts in time, groups by size; empty where nothing was split by.
    pub rows: Vec<FunnelRow>,
    /// How long a lead must have been watched, as shown: `180d`.
    pub matures: String,
    /// The local date of the first win on record: cohorts that began before it may have won unrecorded.
    pub first_win: Option<String>,
}

/// One row of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelRow {
    /// The period in which they were created.
    pub cohort: Option<String>,
    /// Their group.
    pub group: Option<String>,
    /// How many leads.
    pub leads: u64,
    /// Each stage in order.
    pub stages: Vec<Step>,
    /// How many won a deal, of all.
    pub won: Rate,
    /// Whether its youngest lead was watched for less than `matures`.
    pub is_immature: bool,
    /// Whether it began before the first win on record.
    pub is_censored: bool,
}

/// One stage of a row. A lead reached a stage if it ever entered it or any later one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Which stage.
    pub stage: String,
    /// Of all leads of the row.
    pub of_all: Rate,
    /// Of those who reached the stage before.
    pub of_previous: Rate,
}

/// The counts of a row.
#[derive(Debug, Clone, Default)]
struct Tally {
    leads: u64,
    /// How many came exactly this far, by stage.
    furthest: Vec<u64>,
    won: u64,
}

type Key = (Option<Date>, u32);

/// Makes the funnel.
#[must_use]
pub fn funnel(history: &History, query: &FunnelQuery) -> Funnel {
    let tallies = history
        .slots()
        .fold(BTreeMap::new, |mut tallies, slot| {
            add(history, query, slot, &mut tallies);
            tallies
        })
        .reduce(BTreeMap::new, merged);
    let mut all = Tally::default();
    tallies.values().for_each(|tally| all.join(tally));

    let matures = query.matures.unwrap_or_else(|| agreed_maturity(history));
    let first_win = first_win(history, &query.zone);
    let judge = |cohort: Option<Date>| (is_immature(history, query, cohort, matures), is_censored(cohort, first_win));
    let mut rows = rows(history, query, tallies, judge);
    if query.by.is_none() && query.cohort.is_none() {
        rows.clear();
    }

    let mut basis = history.basis(&query.zone, window(query), all.leads);
    basis.immature = rows.iter().filter(|row| row.is_immature).map(|row| row.leads).sum();
    let undated = rows.iter().filter(|row| query.cohort.is_some() && row.cohort.is_none()).map(|row| row.leads).sum();
    basis.exclude(undated, "without a recorded creation, in no cohort");
    let all = row(history, None, None, &all, (false, false));
    let first_win = first_win.map(|date| date.to_string());
    Funnel { basis, all, rows, matures: matures.to_string(), first_win }
}

fn window(query: &FunnelQuery) -> &'static str {
    if query.cohort.is_some() { "cohorts by date of creation" } else { "all leads ever created" }
}

fn add(history: &History, query: &FunnelQuery, slot: Slot, tallies: &mut BTreeMap<Key, Tally>) {
    let created = history.first(slot, Moments::milestone(Milestone::Created));
    let cohort = query.cohort.and_then(|per| created.map(|created| query.zone.period(per, created.at)));
    let tally = tallies.entry((cohort, history.group(query.by.as_ref(), slot))).or_default();
    let stages = &history.agreement.stages;
    tally.furthest.resize(stages.len(), 0);
    tally.leads += 1;
    tally.won += u64::from(history.reached(slot, Milestone::OpportunityWon));
    let is_first_for_all = stages.iter().next().is_some_and(|(_, stage)| stage.enter == Enter::Created);
    if let Some(place) = history.furthest_stage(slot).or(is_first_for_all.then_some(0)) {
        tally.furthest[place] += 1;
    }
}

fn merged(mut one: BTreeMap<Key, Tally>, other: BTreeMap<Key, Tally>) -> BTreeMap<Key, Tally> {
    for (key, tally) in other {
        one.entry(key).or_default().join(&tally);
    }
    one
}

impl Tally {
    fn join(&mut self, other: &Tally) {
        self.leads += other.leads;
        self.won += other.won;
        self.furthest.resize(self.furthest.len().max(other.furthest.len()), 0);
        for (mine, others) in self.furthest.iter_mut().zip(&other.furthest) {
            *mine += others;
        }
    }
}

fn rows(
    history: &History,
    query: &FunnelQuery,
    tallies: BTreeMap<Key, Tally>,
    judge: impl Fn(Option<Date>) -> (bool, bool),
) -> Vec<FunnelRow> {
    let mut cohorts: BTreeMap<Option<Date>, BTreeMap<u32, Tally>> = BTreeMap::new();
    for ((cohort, group), tally) in tallies {
        cohorts.entry(cohort).or_default().insert(group, tally);
    }
    let mut rows = Vec::new();
    for (cohort, groups) in cohorts {
        let name = cohort.zip(query.cohort).map(|(start, per)| period_name(per, start));
        for (group, tally) in super::ranked(history, groups, |tally| tally.leads) {
            let group = query.by.is_some().then_some(group);
            rows.push(row(history, name.clone(), group, &tally, judge(cohort)));
        }
    }
    rows
}

fn row(
    history: &History,
    cohort: Option<String>,
    group: Option<String>,
    tally: &Tally,
    (is_immature, is_censored): (bool, bool),
) -> FunnelRow {
    let mut previous = tally.leads;
    let mut stages = Vec::new();
    for (place, (name, _)) in history.agreement.stages.iter().enumerate() {
        let reached = tally.furthest.iter().skip(place).sum();
        stages.push(Step {
            stage: name.to_string(),
            of_all: Rate::new(reached, tally.leads),
            of_previous: Rate::new(reached, previous),
        });
        previous = reached;
    }
    let won = Rate::new(tally.won, tally.leads);
    FunnelRow { cohort, group, leads: tally.leads, stages, won, is_immature, is_censored }
}

/// The maturity that the agreement's own measure of winning asks for; 180 days where it names none.
fn agreed_maturity(history: &History) -> Span {
    let last_stage = history.agreement.stages.names().last();
    let is_win = |moment: &Moment| match moment {
        Moment::Milestone(milestone) => *milestone == Milestone::OpportunityWon,
        Moment::Stage(name) => Some(name.as_str()) == last_stage,
        Moment::Signal(_) => false,
    };
    let agreed = history.agreement.metrics.iter().find_map(|(_, metric)| match &metric.kind {
        MetricKind::Share { share, matures: Some(Target::Wall(span)), .. } if is_win(share) => Some(*span),
        _ => None,
    });
    agreed.unwrap_or(Span::DAY.times(180))
}

fn first_win(history: &History, zone: &Zone) -> Option<Date> {
    let won = Moments::milestone(Milestone::OpportunityWon);
    let rows = history.blocks.par_iter().flat_map_iter(|block| block.all_rows());
    rows.filter(|(code, _)| *code == won).map(|(_, at)| at).min().map(|at| zone.date(at))
}

/// Nobody is watched beyond the last thing on record, whatever the clock on the wall says.
fn is_immature(history: &History, query: &FunnelQuery, cohort: Option<Date>, matures: Span) -> bool {
    let (Some(start), Some(per), Some(until)) = (cohort, query.cohort, history.observed_until) else { return false };
    let last_created = query.zone.start_of(period_end(per, start));
    last_created + matures > until.min(history.as_of)
}

fn is_censored(cohort: Option<Date>, first_win: Option<Date>) -> bool {
    cohort.zip(first_win).is_some_and(|(start, first)| start < first)
}

#[cfg(test)]
mod tests;
