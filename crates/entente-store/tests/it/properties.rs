//! Goal: what holds of the store whatever is written: order by page, one worker an effect, neighbours that fail alone.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::fact::{Fact, What};
use entente_core::id::{LeadId, Seq};
use entente_core::time::{Instant, Span};
use entente_store::{Batch, Cursor, EffectStatus, Entry, Error, StateKey, Stored};
use proptest::prelude::*;

use crate::sample::{cases, day, fact, facts, handed_off, numbers, store, viewed};

/// Facts of a few leads, known on any of a few days, some told twice.
fn told() -> impl Strategy<Value = Vec<Fact>> {
    let one =
        (0..25_u64, 1..5_u64, 1..8_i64).prop_map(|(key, lead, known)| viewed(&format!("m{key}"), lead, day(known)));
    prop::collection::vec(one, 0..40)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn facts_come_once_each_by_when_they_were_known_however_they_are_paged(told in told(), page in 1_usize..6, until in 0..9_i64) {
        let mut store = store();
        let mut first: BTreeMap<String, Seq> = BTreeMap::new();
        for fact in &told {
            let next = Seq(first.len() as u64 + 1);
            let wanted = first.get(&fact.key).map_or(Stored::New(next), |seq| Stored::Duplicate(*seq));
            first.entry(fact.key.clone()).or_insert(next);
            prop_assert_eq!(store.append(&facts([fact.clone()])).unwrap().facts, [wanted]);
        }
        let mut paged = Vec::new();
        let mut after = Cursor::default();
        loop {
            let page = store.undecided(after, day(until), page).unwrap();
            let Some((seq, fact)) = page.last() else { break };
            after = Cursor { known: fact.known, seq: *seq, until: after.until };
            paged.extend(page);
        }
        let mut wanted: Vec<(Instant, Seq)> = store.entries(Seq(0), 99).unwrap().into_iter().filter_map(|(seq, entry)| match entry {
            Entry::Fact(fact) => Some((fact.known, seq)),
            Entry::Decision(_) => None,
        }).filter(|(known, _)| *known <= day(until)).collect();
        wanted.sort_unstable();
        prop_assert_eq!(paged.iter().map(|(seq, fact)| (fact.known, *seq)).collect::<Vec<_>>(), wanted);
        for lead in (1..5).map(LeadId) {
            prop_assert_eq!(store.facts_about(lead).unwrap(), store.facts_of(lead).unwrap(), "nobody is linked");
        }
    }

    #[test]
    fn an_effect_is_with_one_worker_and_runs_again_only_when_it_is_sure_or_a_person_says_so(
        steps in prop::collection::vec((0..5_u8, 0..3_usize, 0..3_i64, 1..3_usize), 1..60),
    ) {
        let mut store = store();
        let decisions = (1..=4).map(|number| handed_off(number, day(1))).collect();
        store.append(&Batch { decisions, ..Batch::default() }).unwrap();
        let workers = ["w0", "w1", "w2"];
        let mut now = day(2);
        // By effect: which worker was given it last; none where it may be given out.
        let mut with: BTreeMap<String, usize> = BTreeMap::new();
        let mut done: BTreeSet<String> = BTreeSet::new();
        for (what, worker, minutes, limit) in steps {
            now = now + Span::MINUTE.times(minutes * 40);
            let held: Vec<String> = with.iter().filter(|(_, has)| **has == worker).map(|(key, _)| key.clone()).collect();
            match (what, held.first()) {
                (0 | 1, _) => {
                    for claimed in store.claim(workers[worker], now, Span::HOUR, limit).unwrap() {
                        prop_assert!(!done.contains(&claimed.effect.key), "{} is done", claimed.effect.key);
                        prop_assert_eq!(with.insert(claimed.effect.key, worker), None, "somebody has it or may have run it");
                    }
                }
                (2, Some(key)) => {
                    prop_assert!(store.complete(key, workers[(worker + 1) % 3]).is_err(), "it is not theirs");
                    store.complete(key, workers[worker]).unwrap();
                    prop_assert!(store.complete(key, workers[worker]).is_err(), "once");
                    with.remove(key);
                    done.insert(key.clone());
                }
                (3, Some(key)) => {
                    store.fail(key, workers[worker], "refused", Some(now)).unwrap();
                    with.remove(key);
                }
                (4, Some(key)) => {
                    let is_unknown = store.effects(EffectStatus::Unknown, 9).unwrap().iter().any(|row| row.effect.key == *key);
                    prop_assert_eq!(store.try_again(key, now).is_ok(), is_unknown, "a person may only where nobody works on it");
                    if is_unknown {
                        with.remove(key);
                    }
                }
                _ => {}
            }
        }
        let count = |status| store.effects(status, 9).unwrap().len();
        prop_assert_eq!(count(EffectStatus::Done), done.len());
        prop_assert_eq!(count(EffectStatus::Claimed) + count(EffectStatus::Unknown), with.len());
        prop_assert_eq!(count(EffectStatus::Pending), 4 - done.len() - with.len());
    }
}

/// Requests of two facts in one transaction; every third fails after its first fact.
#[test]
fn in_one_transaction_every_part_stands_or_falls_alone() {
    let mut store = store();
    let mut tx = store.begin().unwrap();
    for number in 0..30 {
        let done = tx.within(|tx| {
            tx.append(&facts([viewed(&format!("{number}.a"), 1, day(1))]))?;
            if number % 3 == 2 {
                return Err(Error::NotFound("reason to go on".into()));
            }
            tx.append(&facts([viewed(&format!("{number}.b"), 1, day(1))])).map(drop)
        });
        assert_eq!(done.is_ok(), number % 3 != 2);
    }
    tx.commit().unwrap();
    let entries = store.entries(Seq(0), usize::MAX).unwrap();
    // Of 30 requests 20 stand, each with two facts.
    assert_eq!(numbers(&entries), (1..=40).collect::<Vec<_>>(), "no number is missing");
    let keys = entries.iter().map(|(_, entry)| match entry {
        Entry::Fact(fact) => fact.key.clone(),
        Entry::Decision(_) => panic!("only facts were written"),
    });
    for pair in keys.collect::<Vec<_>>().chunks(2) {
        assert_eq!(pair[0].replace(".a", ".b"), pair[1], "a request's facts stand together");
    }
}

#[test]
fn pages_of_one_reach_the_end_and_repeat_nothing() {
    let mut store = store();
    let decisions = (1..=3).map(|number| handed_off(number, day(1))).collect();
    store.append(&Batch { decisions, ..facts([viewed("m1", 1, day(1)), viewed("m2", 2, day(1))]) }).unwrap();
    let states = [StateKey::Lead(LeadId(1)), StateKey::Lead(LeadId(2)), StateKey::Parties];
    let states = states.map(|key| (key, Some(vec![1]))).to_vec();
    let due = vec![(StateKey::Lead(LeadId(2)), Some(day(3))), (StateKey::Parties, Some(day(2)))];
    store.append(&Batch { states, due, ..Batch::default() }).unwrap();

    let walk = |next: &dyn Fn(Seq) -> Vec<u64>| {
        let mut seen: Vec<u64> = Vec::new();
        while let [one] = next(Seq(seen.last().copied().unwrap_or(0)))[..] {
            seen.push(one);
        }
        seen
    };
    assert_eq!(walk(&|after| numbers(&store.entries(after, 1).unwrap())), [1, 2, 3, 4, 5]);
    assert_eq!(walk(&|after| numbers(&store.decisions(after, 1).unwrap())), [3, 4, 5], "decisions alone");
    let mut keys: Vec<StateKey> = Vec::new();
    while let Some((key, _)) = store.states_after(keys.last().copied(), 1).unwrap().first() {
        keys.push(*key);
    }
    assert_eq!(keys, [StateKey::Lead(LeadId(1)), StateKey::Lead(LeadId(2)), StateKey::Parties]);
    assert_eq!(store.due(day(9), 1).unwrap(), [(day(2), StateKey::Parties)], "the soonest");
    assert_eq!(store.due(day(2) - Span::from_micros(1), 9).unwrap(), []);
    assert_eq!(store.entries(Seq(0), 0).unwrap(), [], "a page of none");
}

#[test]
fn who_was_ever_linked_is_known_after_it_was_withdrawn_and_each_has_its_own_story() {
    let mut store = store();
    let linked = |key: &str, lead, into, at| fact(key, lead, at, What::Linked { into: LeadId(into) });
    store.append(&facts([viewed("m1", 1, day(1)), viewed("m2", 2, day(1)), linked("m3", 2, 1, day(2))])).unwrap();
    store.append(&Batch { decisions: vec![handed_off(1, day(2)), handed_off(2, day(2))], ..Batch::default() }).unwrap();
    assert_eq!(numbers(&store.facts_of(LeadId(1)).unwrap()), [1, 2, 3], "of the person");
    assert_eq!(numbers(&store.facts_about(LeadId(1)).unwrap()), [1], "of the lead alone");
    assert_eq!(numbers(&store.decisions_about(LeadId(2)).unwrap()), [5]);

    let parted = fact("m4", 2, day(3), What::Unlinked { from: LeadId(1) });
    store.append(&facts([parted, linked("m5", 3, 2, day(4))])).unwrap();
    let ever = |lead| store.ever_linked(LeadId(lead)).unwrap().into_iter().collect::<BTreeSet<_>>();
    assert_eq!(ever(1), BTreeSet::from([LeadId(2)]));
    assert_eq!(ever(2), BTreeSet::from([LeadId(1), LeadId(3)]));
    assert_eq!(ever(4), BTreeSet::new());
    assert_eq!(store.linked(LeadId(1)).unwrap(), [LeadId(1)]);
}
