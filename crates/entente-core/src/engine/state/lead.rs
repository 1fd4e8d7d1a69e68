//! The state of one lead.

use serde::{Deserialize, Serialize};

use super::{Clock, CountedIn, EarlyTouch, Enrolment, Leg, Pausing, Pending, Place, Signals, When};
use crate::agreement::model::Moment;
use crate::decision::ClockKey;
use crate::id::{AccountId, LeadId, Name};
use crate::milestone::Milestone;
use crate::number::Decimal;
use crate::plan::Plan;
use crate::plan::slots::{self, UNKNOWN};
use crate::time::{Instant, Precision};

/// Milestones that belong to no cycle: they stay whatever becomes of a handoff.
pub const LASTING: [Milestone; 3] = [Milestone::Created, Milestone::OpportunityWon, Milestone::Churned];

/// Everything a plan asks about one lead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeadState {
    /// Which lead.
    pub id: LeadId,
    /// The lead this one was merged into; nothing more happens to it then.
    pub merged: Option<LeadId>,
    /// The leads that were merged into this one.
    pub members: Vec<LeadId>,
    /// Its account.
    pub account: Option<AccountId>,
    /// Where it came from.
    pub source: Option<Box<str>>,
    /// Its mail domain, for fields that are computed from the address.
    pub mail_domain: Option<Box<str>>,
    /// When the log first heard of it.
    pub created: Option<When>,
    /// Number slots, [`UNKNOWN`] where not known.
    pub numbers: Vec<i64>,
    /// Text slots.
    pub texts: Vec<Option<Box<str>>>,
    /// For each learnt field: when it was learnt and whether somebody vouches for it.
    pub learnt: Vec<(Name, Instant, bool)>,
    /// The signals that were seen.
    pub signals: Signals,
    /// Fit, 0 to 100.
    pub fit: Decimal,
    /// A rule of fit that disqualifies holds.
    pub vetoed: bool,
    /// The grade last decided, by the plan's index.
    pub grade: Option<u8>,
    /// The level last decided, by the plan's index.
    pub level: Option<u8>,
    /// Where it stands.
    pub place: Place,
    /// Since when.
    pub stage_since: Instant,
    /// The rule that qualifies it, by the plan's index.
    pub qualified: Option<u8>,
    /// The present or last cycle: how many handoffs there have been.
    pub cycle: u32,
    /// Whether that cycle is open: sales has it.
    pub open: bool,
    /// Who holds it.
    pub owner: Option<Name>,
    /// Who held it last in the cycle before.
    pub owner_before: Option<Name>,
    /// Since when what happens belongs to the next handoff: the end of the cycle before; none before the first.
    pub fresh_from: Option<Instant>,
    /// The team of the owner.
    pub team: Option<Name>,
    /// Owners of the present cycle, in turn.
    pub legs: Vec<Leg>,
    /// Milestones reached in the present cycle, and those that belong to no cycle.
    pub milestones: Vec<(Milestone, When)>,
    /// What sales has confirmed.
    pub confirmed: Vec<Name>,
    /// Clocks that run.
    pub clocks: Vec<Clock>,
    /// Promises (by clause path) and cycles whose clock has ended.
    pub ended: Vec<ClockKey>,
    /// Pauses of its clocks.
    pub pauses: Vec<Pausing>,
    /// How often it was recycled.
    pub recycles: u32,
    /// Before when it may not return; none where it is not recycled.
    pub not_before: Option<Instant>,
    /// Consent to be written to; none where nothing is known.
    pub consent: Option<bool>,
    /// No mail reaches it any more.
    pub bounced: bool,
    /// Programs it is or was enrolled in, with the cycle.
    pub nurture: Vec<Enrolment>,
    /// When nurture mails were due, latest last; as many as the strictest limit asks for.
    pub mails: Vec<Instant>,
    /// Open deals by key.
    pub deals: Vec<Box<str>>,
    /// When each stage was entered, by the plan's index; the latest time where more than once.
    pub entered: Vec<Option<Instant>>,
    /// Touches told before the handoff: those that may have come after it count once it is known. The latest few.
    pub early: Vec<EarlyTouch>,
    /// Where it was counted for promises that count.
    pub counted: Vec<CountedIn>,
    /// What facts ask for and a decision has yet to answer, in the order told, and since when.
    pub pending: Vec<(Pending, When)>,
}

impl LeadState {
    /// A lead nothing is known of, with room for the plan's fields.
    #[must_use]
    pub fn new(id: LeadId, plan: &Plan) -> LeadState {
        let (numbers, texts) = slots::sizes(&plan.slots.lead);
        LeadState {
            id,
            numbers: vec![UNKNOWN; numbers],
            texts: vec![None; texts],
            entered: vec![None; plan.stages.len()],
            ..LeadState::default()
        }
    }

    /// When a milestone was reached in this cycle (or at all, for those outside any cycle).
    #[must_use]
    pub fn reached(&self, milestone: Milestone) -> Option<&When> {
        self.milestones.iter().find(|(reached, _)| *reached == milestone).map(|(_, when)| when)
    }

    /// The index of the stage as conditions compare it: recycled and disqualified stand behind the last.
    #[must_use]
    pub fn stage_index(&self, plan: &Plan) -> i64 {
        let count = plan.stages.len() as i64;
        match self.place {
            Place::Nowhere => UNKNOWN,
            // A recycled lead stands in the stage it fell back to: nurture speaks of it by that name.
            Place::Stage(index) | Place::Recycled(index) => i64::from(index),
            Place::Disqualified => count + 1,
        }
    }

    /// The name of the place it stands in.
    #[must_use]
    pub fn stage_name(&self, plan: &Plan) -> Name {
        match self.place {
            Place::Nowhere => Name::default(),
            Place::Stage(index) | Place::Recycled(index) => {
                plan.agreement.stages.0.get(usize::from(index)).map(|(name, _)| name.clone()).unwrap_or_default()
            }
            Place::Disqualified => Name::from("disqualified"),
        }
    }

    /// When a moment came in the present cycle (or at all, for those outside any cycle).
    #[must_use]
    pub fn moment(&self, plan: &Plan, moment: &Moment) -> Option<When> {
        let exactly = |at: Instant| When { at, precision: Precision::Second, known: at };
        match moment {
            Moment::Milestone(milestone) => self.reached(*milestone).copied(),
            Moment::Stage(name) => {
                let index = plan.agreement.stages.position(name.as_str())?;
                self.entered.get(index).copied().flatten().map(exactly)
            }
            Moment::Signal(name) => {
                let index = plan.agreement.signals.position(name.as_str())?;
                self.signals.get(u16::try_from(index).ok()?)?.fresh
            }
        }
    }

    /// Which cycle a moment belongs to: that of the handoff it follows or leads up to; 1 for what belongs to none.
    #[must_use]
    pub fn cycle_of(&self, moment: &Moment) -> u32 {
        match moment {
            Moment::Milestone(milestone) if LASTING.contains(milestone) => 1,
            Moment::Milestone(Milestone::Recycled | Milestone::Disqualified) => self.cycle.max(1),
            _ if self.open => self.cycle,
            _ => self.cycle + 1,
        }
    }

    /// Who has it in hand: its owner, until the cycle ends or its deal does.
    #[must_use]
    pub fn in_hand_of(&self) -> Option<&Name> {
        let over = [Milestone::OpportunityWon, Milestone::OpportunityLost];
        let is_over = over.iter().any(|milestone| self.reached(*milestone).is_some());
        self.owner.as_ref().filter(|_| self.open && !is_over && self.merged.is_none())
    }

    /// The running clock of a promise and cycle.
    #[must_use]
    pub fn clock(&self, key: &ClockKey) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.key == *key)
    }

    /// The index of its stage, or none where it is nowhere or out.
    #[must_use]
    pub fn stage(&self) -> Option<usize> {
        match self.place {
            Place::Stage(index) | Place::Recycled(index) => Some(usize::from(index)),
            Place::Nowhere | Place::Disqualified => None,
        }
    }
}
