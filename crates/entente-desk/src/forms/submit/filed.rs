//! A form that was read: kept as text while a person must still decide, and told as facts.

use std::collections::BTreeMap;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::id::Name;
use entente_core::identity::{IdentityKey, account_domain};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision};
use serde::{Deserialize, Serialize};

use super::{Sending, answers::Answers};
use crate::Error;
use crate::forms::{EVENT, Form, Kind};

/// What campaigns put into addresses.
const CAMPAIGN: [&str; 6] = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id"];
/// The longest of them that is kept, in characters; also of an address.
const CAMPAIGN_MAX: usize = 300;

/// A form that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::forms) struct Filed {
    /// When it was sent, in microseconds.
    at: i64,
    /// Answers by field.
    answers: Answers,
    /// Whether the box of the wording was ticked.
    pub(in crate::forms) agrees: bool,
    /// The wording beside the box, with its version.
    wording: String,
    /// The language it was read in.
    pub(in crate::forms) language: String,
    /// Whence it came: campaign, page, referrer, by the names of their properties.
    whence: BTreeMap<String, String>,
    /// The browser's id, where the visitor lets the site keep one.
    visitor: Option<String>,
}

impl Filed {
    pub(super) fn new(form: &Form, sending: &Sending, answers: Answers, now: Instant) -> Filed {
        let agrees = !form.wording.is_empty() && !sending.text("consent").is_empty();
        let is_id = |id: &&str| id.len() <= 100 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let visitor = Some(sending.text("visitor")).filter(|id| !id.is_empty() && !sending.gpc).filter(is_id);
        Filed {
            at: now.as_micros(),
            answers,
            agrees,
            wording: format!("v{}: {}", form.wording_version, form.wording),
            language: form.language.unwrap_or(sending.lang).to_string(),
            whence: if sending.gpc { BTreeMap::new() } else { whence(sending) },
            visitor: visitor.map(str::to_owned),
        }
    }

    /// The answer to a question; empty where there is none.
    pub(in crate::forms) fn answer(&self, kind: Kind) -> &str {
        self.answers.get(kind.as_str()).map_or("", String::as_str)
    }

    /// Answers by the name of their field.
    pub(in crate::forms) fn answers(&self) -> Vec<(String, String)> {
        self.answers.clone().into_iter().collect()
    }

    /// All short answers but the address.
    pub(super) fn short(&self) -> Vec<&str> {
        let others = self.answers.iter().filter(|(name, _)| *name != "email" && *name != "question");
        others.map(|(_, text)| text.as_str()).collect()
    }

    /// What is needed of it once it is in the log and only the address is yet to be confirmed.
    pub(in crate::forms) fn consent_alone(&self) -> Filed {
        Filed { answers: Answers::new(), visitor: None, ..self.clone() }
    }

    /// As text, to be kept.
    pub(in crate::forms) fn text(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::State(error.to_string()))
    }

    /// Read again.
    pub(in crate::forms) fn read(text: &str) -> Result<Filed, Error> {
        serde_json::from_str(text).map_err(|error| Error::State(format!("a form that was sent: {error}")))
    }

    /// What is agreed to, without its version.
    pub(in crate::forms) fn said(&self) -> &str {
        self.wording.split_once(": ").map_or("", |(_, said)| said)
    }

    /// All facts it tells: those below, and the consent where that waits for nobody.
    pub(in crate::forms) fn all_facts(&self, form: &Form, token: &str) -> Vec<NewFact> {
        let mut facts = self.facts(&form.name, token);
        if self.agrees && !form.confirms {
            let at = Instant::from_micros(self.at);
            facts.push(self.consent(&form.name, token, self.answer(Kind::Email), at, ""));
        }
        facts
    }

    /// The facts it tells, under keys made of the one-time token: what is told twice is one fact. What was learnt
    /// comes before the event, so that whatever the event decides knows of it.
    fn facts(&self, form: &str, token: &str) -> Vec<NewFact> {
        let mail = IdentityKey::Mail(self.answer(Kind::Email).to_owned());
        let domain = account_domain(self.answer(Kind::Email)).map(str::to_owned);
        let keys: Vec<IdentityKey> =
            [mail].into_iter().chain(self.visitor.clone().map(IdentityKey::Anonymous)).collect();
        let fact = |part: &str, about: NewAbout, what: What| {
            let key = format!("form-{form}:{token}{part}");
            NewFact { key, about, at: Instant::from_micros(self.at), precision: Precision::Second, by: None, what }
        };
        let lead = || NewAbout::Lead { keys: keys.clone(), account: None };
        let (person, company) = self.attributes(domain.is_some());
        let mut facts = Vec::new();
        if !person.is_empty() {
            facts.push(fact("/learnt", lead(), What::Learnt { values: person, verified: false }));
        }
        if let Some(domain) = domain.filter(|_| !company.is_empty()) {
            let about = NewAbout::Account(domain);
            facts.push(fact("/company", about, What::Learnt { values: company, verified: false }));
        }
        facts.push(fact("", lead(), self.happened(form)));
        facts
    }

    /// What was learnt of the person and of the company, which is known by its domain or not at all.
    fn attributes(&self, has_company: bool) -> (BTreeMap<Name, Value>, BTreeMap<Name, Value>) {
        let (mut person, mut company) = (BTreeMap::new(), BTreeMap::new());
        for kind in [Kind::Name, Kind::Company, Kind::Title, Kind::Phone, Kind::Country, Kind::Employees] {
            let text = self.answer(kind);
            if text.is_empty() {
                continue;
            }
            let value = match (kind, text.parse()) {
                (Kind::Employees, Ok(count)) => Value::Number(Decimal::from_int(count)),
                _ => Value::Text(text.to_owned()),
            };
            if has_company && matches!(kind, Kind::Company | Kind::Country | Kind::Employees) {
                let name = if kind == Kind::Company { "name" } else { kind.as_str() };
                company.insert(Name::from(name), value.clone());
            }
            if !(has_company && kind == Kind::Employees) {
                person.insert(Name::from(kind.as_str()), value);
            }
        }
        (person, company)
    }

    fn happened(&self, form: &str) -> What {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut properties: BTreeMap<String, Value> =
            self.whence.iter().map(|(name, value)| (name.clone(), text(value))).collect();
        properties.insert("form".to_owned(), text(form));
        if !self.answer(Kind::Question).is_empty() {
            properties.insert("message".to_owned(), text(self.answer(Kind::Question)));
        }
        What::Happened { event: EVENT.to_owned(), properties, class: SignalClass::Human }
    }

    /// That the holder of an address agreed at `at`, and how it is known.
    pub(in crate::forms) fn consent(&self, form: &str, token: &str, mail: &str, at: Instant, how: &str) -> NewFact {
        let sent = Instant::from_micros(self.at);
        let page = self.whence.get("page").map(|page| format!(" on {page}")).unwrap_or_default();
        let what = What::Consent {
            given: true,
            purpose: "marketing".to_owned(),
            channel: "mail".to_owned(),
            wording: self.wording.clone(),
            evidence: format!("box of the form {form}{page}, sent {sent}{how}"),
        };
        let about = NewAbout::Lead { keys: vec![IdentityKey::Mail(mail.to_owned())], account: None };
        let key = format!("form-{form}:{token}/consent");
        NewFact { key, about, at, precision: Precision::Second, by: None, what }
    }
}

/// Campaign, page and referrer, as hidden fields tell them, else as the browser does. Addresses without their query: it
/// often holds secrets of others.
fn whence(sending: &Sending) -> BTreeMap<String, String> {
    let mut whence = BTreeMap::new();
    let mut put = |name: &str, value: &str| {
        let value: String = value.chars().filter(|letter| !letter.is_control()).take(CAMPAIGN_MAX).collect();
        if !value.is_empty() {
            whence.insert(name.to_owned(), value);
        }
    };
    CAMPAIGN.iter().for_each(|name| put(name, sending.text(name)));
    let told = Some(sending.text("page")).filter(|page| is_address(page));
    let page = told.unwrap_or(if sending.is_ours { "" } else { sending.referrer.as_str() });
    put("page", bare(page));
    put("referrer", Some(sending.text("referrer")).filter(|text| is_address(text)).map_or("", bare));
    whence
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn bare(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}
