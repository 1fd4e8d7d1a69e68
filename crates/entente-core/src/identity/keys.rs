//! Identity keys in one spelling each, so that the same person is found again however a source writes the key.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// One key of a person.
///
/// Written as text it is its kind and its value: `mail:ana@x.example`, `user:42`, `record:crm:4711`, `anonymous:9f3c`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentityKey {
    /// A mail address, case-folded. Strong.
    Mail(String),
    /// A user id of the company's own systems. Strong.
    User(String),
    /// A record number at a named source (`crm`, `4711`). Strong.
    Record(String, String),
    /// A browser's or device's anonymous id. Weak.
    Anonymous(String),
}

/// How much a key says about who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A browser or device, which people share.
    Weak,
    /// One person.
    Strong,
}

/// The longest key that is taken, in bytes of its text.
pub const KEY_BYTES_MAX: usize = 320;

/// Why a key is refused. Sending the same key again is refused again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing is left after trimming; which kind of key.
    Empty(&'static str),
    /// Longer than [`KEY_BYTES_MAX`]; which kind of key.
    TooLong(&'static str),
    /// Holds a character that no key has, like a line break; which kind of key.
    Control(&'static str),
    /// A source's name with a colon could not be told from its number.
    Source(String),
    /// Not a mail address a form would take: the text, trimmed, and what is wrong with it.
    Mail(String, &'static str),
    /// Text that names no kind of key.
    Kind(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Empty(kind) => write!(f, "the {kind} is empty"),
            Refused::TooLong(kind) => write!(f, "the {kind} is longer than {KEY_BYTES_MAX} bytes"),
            Refused::Control(kind) => write!(f, "the {kind} holds a control character"),
            Refused::Source(source) => write!(f, "the source's name '{source}' holds a colon"),
            Refused::Mail(text, why) => write!(f, "'{text}' is not a mail address: {why}"),
            Refused::Kind(text) => {
                write!(f, "'{text}' is not a key like mail:ana@x.example, user:42, record:crm:4711 or anonymous:9f3c")
            }
        }
    }
}

impl std::error::Error for Refused {}

impl IdentityKey {
    /// Whether it names one person.
    #[must_use]
    pub fn strength(&self) -> Strength {
        match self {
            IdentityKey::Mail(_) | IdentityKey::User(_) | IdentityKey::Record(..) => Strength::Strong,
            IdentityKey::Anonymous(_) => Strength::Weak,
        }
    }

    /// The key in its one spelling: trimmed everywhere, and a mail address checked and case-folded.
    ///
    /// Other keys keep their case: two user ids that differ in case only may be two people.
    ///
    /// # Errors
    /// Names what is wrong; nothing is guessed or repaired beyond space around the key.
    pub fn normalise(&self) -> Result<IdentityKey, Refused> {
        Ok(match self {
            IdentityKey::Mail(text) => IdentityKey::Mail(mail(plain(text, "mail address")?)?),
            IdentityKey::User(text) => IdentityKey::User(plain(text, "user id")?.to_owned()),
            IdentityKey::Record(source, number) => {
                let source = plain(source, "source's name")?;
                if source.contains(':') {
                    return Err(Refused::Source(source.to_owned()));
                }
                IdentityKey::Record(source.to_owned(), plain(number, "record number")?.to_owned())
            }
            IdentityKey::Anonymous(text) => IdentityKey::Anonymous(plain(text, "anonymous id")?.to_owned()),
        })
    }
}

/// An account's key in its one spelling: trimmed, and in lower case where it is a domain; a number at a source keeps
/// its case.
///
/// # Errors
/// Names what is wrong.
pub fn account_key(text: &str) -> Result<String, Refused> {
    let text = plain(text, "account's key")?;
    let is_domain = text.contains('.') && text.split('.').all(is_label);
    Ok(if is_domain { text.to_lowercase() } else { text.to_owned() })
}

/// Trimmed text of a bearable length without control characters.
fn plain<'a>(text: &'a str, kind: &'static str) -> Result<&'a str, Refused> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    if text.is_empty() {
        return Err(Refused::Empty(kind));
    }
    if text.len() > KEY_BYTES_MAX {
        return Err(Refused::TooLong(kind));
    }
    if text.chars().any(char::is_control) {
        return Err(Refused::Control(kind));
    }
    Ok(text)
}

/// A mail address by the rule of HTML forms, with letters of any script allowed on both sides, case-folded.
///
/// The local part is folded too: that two people differ in case only is rarer than one person who types it both ways.
fn mail(text: &str) -> Result<String, Refused> {
    let wrong = |why| Refused::Mail(text.to_owned(), why);
    let (local, domain) = text.rsplit_once('@').ok_or_else(|| wrong("it has no @"))?;
    if local.is_empty() {
        return Err(wrong("nothing stands before the @"));
    }
    if !local.chars().all(is_local) {
        return Err(wrong("a character before the @ is not allowed there"));
    }
    if domain.is_empty() {
        return Err(wrong("nothing stands after the @"));
    }
    if !domain.split('.').all(is_label) {
        return Err(wrong("what stands after the @ is not a domain"));
    }
    Ok(format!("{}@{}", local.to_lowercase(), domain.to_lowercase()))
}

/// A character of a local part: those of the HTML rule, and letters and digits of any script.
fn is_local(c: char) -> bool {
    c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c) || (!c.is_ascii() && !c.is_whitespace())
}

/// One part of a domain: 1 to 63 bytes, letters and digits of any script, hyphens inside.
fn is_label(label: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && !c.is_whitespace());
    (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(inside)
}

/// `mail:ana@x.example`, `user:42`, `record:crm:4711`, `anonymous:9f3c`.
impl fmt::Display for IdentityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IdentityKey::Mail(text) => write!(f, "mail:{text}"),
            IdentityKey::User(text) => write!(f, "user:{text}"),
            IdentityKey::Record(source, number) => write!(f, "record:{source}:{number}"),
            IdentityKey::Anonymous(text) => write!(f, "anonymous:{text}"),
        }
    }
}

/// Reads what `Display` writes; a key of a person is not checked further (see [`IdentityKey::normalise`]).
impl FromStr for IdentityKey {
    type Err = Refused;
    fn from_str(text: &str) -> Result<IdentityKey, Refused> {
        let wrong = || Refused::Kind(text.to_owned());
        let (kind, rest) = text.split_once(':').ok_or_else(wrong)?;
        match kind {
            "mail" => Ok(IdentityKey::Mail(rest.to_owned())),
            "user" => Ok(IdentityKey::User(rest.to_owned())),
            "anonymous" => Ok(IdentityKey::Anonymous(rest.to_owned())),
            "record" => {
                let (source, number) = rest.split_once(':').ok_or_else(wrong)?;
                Ok(IdentityKey::Record(source.to_owned(), number.to_owned()))
            }
            _ => Err(wrong()),
        }
    }
}
