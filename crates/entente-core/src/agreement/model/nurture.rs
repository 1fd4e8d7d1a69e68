//! §8: how leads are kept warm until they are ready, and customers growing.

use serde::Serialize;

use super::PartyKind;
use crate::condition::Condition;
use crate::id::Name;
use crate::time::Span;

/// A nurture program.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NurtureProgram {
    /// In plain words.
    pub says: String,
    /// Who is enrolled; once per lead and cycle.
    pub r#for: Condition,
    /// What is done, in order.
    pub steps: Vec<NurtureStep>,
    /// What ends it early.
    pub leave: Option<Condition>,
    /// At most so many mails in so long; further ones wait.
    pub at_most: Option<(u32, Span)>,
    /// When no mail is sent.
    pub quiet: Option<Quiet>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NurtureStep {
    /// A piece of content is due to be sent.
    Send(Name),
    /// Time passes, or a condition ends the wait early.
    Wait {
        /// How long.
        time: Span,
        /// What ends the wait early.
        until: Option<Condition>,
    },
    /// One of two.
    Choose {
        /// What decides.
        when: Condition,
        /// Sent where it holds.
        send: Name,
        /// Sent where it does not; nothing where none.
        r#else: Option<Name>,
    },
}

/// Hours in which no mail is sent; what falls due then waits for their end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quiet {
    /// First quiet minute after local midnight, 0..1440.
    pub from_minutes: u16,
    /// First minute that is no longer quiet, 0..1440; may be before `from_minutes`, past midnight.
    pub to_minutes: u16,
    /// Whose clock.
    pub of: QuietOf,
}

/// Whose local time quiet hours are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuietOf {
    /// The lead's country's zone where the lead's country is known and has one zone, else the agreement's.
    Lead,
    /// The agreement's zone.
    Agreement,
}

/// A named group of leads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segment {
    /// In plain words.
    pub says: String,
    /// Who belongs to it.
    pub when: Condition,
    /// Who works it.
    pub owner: PartyKind,
}
