//! Who the person is: consent, what is known of them, and which leads are one.

use std::collections::BTreeMap;

use entente_core::fact::{Value, What};
use entente_core::id::{LeadId, Name};
use entente_store::Store;

use super::answers::{must, text};
use super::subject::Subject;
use super::{Condition, Refusal, Wrong};
use crate::Error;
use crate::admit::{ITEMS_MAX, TEXT_BYTES_MAX};

/// Consent was given or withdrawn; how it is known must be said.
pub(super) fn consent(consent: What) -> Result<What, Refusal> {
    let What::Consent { given, purpose, channel, wording, evidence } = consent else { return Ok(consent) };
    Ok(What::Consent {
        given,
        purpose: must("purpose", &purpose)?,
        channel: text("channel", &channel)?,
        wording: text("wording", &wording)?,
        evidence: must("evidence", &evidence)?,
    })
}

/// It is the same person as another.
pub(super) fn link(store: &Store, subject: &Subject, into: LeadId) -> Result<Result<What, Refusal>, Error> {
    if !store.has_lead(into)? {
        return Ok(Err(Refusal::field("into", Wrong::Unknown { told: into.to_string() })));
    }
    if into == subject.asked {
        return Ok(Err(Refusal::field("into", Wrong::Same)));
    }
    if subject.leads.contains(&into) {
        return Ok(Err(Refusal::NotNow(Condition::Linked)));
    }
    Ok(Ok(What::Linked { into }))
}

/// They are not the same person after all.
pub(super) fn unlink(store: &Store, subject: &Subject, from: LeadId) -> Result<Result<What, Refusal>, Error> {
    let holds = store.link_between(subject.asked, from)? == Some(true);
    Ok(if holds { Ok(What::Unlinked { from }) } else { Err(Refusal::NotNow(Condition::NotLinked)) })
}

/// What every lead may be known by, beside the fields of the agreement.
pub(crate) const SHOWN: [&str; 7] = ["name", "first_name", "last_name", "title", "phone", "city", "email"];

/// What is known of the person, vouched for.
pub(super) fn edit(subject: &Subject, values: BTreeMap<Name, Value>) -> Result<What, Refusal> {
    if values.is_empty() {
        return Err(Refusal::field("values", Wrong::Empty));
    }
    if values.len() > ITEMS_MAX {
        return Err(Refusal::field("values", Wrong::Outside { least: 1, most: ITEMS_MAX as i64 }));
    }
    let fields = subject.plan.as_deref().map(|plan| &plan.agreement.lead_fields);
    for (name, value) in &values {
        let is_field = fields.is_some_and(|fields| fields.get(name.as_str()).is_some());
        if !is_field && !SHOWN.contains(&name.as_str()) {
            return Err(Refusal::field("values", Wrong::Unknown { told: name.to_string() }));
        }
        if matches!(value, Value::Text(text) if text.len() > TEXT_BYTES_MAX) {
            return Err(Refusal::field("values", Wrong::TooLong { most: TEXT_BYTES_MAX }));
        }
    }
    Ok(What::Learnt { values, verified: true })
}
