//! Words of the log and the agreement as people read them: reasons, channels, fields, values, marks of a clause.

use entente_core::fact::{Channel, Value};
use entente_core::id::Name;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_desk::lead::Cite;

use crate::names::Names;
use crate::page::Page;

/// What all sentences of a page need.
#[derive(Clone, Copy)]
pub(crate) struct Voice<'a> {
    pub(crate) page: &'a Page,
    pub(crate) names: &'a Names,
}

impl Voice<'_> {
    /// A message with its values.
    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.page.say_with(key, values).into_owned()
    }

    /// A word that an agreement or the log gives, in the reader's language where it is a common one: `no_budget`.
    pub(super) fn word(&self, kind: &str, word: &str) -> String {
        let plain = word.replace('_', " ");
        let key: String =
            word.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
        self.page.say_or(&format!("{kind}-{key}"), &plain)
    }

    pub(super) fn reason(&self, reason: &Name) -> String {
        match reason.as_str() {
            "" => self.page.say("reason-none").into_owned(),
            word => self.word("reason", word),
        }
    }

    /// By which channel, as consent names it.
    pub(super) fn channel(&self, channel: &str) -> String {
        if channel.is_empty() { self.page.say("channel-any").into_owned() } else { self.word("channel", channel) }
    }

    pub(super) fn person(&self, person: &Name) -> String {
        self.names.call(person)
    }

    pub(super) fn person_or_nobody(&self, person: Option<&Name>) -> String {
        person.map_or_else(|| self.page.say("lead-nobody").into_owned(), |person| self.person(person))
    }

    /// A value as told.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Null => self.page.say("lead-forgotten").into_owned(),
            Value::Bool(true) => self.page.say("lead-yes").into_owned(),
            Value::Bool(false) => self.page.say("lead-no").into_owned(),
            Value::Number(number) => entente_core::lang::grouped(*number),
            Value::Text(text) => text.clone(),
            Value::Set(words) => words.join(", "),
        }
    }

    /// `seniority: director, city: Seoul`.
    pub(super) fn values<'v>(&self, values: impl IntoIterator<Item = (&'v str, &'v Value)>) -> String {
        let one = |(name, value): (&str, &Value)| format!("{}: {}", self.word("field", name), self.value(value));
        values.into_iter().map(one).collect::<Vec<_>>().join(" · ")
    }
}

/// The word of a channel in message ids and forms.
pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::Mail => "mail",
        Channel::Booking => "booking",
        Channel::Meeting => "meeting",
        Channel::Chat => "chat",
        Channel::Other => "other",
    }
}

/// Points to one place, with their sign: `+7.6`, `−15`, `+40`.
pub(super) fn points(points: Decimal) -> String {
    let tenths = (i128::from(points.as_millionths()) + if points < Decimal::ZERO { -50_000 } else { 50_000 }) / 100_000;
    let sign = if tenths < 0 { "−" } else { "+" };
    let size = tenths.unsigned_abs();
    if size % 10 == 0 { format!("{sign}{}", size / 10) } else { format!("{sign}{}.{}", size / 10, size % 10) }
}

/// A score to one place: `57`, `39.9`. Rounded towards zero, so that nothing looks as if it met a threshold it did not.
pub(super) fn score(score: Decimal) -> String {
    let tenths = score.as_millionths() / 100_000;
    if tenths % 10 == 0 { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// A clause as a chip: its mark, where it is read, and its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) path: String,
}

/// The chip of a clause; none where there is no clause, or it has no number.
pub(super) fn mark(cite: Option<&Cite>) -> Option<Mark> {
    let cite = cite.filter(|cite| !cite.number.is_empty())?;
    let clause = cite.clause.0.clone();
    Some(Mark { text: format!("§{}", cite.number), href: format!("/agreement/clauses/{clause}"), path: clause })
}

/// A length of time in the agreement's manner: `30 d`, `4 h 30`.
pub(super) fn length(page: &Page, span: Span) -> String {
    page.left(&span)
}

/// The page's instant in an address, to the microsecond.
pub(super) fn in_address(at: Instant) -> String {
    at.to_string()
}
