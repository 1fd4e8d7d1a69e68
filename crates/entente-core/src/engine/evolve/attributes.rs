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
        match self.learnt.iter_mut().find(|(learnt, ..)| learnt == name) {
            Some((_, since, vouched)) => {
                if (*vouched && !verified) || (*vouched == verified && at < *since) {
                    return;
                }
                (*since, *vouched) = (at, verified);
            }
            None => self.learnt.push((name.clone(), at, verified)),
        }
        self.put(slot, value);
    }

    fn put(&mut self, slot: &Slot, value: &Value) {
        match slot.keep(value) {
            Kept::Number(number) => self.numbers[slot.index] = number,
            Kept::Text(text) => self.texts[slot.index] = text.map(Into::into),
        }
    }
}

/// Learns a lead's values. `email` also gives its mail domain, and the fields that are computed from it.
pub(super) fn learn_lead(
    plan: &Plan,
    lead: &mut LeadState,
    values: &BTreeMap<Name, Value>,
    at: Instant,
    verified: bool,
) {
    if let Some(Value::Text(mail)) = values.get("email") {
        lead.mail_domain = mail.rsplit_once('@').map(|(_, domain)| domain.to_lowercase().into());
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
    if let Some(Value::Text(domain)) = values.get("domain") {
        account.domain = Some(domain.to_lowercase().into());
    }
    let AccountState { numbers, texts, learnt, .. } = account;
    let mut held = Held { slots: &plan.slots.account, numbers, texts, learnt };
    for (name, value) in values {
        held.learn(name, value, at, verified);
    }
}

/// Forgets everything that was learnt of a lead.
pub(super) fn erase(lead: &mut LeadState) {
    lead.numbers.fill(UNKNOWN);
    lead.texts.fill(None);
    lead.learnt.clear();
    lead.mail_domain = None;
    lead.source = None;
}
