//! The types of the condition language, what fits into each, and their names in plain words.

use super::{CompareOp, Literal, Operand};
use crate::agreement::model::FieldKind;

/// What an operand may be. Words are those declared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind<'a> {
    Bool,
    Number,
    Text,
    Country,
    Date,
    Span,
    /// One of a few words: a choice, a stage, a grade, a state of consent.
    Word(Vec<&'a str>),
    /// Any number of a few words.
    Set(Vec<&'a str>),
    /// A property of an event: whatever the source sends.
    Any,
}

/// An operand and what it may be.
#[derive(Debug, Clone)]
pub(super) struct Typed<'a> {
    pub(super) operand: Operand,
    pub(super) kind: Kind<'a>,
}

impl<'a> From<&'a FieldKind> for Kind<'a> {
    fn from(kind: &'a FieldKind) -> Kind<'a> {
        let words = |of: &'a [crate::id::Name]| of.iter().map(crate::id::Name::as_str).collect();
        match kind {
            FieldKind::Choice { of } => Kind::Word(words(of)),
            FieldKind::Set { of } => Kind::Set(words(of)),
            FieldKind::Bool => Kind::Bool,
            FieldKind::Number => Kind::Number,
            FieldKind::Text => Kind::Text,
            FieldKind::Country => Kind::Country,
            FieldKind::Date => Kind::Date,
        }
    }
}

impl Kind<'_> {
    /// What it is, as in "lead.department is one of a few words".
    pub(super) fn says(&self) -> &'static str {
        match self {
            Kind::Bool => "a yes or no",
            Kind::Number => "a number",
            Kind::Text => "a text",
            Kind::Country => "a country",
            Kind::Date => "a date",
            Kind::Span => "a length of time",
            Kind::Word(_) => "one of a few words",
            Kind::Set(_) => "a set of words",
            Kind::Any => "whatever the event says",
        }
    }

    /// What it may be compared with, as in "Compare it with a number, like 50".
    pub(super) fn compares_with(&self) -> String {
        match self {
            Kind::Bool => "true or false".to_owned(),
            Kind::Number => "a number, like 50".to_owned(),
            Kind::Text => "a text in quotation marks".to_owned(),
            Kind::Country => "a country code, like 'DE'".to_owned(),
            Kind::Date => "an instant, like timestamp('2026-01-31T00:00:00Z')".to_owned(),
            Kind::Span => "a length of time, like '7d'".to_owned(),
            Kind::Word(words) | Kind::Set(words) => format!("one of its words: {}", quoted(words)),
            Kind::Any => "a text, a number, true or false".to_owned(),
        }
    }

    /// Whether one can come before another, so that `<` means something.
    pub(super) fn is_ordered(&self) -> bool {
        matches!(self, Kind::Number | Kind::Date | Kind::Span)
    }

    /// Whether values of both kinds can ever be equal.
    pub(super) fn meets(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::Word(these), Kind::Word(those)) => these.iter().any(|word| those.contains(word)),
            (Kind::Set(_) | Kind::Any, _) | (_, Kind::Set(_) | Kind::Any) => false,
            _ => self == other,
        }
    }
}

impl Operand {
    /// Whether it has a value for every lead, so that a comparison with it and its denial are opposites. A stage is
    /// not known of a lead that has entered none.
    pub(super) fn is_always_known(&self) -> bool {
        matches!(
            self,
            Operand::Fit
                | Operand::Engagement
                | Operand::Grade
                | Operand::Level
                | Operand::Milestone(_)
                | Operand::Literal(_)
        )
    }
}

impl Literal {
    /// What it is, as in "5 is a number".
    pub(super) fn says(&self) -> &'static str {
        match self {
            Literal::Bool(_) => "a yes or no",
            Literal::Number(_) => "a number",
            Literal::Text(_) => "a text",
            Literal::Span(_) => "a length of time",
            Literal::Instant(_) => "an instant",
        }
    }
}

impl CompareOp {
    /// The same comparison with its sides exchanged.
    pub(crate) fn mirrored(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same @ (CompareOp::Eq | CompareOp::Ne) => same,
        }
    }

    /// Whether it asks which comes first.
    pub(super) fn is_order(self) -> bool {
        !matches!(self, CompareOp::Eq | CompareOp::Ne)
    }

    /// Whether it holds between these two.
    pub(crate) fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            CompareOp::Eq => left == right,
            CompareOp::Ne => left != right,
            CompareOp::Lt => left < right,
            CompareOp::Le => left <= right,
            CompareOp::Gt => left > right,
            CompareOp::Ge => left >= right,
        }
    }
}

/// How many names a problem lists before it only says how many there are.
const LISTED_MAX: usize = 12;

/// `'a', 'b' and 3 others`, for lists of what exists.
pub(super) fn quoted(words: &[&str]) -> String {
    let shown: Vec<String> = words.iter().take(LISTED_MAX).map(|word| format!("'{word}'")).collect();
    with_others(&shown, words.len())
}

/// `a, b and 3 others`.
pub(super) fn listed(words: &[&str]) -> String {
    let shown: Vec<String> = words.iter().take(LISTED_MAX).map(|word| (*word).to_owned()).collect();
    with_others(&shown, words.len())
}

fn with_others(shown: &[String], count: usize) -> String {
    let others = count - shown.len();
    let more = if others > 0 { format!(" and {others} others") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
