//! Decisions: what the engine concluded, immutable, each with the clause it follows from and what it rests on.

use serde::{Deserialize, Serialize};

use crate::agreement::model::{Absent, PartyKind};
use crate::id::{AgreementHash, ClauseId, LeadId, Name, Seq};
use crate::number::Decimal;
use crate::time::{Instant, Precision, Span};

/// A decision in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// About which lead; none for a decision about a whole commitment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<LeadId>,
    /// As of which instant it was concluded: a fact's `known`, or the instant at which time alone changed something.
    pub at: Instant,
    /// The clause it follows from.
    pub clause: ClauseId,
    /// The agreement that clause is in.
    pub agreement: AgreementHash,
    /// The fact that brought it about; none where time alone did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Seq>,
    /// What it rests on, in the order in which the rule asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Ground>,
    /// What was concluded.
    pub what: Concluded,
}

/// One thing a decision rests on: a name of the agreement and its value at the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// As conditions name it: `engagement`, `account.employees`, `did('demo_requested', '7d')`.
    pub name: String,
    /// Its value, in words; `not known` where it was not.
    pub value: String,
}

/// What was concluded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Concluded {
    /// Grade or level changed, up or down, by a fact or by decay.
    Scored {
        /// Fit, 0 to 100.
        fit: Decimal,
        /// Engagement at `at`, 0 to 100.
        engagement: Decimal,
        /// The grade before and after.
        grade: (Name, Name),
        /// The level before and after.
        level: (Name, Name),
    },
    /// The lead entered a stage.
    StageEntered {
        /// Which.
        stage: Name,
        /// From which; none for the first.
        from: Option<Name>,
        /// The cycle, from 1; a recycled lead starts the next.
        cycle: u32,
    },
    /// A rule of qualification holds.
    Qualified {
        /// Which rule.
        rule: Name,
    },
    /// No rule of qualification holds any more.
    NoLongerQualified,
    /// The lead passed to sales.
    HandedOff {
        /// The cycle, from 1.
        cycle: u32,
        /// How the owner was found.
        route: Routed,
    },
    /// The lead passed to another owner of sales; the clock goes on.
    Reassigned {
        /// From whom.
        from: Option<Name>,
        /// Why.
        why: ReassignReason,
        /// How the new owner was found.
        route: Routed,
    },
    /// The lead went back to marketing.
    Recycled {
        /// Why.
        reason: Name,
        /// How often now.
        times: u32,
        /// Before when it may not return.
        not_before: Instant,
    },
    /// The lead may be qualified again.
    Returned,
    /// The lead is out.
    Disqualified {
        /// Why.
        reason: Name,
    },
    /// A clock started.
    ClockStarted {
        /// Which one.
        clock: ClockKey,
        /// How long it may take, as the agreement says it.
        target: String,
        /// When it starts to count.
        start: Instant,
        /// How finely that is known.
        #[serde(default)]
        precision: Precision,
        /// When the log learnt of it.
        known: Instant,
        /// Which tier of the promise, from 0.
        tier: u8,
        /// When it is due as things stand; a pause moves it.
        due: Instant,
        /// The calendar it counts in, where it counts business time.
        calendar: Option<Name>,
    },
    /// A step of the ladder was reached.
    ClockStep {
        /// Which clock.
        clock: ClockKey,
        /// Which step, from 0.
        step: u32,
        /// Who is told, by handle.
        tell: Vec<Name>,
    },
    /// The due instant moved, by a pause or its end.
    ClockMoved {
        /// Which clock.
        clock: ClockKey,
        /// The new due instant; none while paused without a known end.
        due: Option<Instant>,
        /// Why.
        reason: Name,
    },
    /// The due instant passed; the clock runs on, so that how late is known.
    ClockMissed {
        /// Which clock.
        clock: ClockKey,
    },
    /// The verdict. Final.
    Verdict {
        /// Which clock.
        clock: ClockKey,
        /// How it ended.
        verdict: Verdict,
        /// When it started.
        start: Instant,
        /// When it stopped.
        stop: Option<Instant>,
        /// When it was due.
        due: Instant,
        /// Time that counted; business time where the promise is in business time.
        counted: Span,
        /// Time on the wall.
        wall: Span,
        /// Who held the lead when it stopped.
        owner: Option<Name>,
        /// Where lateness came from; absent where it was in time.
        lateness: Option<Lateness>,
    },
    /// The other party waived it.
    Waived {
        /// Which clock.
        clock: ClockKey,
    },
    /// A commitment that counts changed its state.
    CommitmentState {
        /// Which commitment.
        commitment: ClauseId,
        /// Whose.
        party: PartyKind,
        /// First instant of the period.
        period: Instant,
        /// The state.
        state: PaceState,
    },
    /// A lead was enrolled in a nurture program.
    Enrolled {
        /// Which.
        program: Name,
    },
    /// A piece of content is due to be sent.
    MailDue {
        /// Which program.
        program: Name,
        /// Which step, from 0.
        step: u32,
        /// What.
        content: Name,
    },
    /// A wait of a nurture program ended, or a choice had nothing to send.
    NurtureStepped {
        /// Which program.
        program: Name,
        /// The step that is done, from 0.
        step: u32,
    },
    /// A lead left a program.
    NurtureLeft {
        /// Which.
        program: Name,
        /// `finished`, `left`, `consent`.
        why: Name,
    },
}

/// Which clock: one per commitment, lead (or request) and cycle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClockKey {
    /// The commitment, by clause path.
    pub commitment: ClauseId,
    /// The cycle, from 1.
    pub cycle: u32,
}

/// How a clock ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// In time; exactly at the due instant is in time.
    Met,
    /// Too late, but done.
    MetLate,
    /// Never done, and the cycle is over.
    Missed,
    /// It no longer mattered: the lead left before it was due.
    Cancelled,
    /// The facts' times are too coarse for the promise.
    CannotTell,
}

/// Where lateness came from, in the clock's own counted time; the parts add up to all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lateness {
    /// From when it happened to when the log learnt it.
    pub receive: Span,
    /// From then to qualification.
    pub qualify: Span,
    /// From then to an owner.
    pub route: Span,
    /// While nobody owned it.
    pub unassigned: Span,
    /// While its owner was away or closed.
    pub owner_closed: Span,
    /// While its owner was there.
    pub owner_open: Span,
}

/// How an owner was found, with everybody who was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Routed {
    /// The owner; none where nobody could be found.
    pub owner: Option<Name>,
    /// The route that matched; none where no route did.
    pub route: Option<Name>,
    /// The owner's team, whose calendar counts.
    pub team: Option<Name>,
    /// Whether the team's turn decided; a person named by a route leaves the turn where it is.
    #[serde(default)]
    pub by_turn: bool,
    /// Why there is no owner.
    pub nobody: Option<NobodyReason>,
    /// Everybody who was looked at, in the order of the turn.
    pub candidates: Vec<Candidate>,
}

/// One person who was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub person: Name,
    /// What came of it.
    pub outcome: CandidateOutcome,
    /// Leads held at the time.
    pub open: u32,
    /// The place in the turn, in millionths of a lead; the lowest goes first.
    pub pointer: i64,
}

/// What came of looking at a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CandidateOutcome {
    /// Got the lead.
    Chosen,
    /// Somebody else's turn came first.
    LaterTurn,
    /// Away; `absent` says what that does to the turn.
    Absent(Absent),
    /// Holds as many as the cap allows.
    Full,
    /// Held this lead before in this cycle.
    HadIt,
}

/// Why nobody got a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NobodyReason {
    /// No route matched.
    NoRoute,
    /// All members are away.
    AllAbsent,
    /// All members present are full.
    AllFull,
    /// The team has no members.
    TeamEmpty,
    /// The route leads to an owner nobody knows.
    UnknownOwner,
    /// The owner is no longer active.
    OwnerInactive,
    /// The route leads to the account's owner, and the lead has no account.
    NoAccount,
    /// Everybody had it already in this cycle.
    AllHadIt,
}

impl NobodyReason {
    /// Its word in addresses and names of messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NobodyReason::NoRoute => "no-route",
            NobodyReason::AllAbsent => "all-absent",
            NobodyReason::AllFull => "all-full",
            NobodyReason::TeamEmpty => "team-empty",
            NobodyReason::UnknownOwner => "unknown-owner",
            NobodyReason::OwnerInactive => "owner-inactive",
            NobodyReason::NoAccount => "no-account",
            NobodyReason::AllHadIt => "all-had-it",
        }
    }
}

/// Why a lead passed to another owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReassignReason {
    /// A promise ran late and its clause says so.
    Late,
    /// Rejected for a reason that reroutes.
    Rejected,
    /// A person moved it.
    ByHand,
}

/// How a commitment that counts stands in its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaceState {
    /// More than expected by now.
    Ahead,
    /// As expected by now.
    OnPace,
    /// Less than expected by now.
    Behind,
    /// No longer possible at twice the best pace so far.
    OutOfReach,
    /// Reached; final when the period ends.
    Met,
    /// The period ended without it.
    Missed,
}
