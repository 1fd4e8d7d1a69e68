//! What belongs to no single lead: whose turn it is, who is away, what content was asked for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Away, Clock, When};
use crate::decision::{ClockKey, PaceState};
use crate::id::{AgreementHash, ClauseId, Name};
use crate::number::Decimal;
use crate::time::Instant;

/// The shared state of both parties.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PartiesState {
    /// Turns by team, then person.
    pub turns: BTreeMap<Name, BTreeMap<Name, Turn>>,
    /// Leads each person holds.
    pub open: BTreeMap<Name, u32>,
    /// Absences by person, as told.
    pub away: BTreeMap<Name, Vec<Away>>,
    /// What promises that count have counted, by clause and first instant of the period.
    pub counts: BTreeMap<(ClauseId, Instant), CountState>,
    /// When each meeting was held, in order of time.
    pub met: BTreeMap<Name, Vec<Instant>>,
    /// Content requests by number.
    pub requests: BTreeMap<String, RequestState>,
}

/// A person's place in a team's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Turn {
    /// Leads taken, each counted 1 ÷ weight, in millionths. The lowest goes first.
    pub pointer: i64,
    /// How many leads it was moved on by, so that no remainder of the division is lost.
    pub taken: u32,
    /// Was passed over as absent since the last turn taken.
    pub passed: bool,
}

/// What one promise has counted in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CountState {
    /// All of it.
    pub gross: Decimal,
    /// What was taken back of it.
    pub back: Decimal,
    /// How many things that are.
    pub things: u32,
    /// The state last decided.
    pub state: Option<PaceState>,
    /// The version of the agreement by which the period was judged first.
    pub agreement: Option<AgreementHash>,
}

/// A request for content.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RequestState {
    /// When it was made.
    pub requested: Option<When>,
    /// When it was answered.
    pub answered: Option<When>,
    /// Clocks that run on it.
    pub clocks: Vec<Clock>,
    /// Clocks that have ended.
    pub ended: Vec<ClockKey>,
}

impl PartiesState {
    /// Whether a person is away at an instant.
    #[must_use]
    pub fn is_away(&self, person: &Name, at: Instant) -> bool {
        self.away.get(person).is_some_and(|spells| spells.iter().any(|spell| spell.from <= at && at < spell.to))
    }

    /// How many leads a person holds.
    #[must_use]
    pub fn holds(&self, person: &Name) -> u32 {
        self.open.get(person).copied().unwrap_or(0)
    }
}
