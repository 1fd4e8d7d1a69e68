//! Whom an item is about: its ids as identity keys, without the words that senders put where they know nobody.

use entente_core::identity::IdentityKey;

use super::Fault;
use super::item::{Call, Item};
use super::text::Text;

/// Ids that programs send for nobody. Taken as keys they would make one person of all visitors.
const NOBODY: [&str; 11] = [
    "null",
    "undefined",
    "none",
    "nil",
    "nan",
    "true",
    "false",
    "(null)",
    "(not set)",
    "[object object]",
    "00000000-0000-0000-0000-000000000000",
];

/// The keys of an item, the strongest first. Without its browser's id where `without_browser`.
pub(super) fn keys(item: &Item<'_>, without_browser: bool) -> Result<Vec<IdentityKey>, Fault> {
    let told = &item.told;
    let mut keys: Vec<IdentityKey> = user(id("userId", &told.user_id)?);
    keys.extend(mail(item));
    let anonymous = id("anonymousId", &told.anonymous_id)?;
    let browser = || anonymous.map(|id| IdentityKey::Anonymous(id.to_owned()));
    match item.call {
        Call::Alias => {
            let previous = id("previousId", &told.previous_id)?.ok_or(Fault::Missing("previousId"))?;
            if keys.is_empty() {
                return Err(Fault::Missing("userId"));
            }
            keys.push(IdentityKey::Anonymous(previous.to_owned()));
            if anonymous != Some(previous) {
                // It may be a user of before: then it is for a person to say that they are one.
                keys.extend(user(Some(previous)));
            }
            keys.extend(browser().filter(|_| anonymous != Some(previous)));
        }
        Call::Merge => {
            keys.extend(told.merge_properties.iter().filter_map(|part| merged(&part.kind, &part.value)));
            if keys.len() < 2 {
                return Err(Fault::Missing("mergeProperties"));
            }
        }
        _ if !without_browser => keys.extend(browser()),
        _ => {}
    }
    let mut seen = Vec::new();
    keys.retain(|key| {
        !seen.contains(key) && {
            seen.push(key.clone());
            true
        }
    });
    if keys.is_empty() { Err(Fault::Nobody) } else { Ok(keys) }
}

/// An id that means somebody.
fn id<'a>(field: &'static str, text: &'a Text<'_>) -> Result<Option<&'a str>, Fault> {
    match text {
        Text::Other => Err(Fault::Kind(field, "text")),
        other => Ok(other.said().filter(|said| !NOBODY.contains(&said.to_lowercase().as_str()))),
    }
}

/// A user id; one that is a mail address is that.
fn user(id: Option<&str>) -> Vec<IdentityKey> {
    let Some(id) = id else { return Vec::new() };
    let mail = IdentityKey::Mail(id.to_owned()).normalise().ok().filter(|_| id.contains('.'));
    vec![mail.unwrap_or_else(|| IdentityKey::User(id.to_owned()))]
}

/// The mail address among the traits; what is none says nothing of who it is.
pub(super) fn mail(item: &Item<'_>) -> Option<IdentityKey> {
    let here = item.told.traits.text("email").filter(|_| item.call != Call::Group);
    let told = here.or_else(|| item.told.context.0.traits.text("email"))?;
    IdentityKey::Mail(told).normalise().ok()
}

fn merged(kind: &str, value: &str) -> Option<IdentityKey> {
    let key = match kind {
        "email" => IdentityKey::Mail(value.to_owned()),
        "anonymousId" | "anonymous_id" => IdentityKey::Anonymous(value.to_owned()),
        _ => IdentityKey::User(value.to_owned()),
    };
    key.normalise().ok()
}
