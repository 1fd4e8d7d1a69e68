//! Sets of lead numbers, small on the disk and quick to meet: whole lists are counted without reading a card.
//!
//! Numbers stand in parts of 16,384. A part with few of them is a list of 16-bit numbers, one with many a bitmap; which
//! of the two follows from how many there are, so that equal sets have equal bytes.

use std::collections::BTreeMap;

use entente_core::id::LeadId;

/// Numbers in a part.
const PART: u64 = 16_384;
const WORDS: usize = (PART / 64) as usize;
/// Up to so many numbers are listed: fewer bytes than a bitmap has.
const LISTED_MAX: usize = 1_000;

/// The bits of one part.
type Bits = [u64; WORDS];

/// A set of leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LeadSet(BTreeMap<u64, Box<Bits>>);

/// The part a lead is in.
pub(crate) fn part_of(lead: LeadId) -> u64 {
    lead.0 / PART
}

fn place(lead: LeadId) -> (usize, u64) {
    let within = lead.0 % PART;
    ((within / 64) as usize, 1 << (within % 64))
}

impl LeadSet {
    pub(crate) fn insert(&mut self, lead: LeadId) {
        let (word, bit) = place(lead);
        self.0.entry(part_of(lead)).or_insert_with(|| Box::new([0; WORDS]))[word] |= bit;
    }

    pub(crate) fn remove(&mut self, lead: LeadId) {
        let (word, bit) = place(lead);
        if let Some(bits) = self.0.get_mut(&part_of(lead)) {
            bits[word] &= !bit;
        }
    }

    pub(crate) fn contains(&self, lead: LeadId) -> bool {
        let (word, bit) = place(lead);
        self.0.get(&part_of(lead)).is_some_and(|bits| bits[word] & bit != 0)
    }

    pub(crate) fn len(&self) -> u64 {
        self.0.values().flat_map(|bits| bits.iter()).map(|word| u64::from(word.count_ones())).sum()
    }

    /// Keeps what the other has too.
    pub(crate) fn meet(&mut self, other: &LeadSet) {
        self.0.retain(|part, bits| {
            let Some(others) = other.0.get(part) else { return false };
            bits.iter_mut().zip(others.iter()).for_each(|(word, other)| *word &= other);
            true
        });
    }

    /// Adds what stands in a stored part.
    pub(crate) fn join_part(&mut self, part: u64, bytes: &[u8]) {
        let bits = self.0.entry(part).or_insert_with(|| Box::new([0; WORDS]));
        each_word(bytes, |word, with| bits[word] |= with);
    }

    /// How many of a stored part are in this set too.
    pub(crate) fn count_in_part(&self, part: u64, bytes: &[u8]) -> u64 {
        let Some(bits) = self.0.get(&part) else { return 0 };
        let mut count = 0;
        each_word(bytes, |word, with| count += u64::from((bits[word] & with).count_ones()));
        count
    }

    /// One part as it is stored; none where it is empty.
    pub(crate) fn part(&self, part: u64) -> Option<Vec<u8>> {
        let bits = self.0.get(&part)?;
        let count = bits.iter().map(|word| word.count_ones() as usize).sum::<usize>();
        match count {
            0 => None,
            1..=LISTED_MAX => Some(within(bits).flat_map(|place| (place as u16).to_le_bytes()).collect()),
            _ => Some(bits.iter().flat_map(|word| word.to_le_bytes()).collect()),
        }
    }

    /// Its leads below `before`, newest first.
    pub(crate) fn newest_below(&self, before: LeadId) -> impl Iterator<Item = LeadId> + '_ {
        let parts = self.0.range(..=part_of(before)).rev();
        let leads = parts.flat_map(|(part, bits)| within_newest(bits).map(move |place| LeadId(part * PART + place)));
        leads.skip_while(move |lead| *lead >= before)
    }
}

impl FromIterator<LeadId> for LeadSet {
    fn from_iter<T: IntoIterator<Item = LeadId>>(leads: T) -> LeadSet {
        let mut set = LeadSet::default();
        leads.into_iter().for_each(|lead| set.insert(lead));
        set
    }
}

/// Shows every 64 bits of a stored part that may hold something.
fn each_word(bytes: &[u8], mut show: impl FnMut(usize, u64)) {
    if bytes.len() == WORDS * 8 {
        for (word, bytes) in bytes.chunks_exact(8).enumerate() {
            show(word, bytes.try_into().map_or(0, u64::from_le_bytes));
        }
        return;
    }
    for pair in bytes.chunks_exact(2) {
        let place = usize::from(u16::from_le_bytes([pair[0], pair[1]])) % PART as usize;
        show(place / 64, 1 << (place % 64));
    }
}

/// The places of the bits that are set, ascending.
fn within(bits: &Bits) -> impl Iterator<Item = u64> + '_ {
    bits.iter()
        .enumerate()
        .flat_map(|(word, bits)| (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word as u64 * 64 + bit))
}

/// The same, descending; empty words cost nothing.
fn within_newest(bits: &Bits) -> impl Iterator<Item = u64> + '_ {
    let words = bits.iter().enumerate().rev().filter(|(_, bits)| **bits != 0);
    words.flat_map(|(word, bits)| {
        (0..64).rev().filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word as u64 * 64 + bit)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_behaves_as_a_set_and_comes_back_from_its_bytes(
            here in prop::collection::btree_set(1..70_000_u64, 0..3_000), there in prop::collection::btree_set(1..70_000_u64, 0..3_000), before in 1..70_000_u64,
        ) {
            let set = |of: &BTreeSet<u64>| of.iter().map(|id| LeadId(*id)).collect::<LeadSet>();
            let (mut ours, theirs) = (set(&here), set(&there));
            let mut again = LeadSet::default();
            for part in 0..5 {
                let bytes = ours.part(part);
                prop_assert_eq!(bytes.as_ref().is_some(), here.range(part * PART..(part + 1) * PART).next().is_some());
                let bytes = bytes.unwrap_or_default();
                let both = there.intersection(&here).filter(|id| **id / PART == part).count() as u64;
                prop_assert_eq!(theirs.count_in_part(part, &bytes), both);
                again.join_part(part, &bytes);
            }
            prop_assert_eq!(again.len(), here.len() as u64);
            let newest: Vec<u64> = again.newest_below(LeadId(before)).map(|lead| lead.0).collect();
            prop_assert_eq!(newest, here.range(..before).rev().copied().collect::<Vec<_>>());
            ours.meet(&theirs);
            let met: Vec<u64> = ours.newest_below(LeadId(u64::MAX)).map(|lead| lead.0).collect();
            let wanted: BTreeSet<u64> = here.intersection(&there).copied().collect();
            prop_assert_eq!(met, wanted.iter().rev().copied().collect::<Vec<_>>());
            for id in &here {
                ours.remove(LeadId(*id));
                prop_assert!(!ours.contains(LeadId(*id)));
            }
            prop_assert_eq!(ours.len(), 0);
        }
    }

    #[test]
    fn a_part_is_a_list_or_a_bitmap_by_how_many_it_holds() {
        let bytes = |count: u64| (0..count).map(LeadId).collect::<LeadSet>().part(0).map(|bytes| bytes.len());
        assert_eq!((bytes(0), bytes(1), bytes(1_000), bytes(1_001)), (None, Some(2), Some(2_000), Some(2_048)));
    }
}
