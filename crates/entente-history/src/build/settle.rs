//! Settling: what was read since goes into the blocks it touches, leads that are one person become one, the rest stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use entente_core::id::LeadId;
use entente_core::time::Instant;
use rayon::prelude::*;

use super::Collector;
use crate::block::{self, Block, News, Person};
use crate::history::{FIXED_COLUMNS, History};

impl Collector {
    /// The history of everything that was read so far, as the log stood at the instant it is told of. Its cost grows
    /// with what was read since the one before, and with the leads only by the number of their blocks.
    pub fn settle(&mut self) -> History {
        self.put_away();
        let blocks: Vec<Arc<Block>> = self.settled_blocks();
        let leads = blocks.iter().map(|block| block.leads.len()).sum();
        let mut handoffs = self.handoffs.clone();
        if !handoffs.is_sorted_by_key(|handed| handed.at) {
            Arc::make_mut(&mut handoffs).par_sort_by_key(|handed| handed.at);
        }
        History {
            agreement: self.agreement.clone(),
            moments: self.moments.clone(),
            calendars: self.calendars.clone(),
            as_of: self.until,
            decided_until: Instant::MIN,
            up_to: self.up_to,
            observed_until: self.observed_until,
            is_decided: self.is_decided,
            words: self.words.texts(),
            keys: blocks.iter().map(|block| block.leads.first().map_or(0, |lead| block::key(*lead))).collect(),
            blocks,
            leads,
            roots: self.roots.clone(),
            accounts: self.accounts.clone(),
            handoffs,
            clocks: self.clocks.clone(),
            reasons: self.reasons.clone(),
            ratings: self.ratings.clone(),
            deals: self.deals.clone(),
            waivers: self.waivers.clone(),
            met: self.met.clone(),
        }
    }

    /// The blocks of persons, in the order of their numbers.
    fn settled_blocks(&self) -> Vec<Arc<Block>> {
        let keys: BTreeSet<u64> = self.blocks.keys().chain(self.joined.keys()).copied().collect();
        let block = |key: &u64| self.joined.get(key).or_else(|| self.blocks.get(key)).cloned();
        keys.iter().filter_map(block).filter(|block| !block.leads.is_empty()).collect()
    }

    /// Puts what was read into the blocks it touches.
    pub(super) fn put_away(&mut self) {
        let (mut rows, mut values) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.values));
        let mut heard = std::mem::take(&mut self.heard);
        rows.par_sort_by_key(|row| row.lead);
        values.par_sort_by_key(|value| value.lead);
        heard.par_sort_unstable();
        heard.dedup();
        let leads = rows.iter().map(|row| row.lead).chain(values.iter().map(|value| value.lead));
        let mut touched: Vec<LeadId> = leads.chain(heard.iter().copied()).collect();
        touched.par_sort_unstable();
        touched.dedup();
        let mut keys: Vec<u64> = touched.iter().map(|lead| block::key(*lead)).collect();
        keys.dedup();
        let empty = Block::empty(FIXED_COLUMNS + self.agreement.lead_fields.len());
        let renew = |key: &u64| {
            let news = News {
                rows: within(&rows, *key, |row| row.lead),
                values: within(&values, *key, |value| value.lead),
                heard: within(&heard, *key, |lead| *lead),
            };
            let block = self.blocks.get(key).map_or(&empty, AsRef::as_ref);
            (*key, Arc::new(block.with(&news).tight()))
        };
        let renewed: Vec<(u64, Arc<Block>)> = keys.par_iter().map(renew).collect();
        self.blocks.extend(renewed);
        self.join(touched);
    }

    /// Makes leads that are one person one again, where one of them was touched or a link was told.
    fn join(&mut self, touched: Vec<LeadId>) {
        let mut dirty: BTreeSet<u64> = BTreeSet::new();
        for lead in std::mem::take(&mut self.linked) {
            dirty.extend(self.regroup(lead).iter().map(|lead| block::key(*lead)));
        }
        if self.roots.is_empty() && dirty.is_empty() {
            return;
        }
        for lead in touched {
            let root = self.roots.get(&lead).copied().unwrap_or(lead);
            dirty.extend([block::key(lead), block::key(root)]);
        }
        for key in dirty {
            let numbers = block::numbers(key);
            let is_concerned =
                self.roots.range(numbers.clone()).next().is_some() || self.members.range(numbers).next().is_some();
            if is_concerned {
                let block = self.joined_block(key);
                self.joined.insert(key, Arc::new(block));
            } else {
                self.joined.remove(&key);
            }
        }
    }

    /// Finds anew whom a lead is one with. Answers all leads whose group that changes.
    fn regroup(&mut self, lead: LeadId) -> BTreeSet<LeadId> {
        let before = self.roots.get(&lead).copied().unwrap_or(lead);
        let mut concerned = self.members.get(&before).cloned().unwrap_or_default();
        concerned.extend(self.links.group(lead).1);
        let roots = Arc::make_mut(&mut self.roots);
        for lead in &concerned {
            let (root, group) = self.links.group(*lead);
            if root == *lead {
                roots.remove(lead);
            } else {
                roots.insert(*lead, root);
            }
            if root == *lead && group.len() > 1 {
                self.members.insert(root, group);
            } else {
                self.members.remove(lead);
            }
        }
        concerned
    }

    /// The persons of a block: leads that are one with another stand in it once, under the number that stays.
    fn joined_block(&self, key: u64) -> Block {
        let width = FIXED_COLUMNS + self.agreement.lead_fields.len();
        let mut joined = Block::empty(width);
        let own = self.blocks.get(&key).map(|block| block.leads.as_slice()).unwrap_or_default();
        let roots = self.members.range(block::numbers(key)).map(|(root, _)| *root);
        let leads: BTreeSet<LeadId> = own.iter().copied().chain(roots).collect();
        for lead in leads.into_iter().filter(|lead| !self.roots.contains_key(lead)) {
            let mut person = Person::new(width);
            let alone = BTreeSet::from([lead]);
            for member in self.members.get(&lead).unwrap_or(&alone) {
                if let Some(block) = self.blocks.get(&block::key(*member)) {
                    person.add(block, *member);
                }
            }
            joined.push(lead, person);
        }
        joined.tight()
    }
}

/// What belongs to one block among things sorted by lead.
fn within<T>(sorted: &[T], key: u64, lead: impl Fn(&T) -> LeadId) -> &[T] {
    let start = sorted.partition_point(|thing| block::key(lead(thing)) < key);
    let end = start + sorted[start..].partition_point(|thing| block::key(lead(thing)) == key);
    &sorted[start..end]
}
