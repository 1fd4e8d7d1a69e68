//! A running clock, and what stops it for a while.

use serde::{Deserialize, Serialize};

use super::When;
use crate::decision::ClockKey;
use crate::fact::Channel;
use crate::id::{AgreementHash, Name};
use crate::time::{Instant, Span};

/// One running clock of a lead or request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Which promise and cycle.
    pub key: ClockKey,
    /// The agreement it started under, and finishes under.
    pub agreement: AgreementHash,
    /// What started it.
    pub start: When,
    /// Which tier of the promise.
    pub tier: u8,
    /// The calendar it counts in, by name; none: wall time.
    pub calendar: Option<Name>,
    /// When it is due as things stand.
    pub due: Instant,
    /// When the next step of the ladder is; none where none is left.
    pub next_step: Option<Instant>,
    /// How many steps of the ladder are done.
    pub steps: u8,
    /// The due instant has passed.
    pub missed: bool,
    /// Attempts so far, where the promise counts them.
    pub attempts: Attempts,
}

/// Attempts made under a clock that counts them, in the order of their own time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attempts {
    /// When, and by which channel.
    pub made: Vec<(When, Channel)>,
}

impl Attempts {
    /// Adds one, whatever order the log learns them in.
    pub fn add(&mut self, when: When, channel: Channel) {
        let place = self.made.partition_point(|(made, _)| made.at <= when.at);
        self.made.insert(place, (when, channel));
    }

    /// When there were so many over so many channels; none while there are not.
    #[must_use]
    pub fn reached(&self, count: u32, channels: u32) -> Option<When> {
        let mut used: Vec<Channel> = Vec::new();
        self.made.iter().enumerate().find_map(|(index, (when, channel))| {
            if !used.contains(channel) {
                used.push(*channel);
            }
            (index + 1 >= count as usize && used.len() >= channels as usize).then_some(*when)
        })
    }
}

/// A stretch of time in which a lead's clocks stand still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pausing {
    /// Why.
    pub reason: Name,
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
}

impl Pausing {
    /// How long it lasts.
    #[must_use]
    pub fn length(&self) -> Span {
        self.to - self.from
    }
}
