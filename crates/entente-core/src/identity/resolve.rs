//! Which lead some keys mean, without ever joining two people who only share a browser.

use super::{IdentityKey, Strength};
use crate::id::LeadId;

#[cfg(test)]
mod tests;

/// Who holds a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The lead.
    pub lead: LeadId,
    /// The lead whose number stands for all that are linked with it; `lead` itself where none are.
    pub root: LeadId,
    /// Whether it, or a lead linked with it, holds a strong key.
    pub has_strong: bool,
}

/// What some keys come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// Nobody has these keys yet: a new lead.
    New {
        /// Keys that become the lead's.
        learns: Vec<IdentityKey>,
    },
    /// A lead that is known.
    Known {
        /// Which.
        lead: LeadId,
        /// Keys it did not have, which become its own.
        learns: Vec<IdentityKey>,
        /// Anonymous leads that turn out to be this person: to be linked into it.
        joins: Vec<LeadId>,
        /// Other known people who hold strong keys of these: perhaps the same person. A person decides.
        same: Vec<LeadId>,
    },
    /// No keys: nobody can be meant.
    Nobody,
}

/// Finds the lead behind `keys`; `lookup` answers who holds a key.
///
/// - The first strong key that is held decides. Keys that nobody holds become that lead's.
/// - Strong keys held by somebody else are reported in `same`: a proposal to link, never a merge.
/// - Where no strong key is held, a weak one decides; but beside a strong key that is new it does so only for a lead
///   without a strong key of its own. So a visitor becomes known, and a known person never becomes somebody else.
/// - Visitors without a strong key who are told together with a strong key become that person (`joins`).
/// - A weak key that is held stays where it is: one browser never joins two people.
///
/// Keys are taken as told: normalise them first. Costs one look-up per key.
///
/// # Errors
/// Only those of `lookup`.
pub fn resolve<E>(
    keys: &[IdentityKey],
    mut lookup: impl FnMut(&IdentityKey) -> Result<Option<Holder>, E>,
) -> Result<Resolution, E> {
    let mut strong: Vec<Holder> = Vec::new();
    let mut weak: Vec<Holder> = Vec::new();
    let mut learns: Vec<IdentityKey> = Vec::new();
    for key in keys {
        match (lookup(key)?, key.strength()) {
            (Some(holder), Strength::Strong) => strong.push(holder),
            (Some(holder), Strength::Weak) => weak.push(holder),
            (None, _) if !learns.contains(key) => learns.push(key.clone()),
            (None, _) => {}
        }
    }
    let told_strong = keys.iter().any(|key| key.strength() == Strength::Strong);
    let visitor = |holder: &&Holder| !(told_strong && holder.has_strong);
    let Some(found) = strong.first().or_else(|| weak.iter().find(visitor)).copied() else {
        return Ok(if keys.is_empty() { Resolution::Nobody } else { Resolution::New { learns } });
    };
    let joins = weak.iter().filter(|holder| told_strong && !holder.has_strong);
    Ok(Resolution::Known { lead: found.lead, learns, joins: others(found, joins), same: others(found, strong.iter()) })
}

/// The leads of these holders that are not `found`, nor linked with it; each once, in ascending order.
fn others<'a>(found: Holder, holders: impl Iterator<Item = &'a Holder>) -> Vec<LeadId> {
    let mut leads: Vec<LeadId> = holders.filter(|holder| holder.root != found.root).map(|holder| holder.root).collect();
    leads.sort_unstable();
    leads.dedup();
    leads
}
