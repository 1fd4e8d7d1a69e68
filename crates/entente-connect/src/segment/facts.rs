//! One item becomes facts: what it says first, and beside it what it also tells of a company.

use std::collections::BTreeMap;
use std::fmt::Write;

use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::id::Name;
use entente_core::identity::{IdentityKey, Strength};
use entente_core::time::Precision;
use sha2::{Digest, Sha256};

use super::item::{Call, Item};
use super::time::{Times, times};
use super::{Arrival, Fault, Read, class, consent, event, traits, who};

/// What a visitor hands over on purpose is kept though they do not want to be tracked: this event, and who they are.
const HANDED_OVER: &str = "Form Submitted";

/// The facts of an item that was sent as `raw`.
pub(super) fn tell(item: &Item<'_>, raw: &str, arrival: &Arrival) -> Read {
    let is_bare = consent::is_denied(item, arrival);
    let keys = who::keys(item, is_bare);
    let is_strong = keys.as_ref().is_ok_and(|keys| keys.iter().any(|key| key.strength() == Strength::Strong));
    if is_bare && !(is_handed_over(item) && is_strong) {
        return Read::Withheld;
    }
    let told = times(item, arrival.received)
        .and_then(|times| Telling { item, arrival, times, is_bare, id: id(item, raw)? }.facts(keys?));
    match told {
        Ok(facts) => Read::Facts(facts),
        Err(fault) => Read::Faulty(fault),
    }
}

fn is_handed_over(item: &Item<'_>) -> bool {
    match item.call {
        Call::Identify | Call::Group => true,
        Call::Track => item.told.event.said() == Some(HANDED_OVER),
        Call::Page | Call::Screen | Call::Alias | Call::Merge => false,
    }
}

/// What makes it this item and no other: its message id, else a hash of the item itself.
fn id(item: &Item<'_>, raw: &str) -> Result<String, Fault> {
    use super::text::Text;
    match &item.told.message_id {
        Text::Said(id) if id.chars().any(char::is_control) => Err(Fault::Kind("messageId", "plain text")),
        Text::Said(id) => Ok(id.clone().into_owned()),
        Text::Other => Err(Fault::Kind("messageId", "text")),
        Text::Nothing => {
            let mut id = "hash-".to_owned();
            for byte in Sha256::digest(raw.as_bytes()).iter().take(16) {
                let _ = write!(id, "{byte:02x}");
            }
            Ok(id)
        }
    }
}

/// An item with everything that is known of it.
struct Telling<'a> {
    item: &'a Item<'a>,
    arrival: &'a Arrival,
    times: Times,
    /// The visitor does not want to be tracked: nothing of page, browser and campaign.
    is_bare: bool,
    id: String,
}

impl Telling<'_> {
    fn facts(self, keys: Vec<IdentityKey>) -> Result<Vec<NewFact>, Fault> {
        match self.item.call {
            Call::Identify => Ok(self.identify(keys)),
            Call::Group => self.group(keys),
            Call::Alias | Call::Merge => Ok(vec![self.fact("", of(keys, None), self.learnt(BTreeMap::new()))]),
            Call::Track | Call::Page | Call::Screen => self.happened(keys),
        }
    }

    fn identify(&self, keys: Vec<IdentityKey>) -> Vec<NewFact> {
        let told = self.item.traits();
        let company = traits::of_company(told);
        let account = traits::company_of(told, who::mail(self.item).as_ref());
        let is_told = told.values.keys().any(|name| name.starts_with("company."));
        let joins = account.clone().filter(|_| is_told);
        let mut facts = vec![self.fact("", of(keys, joins), self.learnt(traits::of_person(told)))];
        if let Some(account) = account.filter(|_| !company.is_empty()) {
            facts.push(self.fact("/company", NewAbout::Account(account), self.learnt(company)));
        }
        facts
    }

    fn group(&self, keys: Vec<IdentityKey>) -> Result<Vec<NewFact>, Fault> {
        let traits = &self.item.told.traits;
        let account =
            traits::account_of(self.item.told.group_id.said(), traits, "").ok_or(Fault::Missing("groupId"))?;
        let mut facts = vec![self.fact("", of(keys, Some(account.clone())), self.learnt(BTreeMap::new()))];
        let values = traits::of_account(traits);
        if !values.is_empty() {
            facts.push(self.fact("/company", NewAbout::Account(account), self.learnt(values)));
        }
        Ok(facts)
    }

    fn happened(&self, keys: Vec<IdentityKey>) -> Result<Vec<NewFact>, Fault> {
        let event = event::name(self.item).ok_or(Fault::Missing("event"))?.to_owned();
        let context = &self.item.told.context.0;
        let arrival = self.arrival;
        let header = if arrival.side == super::Side::Browser { arrival.agent.as_str() } else { "" };
        let agent = context.user_agent.said().unwrap_or(header);
        let is_scripted = context.library.0.name.said().is_some();
        let verdict = class::judge(agent, &arrival.purpose, arrival.side, is_scripted);
        let mut properties = event::properties(self.item, &self.times, self.is_bare);
        if let Some(evidence) = verdict.evidence {
            properties.insert("evidence".to_owned(), Value::Text(evidence.to_owned()));
        }
        let what = What::Happened { event, properties, class: verdict.class };
        Ok(vec![self.fact("", of(keys, None), what)])
    }

    fn learnt(&self, values: BTreeMap<Name, Value>) -> What {
        What::Learnt { values, verified: self.arrival.is_trusted }
    }

    fn fact(&self, beside: &str, about: NewAbout, what: What) -> NewFact {
        let key = format!("src{}{beside}:{}", self.arrival.source, self.id);
        NewFact { key, about, at: self.times.at, precision: Precision::Second, by: None, what }
    }
}

fn of(keys: Vec<IdentityKey>, account: Option<String>) -> NewAbout {
    NewAbout::Lead { keys, account }
}
