//! §7: what each side promises, and what happens when a promise runs late.

use serde::Serialize;

use super::{Named, Per, RejectKind, Share};
use crate::condition::Condition;
use crate::fact::Channel;
use crate::id::Name;
use crate::milestone::Milestone;
use crate::number::Decimal;
use crate::time::Span;

/// All promises.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sla {
    /// What of a rep's acts counts as a first touch.
    pub first_touch_counts: FirstTouch,
    /// Whose calendar business time is counted in.
    pub calendar_of: CalendarOf,
    /// What marketing promises.
    pub marketing: Named<Commitment>,
    /// What sales promises.
    pub sales: Named<Commitment>,
    /// Reasons that stop a clock, each with the longest time it may do so.
    pub pauses: Named<Span>,
    /// What is told to whom as a clock runs, earliest first.
    pub ladder: Vec<LadderStep>,
    /// Who may waive a missed promise.
    pub waivers: WaiverBy,
}

/// What counts as a first touch, by kind of act. A kind that is none never counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FirstTouch {
    /// A call of at least this length.
    pub call: Option<Span>,
    /// A mail written to this person, not a mass mailing.
    pub mail_personal: bool,
    /// Any mail.
    pub mail_any: bool,
    /// A meeting that was booked.
    pub meeting_booked: bool,
    /// A meeting that was held.
    pub meeting_held: bool,
    /// A chat with a person, not a bot.
    pub chat_human: bool,
    /// Any other act that the log calls a touch.
    pub any: bool,
}

impl FirstTouch {
    /// Whether an act counts. A call of unknown length counts only where the agreement asks for no length: nothing in
    /// the log shows that it was long enough.
    #[must_use]
    pub fn counts(&self, channel: Channel, lasted: Option<Span>, personal: bool) -> bool {
        self.any
            || match channel {
                Channel::Call => self.call.is_some_and(|least| lasted.unwrap_or(Span::ZERO) >= least),
                Channel::Mail => self.mail_any || (self.mail_personal && personal),
                Channel::Booking => self.meeting_booked,
                Channel::Meeting => self.meeting_held || self.meeting_booked,
                Channel::Chat => self.chat_human && personal,
                Channel::Other => false,
            }
    }
}

/// Whose calendar business time is counted in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CalendarOf {
    /// The calendar of the team that holds the lead.
    Team,
    /// One named calendar for all.
    Named(Name),
}

/// One promise of one party.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Commitment {
    /// In plain words.
    pub says: String,
    /// What is promised.
    #[serde(flatten)]
    pub kind: CommitmentKind,
    /// Only for leads of which this holds.
    pub r#where: Option<Condition>,
}

/// What is promised.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CommitmentKind {
    /// From one moment to the first of others within a time.
    Time {
        /// What starts the clock.
        from: Moment,
        /// What stops it, whichever comes first.
        until: Vec<Moment>,
        /// How long it may take, by tiers; the first that matches.
        within: Vec<Tier>,
        /// The share of clocks that must be met.
        kept: Share,
        /// What happens when one is late.
        late: Then,
    },
    /// So many in every period.
    Count {
        /// What is counted.
        count: CountOf,
        /// The least; none where only a most is promised.
        at_least: Option<Decimal>,
        /// The most.
        at_most: Option<Decimal>,
        /// The period.
        per: Per,
        /// What is taken back.
        less: Vec<Less>,
        /// How long a rejection may take something back.
        dispute: Option<Target>,
    },
    /// A share of what happened in every period.
    Share {
        /// The part.
        share: Moment,
        /// The whole.
        of: Moment,
        /// The least.
        at_least: Option<Share>,
        /// The most.
        at_most: Option<Share>,
        /// The period of the whole.
        per: Per,
        /// How old a member of the whole must be to be judged.
        matures: Option<Target>,
    },
    /// A sum in every period.
    Sum {
        /// What is summed: `opportunity.amount`, `customer.recurring_revenue`.
        sum: Name,
        /// The least.
        at_least: Option<Decimal>,
        /// The most.
        at_most: Option<Decimal>,
        /// The period.
        per: Per,
    },
    /// So many attempts on each lead.
    Attempts {
        /// How many.
        attempts: u32,
        /// By how many different channels at least.
        channels: u32,
        /// Within what time of the handoff.
        within: Target,
        /// What makes further attempts needless.
        unless: Vec<Moment>,
        /// The share of leads for which it must be kept.
        kept: Share,
    },
    /// A meeting held as agreed.
    Cadence {
        /// Which meeting.
        meeting: Name,
        /// The share of meetings that must be held.
        kept: Share,
        /// The period in which the share is judged.
        per: Per,
    },
}

/// A moment that a promise or metric names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Moment {
    /// A moment every agreement knows.
    Milestone(Milestone),
    /// Entering a stage of this agreement.
    Stage(Name),
    /// A signal of this agreement.
    Signal(Name),
}

/// What a count counts.
pub type CountOf = Moment;

/// One tier of a time promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tier {
    /// For which leads; none is `otherwise: true` and stands last.
    pub when: Option<Condition>,
    /// How long it may take.
    pub r#do: Target,
}

/// How long something may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Wall time: `90m`, `4 hours`, `7d` (24 hours each).
    Wall(Span),
    /// Open time of the calendar: `4 business hours`.
    Business(Span),
    /// Until the end of the n-th open day after the start's day: `2 business days`.
    BusinessDays(u32),
    /// Until the end of the n-th date after the start's date: `1 calendar day`; `same day` is 0.
    CalendarDays(u32),
}

/// As written in the agreement, shortest form.
impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let s = |n: u32| if n == 1 { "" } else { "s" };
        match self {
            Target::Wall(span) => write!(f, "{span}"),
            Target::Business(span) => {
                let (count, unit) = match span.as_micros() {
                    micros if micros % Span::HOUR.as_micros() == 0 => (micros / Span::HOUR.as_micros(), "hour"),
                    micros if micros % Span::MINUTE.as_micros() == 0 => (micros / Span::MINUTE.as_micros(), "minute"),
                    micros => (micros / Span::SECOND.as_micros(), "second"),
                };
                write!(f, "{count} business {unit}{}", if count == 1 { "" } else { "s" })
            }
            Target::BusinessDays(days) => write!(f, "{days} business day{}", s(*days)),
            Target::CalendarDays(0) => f.write_str("same day"),
            Target::CalendarDays(days) => write!(f, "{days} calendar day{}", s(*days)),
        }
    }
}

impl Serialize for Target {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a count takes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Less {
    /// Rejections of a kind.
    Kind(RejectKind),
    /// Rejections for one reason.
    Reason(Name),
}

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LadderStep {
    /// At which part of the time, `50%` … `100%`; beyond 100 % only where the clock still runs.
    pub at: Share,
    /// Who is told.
    pub tell: Vec<Tell>,
    /// What else happens.
    pub then: Then,
}

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tell {
    /// Who holds the lead.
    Owner,
    /// The manager of the team that holds it; who signs for sales where a team names none.
    Manager,
    /// Who signs for marketing.
    Marketing,
    /// Who signs for sales.
    Sales,
    /// One person.
    Person(Name),
}

/// What happens beside telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// Nothing.
    #[default]
    Nothing,
    /// What the commitment's own `late` says.
    Late,
    /// The lead goes to another owner, never back to one of this cycle.
    Reassign,
}

/// Who may waive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaiverBy {
    /// The party to whom the promise was made.
    OtherParty,
    /// Nobody.
    Nobody,
}
