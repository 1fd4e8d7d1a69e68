//! Who the person is: what was learnt of them and who vouches for it, and what they agreed to.

use std::collections::BTreeMap;

use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{Name, Seq};
use entente_core::plan::Plan;
use entente_core::time::Instant;

use crate::explain::Told;

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Known {
    /// What they are called; none where nobody told.
    pub name: Option<String>,
    /// What they do.
    pub title: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Where they are.
    pub city: Option<String>,
    /// Where they came from.
    pub source: Option<String>,
    /// Everything that was learnt, fields of the agreement first and in its order.
    pub attributes: Vec<Attribute>,
    /// Consent by purpose and channel, the latest word on each.
    pub consent: Vec<ConsentLine>,
    /// The last mail that came back: when, and whether none will ever arrive.
    pub bounced: Option<(Instant, bool)>,
    /// Whether the person was erased, and when.
    pub erased: Option<Instant>,
}

/// One thing that was learnt.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its value, as told.
    pub value: Value,
    /// When it was so.
    pub at: Instant,
    /// Whether somebody vouches for it.
    pub verified: bool,
    /// Who told it, where a person did.
    pub by: Option<Name>,
    /// Whether conditions of the agreement may name it.
    pub is_field: bool,
}

/// The latest word on one purpose and channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLine {
    /// What for.
    pub purpose: String,
    /// By which channel; empty: any.
    pub channel: String,
    /// What stands.
    pub stands: Consent,
    /// When it was said.
    pub at: Instant,
    /// The wording shown, or where it can be read.
    pub wording: String,
    /// How it is known.
    pub evidence: String,
    /// Who entered it, where a person did.
    pub by: Option<Name>,
}

/// Whether somebody may be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// They agreed.
    Given,
    /// They no longer do.
    Withdrawn,
}

/// What the facts say of the person.
pub(super) fn known(told: &Told, plan: Option<&Plan>) -> Known {
    let mut known = Known::default();
    let mut consent: BTreeMap<(String, String), ConsentLine> = BTreeMap::new();
    let own = told.facts.iter().filter(|(_, fact)| matches!(fact.about, About::Lead(_)));
    for (_, fact) in own.clone() {
        match &fact.what {
            What::Created { source: Some(source) } if known.source.is_none() => known.source = Some(source.clone()),
            What::Bounced { hard } => known.bounced = Some((fact.at, *hard)),
            What::Erased => known.erased = Some(fact.known),
            What::Consent { .. } => heard(&mut consent, fact),
            _ => {}
        }
    }
    let learnt = learnt(own, known.erased);
    let text = |name: &str| match learnt.get(name).map(|attribute| &attribute.value) {
        Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    };
    let full = [text("first_name"), text("last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    known.name = text("name").or(Some(full).filter(|full| !full.is_empty()));
    (known.title, known.phone, known.city) = (text("title"), text("phone"), text("city"));
    known.attributes = in_order(learnt, plan, |plan, name| plan.agreement.lead_fields.position(name));
    known.consent = consent.into_values().collect();
    known
}

/// The latest and best vouched value of each name; nothing that was told before the person was erased.
pub(super) fn learnt<'a>(
    facts: impl Iterator<Item = &'a (Seq, Fact)>,
    erased: Option<Instant>,
) -> BTreeMap<Name, Attribute> {
    let mut learnt: BTreeMap<Name, Attribute> = BTreeMap::new();
    for (_, fact) in facts.filter(|(_, fact)| erased.is_none_or(|erased| fact.known > erased)) {
        let What::Learnt { values, verified } = &fact.what else { continue };
        let at = fact.at.min(fact.known);
        for (name, value) in values {
            let worse =
                |known: &Attribute| (known.verified && !verified) || (known.verified == *verified && at < known.at);
            if learnt.get(name).is_some_and(worse) {
                continue;
            }
            let (value, by) = (value.clone(), fact.by.clone());
            let attribute = Attribute { name: name.clone(), value, at, verified: *verified, by, is_field: false };
            learnt.insert(name.clone(), attribute);
        }
    }
    learnt
}

/// Attributes in the order of the agreement's fields, all others after them by name; forgotten ones are left out.
pub(super) fn in_order(
    learnt: BTreeMap<Name, Attribute>,
    plan: Option<&Plan>,
    position: impl Fn(&Plan, &str) -> Option<usize>,
) -> Vec<Attribute> {
    let place = |name: &Name| plan.and_then(|plan| position(plan, name.as_str()));
    let told = learnt.into_values().filter(|attribute| attribute.value != Value::Null);
    let mut attributes: Vec<Attribute> =
        told.map(|attribute| Attribute { is_field: place(&attribute.name).is_some(), ..attribute }).collect();
    attributes.sort_by_key(|attribute| (place(&attribute.name).unwrap_or(usize::MAX), attribute.name.clone()));
    attributes
}

/// Takes in a word on consent; at the same instant no outweighs yes.
fn heard(consent: &mut BTreeMap<(String, String), ConsentLine>, fact: &Fact) {
    let What::Consent { given, purpose, channel, wording, evidence } = &fact.what else { return };
    let stands = if *given { Consent::Given } else { Consent::Withdrawn };
    let at = fact.at.min(fact.known);
    let line = ConsentLine {
        purpose: purpose.clone(),
        channel: channel.clone(),
        stands,
        at,
        wording: wording.clone(),
        evidence: evidence.clone(),
        by: fact.by.clone(),
    };
    let place = (purpose.clone(), channel.clone());
    let outweighs = |known: &ConsentLine| at > known.at || (at == known.at && stands == Consent::Withdrawn);
    if consent.get(&place).is_none_or(outweighs) {
        consent.insert(place, line);
    }
}
