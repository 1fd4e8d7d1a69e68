//! The checked agreement: every name resolved, every unit known, ready to be said, compared, hashed and compiled.
//!
//! Where order means something (stages, rules of qualification, routes, team members, steps, tiers, choices) an
//! [`Ordered`] keeps it as part of the identity; elsewhere a [`Named`] keeps the author's order only for reading.

mod examples;
mod handoff;
mod keep;
mod measures;
mod nurture;
mod parties;
mod promises;
mod stages;
mod target;
mod values;

pub use examples::{Act, ActKind, Example, Expect};
pub use handoff::{Absent, Disposition, Handoff, Member, RejectKind, RejectReason, Route, RouteTo, Team, Unit};
pub use keep::Keep;
pub use measures::{Agenda, Amend, Goal, Meeting, Metric, MetricKind, OpenClocks, PeriodChange, ScoreChange};
pub use nurture::{NurtureProgram, NurtureStep, Quiet, QuietOf, Segment};
pub use parties::{CalendarDef, DateClosed, LocalInterval, Parties, Party, PartyKind, Weekday};
pub use promises::{
    CalendarOf, Commitment, CommitmentKind, CountOf, FirstTouch, LadderStep, Less, Moment, Sla, Target, Tell, Then,
    Tier, WaiverBy,
};
pub use stages::{Enter, Leaves, Qualified, QualifiedRule, Recycle, Stage};
pub use target::{Buyer, Field, FieldKind, FitRule, PaysOnce, Signal, SignalClass, Thresholds};
pub use values::{Named, Ordered, Per, Share};

use serde::Serialize;

/// A whole checked agreement. Its serialised form, keys sorted by RFC 8785, is what both parties sign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// The version of the language: 1.
    pub entente: u32,
    /// What it is called.
    pub title: String,
    /// ISO 4217 code of every amount of money in it; `EUR` where the text names none.
    pub currency: String,
    /// IANA zone in which its periods (months, quarters) and days are counted.
    pub timezone: String,
    /// The two who sign.
    pub parties: Parties,
    /// Business calendars by name.
    pub calendars: Named<CalendarDef>,
    /// §1 What we want together.
    pub goals: Named<Goal>,
    /// What is recorded about a lead, typed.
    pub lead_fields: Named<Field>,
    /// What is recorded about an account, typed.
    pub account_fields: Named<Field>,
    /// Named lists that conditions ask by `list('name')`: mail domains, companies, words. Compared case-folded.
    pub lists: Named<Vec<String>>,
    /// §2 Whom we want.
    pub buyers: Named<Buyer>,
    /// §2 What counts for fit; the sum is clamped to 0..=100.
    pub fit: Named<FitRule>,
    /// Letters by least fit, best first. The last starts at 0.
    pub grades: Thresholds,
    /// §3 What shows interest.
    pub signals: Named<Signal>,
    /// Digits by least engagement, best first. The last starts at 0.
    pub levels: Thresholds,
    /// §4 Stages from the first to the last.
    pub stages: Ordered<Stage>,
    /// §4 The two ways out of the process.
    pub leaves: Leaves,
    /// §5 The qualified lead.
    pub qualified: Qualified,
    /// §6 The handoff; none where nothing is ever handed over.
    pub handoff: Option<Handoff>,
    /// §7 What each side promises.
    pub sla: Sla,
    /// §8 How leads are kept warm.
    pub nurture: Named<NurtureProgram>,
    /// §8 Named groups of leads.
    pub segments: Named<Segment>,
    /// §9 What is measured, defined once.
    pub metrics: Named<Metric>,
    /// §10 When the parties meet.
    pub meetings: Named<Meeting>,
    /// How a change of this agreement takes effect.
    pub amend: Amend,
    /// §12 How long the details of behaviour are kept; for ever where nothing is written, which is no part of the
    /// identity then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
    /// Worked examples, in the order written.
    pub examples: Vec<Example>,
}
