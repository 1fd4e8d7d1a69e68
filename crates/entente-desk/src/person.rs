//! Which leads are one person at a place in the log, so that a story told of the past knows only what was known then.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::fact::What;
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;
use entente_store::{Entry, Store};

use crate::Error;

/// Where an entry stands in the order of folding: by time, then by the fact it is or follows from; what time alone
/// brought comes after all facts of its instant.
pub(crate) type Place = (Instant, u64, bool, u64);

/// The place of an entry.
pub(crate) fn place(seq: Seq, entry: &Entry) -> Place {
    match entry {
        Entry::Fact(fact) => (fact.known, seq.0, false, seq.0),
        Entry::Decision(decision) => (decision.at, decision.cause.map_or(u64::MAX, |cause| cause.0), true, seq.0),
    }
}

/// The last place of all that are at `at` or before.
pub(crate) fn end_of(at: Instant) -> Place {
    (at, u64::MAX, true, u64::MAX)
}

/// Leads that are one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Person {
    /// The lead whose number stands for all: the lowest that was never linked into another, or the lowest of all.
    pub(crate) root: LeadId,
    /// All of them, the root too.
    pub(crate) leads: BTreeSet<LeadId>,
}

/// The last word on each pair of leads: whether it holds, and whose number stays.
type Words = BTreeMap<(LeadId, LeadId), (bool, LeadId)>;

/// The person that `lead` is, as the links up to `until` say.
pub(crate) fn person(store: &Store, lead: LeadId, until: Place) -> Result<Person, Error> {
    let words = words(store, lead, until)?;
    let (mut leads, mut given_up, mut ahead) = (BTreeSet::from([lead]), BTreeSet::new(), vec![lead]);
    while let Some(next) = ahead.pop() {
        for ((low, high), (holds, into)) in &words {
            if !*holds || (*low != next && *high != next) {
                continue;
            }
            let other = if *low == next { *high } else { *low };
            given_up.insert(if *into == next { other } else { next });
            if leads.insert(other) {
                ahead.push(other);
            }
        }
    }
    let root = leads.difference(&given_up).next().or(leads.first()).copied().unwrap_or(lead);
    Ok(Person { root, leads })
}

/// What was said up to `until` of every pair that could matter to `lead`.
fn words(store: &Store, lead: LeadId, until: Place) -> Result<Words, Error> {
    let mut said: BTreeMap<(Instant, Seq), (LeadId, LeadId, bool)> = BTreeMap::new();
    let (mut seen, mut ahead) = (BTreeSet::from([lead]), vec![lead]);
    while let Some(next) = ahead.pop() {
        let others = store.ever_linked(next)?;
        ahead.extend(others.iter().filter(|other| seen.insert(**other)));
        if others.is_empty() {
            continue;
        }
        for (seq, fact) in store.facts_about(next)? {
            if (fact.known, seq.0, false, seq.0) > until {
                break;
            }
            match fact.what {
                What::Linked { into } => drop(said.insert((fact.known, seq), (next, into, true))),
                What::Unlinked { from } => drop(said.insert((fact.known, seq), (next, from, false))),
                _ => {}
            }
        }
    }
    let pair = |(lead, other, holds): (LeadId, LeadId, bool)| ((lead.min(other), lead.max(other)), (holds, other));
    Ok(said.into_values().map(pair).collect())
}
