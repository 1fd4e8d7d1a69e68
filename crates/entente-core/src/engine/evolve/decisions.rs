//! What each decision changes: the engine reads its own conclusions from the log like any other fact.

use crate::agreement::model::{Absent, Unit};
use crate::decision::{Candidate, CandidateOutcome, ClockKey, Concluded, Decision, Routed};
use crate::engine::clock;
use crate::engine::state::{
    AccountState, Attempts, Clock, Enrolment, LeadState, Leg, PartiesState, Pausing, Pending, Place, When,
};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::plan::Plan;
use crate::time::{Instant, Precision};

use super::facts::begin_cycle;
use super::reach;

/// Evolves a decision about a lead. `plans` are all versions, the one in force last.
pub fn decision(
    plans: &[std::sync::Arc<Plan>],
    lead: &mut LeadState,
    account: Option<&mut AccountState>,
    parties: &mut PartiesState,
    decision: &Decision,
) {
    let Some(plan) = plans.last() else { return };
    let when = When { at: decision.at, precision: Precision::Second, known: decision.at };
    match &decision.what {
        Concluded::Scored { grade, level, .. } => {
            lead.grade = position(plan.agreement.grades.0.iter().map(|(name, _)| name), &grade.1);
            lead.level = position(plan.agreement.levels.0.iter().map(|(name, _)| name), &level.1);
        }
        Concluded::StageEntered { stage, .. } => stage_entered(plan, lead, stage, decision.at),
        Concluded::Qualified { rule } => {
            lead.qualified = position(plan.qualified.iter().map(|rule| &rule.name), rule);
            reach(lead, Milestone::Qualified, when);
        }
        Concluded::NoLongerQualified => {
            lead.qualified = None;
            lead.milestones.retain(|(milestone, _)| *milestone != Milestone::Qualified);
        }
        Concluded::HandedOff { route, .. } => {
            begin_cycle(lead, when);
            taken(plan, lead, account, parties, route, decision.at);
        }
        Concluded::Reassigned { route, .. } => {
            lead.pending.retain(|pending| !matches!(pending, Pending::Reassign(_) | Pending::Rejected(_)));
            if lead.takes_room() {
                released(parties, lead.owner.as_ref());
            }
            taken(plan, lead, account, parties, route, decision.at);
        }
        Concluded::Recycled { not_before, times, .. } => {
            leave(lead, account, parties);
            lead.recycles = *times;
            lead.not_before = Some(*not_before);
            lead.place = plan.recycle.as_ref().map_or(Place::Nowhere, |recycle| Place::Recycled(recycle.to as u8));
            lead.stage_since = decision.at;
        }
        Concluded::Returned => {
            lead.not_before = None;
            lead.place = lead.stage().map_or(Place::Nowhere, |stage| Place::Stage(stage as u8));
        }
        Concluded::Disqualified { .. } => {
            leave(lead, account, parties);
            lead.place = Place::Disqualified;
            lead.stage_since = decision.at;
            reach(lead, Milestone::Disqualified, when);
        }
        Concluded::Enrolled { .. }
        | Concluded::MailDue { .. }
        | Concluded::NurtureStepped { .. }
        | Concluded::NurtureLeft { .. } => nurture(plan, lead, decision),
        Concluded::Waived { clock } => {
            lead.pending.retain(|pending| *pending != Pending::Waive(clock.commitment.0.clone()));
        }
        _ => clock_decided(plans, &mut lead.clocks, &mut lead.ended, &lead.pauses, decision),
    }
}

fn position<'a>(mut names: impl Iterator<Item = &'a Name>, name: &Name) -> Option<u8> {
    names.position(|known| known == name).and_then(|index| u8::try_from(index).ok())
}

fn stage_entered(plan: &Plan, lead: &mut LeadState, stage: &Name, at: Instant) {
    let Some(index) = plan.agreement.stages.position(stage.as_str()) else { return };
    lead.place = Place::Stage(index as u8);
    lead.stage_since = at;
    lead.entered[index] = Some(at);
    lead.not_before = None;
}

/// A lead came to an owner, or to nobody; the turn of the team that was asked moves on.
fn taken(
    plan: &Plan,
    lead: &mut LeadState,
    account: Option<&mut AccountState>,
    parties: &mut PartiesState,
    route: &Routed,
    at: Instant,
) {
    (lead.owner, lead.team) = (route.owner.clone(), route.team.clone());
    lead.legs.push(Leg { owner: route.owner.clone(), from: at });
    let Some(owner) = &route.owner else { return };
    if lead.takes_room() {
        *parties.open.entry(owner.clone()).or_default() += 1;
    }
    let by_account = plan.agreement.handoff.as_ref().is_some_and(|handoff| handoff.unit == Unit::Account);
    if let Some(account) = account
        && by_account
    {
        account.handed.get_or_insert_with(|| (lead.id, owner.clone())).1 = owner.clone();
    }
    if let Some(team) = route.team.as_ref().filter(|_| route.by_turn) {
        turn(plan, parties, team, &route.candidates);
    }
}

/// Moves a team's turn on by one handoff, as its record says.
///
/// The one who was chosen moves on by 1 ÷ weight. One who was passed over under `skip` comes back at the lowest place
/// of those who were there, so that an absence is neither caught up nor punished.
fn turn(plan: &Plan, parties: &mut PartiesState, team: &Name, candidates: &[Candidate]) {
    let Some(handoff) = &plan.agreement.handoff else { return };
    let Some(team_def) = handoff.teams.get(team.as_str()) else { return };
    let turns = parties.turns.entry(team.clone()).or_default();
    for candidate in candidates {
        let turn = turns.entry(candidate.person.clone()).or_default();
        turn.pointer = candidate.pointer;
        turn.passed = matches!(candidate.outcome, CandidateOutcome::Absent(Absent::Skip));
        if candidate.outcome == CandidateOutcome::Chosen {
            let weight = team_def.members.get(candidate.person.as_str()).map_or(1, |member| member.weight.max(1));
            turn.pointer = turn.pointer.saturating_add(1_000_000 / i64::from(weight));
        }
    }
}

/// An owner holds one lead less.
pub fn released(parties: &mut PartiesState, owner: Option<&Name>) {
    if let Some(open) = owner.and_then(|owner| parties.open.get_mut(owner)) {
        *open = open.saturating_sub(1);
    }
}

/// The lead leaves sales: the cycle is closed, and what belonged to it is forgotten.
fn leave(lead: &mut LeadState, account: Option<&mut AccountState>, parties: &mut PartiesState) {
    if lead.takes_room() {
        released(parties, lead.owner.as_ref());
    }
    if let Some(account) = account
        && account.handed.as_ref().is_some_and(|(handed, _)| *handed == lead.id)
    {
        account.handed = None;
    }
    (lead.open, lead.owner, lead.team, lead.qualified) = (false, None, None, None);
    lead.confirmed.clear();
    lead.pauses.clear();
    lead.early.clear();
    lead.pending.retain(|pending| matches!(pending, Pending::Waive(_)));
    let lasting = [Milestone::Created, Milestone::OpportunityWon, Milestone::Churned];
    lead.milestones.retain(|(milestone, _)| lasting.contains(milestone));
}

/// What a decision about a clock changes, on a lead or on a request.
pub fn clock_decided(
    plans: &[std::sync::Arc<Plan>],
    clocks: &mut Vec<Clock>,
    ended: &mut Vec<ClockKey>,
    pauses: &[Pausing],
    decision: &Decision,
) {
    match &decision.what {
        Concluded::ClockStarted { clock: key, start, precision, known, tier, due, calendar, .. } => {
            // Two histories that became one may both have started it; the first stands.
            if clocks.iter().any(|clock| clock.key == *key) {
                return;
            }
            let mut clock = Clock {
                key: key.clone(),
                agreement: decision.agreement,
                start: When { at: *start, precision: *precision, known: *known },
                tier: *tier,
                calendar: calendar.clone(),
                due: *due,
                next_step: None,
                steps: 0,
                missed: false,
                attempts: Attempts::default(),
            };
            clock::refresh(plans, &mut clock, pauses);
            clocks.push(clock);
        }
        Concluded::Verdict { clock: key, .. } => {
            clocks.retain(|clock| clock.key != *key);
            if !ended.contains(key) {
                ended.push(key.clone());
            }
        }
        Concluded::ClockStep { clock: key, .. }
        | Concluded::ClockMissed { clock: key }
        | Concluded::ClockMoved { clock: key, .. } => {
            let Some(clock) = clocks.iter_mut().find(|clock| clock.key == *key) else { return };
            match &decision.what {
                Concluded::ClockStep { step, .. } => clock.steps = *step as u8 + 1,
                Concluded::ClockMoved { due: Some(due), .. } => clock.due = *due,
                _ => clock.missed = true,
            }
            clock::refresh(plans, clock, pauses);
        }
        _ => {}
    }
}

fn nurture(plan: &Plan, lead: &mut LeadState, decision: &Decision) {
    let named = |name: &Name| position(plan.nurture.iter().map(|program| &program.name), name);
    match &decision.what {
        Concluded::Enrolled { program } => {
            if let Some(program) = named(program) {
                let cycle = lead.cycle;
                lead.nurture.push(Enrolment { program, cycle, step: Some(0), since: decision.at });
            }
        }
        Concluded::MailDue { program, step, .. } => {
            lead.mails.push(decision.at);
            if let Some(enrolment) = running(plan, lead, program) {
                (enrolment.step, enrolment.since) = (Some(step + 1), decision.at);
            }
        }
        Concluded::NurtureStepped { program, step } => {
            if let Some(enrolment) = running(plan, lead, program) {
                (enrolment.step, enrolment.since) = (Some(step + 1), decision.at);
            }
        }
        Concluded::NurtureLeft { program, .. } => {
            if let Some(enrolment) = running(plan, lead, program) {
                enrolment.step = None;
            }
        }
        _ => {}
    }
}

fn running<'a>(plan: &Plan, lead: &'a mut LeadState, program: &Name) -> Option<&'a mut Enrolment> {
    let index = position(plan.nurture.iter().map(|program| &program.name), program)?;
    lead.nurture.iter_mut().rfind(|enrolment| enrolment.program == index && enrolment.step.is_some())
}
