//! Attributes: what was learnt, kept by when it was learnt and who vouches for it, not by the order of arrival.

use std::collections::BTreeMap;

use crate::engine::state::{AccountState, LeadState};
use crate::fact::Value;
use crate::id::Name;
use crate::identity::free_mail;
use crate::plan::Plan;
use crate::plan::slots::{Kept, Slot, UNKNOWN};
use crate::time::Instant;

/// The slots of a lead or account, as far as learning goes.
struct Held<'a> {
    slots: &'a BTreeMap<Name, Slot>,
    numbers: &'a mut [i64],
    texts: &'a mut [Option<Box<str>>],
    learnt: &'a mut Vec<(Name, Instant, bool)>,
}

impl Held<'_> {
    /// Keeps one value, unless a later or better vouched one is known.
    fn learn(&mut self, name: &Name, value: &Value, at: Instant, verified: bool) {
        let Some(slot) = self.slots.get(name).filter(|slot| slot.from.is_none()) else { return };
        if is_better(self.learnt, name.as_str(), at, verified) {
            self.put(slot, value);
        }
    }

    fn put(&mut self, slot: &Slot, value: &Value) {
        match slot.keep(value) {
            Kept::Number(number) => {
                self.numbers.get_mut(slot.index).into_iter().for_each(|place| *place = number);
            }
            Kept::Text(text) => {
                self.texts.get_mut(slot.index).into_iter().for_each(|place| *place = text.as_deref().map(Into::into));
            }
        }
    }
}

/// Things that are learnt like fields and are none of the agreement's; no field can have such a name.
pub(super) const DOMAIN: &str = "@domain";
pub(super) const OWNER: &str = "@owner";
pub(super) const ACCOUNT: &str = "@account";
pub(super) const CONSENT: &str = "@consent";

/// Whether what is told is later or better vouched for than what is known, and if so notes that it is.
pub(super) fn is_better(learnt: &mut Vec<(Name, Instant, bool)>, name: &str, at: Instant, verified: bool) -> bool {
    match learnt.iter_mut().find(|(learnt, ..)| learnt.as_str() == name) {
        Some((_, since, vouched)) => {
            if (*vouched && !verified) || (*vouched == verified && at < *since) {
                return false;
            }
            (*since, *vouched) = (at, verified);
        }
        None => learnt.push((Name::from(name), at, verified)),
    }
    true
}

/// Learns a lead's values. `email` also gives its mail domain, and the fields that are computed from it.
pub(super) fn learn_lead(
    plan: &Plan,
    lead: &mut LeadState,
    values: &BTreeMap<Name, Value>,
    at: Instant,
    verified: bool,
) {
    if let Some(mail) = values.get("email").filter(|_| is_better(&mut lead.learnt, DOMAIN, at, verified)) {
        let domain = if let Value::Text(mail) = mail { mail.rsplit_once('@') } else { None };
        lead.mail_domain = domain.map(|(_, domain)| domain.to_lowercase().into());
    }
    let free = lead.mail_domain.as_deref().map(|domain| free_mail(domain).is_some());
    let LeadState { numbers, texts, learnt, .. } = lead;
    let mut held = Held { slots: &plan.slots.lead, numbers, texts, learnt };
    for (name, value) in values {
        held.learn(name, value, at, verified);
    }
    for slot in plan.slots.lead.values().filter(|slot| slot.from.is_some()) {
        held.put(slot, &free.map_or(Value::Null, Value::Bool));
    }
}

/// Learns an account's values. `domain` and `owner` are known to every agreement.
pub(super) fn learn_account(
    plan: &Plan,
    account: &mut AccountState,
    values: &BTreeMap<Name, Value>,
    at: Instant,
    verified: bool,
) {
    if let Some(domain) = values.get("domain").filter(|_| is_better(&mut account.learnt, DOMAIN, at, verified)) {
        account.domain = if let Value::Text(domain) = domain { Some(domain.to_lowercase().into()) } else { None };
    }
    let AccountState { numbers, texts, learnt, .. } = account;
    let mut held = Held { slots: &plan.slots.account, numbers, texts, learnt };
    for (name, value) in values {
        held.learn(name, value, at, verified);
    }
}

/// Notes whether the person may be written to, by when they said so; at the same instant no outweighs yes.
pub(super) fn consent(lead: &mut LeadState, given: bool, at: Instant) {
    let withdrawn = lead.consent == Some(false)
        && lead.learnt.iter().any(|(name, since, _)| name.as_str() == CONSENT && *since == at);
    if !(given && withdrawn) && is_better(&mut lead.learnt, CONSENT, at, false) {
        lead.consent = Some(given);
    }
}

/// Forgets everything that was learnt of a lead and what it did, and lets nobody write to it.
pub(super) fn erase(lead: &mut LeadState) {
    lead.numbers.fill(UNKNOWN);
    lead.texts.fill(None);
    lead.learnt.clear();
    lead.signals.clear();
    lead.confirmed.clear();
    (lead.mail_domain, lead.source, lead.account) = (None, None, None);
    lead.consent = Some(false);
}
