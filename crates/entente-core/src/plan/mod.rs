//! The flat plan: a signed agreement compiled once into typed operations over slots, so that deciding costs
//! nanoseconds and two machines that run the same agreement do the same, step for step.

mod cadences;
mod clauses;
mod commitments;
mod counts;
pub mod event;
pub mod frame;
mod lay;
mod plain;
pub mod program;
pub mod reads;
mod signals;
mod since;
pub mod slots;
mod watch;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::agreement::canonical;
use crate::agreement::model::{Agreement, Enter};
use crate::calendar::Calendar;
use crate::condition::Condition;
use crate::id::{AgreementHash, ClauseId, Name};
use crate::number::Decimal;
use crate::time::Instant;

pub use cadences::CadencePlan;
pub use clauses::{FitPlan, NurturePlan, NurtureStepPlan, QualifiedPlan, RecyclePlan, RoutePlan, StagePlan};
pub use commitments::{ClockPlan, ClockRule, TierPlan};
pub use counts::{CountPlan, Counted};
pub use plain::Plain;
pub use program::Program;
pub use reads::Reads;
pub use signals::SignalPlan;
use slots::Slots;
pub use watch::Watch;

/// A compiled agreement. Cheap to share; never changes.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The agreement it was compiled from; names and texts are read from here.
    pub agreement: Arc<Agreement>,
    /// That agreement's identity.
    pub hash: AgreementHash,
    /// The zone in which days and periods are counted.
    pub zone: TimeZone,
    /// Where each field is kept.
    pub slots: Slots,
    /// Rules of fit in the agreement's order.
    pub fit: Vec<FitPlan>,
    /// Least fit of each grade in millionths, best first.
    pub grades: Vec<i64>,
    /// Least engagement of each level in millionths, best first.
    pub levels: Vec<i64>,
    /// Signals in the agreement's order.
    pub signals: Vec<SignalPlan>,
    /// Signals by the event they listen to.
    pub events: BTreeMap<String, Vec<u16>>,
    /// Stages, first to last.
    pub stages: Vec<StagePlan>,
    /// Index of the stage whose entry hands over.
    pub handoff_at: Option<usize>,
    /// Rules of qualification in the agreement's order.
    pub qualified: Vec<QualifiedPlan>,
    /// What forbids qualification.
    pub never: Option<Program>,
    /// How a lead goes back and returns.
    pub recycle: Option<RecyclePlan>,
    /// Routes in the agreement's order.
    pub routes: Vec<RoutePlan>,
    /// Compiled calendars by name.
    pub calendars: BTreeMap<Name, Arc<Calendar>>,
    /// Every promise that runs a clock on a lead or request.
    pub clocks: Vec<ClockPlan>,
    /// Every promise that counts in a period.
    pub counts: Vec<CountPlan>,
    /// Every promise to meet.
    pub cadences: Vec<CadencePlan>,
    /// Nurture programs.
    pub nurture: Vec<NurturePlan>,
    /// What time alone may change.
    pub watch: Watch,
    /// Since when each promise is in force, where that is known; see [`Plan::come_in_force`].
    since: BTreeMap<ClauseId, Instant>,
}

/// Why a checked agreement could not be compiled. Only an agreement that was built by hand can cause one: the
/// checker refuses all of them with a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanError {
    /// The zone is not in the time-zone database.
    Zone(String),
    /// A calendar cannot be compiled.
    Calendar(Name, String),
    /// A condition or clause names something that is not declared.
    Unknown(String),
    /// More fields, signals or stages than a plan holds.
    TooMany(&'static str),
}

impl std::fmt::Display for PlanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PlanError::Zone(zone) => write!(f, "the zone '{zone}' is not known"),
            PlanError::Calendar(name, why) => write!(f, "the calendar '{name}' cannot be used: {why}"),
            PlanError::Unknown(what) => write!(f, "'{what}' is not declared in the agreement"),
            PlanError::TooMany(what) => write!(f, "the agreement has too many {what}"),
        }
    }
}

impl std::error::Error for PlanError {}

impl Plan {
    /// Compiles a checked agreement.
    ///
    /// # Errors
    /// Only for an agreement that did not come from the checker; see [`PlanError`].
    pub fn compile(agreement: &Agreement) -> Result<Plan, PlanError> {
        let agreement = Arc::new(agreement.clone());
        let zone = TimeZone::get(&agreement.timezone).map_err(|_| PlanError::Zone(agreement.timezone.clone()))?;
        let calendars = compile_calendars(&agreement)?;
        let slots = Slots::of(&agreement)?;
        let signals = signals::compile(&agreement)?;
        let mut events: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        for (index, signal) in signals.iter().enumerate() {
            let index = u16::try_from(index).map_err(|_| PlanError::TooMany("signals"))?;
            events.entry(signal.on.clone()).or_default().push(index);
        }
        let names = lay::Names { agreement: &agreement, slots: &slots };
        let mut plan = Plan {
            hash: canonical::hash(&agreement),
            zone,
            fit: clauses::fit(&names)?,
            grades: agreement.grades.0.iter().map(|(_, least)| least.as_millionths()).collect(),
            levels: agreement.levels.0.iter().map(|(_, least)| least.as_millionths()).collect(),
            stages: clauses::stages(&names)?,
            handoff_at: agreement.handoff.as_ref().and_then(|handoff| agreement.stages.position(handoff.at.as_str())),
            qualified: clauses::qualified(&names)?,
            never: agreement.qualified.never.as_ref().map(|rule| names.compile(&rule.when)).transpose()?,
            recycle: clauses::recycle(&names)?,
            routes: clauses::routes(&names)?,
            clocks: commitments::compile(&names, &calendars)?,
            counts: counts::compile(&names)?,
            cadences: cadences::compile(&names)?,
            nurture: clauses::nurture(&names)?,
            watch: Watch::default(),
            since: BTreeMap::new(),
            signals,
            events,
            calendars,
            slots: slots.clone(),
            agreement: agreement.clone(),
        };
        plan.watch = Watch::of(&plan);
        Ok(plan)
    }

    /// Compiles a further condition over this plan's slots: a segment, a filter of a list.
    ///
    /// # Errors
    /// [`PlanError`] where it names something that the agreement does not declare.
    pub fn program(&self, condition: &Condition) -> Result<Program, PlanError> {
        lay::Names { agreement: &self.agreement, slots: &self.slots }.compile(condition)
    }

    /// The grade of a fit score, as an index into `grades`.
    #[must_use]
    pub fn grade_of(&self, fit: Decimal) -> usize {
        index_of(&self.grades, fit.as_millionths())
    }

    /// The level of an engagement score, as an index into `levels`.
    #[must_use]
    pub fn level_of(&self, engagement: i64) -> usize {
        index_of(&self.levels, engagement)
    }

    /// The name of a grade by its index.
    #[must_use]
    pub fn grade_name(&self, index: usize) -> Name {
        self.agreement.grades.0.get(index).map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// The name of a level by its index.
    #[must_use]
    pub fn level_name(&self, index: usize) -> Name {
        self.agreement.levels.0.get(index).map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// The calendar of a team: its own, else the agreement's first.
    #[must_use]
    pub fn calendar_of(&self, team: Option<&Name>) -> Option<&Arc<Calendar>> {
        let handoff = self.agreement.handoff.as_ref();
        let own = team.and_then(|team| handoff?.teams.get(team.as_str())?.calendar.as_ref());
        match own {
            Some(name) => self.calendars.get(name),
            None => self.agreement.calendars.iter().next().and_then(|(name, _)| self.calendars.get(name)),
        }
    }

    /// The first team that a person is a member of.
    #[must_use]
    pub fn team_of(&self, person: &Name) -> Option<&Name> {
        let mut teams = self.agreement.handoff.iter().flat_map(|handoff| &handoff.teams);
        teams.find(|(_, team)| team.members.get(person.as_str()).is_some()).map(|(name, _)| name)
    }

    /// The agreement's own word for a reason that may be one of its aliases; the word as told where it is none.
    #[must_use]
    pub fn canonical_reason(&self, told: &Name) -> Name {
        let Some(handoff) = &self.agreement.handoff else { return told.clone() };
        let folded = told.as_str().to_lowercase();
        let mut aliases = handoff.aliases.iter();
        let known = aliases.find(|(alias, _)| alias.as_str().to_lowercase() == folded);
        known.map_or_else(|| told.clone(), |(_, name)| name.clone())
    }

    /// Whether a stage is entered by being known at all.
    #[must_use]
    pub fn starts_created(&self) -> bool {
        self.agreement.stages.iter().next().is_some_and(|(_, stage)| stage.enter == Enter::Created)
    }
}

/// The first threshold that a score meets, best first; equal meets. The last where none does. Counted rather than
/// searched: the answer differs from lead to lead as chance has it, and a branch would be guessed wrong.
fn index_of(thresholds: &[i64], score: i64) -> usize {
    let missed = thresholds.iter().map(|least| usize::from(score < *least)).sum::<usize>();
    missed.min(thresholds.len().saturating_sub(1))
}

fn compile_calendars(agreement: &Agreement) -> Result<BTreeMap<Name, Arc<Calendar>>, PlanError> {
    let mut calendars = BTreeMap::new();
    for (name, def) in &agreement.calendars {
        let calendar =
            Calendar::compile(name, def).map_err(|error| PlanError::Calendar(name.clone(), error.to_string()))?;
        calendars.insert(name.clone(), Arc::new(calendar));
    }
    Ok(calendars)
}
