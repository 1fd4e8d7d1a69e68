//! Traits by their names in the agreement: the standard ones become ours, any other is written as fields are.

use std::collections::BTreeMap;

use entente_core::fact::Value;
use entente_core::id::Name;
use entente_core::identity::{IdentityKey, account_domain, account_key};

use super::flat::Flat;

/// What companies' traits start with inside a person's.
const COMPANY: &str = "company.";

/// The attributes of a person: every trait but those of their company and those that are keys.
pub(super) fn of_person(traits: &Flat) -> BTreeMap<Name, Value> {
    let told = traits.values.iter().filter(|(name, value)| !name.starts_with(COMPANY) && !is_key(name) && says(value));
    let mut values: BTreeMap<Name, Value> = told.map(|(name, value)| (person(name), kept(value))).collect();
    if let Some(Value::Text(company)) = traits.values.get("company") {
        values.insert(Name::from("company"), Value::Text(company.clone()));
    }
    values
}

/// The attributes of the company that a person's traits tell of.
pub(super) fn of_company(traits: &Flat) -> BTreeMap<Name, Value> {
    let told = traits.values.iter().filter_map(|(name, value)| Some((name.strip_prefix(COMPANY)?, value)));
    told.filter(|(name, value)| *name != "id" && says(value))
        .map(|(name, value)| (account(name), kept(value)))
        .collect()
}

/// The attributes of an account, as a group call tells them.
pub(super) fn of_account(traits: &Flat) -> BTreeMap<Name, Value> {
    let told = traits.values.iter().filter(|(name, value)| *name != "id" && says(value));
    told.map(|(name, value)| (account(name), kept(value))).collect()
}

/// The account's key: the domain where one is told, so that colleagues by mail address find it; else the number told.
pub(super) fn account_of(id: Option<&str>, traits: &Flat, start: &str) -> Option<String> {
    let at = |name: &str| traits.text(&format!("{start}{name}"));
    let is_domain = |text: &String| text.contains('.') && !text.contains(['/', '@', ' ']);
    let own = id.map(str::to_owned).filter(is_domain);
    let told = at("domain").filter(is_domain);
    let site = || at("website").or_else(|| at("url")).and_then(|url| host(&url));
    let key = own.or(told).or_else(site).or_else(|| id.map(str::to_owned)).or_else(|| at("id"))?;
    account_key(&key).ok()
}

/// The account of a person's company, by its own traits or by the domain of the mail address.
pub(super) fn company_of(traits: &Flat, mail: Option<&IdentityKey>) -> Option<String> {
    let by_mail = || match mail {
        Some(IdentityKey::Mail(mail)) => account_domain(mail).map(str::to_owned),
        _ => None,
    };
    account_of(None, traits, COMPANY).or_else(by_mail)
}

/// `www.kessler.example/about` and `https://kessler.example` are both of `kessler.example`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

/// Traits that say who somebody is, and not how they are.
fn is_key(name: &str) -> bool {
    matches!(name, "id" | "userId" | "anonymousId" | "company")
}

fn person(name: &str) -> Name {
    Name::from(match name {
        "jobTitle" | "job_title" | "position" => "title",
        "address.city" => "city",
        "address.country" => "country",
        other => return snake(other),
    })
}

fn account(name: &str) -> Name {
    Name::from(match name {
        "employee_count" | "employeeCount" | "size" | "numberOfEmployees" => "employees",
        "address.city" => "city",
        "address.country" => "country",
        other => return snake(other),
    })
}

/// `firstName`, `First Name` and `first.name` are all `first_name`, as fields of agreements are written.
fn snake(name: &str) -> Name {
    let mut text = String::with_capacity(name.len() + 2);
    let mut was_lower = false;
    for letter in name.chars() {
        if letter.is_uppercase() && was_lower {
            text.push('_');
        }
        was_lower = letter.is_lowercase() || letter.is_numeric();
        match letter {
            '.' | ' ' | '-' => text.push('_'),
            other => text.extend(other.to_lowercase()),
        }
    }
    Name::new(text)
}

/// Whether a trait says something: a form's empty field does not. A null does, it forgets.
fn says(value: &Value) -> bool {
    !matches!(value, Value::Text(text) if text.trim().is_empty())
}

/// Text without the space around it.
fn kept(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.trim().to_owned()),
        other => other.clone(),
    }
}
