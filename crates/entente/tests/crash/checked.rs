//! What must hold of a log after its program was killed, read from the disk by somebody who was not there.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::effect;
use entente_core::id::Seq;
use entente_core::time::Instant;
use entente_desk::rebuild::rebuild;
use entente_store::{EffectStatus, Entry, Place, Store};

use crate::ledger::Ledger;

/// What the log holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    /// Facts that were told, by key, each at one place.
    pub(crate) facts: BTreeMap<String, Seq>,
    /// Decisions.
    pub(crate) decisions: usize,
    /// Effects of those decisions.
    pub(crate) effects: usize,
}

/// Reads the whole log and holds it against what was told and acknowledged. Anything lost or doubled is a panic.
pub(crate) fn check(place: &str, ledger: &Ledger) -> Held {
    let store = Store::open(place.parse::<Place>().unwrap()).unwrap();
    let (held, wanted) = read(&store);
    let book = ledger.book();
    for (key, place) in &book.acknowledged {
        let seq = held.facts.get(key).unwrap_or_else(|| panic!("{key} was acknowledged and is lost"));
        assert_eq!(format!("fact_{}", seq.0), *place, "{key} is at another place than was answered");
    }
    let strange = held.facts.keys().find(|key| !book.told.contains(*key));
    assert_eq!(strange, None, "nobody told this");
    assert_eq!(outbox(&store), wanted, "the outbox is not what the decisions say");
    assert!(store.undecided(store.cursor().unwrap(), Instant::MAX, 1).unwrap().is_empty(), "a fact waits undecided");
    held
}

/// The facts told, and the keys of all effects that follow from the decisions.
fn read(store: &Store) -> (Held, BTreeSet<String>) {
    let (mut held, mut effects, mut last) = (Held::default(), BTreeSet::new(), Seq(0));
    loop {
        let page = store.entries(last, 10_000).unwrap();
        let Some((end, _)) = page.last() else { break };
        assert_eq!(end.0 - last.0, page.len() as u64, "the numbers of the log have a gap");
        last = *end;
        for (seq, entry) in page {
            match entry {
                Entry::Fact(fact) if fact.key.starts_with("web:") => {
                    let before = held.facts.insert(fact.key.clone(), seq);
                    assert_eq!(before, None, "{} is in the log twice", fact.key);
                }
                Entry::Fact(_) => {}
                Entry::Decision(decision) => {
                    held.decisions += 1;
                    effects.extend(effect::effects(seq, &decision).into_iter().map(|effect| effect.key));
                }
            }
        }
    }
    held.effects = effects.len();
    (held, effects)
}

/// The keys in the outbox, whatever became of them; each stands there once by the table's own key.
fn outbox(store: &Store) -> BTreeSet<String> {
    let all =
        [EffectStatus::Pending, EffectStatus::Claimed, EffectStatus::Done, EffectStatus::Failed, EffectStatus::Unknown];
    all.iter().flat_map(|status| store.effects(*status, usize::MAX).unwrap()).map(|row| row.effect.key).collect()
}

/// Every person was told once of every decision whose effect is done.
pub(crate) fn check_told(place: &str) -> usize {
    let store = Store::open(place.parse::<Place>().unwrap()).unwrap();
    let done = store.effects(EffectStatus::Done, usize::MAX).unwrap();
    let mut people: BTreeMap<String, usize> = BTreeMap::new();
    for row in &done {
        let effect::Act::NotifyPerson { person } = &row.effect.act else { continue };
        *people.entry(person.as_str().split('@').next().unwrap().to_owned()).or_default() += 1;
    }
    for (person, times) in &people {
        let told = store.notices(&person.as_str().into(), i64::MAX, usize::MAX).unwrap();
        assert_eq!(told.len(), *times, "{person} was told another number of times than was done");
    }
    people.values().sum()
}

/// Whether the program ended before all it had folded was put down.
pub(crate) fn is_behind(place: &str) -> bool {
    Store::open(place.parse::<Place>().unwrap()).unwrap().behind().unwrap().is_some()
}

/// What is folded from the log is, byte for byte, what is folded again, once the end of the log is caught up with.
pub(crate) fn check_folded(place: &str) {
    let mut store = Store::open(place.parse::<Place>().unwrap()).unwrap();
    entente_desk::settle::where_needed(&mut store).unwrap();
    let before = store.digest().unwrap();
    rebuild(&mut store).unwrap();
    for (table, digest) in store.digest().unwrap() {
        assert_eq!(before.get(table), Some(&digest), "{table} is not what the log says");
    }
}
