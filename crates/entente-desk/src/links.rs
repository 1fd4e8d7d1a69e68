//! Links at work: leads that become one person are folded again as one, and apart again when a link is withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::decision::Decision;
use entente_core::engine::world::{Past, World};
use entente_core::fact::{About, Fact, What};
use entente_core::id::{LeadId, Seq};
use entente_store::{Entry, Store};

use crate::Error;
use crate::person::{Person, Place, person, place};

/// Decisions that were made and are not in the store yet, by the lead they are about.
#[derive(Default)]
pub(crate) struct Unwritten(BTreeMap<LeadId, Vec<(Seq, Decision)>>);

impl Unwritten {
    /// Takes in the next decision; `seq` is any number above those of the decisions before it.
    pub(crate) fn push(&mut self, seq: Seq, decision: &Decision) {
        if let Some(lead) = decision.lead {
            self.0.entry(lead).or_default().push((seq, decision.clone()));
        }
    }
}

/// The other lead that a link, or its withdrawal, names.
pub(crate) fn named(fact: &Fact) -> Option<(LeadId, LeadId)> {
    match (&fact.about, &fact.what) {
        (About::Lead(lead), What::Linked { into: other } | What::Unlinked { from: other }) => Some((*lead, *other)),
        _ => None,
    }
}

/// After a link or its withdrawal, folds the leads it touches again from all their entries so far, so that no score is
/// paid twice and none is lost. Answers the leads it touched, for which something may now follow.
pub(crate) fn refold(
    store: &Store,
    world: &mut World,
    (seq, fact): (Seq, &Fact),
    unwritten: &Unwritten,
) -> Result<BTreeSet<LeadId>, Error> {
    let Some((lead, other)) = named(fact) else { return Ok(BTreeSet::new()) };
    let here = (fact.known, seq.0, false, seq.0);
    let persons = BTreeSet::from([person(store, lead, here)?, person(store, other, here)?]);
    let mut touched = part_all(world, &[lead, other]);
    for person in &persons {
        refold_person(store, world, person, here, unwritten)?;
        touched.extend(&person.leads);
    }
    Ok(touched)
}

/// Undoes the groups around these leads. Answers who was in them.
fn part_all(world: &mut World, leads: &[LeadId]) -> BTreeSet<LeadId> {
    let mut touched = BTreeSet::new();
    for lead in leads {
        let root = world.lead(*lead).and_then(|lead| lead.merged).unwrap_or(*lead);
        let members = world.lead(root).map(|root| root.members.clone()).unwrap_or_default();
        members.iter().for_each(|member| world.part(*member, root));
        touched.extend(members);
        touched.insert(root);
    }
    touched
}

/// Folds a person again from the entries of all leads it is, up to a place in the order.
fn refold_person(
    store: &Store,
    world: &mut World,
    person: &Person,
    until: Place,
    unwritten: &Unwritten,
) -> Result<(), Error> {
    let mut entries: BTreeMap<Place, (Seq, Entry)> = BTreeMap::new();
    let mut keep = |seq, entry| drop(entries.insert(place(seq, &entry), (seq, entry)));
    for lead in &person.leads {
        let facts =
            store.facts_about(*lead)?.into_iter().take_while(|(seq, fact)| (fact.known, seq.0) <= (until.0, until.1));
        facts.for_each(|(seq, fact)| keep(seq, Entry::Fact(fact)));
        let written = store.decisions_about(*lead)?.into_iter().map(|(seq, made)| (seq, Entry::Decision(made)));
        written.filter(|(seq, made)| place(*seq, made) <= until).for_each(|(seq, made)| keep(seq, made));
        let unwritten = unwritten.0.get(lead).into_iter().flatten().cloned();
        let unwritten = unwritten.map(|(seq, made)| (seq, Entry::Decision(made)));
        // What followed from the link itself before this folding stays with the lead it was decided for.
        let counts = |(seq, made): &(Seq, Entry)| *lead == person.root || place(*seq, made) <= until;
        unwritten.filter(counts).for_each(|(seq, made)| keep(seq, made));
    }
    let past = entries.values().map(|(seq, entry)| match entry {
        Entry::Fact(fact) => (*seq, Past::Fact(fact)),
        Entry::Decision(decision) => (*seq, Past::Decision(decision)),
    });
    for lead in &person.leads {
        // A link may name a lead of which nothing else was known by then.
        if world.lead(*lead).is_none() {
            world.refold(*lead, std::iter::empty());
        }
    }
    // First who belongs to it, so that what was counted of any of them is not counted again.
    person.leads.iter().filter(|lead| **lead != person.root).for_each(|lead| world.merge(*lead, person.root));
    world.refold(person.root, past);
    Ok(())
}
