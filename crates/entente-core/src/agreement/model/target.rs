//! §2 and §3: whom we want, and what shows interest.

use serde::{Deserialize, Serialize};

use crate::condition::Condition;
use crate::id::Name;
use crate::number::Decimal;
use crate::time::Span;

/// What a field may hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum FieldKind {
    /// One of a few words.
    Choice {
        /// The words.
        of: Vec<Name>,
    },
    /// Any number of a few words.
    Set {
        /// The words.
        of: Vec<Name>,
    },
    /// Yes or no.
    Bool,
    /// An exact decimal number.
    Number,
    /// Free text, compared case-sensitively.
    Text,
    /// ISO 3166-1 alpha-2 code, upper case.
    Country,
    /// A calendar date or instant.
    Date,
}

/// A typed field of a lead or an account.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// What it may hold.
    #[serde(flatten)]
    pub kind: FieldKind,
    /// Computed from another field instead of learnt: `email` for `free_mail` (is the domain a free-mail one?).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Name>,
}

/// A target buyer: a kind of person, and evidence from both sides that this is the one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Buyer {
    /// In plain words.
    pub says: String,
    /// Who belongs to it.
    pub when: Condition,
    /// Customers like it.
    pub looks_like: Vec<String>,
    /// Leads that were not.
    pub unlike: Vec<String>,
    /// What sales hears from them.
    pub heard: String,
}

/// One rule of fit: points where it holds, or a veto.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitRule {
    /// In plain words.
    pub says: String,
    /// When it holds.
    pub when: Condition,
    /// What it is worth; may be negative; zero for a veto.
    pub points: Decimal,
    /// Whether it disqualifies outright.
    pub disqualify: bool,
}

/// Letters or digits with the least score that earns each, best first; the last one starts at 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thresholds(pub Vec<(Name, Decimal)>);

/// As an object from name to least score.
impl Serialize for Thresholds {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, least)| (name, least)))
    }
}

/// A buying signal: which events count, what they are worth, how fast that fades.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signal {
    /// In plain words; empty where the name says it.
    pub says: String,
    /// Name of the event, as sources send it (`Form Submitted`).
    pub on: String,
    /// Which of those events; all where none. May name `event.*`.
    pub r#where: Option<Condition>,
    /// What one is worth; none: it is counted, and pays nothing.
    pub points: Option<Decimal>,
    /// How long until half of it has faded; none: it does not fade.
    pub half_life: Option<Span>,
    /// The most that all of this signal together are worth; of the sign of `points`.
    pub cap: Option<Decimal>,
    /// Pays only the first time per value of an event property.
    pub pays: Option<PaysOnce>,
    /// Whose acts pay; empty: every class but `prefetch` and `scanner`.
    pub class: Vec<SignalClass>,
}

/// `pays: once per event.webinar`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaysOnce {
    /// The event property of which each value pays once.
    pub once_per: String,
}

/// Who or what caused an event, as the evidence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignalClass {
    /// A person.
    Human,
    /// A mail client or browser that fetched ahead.
    Prefetch,
    /// A link scanner or bot.
    Scanner,
    /// No evidence either way.
    #[default]
    Unknown,
}
