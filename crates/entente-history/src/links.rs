//! Which leads are one person: the last word on each pair stands, and a group is what the pairs that hold connect.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;

/// The last word on a pair of leads.
#[derive(Debug, Clone, Copy)]
struct Word {
    known: Instant,
    seq: Seq,
    holds: bool,
    /// The lead whose number stays.
    into: LeadId,
}

/// What was said of who is one with whom.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// By pair, the lower lead first.
    words: BTreeMap<(LeadId, LeadId), Word>,
    /// For each lead the others of its pairs, whether or not those hold.
    named: BTreeMap<LeadId, BTreeSet<LeadId>>,
}

impl Links {
    /// Takes in that `lead` and `other` are one person, or are not after all. A word known earlier than the one that
    /// stands changes nothing.
    pub(crate) fn hear(&mut self, lead: LeadId, other: LeadId, holds: bool, known: Instant, seq: Seq) {
        if lead == other {
            return;
        }
        let word = Word { known, seq, holds, into: other };
        let stands = self.words.entry((lead.min(other), lead.max(other))).or_insert(word);
        if (stands.known, stands.seq) <= (known, seq) {
            *stands = word;
        }
        self.named.entry(lead).or_default().insert(other);
        self.named.entry(other).or_default().insert(lead);
    }

    /// All leads that pairs connect with `lead`, ascending, and the one that stands for them: the lowest that was never
    /// linked into another, or the lowest of all where each was.
    pub(crate) fn group(&self, lead: LeadId) -> (LeadId, BTreeSet<LeadId>) {
        let (mut seen, mut given_up, mut ahead) = (BTreeSet::from([lead]), BTreeSet::new(), vec![lead]);
        while let Some(next) = ahead.pop() {
            for other in self.named.get(&next).into_iter().flatten().copied() {
                let word = self.words.get(&(next.min(other), next.max(other))).filter(|word| word.holds);
                let Some(word) = word else { continue };
                given_up.insert(if word.into == next { other } else { next });
                if seen.insert(other) {
                    ahead.push(other);
                }
            }
        }
        let root = seen.difference(&given_up).next().or(seen.first()).copied().unwrap_or(lead);
        (root, seen)
    }
}

#[cfg(test)]
mod tests {
    use entente_core::id::{LeadId, Seq};
    use entente_core::time::Instant;

    use super::Links;

    #[test]
    fn the_last_word_on_each_pair_stands_by_when_it_was_known() {
        let mut links = Links::default();
        let mut table = String::new();
        for (seq, (lead, other, holds, known)) in [
            (3, 2, true, 10),
            (2, 1, true, 20),
            (2, 3, false, 40),
            (3, 2, true, 30),
            (5, 4, true, 50),
            (4, 5, true, 60),
        ]
        .into_iter()
        .enumerate()
        {
            links.hear(LeadId(lead), LeadId(other), holds, Instant::from_micros(known), Seq(seq as u64));
            let group = |lead| {
                let (root, all) = links.group(LeadId(lead));
                format!("{}:{:?}", root.0, all.iter().map(|lead| lead.0).collect::<Vec<_>>())
            };
            table += &format!("{} | {} | {}\n", group(1), group(3), group(5));
        }
        expect_test::expect![[r#"
            1:[1] | 2:[2, 3] | 5:[5]
            1:[1, 2, 3] | 1:[1, 2, 3] | 5:[5]
            1:[1, 2] | 3:[3] | 5:[5]
            1:[1, 2] | 3:[3] | 5:[5]
            1:[1, 2] | 3:[3] | 4:[4, 5]
            1:[1, 2] | 3:[3] | 5:[4, 5]
        "#]]
        .assert_eq(&table);
    }
}
