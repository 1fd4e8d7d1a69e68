//! Whether a text is a mail address that a person can be known by, and its one spelling.

use std::fmt;

/// Why a text is no mail address. Closed, in the order in which it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailFault {
    /// No `@`, or nothing on one of its sides.
    NoAt,
    /// More than 254 bytes, or more than 64 before the `@`.
    TooLong,
    /// A letter that may not stand in an address: a space, a control or invisible letter, a bracket, a comma.
    Letter,
    /// A dot at an end, or two in a row, before the `@`.
    Dot,
    /// The part behind the `@` is not a name with a dot, of letters, digits and inner hyphens.
    Domain,
}

/// What is wrong, for a reject's reason.
impl fmt::Display for MailFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MailFault::NoAt => "it needs one '@' with text on both sides",
            MailFault::TooLong => "it is longer than an address may be",
            MailFault::Letter => "it holds a letter that no address may hold",
            MailFault::Dot => "a dot stands at an end or beside another",
            MailFault::Domain => "behind the '@' there is no domain name",
        })
    }
}

/// The address in its one spelling: without spaces around it, lower case.
///
/// Takes what mail systems take in practice: letters of any script on both sides, no quoted local parts, no comments, no
/// display names, no address literals, always a dotted domain.
///
/// # Errors
/// The first reason why it is none.
pub fn mail(text: &str) -> Result<String, MailFault> {
    let text = text.trim_matches([' ', '\t']);
    let (local, domain) = text.rsplit_once('@').ok_or(MailFault::NoAt)?;
    if local.is_empty() || domain.is_empty() {
        return Err(MailFault::NoAt);
    }
    if text.len() > 254 || local.len() > 64 {
        return Err(MailFault::TooLong);
    }
    if !local.chars().all(is_local) {
        return Err(MailFault::Letter);
    }
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err(MailFault::Dot);
    }
    let labels: Vec<&str> = domain.split('.').collect();
    let last_is_number = labels.last().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    if labels.len() < 2 || last_is_number || !labels.iter().all(|label| is_label(label)) {
        return Err(MailFault::Domain);
    }
    Ok(text.to_lowercase())
}

fn is_local(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(letter) || is_foreign(letter)
}

fn is_label(label: &str) -> bool {
    let inner = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || is_foreign(letter);
    (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(inner)
}

/// A letter, digit or mark of another script; controls, spaces, and the invisible ones that imitate nothing are not.
fn is_foreign(letter: char) -> bool {
    let is_mark = matches!(letter, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}');
    !letter.is_ascii() && (letter.is_alphanumeric() || is_mark)
}
