//! Worked examples: what happened to a lead, and what must come of it. The signers see them; `entente check` runs them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SignalClass;
use crate::fact::Value;
use crate::id::{ClauseId, Name};
use crate::milestone::Milestone;
use crate::number::Decimal;
use crate::time::Instant;

/// One worked example.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// In plain words.
    pub says: String,
    /// As of which instant it is judged.
    pub at: Instant,
    /// Attributes of the lead; `email`, `source` and `consent` too.
    pub lead: BTreeMap<Name, Value>,
    /// Attributes of its account; `domain`, `owner` and `open_opportunity` too.
    pub account: BTreeMap<Name, Value>,
    /// What happened, earliest first; of one instant, in the order written.
    pub did: Vec<Act>,
    /// What must come of it.
    pub expect: Expect,
}

/// One thing that happened in an example.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Act {
    /// When.
    pub at: Instant,
    /// What.
    #[serde(flatten)]
    pub what: ActKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActKind {
    /// An event that counts as this signal: its name is the signal's `on`, and its properties are taken to satisfy
    /// the signal's `where`.
    Signal {
        /// Which signal.
        signal: Name,
        /// Properties of the event.
        properties: BTreeMap<String, Value>,
        /// Who or what caused it.
        class: SignalClass,
    },
    /// An event as sources send it.
    Event {
        /// Its name.
        event: String,
        /// Its properties.
        properties: BTreeMap<String, Value>,
        /// Who or what caused it.
        class: SignalClass,
    },
    /// Something that sales did or found.
    Fact {
        /// Which moment.
        fact: Milestone,
        /// Why, where the fact has a reason.
        reason: Option<Name>,
        /// What was confirmed.
        needs: Vec<Name>,
    },
}

/// What must come of an example; what is none is not asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Expect {
    /// The stage it is in; `recycled` and `disqualified` too.
    pub stage: Option<Name>,
    /// Whether it is qualified.
    pub qualified: Option<bool>,
    /// Which rule qualifies it.
    pub qualified_by: Option<Name>,
    /// Its grade.
    pub grade: Option<Name>,
    /// Its level.
    pub level: Option<Name>,
    /// Its fit.
    pub fit: Option<Decimal>,
    /// Its engagement.
    pub engagement: Option<Decimal>,
    /// Who holds it.
    pub owner: Option<Name>,
    /// Whose turn it was.
    pub team: Option<Name>,
    /// Which route it took.
    pub route: Option<Name>,
    /// The clause of one of its decisions.
    pub clause: Option<ClauseId>,
}
