//! Time goes on at the desk of the sample company: what its people do is told there, and what the agreement says follows.

use std::collections::BTreeSet;
use std::time::Instant as Stopwatch;

use entente_core::id::Name;
use entente_core::time::{Instant, Span};
use entente_desk::Error;
use entente_desk::admit::Tally;
use entente_desk::live::Desk;
use entente_desk::people;

use super::living::Living;

/// What happens within so long is told together.
const TOGETHER: Span = Span::MINUTE;
/// Who was seen at a screen within so long, on the clock of the story and on the wall, plays.
const PLAYS: Span = Span::MINUTE.times(20);

/// The clock of the company: it begins where the log is, and runs so many times as fast as the one on the wall.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StoryClock {
    began: Stopwatch,
    from: Instant,
    speed: u32,
}

impl StoryClock {
    /// A clock that shows `from` now.
    pub(crate) fn starting(from: Instant, speed: u32) -> StoryClock {
        StoryClock { began: Stopwatch::now(), from, speed }
    }

    /// What it shows.
    pub(crate) fn now(&self) -> Instant {
        let elapsed = i64::try_from(self.began.elapsed().as_micros()).unwrap_or(i64::MAX);
        self.from + Span::from_micros(elapsed.saturating_mul(i64::from(self.speed)))
    }

    /// Since when on this clock somebody must have been seen to count as playing.
    pub(crate) fn playing_since(&self, now: Instant) -> Instant {
        now - PLAYS.times(i64::from(self.speed.max(1)))
    }
}

/// Lets everything happen up to `now`, in turn: people act, the agreement decides, people react. Answers what became of
/// what was told.
///
/// # Errors
/// Those of the desk; what was told before stays told.
pub(crate) fn live(desk: &Desk, living: &mut Living, now: Instant, played: &BTreeSet<Name>) -> Result<Tally, Error> {
    let mut sum = Tally::default();
    loop {
        desk.read(|store, _| living.read(store).map_err(Error::from))?;
        let until = living.next().map_or(now, |next| (next + TOGETHER).min(now));
        let facts = living.step(until, played);
        if !facts.is_empty() {
            let tally = desk.act(until, facts)?.admitted.tally();
            sum.accepted += tally.accepted;
            sum.duplicate += tally.duplicate;
            sum.refused += tally.refused;
        }
        if until == now {
            return Ok(sum);
        }
    }
}

/// Who is played by somebody that was at a screen since then.
///
/// # Errors
/// Those of the desk.
pub(crate) fn played(desk: &Desk, since: Instant) -> Result<BTreeSet<Name>, Error> {
    desk.read(|store, _| Ok(people::seen_since(store, since)?.into_iter().collect()))
}
