//! How the promises of both parties were kept: clocks started, met, late, missed, running, and what is counted by period.

use std::collections::BTreeMap;

use entente_core::agreement::model::{Commitment, CommitmentKind, PartyKind, Share};
use entente_core::decision::Verdict;
use entente_core::pace::Bound;
use entente_core::plan::Plan;
use serde::Serialize;

use crate::basis::Basis;
use crate::dimension::Dimension;
use crate::history::{Clock, History};
use crate::rate::Rate;
use crate::words::NONE;
use crate::zone::Zone;

use super::counting::{Counting, commitments, counting};
use super::ground::Ground;

/// The promises of both parties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sla {
    /// What it rests on.
    pub basis: Basis,
    /// Promises with clocks: marketing's, then sales', each in the agreement's order.
    pub promises: Vec<Promise>,
    /// Promises that count, in the same order: each in the period before, then in the one at hand.
    pub counted: Vec<Counting>,
}

/// One time promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Promise {
    /// Its clause.
    pub commitment: String,
    /// Whose it is.
    pub party: PartyKind,
    /// In plain words.
    pub says: String,
    /// The share that was promised, in text: `95%`.
    pub promised: String,
    /// All clocks together.
    pub all: PromiseRow,
    /// One row a group, the largest first; empty where nothing was split by.
    pub rows: Vec<PromiseRow>,
}

/// The clocks of one group.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PromiseRow {
    /// The group.
    pub group: Option<String>,
    /// How many started.
    pub started: u64,
    /// Done in time.
    pub met: u64,
    /// Done late.
    pub met_late: u64,
    /// Not done, and the cycle is over.
    pub missed: u64,
    /// Late and still open.
    pub overdue: u64,
    /// Open, with time left.
    pub running: u64,
    /// It no longer mattered.
    pub cancelled: u64,
    /// The times on record are too coarse for the promise.
    pub cannot_tell: u64,
    /// How many of the late, missed and overdue the other party waived.
    pub waived: u64,
    /// Met, of all that were judged: met, late, missed and overdue.
    pub kept: Option<Rate>,
    /// How that stands against the promise.
    pub standing: Standing,
}

/// How a share kept stands against the share promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing was judged yet.
    #[default]
    NothingYet,
    /// As promised or better.
    Kept,
    /// Not as promised, but so few were judged that chance alone may explain it.
    Unclear,
    /// Not as promised, and chance does not explain it.
    Below,
}

/// Reads all clocks, and counts what is counted under `plan`, which knows since when each promise is in force. Without
/// one the agreement of the history counts as if it always had been.
#[must_use]
pub fn sla(history: &History, plan: Option<&Plan>, by: Option<&Dimension>, zone: &Zone) -> Sla {
    let mut clocks: BTreeMap<u32, Vec<&Clock>> = BTreeMap::new();
    for clock in history.clocks.iter() {
        clocks.entry(clock.commitment).or_default().push(clock);
    }
    let mut promises = Vec::new();
    for (clause, party, commitment) in commitments(&history.agreement) {
        let Some(promised) = promised(commitment) else { continue };
        let own = history.words.find(&clause.0).and_then(|number| clocks.get(&number));
        let own = own.map_or(&[][..], Vec::as_slice);
        promises.push(promise(history, by, party, (clause.0, commitment, promised), own));
    }
    let mut basis = history.basis(zone, "all clocks ever started", history.clocks.len() as u64);
    let sum = |count: fn(&PromiseRow) -> u64| promises.iter().map(|promise| count(&promise.all)).sum::<u64>();
    basis.exclude(sum(|row| row.cancelled), "cancelled, because it no longer mattered");
    basis.immature = sum(|row| row.running);
    basis.cannot_tell = sum(|row| row.cannot_tell);
    let compiled = if plan.is_none() { Plan::compile(&history.agreement).ok() } else { None };
    let counted = counting(Ground { history, zone, plan: plan.or(compiled.as_ref()), among: None });
    Sla { basis, promises, counted }
}

/// The share of clocks that must be met; none for a promise without clocks.
#[must_use]
pub fn promised(commitment: &Commitment) -> Option<Share> {
    match &commitment.kind {
        CommitmentKind::Time { kept, .. } | CommitmentKind::Attempts { kept, .. } => Some(*kept),
        _ => None,
    }
}

fn promise(
    history: &History,
    by: Option<&Dimension>,
    party: PartyKind,
    (commitment, clause, promised): (String, &Commitment, Share),
    clocks: &[&Clock],
) -> Promise {
    let mut all = PromiseRow::default();
    let mut groups: BTreeMap<u32, PromiseRow> = BTreeMap::new();
    for clock in clocks {
        all.count(history, clock);
        if let Some(by) = by {
            groups.entry(group(history, by, clock)).or_default().count(history, clock);
        }
    }
    all.judge(promised);
    let ranked = super::ranked(history, groups, |row| row.started).into_iter();
    let rows = ranked.map(|(name, mut row)| {
        row.judge(promised);
        row.group = Some(name);
        row
    });
    let rows = rows.collect();
    Promise { commitment, party, says: clause.says.clone(), promised: promised.to_string(), all, rows }
}

/// A clock's owner is who held the lead when it stopped; for all else the lead's own group counts.
fn group(history: &History, by: &Dimension, clock: &Clock) -> u32 {
    match (by, &clock.ended) {
        (Dimension::Owner, Some(ended)) if ended.owner != NONE => ended.owner,
        _ => clock.lead.and_then(|lead| history.slot(lead)).map_or(NONE, |slot| history.group(Some(by), slot)),
    }
}

/// How a share stands against the least or the most that was promised.
pub(super) fn standing(rate: &Rate, bound: Bound) -> Standing {
    let (Some(share), Some(low), Some(high)) = (rate.share, rate.low, rate.high) else { return Standing::NothingYet };
    let (is_kept, is_chance) = match bound {
        Bound::AtLeast(least) => (share >= least, high >= least),
        Bound::AtMost(most) => (share <= most, low <= most),
    };
    match (is_kept, is_chance || rate.of < FEW) {
        (true, _) => Standing::Kept,
        (false, true) => Standing::Unclear,
        (false, false) => Standing::Below,
    }
}

/// Below so many, nothing is said to be below a promise.
const FEW: u64 = 5;

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done in time.
    Met,
    /// Done late.
    MetLate,
    /// Not done, and the cycle is over.
    Missed,
    /// Late and still open. What is due as an office closes is not late before it opens again.
    Overdue,
    /// Open, with time left.
    Running,
    /// It no longer mattered.
    Cancelled,
    /// The times on record are too coarse for the promise.
    CannotTell,
}

impl Outcome {
    /// All of them, the best first.
    pub const ALL: [Outcome; 7] = [
        Outcome::Met,
        Outcome::MetLate,
        Outcome::Missed,
        Outcome::Overdue,
        Outcome::Running,
        Outcome::Cancelled,
        Outcome::CannotTell,
    ];

    pub(super) fn of(history: &History, clock: &Clock) -> Outcome {
        match clock.ended.as_ref().map(|ended| ended.verdict) {
            Some(Verdict::Met) => Outcome::Met,
            Some(Verdict::MetLate) => Outcome::MetLate,
            Some(Verdict::Missed) => Outcome::Missed,
            Some(Verdict::Cancelled) => Outcome::Cancelled,
            Some(Verdict::CannotTell) => Outcome::CannotTell,
            None if clock.is_missed || history.is_late(clock) => Outcome::Overdue,
            None => Outcome::Running,
        }
    }

    /// Whether the promise was not kept in time.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, Outcome::MetLate | Outcome::Missed | Outcome::Overdue)
    }
}

impl PromiseRow {
    /// How many clocks stand so.
    #[must_use]
    pub fn n(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Met => self.met,
            Outcome::MetLate => self.met_late,
            Outcome::Missed => self.missed,
            Outcome::Overdue => self.overdue,
            Outcome::Running => self.running,
            Outcome::Cancelled => self.cancelled,
            Outcome::CannotTell => self.cannot_tell,
        }
    }

    pub(super) fn count(&mut self, history: &History, clock: &Clock) {
        self.started += 1;
        let outcome = Outcome::of(history, clock);
        *match outcome {
            Outcome::Met => &mut self.met,
            Outcome::MetLate => &mut self.met_late,
            Outcome::Missed => &mut self.missed,
            Outcome::Overdue => &mut self.overdue,
            Outcome::Running => &mut self.running,
            Outcome::Cancelled => &mut self.cancelled,
            Outcome::CannotTell => &mut self.cannot_tell,
        } += 1;
        self.waived += u64::from(outcome.is_late() && clock.is_waived);
    }

    pub(super) fn judge(&mut self, promised: Share) {
        let judged = self.met + self.met_late + self.missed + self.overdue;
        let kept = Rate::new(self.met, judged);
        self.standing = standing(&kept, Bound::AtLeast(promised.0));
        self.kept = Some(kept);
    }
}

#[cfg(test)]
mod tests;
