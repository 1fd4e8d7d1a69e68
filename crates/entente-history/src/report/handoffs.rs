//! What was handed over, by which way, to whom, and what came of it.

use std::collections::BTreeMap;

use entente_core::agreement::model::Per;
use entente_core::decision::NobodyReason;
use entente_core::id::LeadId;
use entente_core::milestone::Milestone;
use entente_core::time::Instant;
use rayon::prelude::*;
use serde::Serialize;

use crate::basis::Basis;
use crate::block::Row;
use crate::dimension::Dimension;
use crate::history::{Handed, History, NOT_KNOWN};
use crate::moments::Moments;
use crate::rate::Rate;
use crate::zone::{Zone, period_name};

/// The handoffs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Handoffs {
    /// What it rests on.
    pub basis: Basis,
    /// All of them together.
    pub all: HandoffRow,
    /// The same, split in several ways, one after the other.
    pub sections: Vec<HandoffSection>,
}

/// One way to split them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HandoffSection {
    /// By what: `route`, `team`, `owner`, `nobody`, `period`, or the field asked for.
    pub by: String,
    /// Its rows, the largest first; periods in time.
    pub rows: Vec<HandoffRow>,
}

/// The handoffs of one group. Each is accepted, rejected or open.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct HandoffRow {
    /// The group.
    pub group: Option<String>,
    /// How many.
    pub handed: u64,
    /// How many were touched at all, before the next handoff of the same lead.
    pub touched: u64,
    /// How many were accepted.
    pub accepted: u64,
    /// How many were rejected.
    pub rejected: u64,
    /// How many were neither accepted nor rejected yet.
    pub open: u64,
    /// How many found no owner.
    pub nobody: u64,
    /// Accepted, of those that were answered.
    pub acceptance: Option<Rate>,
}

/// One handoff and what came of it.
#[derive(Debug, Clone, Copy)]
struct Outcome {
    handed: Handed,
    touched: bool,
    accepted: bool,
    rejected: bool,
}

/// Reads all handoffs; `by` adds a split by a field.
#[must_use]
pub fn handoffs(history: &History, by: Option<(&str, &Dimension)>, per: Per, zone: &Zone) -> Handoffs {
    let first = first_of_cycle(history);
    let next = next_handoffs(&first);
    let outcomes: Vec<Outcome> =
        first.par_iter().zip(next).map(|(handed, next)| outcome(history, *handed, next)).collect();
    let section = |by: &str, group: &dyn Fn(&Outcome) -> u32| split(history, by, &outcomes, group);
    let mut sections = Vec::new();
    if let Some((name, by)) = by {
        let slot = |outcome: &Outcome| history.slot(outcome.handed.lead);
        sections.push(section(name, &|outcome| slot(outcome).map_or(u32::MAX, |slot| history.group(Some(by), slot))));
    }
    sections.push(routes(section("route", &|outcome| outcome.handed.route)));
    sections.push(section("team", &|outcome| outcome.handed.team));
    sections.push(section("owner", &|outcome| outcome.handed.owner));
    sections.push(nobody(&outcomes));
    sections.push(periods(&outcomes, per, zone));
    sections.retain(says_something);

    let mut all = HandoffRow::default();
    outcomes.iter().for_each(|outcome| all.count(outcome));
    all.judge();
    let mut basis = history.basis(zone, "all handoffs on record", all.handed);
    basis.immature = all.open;
    basis.exclude(history.handoffs_count() - all.handed, "that only passed a lead to another owner");
    Handoffs { basis, all, sections }
}

/// The handoffs that began a cycle. While sales has a lead, another one only passes it to another owner.
pub(super) fn first_of_cycle(history: &History) -> Vec<Handed> {
    let mut last: BTreeMap<LeadId, Instant> = BTreeMap::new();
    let mut first = Vec::new();
    for handed in history.handoffs.iter() {
        let handed = Handed { lead: history.root(handed.lead), ..*handed };
        let is_with_sales = last.get(&handed.lead).is_some_and(|since| !left(history, &handed, *since));
        if !is_with_sales {
            last.insert(handed.lead, handed.at);
            first.push(handed);
        }
    }
    first
}

/// Whether a lead left sales between an instant and a handoff.
fn left(history: &History, handed: &Handed, since: Instant) -> bool {
    let ways = [Milestone::Rejected, Milestone::Recycled, Milestone::Disqualified].map(Moments::milestone);
    history.slot(handed.lead).is_some_and(|slot| {
        let mut rows = history.rows(slot);
        rows.any(|row| row.latest() >= since && row.at <= handed.at && ways.contains(&row.code))
    })
}

/// When each handoff's lead was handed off again.
fn next_handoffs(handoffs: &[Handed]) -> Vec<Option<Instant>> {
    let mut next = vec![None; handoffs.len()];
    let mut later = BTreeMap::new();
    for (place, handed) in handoffs.iter().enumerate().rev() {
        next[place] = later.insert(handed.lead, handed.at);
    }
    next
}

fn outcome(history: &History, handed: Handed, next: Option<Instant>) -> Outcome {
    let slot = history.slot(handed.lead);
    let came = |milestone: Milestone| {
        let code = Moments::milestone(milestone);
        slot.is_some_and(|slot| history.rows_of(slot, code).any(|row| is_between(row, handed.at, next)))
    };
    let accepted = came(Milestone::Accepted);
    let rejected = !accepted && came(Milestone::Rejected);
    Outcome { handed, touched: came(Milestone::FirstAttempt), accepted, rejected }
}

/// Whether a moment may belong to this handoff; one known to the day may, if any of its day does.
fn is_between(row: Row, from: Instant, to: Option<Instant>) -> bool {
    row.latest() >= from && to.is_none_or(|to| row.at < to)
}

fn split(history: &History, by: &str, outcomes: &[Outcome], group: &dyn Fn(&Outcome) -> u32) -> HandoffSection {
    let mut groups: BTreeMap<u32, HandoffRow> = BTreeMap::new();
    for outcome in outcomes {
        groups.entry(group(outcome)).or_default().count(outcome);
    }
    let ranked = super::ranked(history, groups, |row| row.handed).into_iter();
    HandoffSection { by: by.to_owned(), rows: ranked.map(|(name, row)| row.named(name)).collect() }
}

/// A split of which every handoff is in the group nobody told says nothing.
fn says_something(section: &HandoffSection) -> bool {
    let mut groups = section.rows.iter().filter_map(|row| row.group.as_deref());
    groups.any(|group| group != NOT_KNOWN && group != NO_ROUTE)
}

/// What a handoff told from outside stands under, where routes are listed.
const NO_ROUTE: &str = "(no route)";

/// A handoff told from outside went by no route of the agreement.
fn routes(mut section: HandoffSection) -> HandoffSection {
    for row in &mut section.rows {
        if row.group.as_deref() == Some(NOT_KNOWN) {
            row.group = Some(NO_ROUTE.to_owned());
        }
    }
    section
}

fn nobody(outcomes: &[Outcome]) -> HandoffSection {
    let mut groups: BTreeMap<NobodyReason, HandoffRow> = BTreeMap::new();
    for outcome in outcomes {
        if let Some(reason) = outcome.handed.nobody {
            groups.entry(reason).or_default().count(outcome);
        }
    }
    let rows = groups.into_iter().map(|(reason, row)| row.named(nobody_says(reason).to_owned())).collect();
    HandoffSection { by: "nobody".to_owned(), rows }
}

fn periods(outcomes: &[Outcome], per: Per, zone: &Zone) -> HandoffSection {
    let mut groups: BTreeMap<jiff::civil::Date, HandoffRow> = BTreeMap::new();
    for outcome in outcomes {
        groups.entry(zone.period(per, outcome.handed.at)).or_default().count(outcome);
    }
    let rows = groups.into_iter().map(|(start, row)| row.named(period_name(per, start))).collect();
    HandoffSection { by: "period".to_owned(), rows }
}

/// Why nobody got a lead, in words.
fn nobody_says(reason: NobodyReason) -> &'static str {
    match reason {
        NobodyReason::NoRoute => "no route matched",
        NobodyReason::AllAbsent => "all away",
        NobodyReason::AllFull => "all full",
        NobodyReason::TeamEmpty => "the team has no members",
        NobodyReason::UnknownOwner => "the owner is not known",
        NobodyReason::OwnerInactive => "the owner is no longer active",
        NobodyReason::NoAccount => "the lead has no account",
        NobodyReason::AllHadIt => "all had it before",
    }
}

impl HandoffRow {
    fn count(&mut self, outcome: &Outcome) {
        self.handed += 1;
        self.touched += u64::from(outcome.touched);
        self.accepted += u64::from(outcome.accepted);
        self.rejected += u64::from(outcome.rejected);
        self.open += u64::from(!outcome.accepted && !outcome.rejected);
        self.nobody += u64::from(outcome.handed.nobody.is_some());
    }

    fn judge(&mut self) {
        self.acceptance = Some(Rate::new(self.accepted, self.accepted + self.rejected));
    }

    fn named(mut self, name: String) -> HandoffRow {
        self.group = Some(name);
        self.judge();
        self
    }
}

#[cfg(test)]
mod tests;
