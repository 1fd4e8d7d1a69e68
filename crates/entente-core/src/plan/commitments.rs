//! Promises that run a clock on each lead or request, compiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::agreement::model::{CalendarOf, Commitment, CommitmentKind, Moment, PartyKind, Target, Then};
use crate::calendar::Calendar;
use crate::id::{ClauseId, Name};
use crate::milestone::Milestone;
use crate::plan::PlanError;
use crate::plan::lay::Names;
use crate::plan::program::Program;

/// A promise that runs a clock.
#[derive(Debug, Clone)]
pub struct ClockPlan {
    /// Its clause: `sla.sales.touch`.
    pub clause: ClauseId,
    /// Whose promise it is.
    pub party: PartyKind,
    /// What starts it.
    pub from: Moment,
    /// Only for leads of which this holds when it starts.
    pub wanted: Option<Program>,
    /// How it ends.
    pub rule: ClockRule,
    /// One calendar for all; none: the calendar of the team that holds the lead.
    pub calendar: Option<Arc<Calendar>>,
    /// What happens when it is late.
    pub late: Then,
}

impl ClockPlan {
    /// Every condition it asks.
    pub fn programs(&self) -> impl Iterator<Item = &Program> {
        let tiers = match &self.rule {
            ClockRule::Until(_, tiers) => tiers.as_slice(),
            ClockRule::Attempts(..) => &[],
        };
        self.wanted.iter().chain(tiers.iter().filter_map(|tier| tier.when.as_ref()))
    }
}

/// How a clock ends.
#[derive(Debug, Clone)]
pub enum ClockRule {
    /// By the first of these moments, within the first tier that matches.
    Until(Vec<Moment>, Vec<TierPlan>),
    /// By so many attempts over so many channels, unless one of these moments makes them needless.
    Attempts(u32, u32, Target, Vec<Moment>),
}

/// One tier.
#[derive(Debug, Clone)]
pub struct TierPlan {
    /// For which leads; none: all others.
    pub when: Option<Program>,
    /// How long it may take.
    pub target: Target,
}

pub(super) fn compile(names: &Names, calendars: &BTreeMap<Name, Arc<Calendar>>) -> Result<Vec<ClockPlan>, PlanError> {
    let sla = &names.agreement.sla;
    let calendar = match &sla.calendar_of {
        CalendarOf::Team => None,
        CalendarOf::Named(name) => {
            Some(calendars.get(name).cloned().ok_or_else(|| PlanError::Unknown(name.to_string()))?)
        }
    };
    let mut clocks = Vec::new();
    for (party, promises) in [(PartyKind::Marketing, &sla.marketing), (PartyKind::Sales, &sla.sales)] {
        for (name, commitment) in promises {
            let clause = ClauseId(format!("sla.{}.{name}", party.as_str()));
            let Some((from, rule, late)) = rule(names, commitment)? else { continue };
            let wanted = commitment.r#where.as_ref().map(|condition| names.compile(condition)).transpose()?;
            clocks.push(ClockPlan { clause, party, from, wanted, rule, calendar: calendar.clone(), late });
        }
    }
    Ok(clocks)
}

/// What starts and ends the clock of a promise; none for promises that count.
fn rule(names: &Names, commitment: &Commitment) -> Result<Option<(Moment, ClockRule, Then)>, PlanError> {
    Ok(match &commitment.kind {
        CommitmentKind::Time { from, until, within, late, .. } => {
            let tiers = within.iter().map(|tier| {
                let when = tier.when.as_ref().map(|condition| names.compile(condition)).transpose()?;
                Ok(TierPlan { when, target: tier.r#do })
            });
            Some((from.clone(), ClockRule::Until(until.clone(), tiers.collect::<Result<_, _>>()?), *late))
        }
        CommitmentKind::Attempts { attempts, channels, within, unless, .. } => {
            let from = Moment::Milestone(Milestone::HandedOff);
            Some((from, ClockRule::Attempts(*attempts, *channels, *within, unless.clone()), Then::Nothing))
        }
        _ => None,
    })
}
