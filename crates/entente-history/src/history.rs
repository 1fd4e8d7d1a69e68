//! The history of all leads as the log stood at one instant: moments in columns sorted by lead, last values beside them.

use std::collections::BTreeMap;

use entente_core::agreement::model::{Agreement, Field, Moment, Named};
use entente_core::condition::Operand;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::milestone::Milestone;
use entente_core::time::{Instant, Precision, Span};

use crate::basis::Basis;
use crate::build::Collector;
use crate::condition::Told;
use crate::dimension::Dimension;
use crate::entry::Entry;
use crate::moments::{Code, Moments};
use crate::words::{NONE, Words};
use crate::zone::Zone;

pub(crate) use crate::build::{Clock, Deal, Handed, Rating, Reason};

/// The history of all leads as of one instant.
///
/// A lead's moments lie side by side in the order of the log; each column holds one thing about all of them. Leads that
/// were found to be one person are one lead here.
#[derive(Debug)]
pub struct History {
    pub(crate) agreement: Agreement,
    pub(crate) moments: Moments,
    pub(crate) as_of: Instant,
    pub(crate) up_to: Option<Seq>,
    pub(crate) observed_until: Option<Instant>,
    pub(crate) is_decided: bool,
    pub(crate) words: Words,
    /// Sorted; a lead's place here is its slot everywhere.
    pub(crate) leads: Vec<LeadId>,
    /// Where each slot's moments start; one longer than `leads`.
    pub(crate) starts: Vec<u32>,
    pub(crate) at: Vec<Instant>,
    pub(crate) moment: Vec<Code>,
    pub(crate) precision: Vec<Precision>,
    /// Last values by slot, a column each: source, owner, team, grade, level, the lead's fields, the account's fields.
    pub(crate) columns: Vec<Vec<u32>>,
    pub(crate) handoffs: Vec<Handed>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) ratings: Vec<Rating>,
    pub(crate) deals: Vec<Deal>,
    /// When each meeting was held.
    pub(crate) met: BTreeMap<Name, Vec<Instant>>,
}

/// When something happened, and how finely that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) at: Instant,
    pub(crate) precision: Precision,
}

/// The latest instant at which something may have happened that is known this finely. A date is taken as 24 hours.
pub(crate) fn latest(at: Instant, precision: Precision) -> Instant {
    match precision {
        Precision::Second => at,
        Precision::Minute => at + Span::MINUTE,
        Precision::Day => at + Span::DAY,
    }
}

/// What a group is called whose value nobody told.
pub(crate) const NOT_KNOWN: &str = "(not known)";

/// How many columns stand before those of the lead's own fields.
pub(crate) const FIXED_COLUMNS: usize = 5;

impl History {
    /// The latest instant at which a row's moment may have come.
    pub(crate) fn latest(&self, row: usize) -> Instant {
        latest(self.at[row], self.precision[row])
    }

    /// Builds the history as the log stood at `as_of` from its entries in the order of the log.
    ///
    /// Facts the log learnt later and decisions made later are left out. Linear in the entries, but for the sorting of
    /// the leads' numbers.
    pub fn build(agreement: &Agreement, as_of: Instant, entries: impl Iterator<Item = (Seq, Entry)>) -> History {
        let mut collector = Collector::new(agreement, as_of);
        for (seq, entry) in entries {
            collector.take(seq, &entry);
        }
        collector.settle()
    }

    /// The agreement it is read by.
    #[must_use]
    pub fn agreement(&self) -> &Agreement {
        &self.agreement
    }

    /// As of which instant.
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// How many leads there are.
    #[must_use]
    pub fn leads_count(&self) -> u64 {
        self.leads.len() as u64
    }

    /// Whether the log holds any decision; without one, stages and clocks are not known.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.is_decided
    }

    /// How many handoffs there are.
    #[must_use]
    pub fn handoffs_count(&self) -> u64 {
        self.handoffs.len() as u64
    }

    /// The ground of a report over `n` things.
    pub(crate) fn basis(&self, zone: &Zone, window: impl Into<String>, n: u64) -> Basis {
        Basis {
            as_of: self.as_of,
            up_to: self.up_to,
            observed_until: self.observed_until,
            window: window.into(),
            zone: zone.name().to_owned(),
            n,
            excluded: Vec::new(),
            immature: 0,
            cannot_tell: 0,
        }
    }

    /// The places of a slot's moments in the columns.
    pub(crate) fn rows(&self, slot: usize) -> std::ops::Range<usize> {
        self.starts[slot] as usize..self.starts[slot + 1] as usize
    }

    /// When a lead first came to a moment, by when it happened and not by when the log learnt it.
    pub(crate) fn first(&self, slot: usize, code: Code) -> Option<When> {
        let rows = self.rows(slot).filter(|row| self.moment[*row] == code);
        rows.min_by_key(|row| self.at[*row]).map(|row| When { at: self.at[row], precision: self.precision[row] })
    }

    /// Whether a lead came to a milestone.
    pub(crate) fn reached(&self, slot: usize, milestone: Milestone) -> bool {
        let code = Moments::milestone(milestone);
        self.rows(slot).any(|row| self.moment[row] == code)
    }

    /// How far a lead came: the place of the latest stage it ever entered.
    pub(crate) fn furthest_stage(&self, slot: usize) -> Option<usize> {
        self.rows(slot).filter_map(|row| self.moments.stage_place(self.moment[row])).max()
    }

    /// The number of a moment of this agreement.
    pub(crate) fn code(&self, moment: &Moment) -> Option<Code> {
        self.moments.code(moment)
    }

    /// The slot of a lead.
    pub(crate) fn slot(&self, lead: LeadId) -> Option<usize> {
        self.leads.binary_search(&lead).ok()
    }

    /// The column that holds a dimension's values.
    pub(crate) fn column(&self, by: &Dimension) -> &[u32] {
        let place = match by {
            Dimension::Source => 0,
            Dimension::Owner => 1,
            Dimension::Team => 2,
            Dimension::Grade => 3,
            Dimension::Level => 4,
            Dimension::Lead(field) => FIXED_COLUMNS + field,
            Dimension::Account(field) => FIXED_COLUMNS + self.agreement.lead_fields.len() + field,
        };
        self.columns.get(place).map_or(&[], Vec::as_slice)
    }

    /// What is told of a lead where a condition names it, by its last values; fields that are computed, scores and
    /// signals cannot be told here.
    pub(crate) fn told(&self, slot: usize, operand: &Operand) -> Told<'_> {
        let (lead, account) = (&self.agreement.lead_fields, &self.agreement.account_fields);
        let place = |fields: &Named<Field>, name: &Name| {
            let told = fields.get(name.as_str()).filter(|field| field.from.is_none());
            told.and_then(|_| fields.position(name.as_str()))
        };
        let column = match operand {
            Operand::LeadSource => Some(Dimension::Source),
            Operand::LeadOwner => Some(Dimension::Owner),
            Operand::Grade => Some(Dimension::Grade),
            Operand::Level => Some(Dimension::Level),
            Operand::Lead(name) => place(lead, name).map(Dimension::Lead),
            Operand::Account(name) => place(account, name).map(Dimension::Account),
            _ => None,
        };
        match column {
            Some(by) => self.words.text(self.group(Some(&by), slot)).map_or(Told::Unknown, Told::Known),
            None => Told::Unanswerable,
        }
    }

    /// The group that a slot is in: the number of its value; [`NONE`] where it is not known or nothing is grouped by.
    pub(crate) fn group(&self, by: Option<&Dimension>, slot: usize) -> u32 {
        by.and_then(|by| self.column(by).get(slot)).copied().unwrap_or(NONE)
    }

    /// What a group is called in a report: its value, or `(not known)`; sets with commas.
    pub(crate) fn group_name(&self, number: u32) -> String {
        match self.words.text(number) {
            Some(text) => text.replace(crate::words::SET_SEPARATOR, ", "),
            None => NOT_KNOWN.to_owned(),
        }
    }
}
