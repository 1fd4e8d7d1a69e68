//! The second pass: leads get their slots, moments are sorted by slot, last values fill their columns.

use std::collections::BTreeMap;

use entente_core::id::LeadId;
use entente_core::time::{Instant, Precision};
use rayon::prelude::*;

use super::{Collector, Row, Told, Trust};
use crate::history::{FIXED_COLUMNS, History};
use crate::moments::Code;
use crate::words::NONE;

impl Collector<'_> {
    /// The history of everything that was read.
    pub(crate) fn settle(mut self) -> History {
        self.follow_links();
        self.lead_told.par_sort_by_key(|told| told.known);
        self.account_told.par_sort_by_key(|told| told.known);
        self.joined.par_sort_by_key(|(known, ..)| *known);
        self.handoffs.par_sort_by_key(|handed| handed.at);
        let leads = self.lead_ids();
        let slots: Vec<u32> = self.rows.par_iter().map(|row| slot_of(&leads, row.lead)).collect();
        let starts = starts(&slots, leads.len());
        let order = scatter(&slots, &starts);
        let row = |place: &u32| self.rows[*place as usize];
        let at: Vec<Instant> = order.par_iter().map(|place| row(place).at).collect();
        let moment: Vec<Code> = order.par_iter().map(|place| row(place).code).collect();
        let precision: Vec<Precision> = order.par_iter().map(|place| row(place).precision).collect();
        let columns = self.columns(&leads);
        History {
            agreement: self.agreement.clone(),
            moments: self.moments,
            as_of: self.as_of,
            up_to: self.up_to,
            observed_until: self.observed_until,
            is_decided: self.is_decided,
            words: self.words,
            leads,
            starts,
            at,
            moment,
            precision,
            columns,
            handoffs: self.handoffs,
            clocks: self.clocks,
            reasons: self.reasons,
            ratings: self.ratings,
            deals: self.deals,
            met: self.met,
        }
    }

    /// Everything about a linked lead becomes about the one it is the same person as.
    fn follow_links(&mut self) {
        if self.links.is_empty() {
            return;
        }
        let links = std::mem::take(&mut self.links);
        let follow = |lead: &mut LeadId| *lead = root(&links, *lead);
        self.rows.iter_mut().for_each(|row| follow(&mut row.lead));
        self.joined.iter_mut().for_each(|(_, lead, _)| follow(lead));
        self.handoffs.iter_mut().for_each(|handed| follow(&mut handed.lead));
        self.clocks.iter_mut().filter_map(|clock| clock.lead.as_mut()).for_each(follow);
        self.reasons.iter_mut().for_each(|reason| follow(&mut reason.lead));
        self.ratings.iter_mut().for_each(|rating| follow(&mut rating.lead));
        self.deals.iter_mut().for_each(|deal| follow(&mut deal.lead));
        self.lead_told.iter_mut().for_each(|told| told.subject = root(&links, LeadId(told.subject)).0);
    }

    fn lead_ids(&self) -> Vec<LeadId> {
        let mut leads: Vec<LeadId> = self.rows.iter().map(|row| row.lead).collect();
        leads.par_sort_unstable();
        leads.dedup();
        leads
    }

    fn columns(&self, leads: &[LeadId]) -> Vec<Vec<u32>> {
        let own = FIXED_COLUMNS + self.agreement.lead_fields.len();
        let mut columns = last_values(&self.lead_told, own, leads.len(), |id| leads.binary_search(&LeadId(id)).ok());

        let mut accounts: Vec<u64> = self.account_told.iter().map(|told| told.subject).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let fields = self.agreement.account_fields.len();
        let values = last_values(&self.account_told, fields, accounts.len(), |id| accounts.binary_search(&id).ok());

        let mut account_of = vec![None; leads.len()];
        for (_, lead, account) in &self.joined {
            if let Ok(slot) = leads.binary_search(lead) {
                account_of[slot] = accounts.binary_search(account).ok();
            }
        }
        let of_lead =
            |column: Vec<u32>| account_of.iter().map(|place| place.map_or(NONE, |place| column[place])).collect();
        columns.extend(values.into_iter().map(of_lead));
        columns
    }
}

/// The value of each subject in each column: the last one, but for those that do not give way to it.
fn last_values(told: &[Told], columns: usize, subjects: usize, slot: impl Fn(u64) -> Option<usize>) -> Vec<Vec<u32>> {
    let mut values = vec![vec![NONE; subjects]; columns];
    let mut trusted = vec![vec![Trust::Told; subjects]; columns];
    for told in told {
        let (Some(slot), column) = (slot(told.subject), usize::from(told.column)) else { continue };
        let gives_way = match trusted[column][slot] {
            Trust::Told => true,
            Trust::Vouched => told.trust == Trust::Vouched,
            Trust::First => false,
        };
        if gives_way {
            values[column][slot] = told.value;
            trusted[column][slot] = told.trust;
        }
    }
    values
}

/// The lead that stands for this person. A ring of links, which no honest log holds, ends at the lead it was entered by.
fn root(links: &BTreeMap<LeadId, LeadId>, lead: LeadId) -> LeadId {
    let mut now = lead;
    for _ in 0..links.len() {
        match links.get(&now) {
            Some(next) if *next != lead => now = *next,
            _ => break,
        }
    }
    now
}

fn slot_of(leads: &[LeadId], lead: LeadId) -> u32 {
    leads.binary_search(&lead).map_or(NONE, |slot| slot as u32)
}

/// Where each slot's rows start once they are sorted by slot.
fn starts(slots: &[u32], leads: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; leads + 1];
    for slot in slots {
        starts[*slot as usize + 1] += 1;
    }
    for slot in 0..leads {
        starts[slot + 1] += starts[slot];
    }
    starts
}

/// The order of the rows by slot; rows of one slot keep the order of the log.
fn scatter(slots: &[u32], starts: &[u32]) -> Vec<u32> {
    let mut next = starts.to_vec();
    let mut order = vec![0; slots.len()];
    for (row, slot) in slots.iter().enumerate() {
        order[next[*slot as usize] as usize] = row as u32;
        next[*slot as usize] += 1;
    }
    order
}

const _: () = assert!(size_of::<Row>() <= 24, "a row of the first pass stays within three words");
