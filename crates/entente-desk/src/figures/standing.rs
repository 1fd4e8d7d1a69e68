//! How fresh figures are, and how anything promised stands, each in one word that pages colour and translate.

use entente_core::decision::PaceState;
use entente_core::id::Seq;
use entente_core::time::{Instant, Span};
use entente_history::report::Standing;
use entente_store::{Cursor, Store};

use crate::Error;

/// Whether the log is decided as far as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    /// Up to when.
    until: Instant,
    /// Since when something waits to be decided; none where nothing does.
    waits_since: Option<Instant>,
}

impl Decided {
    /// Up to when everything is decided.
    pub(super) fn until(self) -> Instant {
        self.until
    }
}

/// Reads how far the log is decided and what waits as of `now`.
pub(super) fn read(store: &Store, now: Instant) -> Result<Decided, Error> {
    let cursor: Cursor = store.cursor()?;
    let due = store.due(now, 1)?.first().map(|(due, _)| *due);
    let told = store.undecided(cursor, now, 1)?.first().map(|(_, fact)| fact.known);
    Ok(Decided { until: cursor.until, waits_since: due.into_iter().chain(told).min() })
}

/// What figures rest on, and how old they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// As of which instant they are.
    pub as_of: Instant,
    /// Up to which entry of the log; none where it is empty.
    pub up_to: Option<Seq>,
    /// Up to which instant everything was decided.
    pub decided_until: Instant,
    /// Since when something waited to be decided; none where nothing did.
    waits_since: Option<Instant>,
}

/// Why figures must not be taken as those of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// They were not made anew for so long.
    Figures(Span),
    /// What falls due has not been decided for so long: clocks, scores and stages stand still.
    Decisions(Span),
}

/// Figures older than this, and decisions later than this, are said loudly.
const LOUD: Span = Span::MINUTE;

impl Freshness {
    pub(super) fn new(as_of: Instant, up_to: Option<Seq>, decided: Decided) -> Freshness {
        Freshness { as_of, up_to, decided_until: decided.until, waits_since: decided.waits_since }
    }

    /// What must be said loudly about them at `now`; none where they are fresh.
    #[must_use]
    pub fn late(&self, now: Instant) -> Option<Late> {
        let age = now - self.as_of;
        if age > LOUD {
            return Some(Late::Figures(age));
        }
        let waited = self.as_of - self.waits_since?;
        (waited > LOUD).then_some(Late::Decisions(waited))
    }
}

/// How a promise or goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// More than expected by now.
    Ahead,
    /// As expected by now.
    OnPace,
    /// Reached; a share as promised or better.
    Kept,
    /// Less than expected by now.
    Behind,
    /// Not as promised, but so few were judged that chance alone may explain it.
    Unclear,
    /// No longer possible at twice the best pace so far.
    OutOfReach,
    /// Not as promised: the period ended without it, or the share is below and chance does not explain it.
    Missed,
    /// Nothing was judged yet.
    NothingYet,
    /// Not judged here: the promise is made over all leads, and only some are shown.
    NotJudged,
}

impl State {
    /// Its word, as a page's key.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::Ahead => "ahead",
            State::OnPace => "on-pace",
            State::Kept => "kept",
            State::Behind => "behind",
            State::Unclear => "unclear",
            State::OutOfReach => "out-of-reach",
            State::Missed => "missed",
            State::NothingYet => "nothing-yet",
            State::NotJudged => "not-judged",
        }
    }

    /// Whether the promise is kept so far.
    #[must_use]
    pub fn is_kept(self) -> bool {
        matches!(self, State::Ahead | State::OnPace | State::Kept)
    }

    /// Whether it was judged at all.
    #[must_use]
    pub fn is_judged(self) -> bool {
        !matches!(self, State::NothingYet | State::NotJudged)
    }
}

impl From<PaceState> for State {
    fn from(state: PaceState) -> State {
        match state {
            PaceState::Ahead => State::Ahead,
            PaceState::OnPace => State::OnPace,
            PaceState::Behind => State::Behind,
            PaceState::OutOfReach => State::OutOfReach,
            PaceState::Met => State::Kept,
            PaceState::Missed => State::Missed,
        }
    }
}

impl From<Standing> for State {
    fn from(standing: Standing) -> State {
        match standing {
            Standing::NothingYet => State::NothingYet,
            Standing::Kept => State::Kept,
            Standing::Unclear => State::Unclear,
            Standing::Below => State::Missed,
        }
    }
}
