//! Which other leads are this person, and which perhaps are: linked, or sharing a name or a telephone number at one
//! company. Nobody is ever joined by this: somebody decides.

use std::collections::BTreeMap;

use entente_core::fact::{About, What};
use entente_core::id::{LeadId, Name};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;
use entente_store::Store;

use super::known;
use super::mates::Mate;
use crate::Error;
use crate::explain::Told;

/// A lead that is this person too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The lead that was linked.
    pub lead: LeadId,
    /// The lead it was linked into: the pair that an un-link names.
    pub into: LeadId,
    /// The keys of the linked lead.
    pub keys: Vec<IdentityKey>,
    /// Since when.
    pub since: Instant,
    /// Who said so; none: the keys did.
    pub by: Option<Name>,
}

/// A lead that is perhaps this person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Which.
    pub lead: LeadId,
    /// What they are called.
    pub name: Option<String>,
    /// Their first mail address.
    pub mail: Option<String>,
    /// What both share.
    pub shares: Vec<Shared>,
}

/// What two leads share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shared {
    /// The name, at the same company.
    Name(String),
    /// The telephone number.
    Phone(String),
}

/// The links that hold, by lead.
pub(super) fn linked(store: &Store, told: &Told) -> Result<Vec<Linked>, Error> {
    let mut pairs: BTreeMap<(LeadId, LeadId), Option<Linked>> = BTreeMap::new();
    for (_, fact) in &told.facts {
        let (About::Lead(lead), What::Linked { into: other } | What::Unlinked { from: other }) =
            (&fact.about, &fact.what)
        else {
            continue;
        };
        let holds = matches!(fact.what, What::Linked { .. }) && told.leads.contains(other);
        let link = || Linked { lead: *lead, into: *other, keys: Vec::new(), since: fact.known, by: fact.by.clone() };
        pairs.insert((*lead.min(other), *lead.max(other)), holds.then(link));
    }
    let mut linked: Vec<Linked> = pairs.into_values().flatten().collect();
    for link in &mut linked {
        link.keys = store.lead_label(link.lead)?;
    }
    linked.sort_by_key(|link| link.lead);
    Ok(linked)
}

/// Colleagues who share a name or a telephone number and were never said to be somebody else.
pub(super) fn proposed(told: &Told, mates: &[Mate]) -> Vec<Proposed> {
    let own = known::known(told, None);
    let shared = |mate: &Mate| {
        let name = both(own.name.as_deref(), mate.name.as_deref(), folded).map(Shared::Name);
        let phone = both(own.phone.as_deref(), mate.phone.as_deref(), digits).map(Shared::Phone);
        name.into_iter().chain(phone).collect::<Vec<Shared>>()
    };
    let may = mates.iter().filter(|mate| !mate.parted);
    may.map(|mate| Proposed { lead: mate.lead, name: mate.name.clone(), mail: mate.mail.clone(), shares: shared(mate) })
        .filter(|proposed| !proposed.shares.is_empty())
        .collect()
}

/// The first text, where both come to the same and that is something.
fn both(one: Option<&str>, other: Option<&str>, bare: fn(&str) -> String) -> Option<String> {
    let (one, other) = (one?, other?);
    let same = bare(one);
    (!same.is_empty() && same == bare(other)).then(|| one.to_owned())
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The figures of a telephone number, where there are enough of them to tell people apart.
fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= 7 { digits } else { String::new() }
}
