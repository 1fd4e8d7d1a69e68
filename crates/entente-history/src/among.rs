//! Some of the leads, as one bit each: those a report is asked about.

use entente_core::agreement::model::Agreement;
use entente_core::condition::{Condition, Operand};
use entente_core::id::LeadId;
use rayon::prelude::*;

use crate::condition::holds;
use crate::history::{History, Slot};

/// Leads of one history of which a condition holds, by their last known values.
#[derive(Debug, Clone)]
pub struct Among {
    /// The bits of each block.
    bits: Vec<[u64; 4]>,
    /// Of how many it cannot be told: they are not among them.
    cannot_tell: u64,
    n: u64,
}

impl Among {
    /// The leads of which `condition` holds. One that asks about time (`did`, scores) is told of nobody.
    #[must_use]
    pub fn of(history: &History, condition: &Condition) -> Among {
        let answers = (0..history.blocks.len()).into_par_iter().map(|block| {
            let mut bits = [0_u64; 4];
            let mut cannot_tell = 0;
            for (place, slot) in history.slots_of(block).enumerate() {
                match holds(&condition.test, &|operand: &Operand| history.told(slot, operand)) {
                    Some(true) => bits[place / 64] |= 1 << (place % 64),
                    Some(false) => {}
                    None => cannot_tell += 1,
                }
            }
            (bits, cannot_tell)
        });
        let (bits, cannot_tell): (Vec<[u64; 4]>, Vec<u64>) = answers.unzip();
        let n = bits.iter().flatten().map(|bits| u64::from(bits.count_ones())).sum();
        Among { bits, cannot_tell: cannot_tell.iter().sum(), n }
    }

    /// The leads of one buyer of the agreement; none where it has no such buyer.
    #[must_use]
    pub fn buyer(history: &History, name: &str) -> Option<Among> {
        let agreement: &Agreement = history.agreement();
        agreement.buyers.get(name).map(|buyer| Among::of(history, &buyer.when))
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.n
    }

    /// Of how many it cannot be told.
    #[must_use]
    pub fn cannot_tell(&self) -> u64 {
        self.cannot_tell
    }

    fn has(&self, slot: Slot) -> bool {
        let (block, place) = slot.parts();
        self.bits.get(block).is_some_and(|bits| bits[place / 64] >> (place % 64) & 1 == 1)
    }
}

/// Whether a report is asked about the lead at a place: about all where nobody is singled out.
pub(crate) fn is_among(among: Option<&Among>, slot: Slot) -> bool {
    among.is_none_or(|among| among.has(slot))
}

/// The same of a lead by its number; one that is not on record is among all and in no part of them.
pub(crate) fn is_lead_among(history: &History, among: Option<&Among>, lead: LeadId) -> bool {
    among.is_none_or(|among| history.slot(lead).is_some_and(|slot| among.has(slot)))
}
