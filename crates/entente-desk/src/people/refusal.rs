//! What is refused of what people type about themselves, by field and reason.

use jiff::tz::TimeZone;

use super::Joining;

/// One field that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Its name in the form.
    pub field: &'static str,
    /// Why.
    pub why: Why,
}

/// Why a field is wrong. Each has a message of its name that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing was typed.
    Empty,
    /// More than 200 characters.
    Long,
    /// No mail address: one `@` with something on both sides, and no space.
    NotMail,
    /// Not a handle: letters, digits, dots, hyphens and underscores.
    NotHandle,
    /// Another user has it.
    Taken,
    /// The IANA time-zone database does not have it.
    NotZone,
    /// A password of fewer than ten characters.
    ShortPassword,
    /// A password of more than 200 characters.
    LongPassword,
    /// Mail address and password do not belong together, or the user may not come in.
    NotTogether,
    /// The present password is another.
    WrongPassword,
    /// The workspace was set up before: log in, or ask its administrator for a link.
    SetUpAlready,
    /// No currency: three capital letters of ISO 4217.
    NotCurrency,
    /// A key that may do nothing.
    NoScope,
    /// No origin of a page: `https://www.halden.example`, without a path.
    NotOrigin,
    /// No whole number from 1 on.
    NotLimit,
    /// No name of a form: up to 40 small letters, digits, hyphens and underscores, and none that a page of ours has.
    NotFormName,
    /// No address of a page: `https://www.halden.example/thanks`.
    NotAddress,
    /// More than 1,000 characters.
    LongWords,
    /// Nothing says what one agrees to, though it is to be confirmed.
    NoWording,
    /// Nobody else administers the workspace: it would be left to itself.
    LastAdministrator,
    /// The link was used, replaced or has ended: ask for another.
    LinkOver,
}

impl Why {
    /// The name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Why::Empty => "wrong-empty",
            Why::Long => "wrong-long",
            Why::NotMail => "wrong-mail",
            Why::NotHandle => "wrong-handle",
            Why::Taken => "wrong-taken",
            Why::NotZone => "wrong-zone",
            Why::ShortPassword => "wrong-short-password",
            Why::LongPassword => "wrong-long-password",
            Why::NotTogether => "wrong-together",
            Why::WrongPassword => "wrong-password",
            Why::SetUpAlready => "wrong-set-up-already",
            Why::NotCurrency => "wrong-currency",
            Why::NoScope => "wrong-no-scope",
            Why::NotOrigin => "wrong-origin",
            Why::NotLimit => "wrong-limit",
            Why::NotFormName => "wrong-form-name",
            Why::NotAddress => "wrong-address",
            Why::LongWords => "wrong-long-words",
            Why::NoWording => "wrong-no-wording",
            Why::LastAdministrator => "wrong-last-administrator",
            Why::LinkOver => "wrong-link-over",
        }
    }
}

/// The longest text of a field, in characters.
const CHARS_MAX: usize = 200;
/// The shortest password, in characters (NIST SP 800-63B-4 asks for 15 where nothing else protects, 8 with another factor).
const PASSWORD_CHARS_MIN: usize = 10;

pub(super) fn of_joining(joining: &Joining) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut refuse = |field, why: Option<Why>| refusals.extend(why.map(|why| Refusal { field, why }));
    refuse("name", text(&joining.name));
    refuse("mail", text(&joining.mail).or_else(|| (!is_mail(joining.mail.trim())).then_some(Why::NotMail)));
    let handle = joining.handle.trim();
    refuse("handle", (!handle.is_empty() && !is_handle(handle)).then_some(Why::NotHandle));
    refuse("timezone", (!is_zone(joining.timezone.trim())).then_some(Why::NotZone));
    refusals
}

pub(super) fn of_password(field: &'static str, password: &str) -> Option<Refusal> {
    let why = match password.chars().count() {
        0 => Why::Empty,
        1..PASSWORD_CHARS_MIN => Why::ShortPassword,
        PASSWORD_CHARS_MIN..=CHARS_MAX => return None,
        _ => Why::LongPassword,
    };
    Some(Refusal { field, why })
}

/// A text that must be there.
pub(crate) fn text(text: &str) -> Option<Why> {
    match text.trim().chars().count() {
        0 => Some(Why::Empty),
        1..=CHARS_MAX => None,
        _ => Some(Why::Long),
    }
}

/// Whether the time-zone database has it.
pub(crate) fn is_zone(zone: &str) -> bool {
    !zone.is_empty() && TimeZone::get(zone).is_ok()
}

pub(crate) fn is_mail(mail: &str) -> bool {
    let parts: Vec<&str> = mail.split('@').collect();
    let [local, domain] = parts.as_slice() else { return false };
    let is_part = |part: &str| !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace());
    is_part(local) && is_part(domain)
}

pub(crate) fn is_handle(handle: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || ".-_".contains(letter);
    handle.chars().count() <= CHARS_MAX && handle.chars().all(is_letter)
}
