//! Turns: what a route changes in the lead, in its account and in whose turn it is.

use crate::agreement::model::{Absent, Unit};
use crate::decision::{Candidate, CandidateOutcome, Routed};
use crate::engine::state::{AccountState, LeadState, Leg, PartiesState};
use crate::id::Name;
use crate::plan::Plan;
use crate::time::Instant;

/// A lead came to an owner, or to nobody; the turn of the team that was asked moves on.
pub(super) fn taken(
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

/// By how many millionths the pointer of a member of this weight moves who has taken so many before: any `weight` of them
/// in a row come to a million exactly.
fn step(taken: u32, weight: u32) -> i64 {
    let place = i64::from(taken % weight);
    (place + 1) * 1_000_000 / i64::from(weight) - place * 1_000_000 / i64::from(weight)
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
            turn.pointer = turn.pointer.saturating_add(step(turn.taken, weight));
            turn.taken = turn.taken.wrapping_add(1);
        }
    }
}
