//! The history of all leads as the log stood at one instant: moments side by side by lead, last values beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::agreement::model::{Agreement, Field, Moment, Named, Target};
use entente_core::calendar::Calendar;
use entente_core::condition::Operand;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::milestone::Milestone;
use entente_core::time::{Instant, Precision, Span};
use rayon::prelude::*;

use crate::basis::Basis;
use crate::block::{self, Block, Row};
use crate::build::Collector;
use crate::condition::Told;
use crate::dimension::Dimension;
use crate::entry::Entry;
use crate::kept::Kept;
use crate::moments::{Code, Moments};
use crate::words::{NONE, Texts};
use crate::zone::Zone;

pub(crate) use crate::build::{Clock, Deal, Handed, Rating, Reason, Waiver};

/// The history of all leads as of one instant.
///
/// A lead's moments lie side by side in the order of the log. Leads that were found to be one person are one lead here.
/// Its parts are shared with the histories before and after it, so that one more costs only what changed.
#[derive(Debug, Clone)]
pub struct History {
    pub(crate) agreement: Arc<Agreement>,
    pub(crate) moments: Moments,
    /// The agreement's calendars by name.
    pub(crate) calendars: Arc<BTreeMap<Name, Arc<Calendar>>>,
    pub(crate) as_of: Instant,
    pub(crate) decided_until: Instant,
    pub(crate) up_to: Option<Seq>,
    pub(crate) observed_until: Option<Instant>,
    pub(crate) is_decided: bool,
    pub(crate) words: Texts,
    /// The block that stands at each place of `blocks`, ascending.
    pub(crate) keys: Vec<u64>,
    pub(crate) blocks: Vec<Arc<Block>>,
    /// How many leads there are.
    pub(crate) leads: usize,
    /// Leads that are one with another, to the one that stands for them.
    pub(crate) roots: Arc<BTreeMap<LeadId, LeadId>>,
    /// The fields of each account, by its place.
    pub(crate) accounts: Arc<Vec<Kept>>,
    /// By when they happened.
    pub(crate) handoffs: Arc<Vec<Handed>>,
    pub(crate) clocks: Arc<Vec<Clock>>,
    pub(crate) reasons: Arc<Vec<Reason>>,
    pub(crate) ratings: Arc<Vec<Rating>>,
    pub(crate) deals: Arc<Vec<Deal>>,
    pub(crate) waivers: Arc<Vec<Waiver>>,
    /// When each meeting was held.
    pub(crate) met: Arc<BTreeMap<Name, Vec<Instant>>>,
}

/// The place of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot {
    block: u32,
    place: u32,
}

impl Slot {
    /// Its block, and its place there.
    pub(crate) fn parts(self) -> (usize, usize) {
        (self.block as usize, self.place as usize)
    }
}

/// When something happened, and how finely that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) at: Instant,
    pub(crate) precision: Precision,
}

/// What a group is called whose value nobody told.
pub(crate) const NOT_KNOWN: &str = "(not known)";

/// The column of a lead's account, behind source, owner, team, grade and level.
pub(crate) const ACCOUNT_COLUMN: usize = 5;

/// The column of the rule that qualified a lead last.
pub(crate) const RULE_COLUMN: usize = 6;

/// How many columns stand before those of the lead's own fields.
pub(crate) const FIXED_COLUMNS: usize = 7;

impl History {
    /// Builds the history as the log stood at `as_of` from its entries in the order of the log.
    ///
    /// Facts the log learnt later and decisions made later are left out. Linear in the entries, but for the sorting of
    /// the leads' numbers.
    pub fn build(agreement: Arc<Agreement>, as_of: Instant, entries: impl Iterator<Item = (Seq, Entry)>) -> History {
        let mut collector = Collector::new(agreement, as_of);
        for (seq, entry) in entries {
            collector.take(seq, entry);
        }
        collector.settle()
    }

    /// This history, told up to when everything is decided: which clocks are late by then stands in the log, and is not
    /// judged again.
    #[must_use]
    pub fn decided(mut self, until: Instant) -> History {
        self.decided_until = until;
        self
    }

    /// Whether a clock of which no decision says so is late as of this history, by the rule by which the engine decides.
    pub(crate) fn is_late(&self, clock: &Clock) -> bool {
        if self.decided_until >= self.as_of || clock.due > self.as_of || clock.due == Instant::MAX {
            return false;
        }
        let calendar = self.words.text(clock.calendar).and_then(|name| self.calendars.get(name));
        let target = if clock.is_in_days { Target::BusinessDays(0) } else { Target::Business(Span::ZERO) };
        calendar.map_or(clock.due, |calendar| calendar.late_from(target, clock.due, &[])) <= self.as_of
    }

    /// The agreement it is read by.
    #[must_use]
    pub fn agreement(&self) -> &Arc<Agreement> {
        &self.agreement
    }

    /// As of which instant.
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// Up to which entry of the log; none where the log is empty.
    #[must_use]
    pub fn up_to(&self) -> Option<Seq> {
        self.up_to
    }

    /// How many leads there are.
    #[must_use]
    pub fn leads_count(&self) -> u64 {
        self.leads as u64
    }

    /// How many moments there are of all leads.
    #[must_use]
    pub fn moments_count(&self) -> u64 {
        self.blocks.iter().map(|block| block.rows_count() as u64).sum()
    }

    /// How much memory its columns take, in bytes, whether or not other histories share them.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.blocks.iter().map(|block| block.bytes()).sum::<usize>() + self.clocks.len() * size_of::<Clock>()
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

    /// When each meeting of the agreement was held, in time.
    #[must_use]
    pub fn meetings(&self) -> &BTreeMap<Name, Vec<Instant>> {
        &self.met
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

    /// All leads, by number.
    pub(crate) fn slots(&self) -> impl ParallelIterator<Item = Slot> + '_ {
        (0..self.blocks.len()).into_par_iter().flat_map_iter(|block| self.slots_of(block))
    }

    /// The leads of one block, by number.
    pub(crate) fn slots_of(&self, block: usize) -> impl Iterator<Item = Slot> + use<> {
        let places = 0..self.blocks[block].leads.len();
        places.map(move |place| Slot { block: block as u32, place: place as u32 })
    }

    /// The lead at a place.
    pub(crate) fn lead(&self, slot: Slot) -> LeadId {
        self.block(slot).leads[slot.place as usize]
    }

    /// The place of a lead, or of the one it is one with.
    pub(crate) fn slot(&self, lead: LeadId) -> Option<Slot> {
        let lead = self.root(lead);
        let block = self.keys.binary_search(&block::key(lead)).ok()?;
        let place = self.blocks[block].place(lead)?;
        Some(Slot { block: block as u32, place: place as u32 })
    }

    /// The lead that stands for the person that a lead is.
    pub(crate) fn root(&self, lead: LeadId) -> LeadId {
        self.roots.get(&lead).copied().unwrap_or(lead)
    }

    fn block(&self, slot: Slot) -> &Block {
        &self.blocks[slot.block as usize]
    }

    /// A lead's moments, in the order of the log.
    pub(crate) fn rows(&self, slot: Slot) -> impl DoubleEndedIterator<Item = Row> + Clone + '_ {
        self.block(slot).rows(slot.place as usize)
    }

    /// A lead's moments of one kind, in the order of the log.
    pub(crate) fn rows_of(&self, slot: Slot, code: Code) -> impl DoubleEndedIterator<Item = Row> + Clone + '_ {
        self.rows(slot).filter(move |row| row.code == code)
    }

    /// When a lead first came to a moment, by when it happened and not by when the log learnt it.
    pub(crate) fn first(&self, slot: Slot, code: Code) -> Option<When> {
        let first = self.rows_of(slot, code).min_by_key(|row| row.at);
        first.map(|row| When { at: row.at, precision: row.precision })
    }

    /// Whether a lead came to a milestone.
    pub(crate) fn reached(&self, slot: Slot, milestone: Milestone) -> bool {
        self.block(slot).codes(slot.place as usize).contains(&Moments::milestone(milestone))
    }

    /// How far a lead came: the place of the latest stage it ever entered.
    pub(crate) fn furthest_stage(&self, slot: Slot) -> Option<usize> {
        let codes = self.block(slot).codes(slot.place as usize).iter();
        codes.filter_map(|code| self.moments.stage_place(*code)).max()
    }

    /// The number of a moment of this agreement.
    pub(crate) fn code(&self, moment: &Moment) -> Option<Code> {
        self.moments.code(moment)
    }

    /// The number of who holds a lead; [`NONE`] where nobody does.
    pub(crate) fn owner(&self, slot: Slot) -> u32 {
        self.value(&Dimension::Owner, slot)
    }

    /// The number of the rule that qualified a lead last; [`NONE`] where none did.
    pub(crate) fn rule(&self, slot: Slot) -> u32 {
        self.block(slot).values(slot.place as usize).get(RULE_COLUMN).map_or(NONE, |kept| kept.value)
    }

    /// The number of a lead's value by a dimension; [`NONE`] where nothing is known.
    fn value(&self, by: &Dimension, slot: Slot) -> u32 {
        let values = self.block(slot).values(slot.place as usize);
        let own = |place: usize| values.get(place).map_or(NONE, |kept| kept.value);
        match by {
            Dimension::Source => own(0),
            Dimension::Owner => own(1),
            Dimension::Team => own(2),
            Dimension::Grade => own(3),
            Dimension::Level => own(4),
            Dimension::Lead(field) => own(FIXED_COLUMNS + field),
            Dimension::Account(field) => {
                let width = self.agreement.account_fields.len();
                let place = own(ACCOUNT_COLUMN);
                let place = (place != NONE && *field < width).then(|| place as usize * width + field);
                place.and_then(|place| self.accounts.get(place)).map_or(NONE, |kept| kept.value)
            }
        }
    }

    /// What is told of a lead where a condition names it, by its last values; fields that are computed, scores and
    /// signals cannot be told here.
    pub(crate) fn told(&self, slot: Slot, operand: &Operand) -> Told<'_> {
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
            Some(by) => self.words.text(self.value(&by, slot)).map_or(Told::Unknown, Told::Known),
            None => Told::Unanswerable,
        }
    }

    /// The group that a lead is in: the number of its value; [`NONE`] where it is not known or nothing is grouped by.
    pub(crate) fn group(&self, by: Option<&Dimension>, slot: Slot) -> u32 {
        by.map_or(NONE, |by| self.value(by, slot))
    }

    /// What a group is called in a report: its value, or `(not known)`; sets with commas.
    pub(crate) fn group_name(&self, number: u32) -> String {
        match self.words.text(number) {
            Some(text) => text.replace(crate::words::SET_SEPARATOR, ", "),
            None => NOT_KNOWN.to_owned(),
        }
    }
}
