//! §1, §9, §10 and how the agreement changes: goals, metrics, meetings, amendment.

use serde::Serialize;

use super::{Moment, PartyKind, Per, Share, Target};
use crate::condition::Condition;
use crate::id::Name;
use crate::number::Decimal;

/// A shared goal, or the arithmetic of the leads that goals need.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Goal {
    /// A metric that must reach or stay under a value in every period.
    Metric {
        /// In plain words.
        says: String,
        /// Which metric of §9.
        metric: Name,
        /// The least, as a number; a share in `at_least_share`.
        at_least: Option<Decimal>,
        /// The most, as a number.
        at_most: Option<Decimal>,
        /// Whether the bounds are shares (`5%` is 0.05).
        is_share: bool,
        /// The period.
        per: Per,
    },
    /// `revenue ÷ average_deal ÷ lead_to_customer` leads are needed; re-checked as the rates move.
    Demand {
        /// In plain words.
        says: String,
        /// Revenue wanted.
        revenue: Decimal,
        /// What one deal brings.
        average_deal: Decimal,
        /// The share of leads that become customers.
        lead_to_customer: Share,
    },
}

/// A metric, defined once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Metric {
    /// In plain words; empty where the name says it.
    pub says: String,
    /// What is measured.
    #[serde(flatten)]
    pub kind: MetricKind,
    /// Only over leads of which this holds.
    pub r#where: Option<Condition>,
}

/// What a metric measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MetricKind {
    /// How many.
    Count {
        /// Of what.
        count: Moment,
    },
    /// How much.
    Sum {
        /// Of what: `opportunity.amount`, `customer.recurring_revenue`.
        sum: Name,
    },
    /// Which part.
    Share {
        /// The part.
        share: Moment,
        /// The whole; its moment sets the cohort.
        of: Moment,
        /// How old a member of the whole must be to be judged.
        matures: Option<Target>,
    },
    /// How long between two moments.
    Between {
        /// The earlier.
        from: Moment,
        /// The later.
        to: Moment,
        /// Which figures: `median`, `mean`, `p90`, …
        r#as: Vec<Name>,
    },
}

/// A meeting of both parties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meeting {
    /// In plain words.
    pub says: String,
    /// RFC 5545 recurrence rule.
    pub every: String,
    /// Local time of its start, minutes after midnight in the agreement's zone.
    pub at_minutes: u16,
    /// How long, in minutes.
    pub minutes: u32,
    /// Which parties come.
    pub who: Vec<PartyKind>,
    /// What is talked about, in order.
    pub agenda: Vec<Agenda>,
}

/// A point of an agenda: a word that the meeting pack knows, or one of the parties' own.
pub type Agenda = Name;

/// How a new version takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Amend {
    /// What happens to clocks that run.
    pub open_clocks: OpenClocks,
    /// What happens to scores.
    pub scores: ScoreChange,
    /// When changed volumes count.
    pub period: PeriodChange,
}

/// What a new version does to running clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OpenClocks {
    /// They finish under the version they started under.
    Finish,
    /// They are cancelled, and started anew under the new version where it still promises them.
    Restart,
}

/// What a new version does to scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ScoreChange {
    /// Computed anew over the whole history, firing nothing from it.
    Recompute,
}

/// From when changed volumes count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodChange {
    /// From the next period.
    Next,
    /// From the period in which the new version takes effect.
    Current,
}
