//! What a lead's state is made of: moments, places, signals seen, legs and what waits for an answer.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::agreement::model::Target;
use crate::calendar::due_in_zone;
use crate::fact::Channel;
use crate::id::{ClauseId, Name};
use crate::time::{Instant, Precision, Span};

/// When something happened, how finely that is known, and when the log learnt it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// When it happened.
    pub at: Instant,
    /// How finely that is known.
    pub precision: Precision,
    /// When the log learnt it.
    pub known: Instant,
}

impl When {
    /// The last instant at which it may have happened, in a zone whose dates its precision is of.
    #[must_use]
    pub fn last(&self, zone: &TimeZone) -> Instant {
        let just = Span::from_micros(1);
        match self.precision {
            Precision::Second => self.at,
            Precision::Minute => self.at + Span::MINUTE - just,
            Precision::Day => {
                let midnight = due_in_zone(zone, self.at, Target::CalendarDays(0));
                midnight.unwrap_or(self.at + Span::DAY).max(self.at + just) - just
            }
        }
    }
}

/// A lead counted once for a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedIn {
    /// Which promise.
    pub promise: ClauseId,
    /// In which cycle.
    pub cycle: u32,
    /// First instant of the period.
    pub period: Instant,
    /// When it happened.
    pub at: Instant,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// A touch told before the handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyTouch {
    /// When.
    pub when: When,
    /// By which means.
    pub channel: Channel,
    /// Whether it reached the person.
    pub reached: bool,
}

/// What a fact asks for and a decision answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pending {
    /// Rejected for this reason: what the reason's disposition says.
    Rejected(Name),
    /// To be given up, for this reason.
    Disqualify(Name),
    /// To go back to marketing, for this reason.
    Recycle(Name),
    /// To go to this owner.
    Reassign(Name),
    /// A promise is waived, by clause path, and by whom where that is told.
    Waive(String, Option<Name>),
}

/// Where a lead stands in the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Place {
    /// Not yet in any stage.
    #[default]
    Nowhere,
    /// In a stage, by the plan's index.
    Stage(u8),
    /// Recycled, in this stage.
    Recycled(u8),
    /// Out.
    Disqualified,
}

/// What is known of one signal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignalState {
    /// How often it was seen, ever.
    pub count: u64,
    /// When first in the present cycle.
    pub fresh: Option<When>,
    /// When first.
    pub first: Option<Instant>,
    /// When last.
    pub last: Option<Instant>,
    /// Seen when, oldest first; those are dropped that neither pay any more nor fall into any window.
    pub hits: Vec<Hit>,
    /// Values that have paid, where each pays once, by fingerprint: the earliest hit of each pays.
    pub paid: Vec<Paid>,
}

/// A value that has paid, where each pays once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// The value's fingerprint.
    pub value: u64,
    /// When it first happened.
    pub at: Instant,
    /// The fact that told that.
    pub fact: u64,
}

/// One time a signal was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// When.
    pub at: Instant,
    /// Whether it pays.
    pub pays: bool,
    /// The fact that told it.
    pub fact: u64,
}

/// One owner's turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Who; none: nobody.
    pub owner: Option<Name>,
    /// From when.
    pub from: Instant,
}

/// An absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
}

/// A lead's way through a nurture program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Which, by the plan's index.
    pub program: u8,
    /// In which cycle; once per cycle.
    pub cycle: u32,
    /// The next step, from 0; none: it has left or finished.
    pub step: Option<u32>,
    /// Since when that step is next.
    pub since: Instant,
}
