//! §6: how a lead passes from marketing to sales, and what sales may answer.

use serde::{Deserialize, Serialize};

use super::{Named, Ordered};
use crate::condition::Condition;
use crate::id::Name;
use crate::time::Span;

/// The handoff.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Handoff {
    /// The stage whose entry hands the lead over; [`Handoff::ELSEWHERE`] where other software does.
    pub at: Name,
    /// What is handed over as one.
    pub unit: Unit,
    /// What the receiver is shown.
    pub shows: Vec<Name>,
    /// Routes; the first that matches.
    pub routes: Ordered<Route>,
    /// Teams by name.
    pub teams: Named<Team>,
    /// Who gets a lead that no route or nobody could take.
    pub nobody: Option<RouteTo>,
    /// The plain words of `nobody`.
    pub nobody_says: String,
    /// Reasons to reject, before contact.
    pub reject: Named<RejectReason>,
    /// Reasons to disqualify, after contact.
    pub disqualify: Vec<Name>,
    /// Other spellings of a reason: alias to reason. Compared case-folded.
    pub aliases: Named<Name>,
}

impl Handoff {
    /// In place of a stage: other software hands leads over, and the log is told (`HandedOver`).
    pub const ELSEWHERE: &str = "elsewhere";

    /// Whether other software hands leads over.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.at.as_str() == Handoff::ELSEWHERE
    }
}

/// What is handed over as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Each lead by itself.
    Lead,
    /// All leads of an account, the whole buying group.
    Account,
}

/// One route.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Route {
    /// In plain words; empty where the condition says it.
    pub says: String,
    /// When it matches; none is `otherwise: true`.
    pub when: Option<Condition>,
    /// Where it leads.
    pub to: RouteTo,
    /// Only while the account's owner was active in the last so many days.
    pub within: Option<Span>,
}

/// Where a route leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteTo {
    /// A team's turn.
    Team(Name),
    /// The owner of the lead's account.
    AccountOwner,
    /// The owner the lead had in an earlier cycle.
    LeadOwner,
    /// One person.
    Person(Name),
}

/// A team that takes leads in turn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Team {
    /// Name of its calendar; the agreement's only calendar where not written.
    pub calendar: Option<Name>,
    /// Members in the order that breaks ties.
    pub members: Ordered<Member>,
    /// The most open leads one member may hold; none: no cap.
    pub open_at_most: Option<u32>,
    /// What an absence does to a member's turn.
    pub absent: Absent,
    /// Who is told as `manager`.
    pub manager: Option<Name>,
}

/// A member's weight in the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Member {
    /// At least 1; a member of weight 2 gets twice as many.
    pub weight: u32,
}

/// What an absence does to a member's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Absent {
    /// Passed over; comes back at the current minimum, so nobody is flooded.
    Skip,
    /// Passed over; what was missed is caught up on return.
    Accrue,
    /// Still given leads.
    Hold,
}

/// A reason to reject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectReason {
    /// What kind of reason it is.
    pub kind: RejectKind,
    /// What happens to the lead.
    pub then: Disposition,
}

/// The three kinds of reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RejectKind {
    /// The lead went the wrong way.
    Procedural,
    /// What was passed on is wrong or missing.
    Clerical,
    /// The lead is not what was agreed.
    Definitional,
}

/// What happens to a rejected lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// To another owner.
    Reroute,
    /// Into the lead it duplicates.
    Merge,
    /// Back to marketing.
    Recycle,
    /// Out.
    Disqualify,
}
