//! Which properties of events anything is decided by, so that the others can go when their time is over.

use std::collections::{BTreeMap, BTreeSet};

use crate::condition::{Atom, Operand, visit_atoms};
use crate::fact::{Fact, What};
use crate::plan::Plan;

/// The properties that are read, by the event they are read of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    events: BTreeMap<String, BTreeSet<String>>,
    always: BTreeSet<String>,
}

impl Reads {
    /// What these plans read together: the properties that a signal's `where` asks for, and those of which each value
    /// pays once. Nothing else in an agreement can name a property of an event.
    #[must_use]
    pub fn of<'a>(plans: impl IntoIterator<Item = &'a Plan>) -> Reads {
        let mut reads = Reads::default();
        for signal in plans.into_iter().flat_map(|plan| &plan.signals) {
            let mut properties = BTreeSet::from_iter(signal.once_per.clone());
            if let Some(test) = &signal.wanted {
                visit_atoms(test, &mut |atom| properties.extend(operands(atom).filter_map(property)));
            }
            reads.events.entry(signal.on.clone()).or_default().extend(properties);
        }
        reads.events.retain(|_, properties| !properties.is_empty());
        reads
    }

    /// The same, and this property of every event.
    #[must_use]
    pub fn and_always(mut self, property: &str) -> Reads {
        self.always.insert(property.to_owned());
        self
    }

    /// Whether this property of this event is read.
    #[must_use]
    pub fn has(&self, event: &str, property: &str) -> bool {
        self.always.contains(property) || self.events.get(event).is_some_and(|properties| properties.contains(property))
    }

    /// What is read, event by event, but for what is read of every one.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.events.iter().map(|(event, properties)| (event.as_str(), properties))
    }

    /// What is read here and not there, event by event.
    #[must_use]
    pub fn beyond(&self, known: &Reads) -> BTreeMap<String, BTreeSet<String>> {
        let mut beyond: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (event, properties) in &self.events {
            let new = properties.iter().filter(|property| !known.has(event, property)).cloned();
            beyond.insert(event.clone(), new.collect());
        }
        beyond.retain(|_, properties| !properties.is_empty());
        beyond
    }

    /// The fact with only those properties that are read; none where it has no others. Nothing is ever decided otherwise
    /// by what is answered than by the fact as it was told.
    #[must_use]
    pub fn shorten(&self, fact: &Fact) -> Option<Fact> {
        let What::Happened { event, properties, .. } = &fact.what else { return None };
        if properties.keys().all(|property| self.has(event, property)) {
            return None;
        }
        let mut shortened = fact.clone();
        if let What::Happened { event, properties, .. } = &mut shortened.what {
            properties.retain(|property, _| self.has(event, property));
        }
        Some(shortened)
    }
}

/// What an atom compares or asks about.
fn operands(atom: &Atom) -> impl Iterator<Item = &Operand> {
    let (one, other) = match atom {
        Atom::Yes(operand)
        | Atom::Known { operand, .. }
        | Atom::OneOf { operand, .. }
        | Atom::Holds { set: operand, .. }
        | Atom::InList { operand, .. }
        | Atom::Text { operand, .. } => (Some(operand), None),
        Atom::Compare { left, right, .. } => (Some(left), Some(right)),
        Atom::Did { .. } | Atom::Times { .. } | Atom::Buyer(_) | Atom::InStageFor(_) => (None, None),
    };
    one.into_iter().chain(other)
}

fn property(operand: &Operand) -> Option<String> {
    if let Operand::Event(name) = operand { Some(name.clone()) } else { None }
}

#[cfg(test)]
mod tests;
