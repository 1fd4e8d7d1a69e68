//! What is kept whole beside the moments, because a report asks for more than its time: handoffs, clocks, reasons, deals.

use entente_core::decision::{Lateness, NobodyReason, Verdict};
use entente_core::id::LeadId;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};

/// One handoff. Names are numbers of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Handed {
    pub(crate) lead: LeadId,
    pub(crate) at: Instant,
    pub(crate) owner: u32,
    pub(crate) team: u32,
    pub(crate) route: u32,
    /// Whether the team's turn decided.
    pub(crate) by_turn: bool,
    pub(crate) nobody: Option<NobodyReason>,
}

/// One clock of a time promise.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    /// None for a clock about a request.
    pub(crate) lead: Option<LeadId>,
    /// The commitment's clause path.
    pub(crate) commitment: u32,
    pub(crate) cycle: u32,
    pub(crate) start: Instant,
    pub(crate) due: Instant,
    /// The calendar whose open time it counts in; none where it counts time on the wall or dates.
    pub(crate) calendar: u32,
    /// Whether it counts open days rather than open hours.
    pub(crate) is_in_days: bool,
    pub(crate) is_missed: bool,
    pub(crate) is_waived: bool,
    pub(crate) ended: Option<Ended>,
}

/// How a clock ended.
#[derive(Debug, Clone)]
pub(crate) struct Ended {
    pub(crate) verdict: Verdict,
    pub(crate) owner: u32,
    /// When it stopped; when that was decided, where nothing stopped it.
    pub(crate) at: Instant,
    /// The time that counted.
    pub(crate) counted: Span,
    /// Where lateness came from; none where it was in time, which most are.
    pub(crate) lateness: Option<Box<Lateness>>,
}

/// One reason somebody gave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reason {
    pub(crate) lead: LeadId,
    pub(crate) at: Instant,
    /// The latest instant at which it may have been given, where its time is coarse.
    pub(crate) latest: Instant,
    pub(crate) kind: ReasonKind,
    /// In the agreement's spelling where it knows the reason.
    pub(crate) reason: u32,
    /// In the rep's own words.
    pub(crate) words: u32,
}

/// On what occasion a reason was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReasonKind {
    Rejected,
    Disqualified,
    Recycled,
    OpportunityLost,
    Churned,
    /// An event with a `reason`; the number of its name.
    Event(u32),
}

/// One rating of a lead by sales.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rating {
    pub(crate) lead: LeadId,
    pub(crate) at: Instant,
    pub(crate) stars: u8,
    pub(crate) words: u32,
}

/// Money that a deal brings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deal {
    pub(crate) lead: LeadId,
    pub(crate) at: Instant,
    pub(crate) is_won: bool,
    pub(crate) amount: Decimal,
    pub(crate) recurring: Decimal,
}

/// A promise that the other party waived for one lead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiver {
    pub(crate) lead: LeadId,
    pub(crate) at: Instant,
    /// The commitment's clause path.
    pub(crate) commitment: u32,
    /// Who did.
    pub(crate) by: u32,
    /// Why, in their words.
    pub(crate) words: u32,
}
