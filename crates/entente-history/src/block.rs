//! The leads of neighbouring numbers side by side, so that what changed is copied in small pieces and the rest is shared.

use std::collections::BTreeSet;

use entente_core::id::LeadId;
use entente_core::time::{Instant, Precision, Span};

use crate::kept::Kept;
use crate::moments::Code;

/// One moment of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) at: Instant,
    pub(crate) code: Code,
    pub(crate) precision: Precision,
}

impl Row {
    /// The latest instant at which it may have come.
    pub(crate) fn latest(self) -> Instant {
        latest(self.at, self.precision)
    }
}

/// The latest instant at which something may have happened that is known this finely. A date is taken as 24 hours.
pub(crate) fn latest(at: Instant, precision: Precision) -> Instant {
    match precision {
        Precision::Second => at,
        Precision::Minute => at + Span::MINUTE,
        Precision::Day => at + Span::DAY,
    }
}

/// One moment that was read and stands in no block yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewRow {
    pub(crate) lead: LeadId,
    /// Its place in the log.
    pub(crate) seq: u32,
    pub(crate) row: Row,
}

/// One value that was read and stands in no block yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewValue {
    pub(crate) lead: LeadId,
    pub(crate) column: u16,
    pub(crate) told: Kept,
}

/// What was read about the leads of one block.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct News<'a> {
    /// By lead and place in the log.
    pub(crate) rows: &'a [NewRow],
    /// By lead, each lead's in the order of the log.
    pub(crate) values: &'a [NewValue],
    /// Leads that were heard of, ascending.
    pub(crate) heard: &'a [LeadId],
}

/// Some leads with their moments and values. A lead's place here is the same in every column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Ascending.
    pub(crate) leads: Vec<LeadId>,
    /// Where each lead's moments start; one longer than `leads`, or empty where there are none.
    starts: Vec<u32>,
    /// In the order of the log within a lead.
    at: Vec<Instant>,
    code: Vec<Code>,
    precision: Vec<Precision>,
    seq: Vec<u32>,
    /// The values of one lead after those of the other.
    values: Vec<Kept>,
    /// How many values a lead has.
    width: usize,
}

/// How many neighbouring numbers share a block: few enough to copy for one new moment, enough to scan at speed.
const NUMBERS: u64 = 256;

/// The block a lead is in.
pub(crate) fn key(lead: LeadId) -> u64 {
    lead.0 / NUMBERS
}

/// The first lead of a block and the first after it.
pub(crate) fn numbers(key: u64) -> std::ops::RangeInclusive<LeadId> {
    LeadId(key * NUMBERS)..=LeadId(key * NUMBERS + (NUMBERS - 1))
}

impl Block {
    /// No leads yet; each will have so many values.
    pub(crate) fn empty(width: usize) -> Block {
        Block { width, ..Block::default() }
    }

    /// How many moments there are.
    pub(crate) fn rows_count(&self) -> usize {
        self.at.len()
    }

    /// How much memory its columns take, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let row = size_of::<Instant>() + size_of::<Code>() + size_of::<Precision>() + size_of::<u32>();
        size_of::<Block>() + self.at.len() * row + self.values.len() * size_of::<Kept>() + self.leads.len() * 12
    }

    /// The moments of the lead at a place, in the order of the log.
    pub(crate) fn rows(&self, place: usize) -> impl DoubleEndedIterator<Item = Row> + Clone + '_ {
        let range = self.range(place);
        let (at, code) = (&self.at[range.clone()], &self.code[range.clone()]);
        let columns = at.iter().zip(code).zip(&self.precision[range]);
        columns.map(|((at, code), precision)| Row { at: *at, code: *code, precision: *precision })
    }

    /// The moments of the lead at a place, as numbers alone: for the scans that pass over most of them.
    pub(crate) fn codes(&self, place: usize) -> &[Code] {
        &self.code[self.range(place)]
    }

    /// All moments of all its leads.
    pub(crate) fn all_rows(&self) -> impl Iterator<Item = (Code, Instant)> + '_ {
        self.code.iter().copied().zip(self.at.iter().copied())
    }

    /// The values of the lead at a place.
    pub(crate) fn values(&self, place: usize) -> &[Kept] {
        self.values.get(place * self.width..(place + 1) * self.width).unwrap_or_default()
    }

    /// The place of a lead.
    pub(crate) fn place(&self, lead: LeadId) -> Option<usize> {
        self.leads.binary_search(&lead).ok()
    }

    fn range(&self, place: usize) -> std::ops::Range<usize> {
        self.starts[place] as usize..self.starts[place + 1] as usize
    }

    /// This block and what was read since.
    pub(crate) fn with(&self, news: &News<'_>) -> Block {
        let told = news.values.iter().map(|value| value.lead);
        let came = news.rows.iter().map(|row| row.lead).chain(told).chain(news.heard.iter().copied());
        let leads: BTreeSet<LeadId> = self.leads.iter().copied().chain(came).collect();
        let mut block = Block::empty(self.width);
        for lead in leads {
            let mut person = Person::new(self.width);
            person.add(self, lead);
            person.rows.extend(of(news.rows, lead, |row| row.lead).iter().map(|row| (row.seq, row.row)));
            for value in of(news.values, lead, |value| value.lead) {
                if let Some(kept) = person.values.get_mut(usize::from(value.column)) {
                    kept.learn(value.told);
                }
            }
            block.push(lead, person);
        }
        block
    }

    /// Adds a lead behind all others.
    pub(crate) fn push(&mut self, lead: LeadId, mut person: Person) {
        // Facts known only later, and those of several leads, come in another order than that of the log.
        if !person.rows.is_sorted_by_key(|(seq, _)| *seq) {
            person.rows.sort_by_key(|(seq, _)| *seq);
        }
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        for (seq, row) in person.rows {
            self.at.push(row.at);
            self.code.push(row.code);
            self.precision.push(row.precision);
            self.seq.push(seq);
        }
        self.leads.push(lead);
        self.values.extend(person.values);
        self.starts.push(self.at.len() as u32);
    }

    /// Gives back the memory that growing took too much.
    pub(crate) fn tight(mut self) -> Block {
        self.leads.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.at.shrink_to_fit();
        self.code.shrink_to_fit();
        self.precision.shrink_to_fit();
        self.seq.shrink_to_fit();
        self.values.shrink_to_fit();
        self
    }
}

/// What belongs to one lead among things sorted by lead.
fn of<T>(sorted: &[T], lead: LeadId, lead_of: impl Fn(&T) -> LeadId) -> &[T] {
    let start = sorted.partition_point(|thing| lead_of(thing) < lead);
    let end = start + sorted[start..].partition_point(|thing| lead_of(thing) == lead);
    &sorted[start..end]
}

/// What is known of one person, from one lead or from several that are one.
pub(crate) struct Person {
    rows: Vec<(u32, Row)>,
    values: Vec<Kept>,
}

impl Person {
    /// Nothing yet.
    pub(crate) fn new(width: usize) -> Person {
        Person { rows: Vec::new(), values: vec![Kept::NOTHING; width] }
    }

    /// Adds what a block knows of a lead.
    pub(crate) fn add(&mut self, block: &Block, lead: LeadId) {
        let Some(place) = block.place(lead) else { return };
        let seqs = &block.seq[block.range(place)];
        self.rows.extend(seqs.iter().copied().zip(block.rows(place)));
        self.values.iter_mut().zip(block.values(place)).for_each(|(kept, told)| kept.learn(*told));
    }
}

const _: () = assert!(size_of::<NewRow>() <= 32, "a row of the first pass stays within four words");
