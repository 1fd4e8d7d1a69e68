//! Routing: the first route that matches, and inside a team whose turn it is, with everybody who was looked at.

use crate::agreement::model::{Absent, RouteTo, Team};
use crate::decision::{Candidate, CandidateOutcome, NobodyReason, Routed};
use crate::engine::state::PartiesState;
use crate::id::Name;
use crate::plan::Plan;
use crate::plan::frame::Frame;
use crate::time::Instant;

/// Finds the owner of a lead. `had` are owners of this cycle, who are never given it again.
#[must_use]
pub fn route(frame: &Frame, parties: &PartiesState, had: &[Name]) -> Routed {
    let matching = frame
        .plan
        .routes
        .iter()
        .find(|route| route.when.as_ref().is_none_or(|when| frame.holds(when)) && is_recent(frame, route.within));
    let Some(matching) = matching else {
        return or_nobody(frame, had, empty(None), NobodyReason::NoRoute);
    };
    let record = empty(Some(matching.name.clone()));
    match &matching.to {
        RouteTo::Team(team) => in_team(frame, parties, had, team, record),
        RouteTo::Person(person) => to_person(frame, parties, had, Some(person), record),
        RouteTo::LeadOwner => to_person(frame, parties, had, frame.lead.owner_before.as_ref(), record),
        RouteTo::AccountOwner => match frame.account {
            None => or_nobody(frame, had, record, NobodyReason::NoAccount),
            Some(account) => to_person(frame, parties, had, account.owner.as_ref(), record),
        },
    }
}

fn empty(route: Option<Name>) -> Routed {
    Routed { owner: None, route, team: None, by_turn: false, nobody: None, candidates: Vec::new() }
}

/// Whether the account's owner acted recently enough for a route that asks so.
fn is_recent(frame: &Frame, within: Option<crate::time::Span>) -> bool {
    let Some(within) = within else { return true };
    let acted = frame.account.and_then(|account| account.owner_acted);
    acted.is_some_and(|acted| frame.now - acted <= within)
}

fn to_person(frame: &Frame, parties: &PartiesState, had: &[Name], person: Option<&Name>, mut record: Routed) -> Routed {
    let Some(person) = person else { return or_nobody(frame, had, record, NobodyReason::UnknownOwner) };
    let open = parties.holds(person);
    let away = parties.is_away(person, frame.now);
    let outcome = if had.contains(person) {
        CandidateOutcome::HadIt
    } else if away {
        CandidateOutcome::Absent(Absent::Skip)
    } else {
        CandidateOutcome::Chosen
    };
    record.candidates.push(Candidate { person: person.clone(), outcome, open, pointer: 0 });
    match outcome {
        CandidateOutcome::Chosen => {
            // Their team's calendar counts, but the person was named: the turn of the team stays where it is.
            record.owner = Some(person.clone());
            record.team = frame.plan.team_of(person).cloned();
            record
        }
        CandidateOutcome::HadIt => or_nobody(frame, had, record, NobodyReason::AllHadIt),
        _ => or_nobody(frame, had, record, NobodyReason::OwnerInactive),
    }
}

/// A lead given to somebody by name: nobody else was looked at, and the turn of their team stays where it is.
#[must_use]
pub fn by_name(plan: &Plan, person: &Name) -> Routed {
    Routed { owner: Some(person.clone()), team: plan.team_of(person).cloned(), ..empty(None) }
}

fn in_team(frame: &Frame, parties: &PartiesState, had: &[Name], name: &Name, mut record: Routed) -> Routed {
    let handoff = frame.plan.agreement.handoff.as_ref();
    let Some(team) = handoff.and_then(|handoff| handoff.teams.get(name.as_str())) else {
        return or_nobody(frame, had, record, NobodyReason::TeamEmpty);
    };
    (record.team, record.by_turn) = (Some(name.clone()), true);
    record.candidates = look_at(parties, team, name, had, frame.now);
    let turn =
        record.candidates.iter().enumerate().filter(|(_, candidate)| candidate.outcome == CandidateOutcome::LaterTurn);
    // The lowest place goes first; among equals the one the agreement names first.
    match turn.min_by_key(|(index, candidate)| (candidate.pointer, *index)).map(|(index, _)| index) {
        Some(index) => {
            let chosen = &mut record.candidates[index];
            chosen.outcome = CandidateOutcome::Chosen;
            record.owner = Some(chosen.person.clone());
            record
        }
        None => {
            let reason = why_nobody(&record.candidates);
            or_nobody(frame, had, record, reason)
        }
    }
}

/// Every member with what stands in the way; `LaterTurn` where nothing does.
fn look_at(parties: &PartiesState, team: &Team, name: &Name, had: &[Name], now: Instant) -> Vec<Candidate> {
    let turns = parties.turns.get(name);
    let turn = |person: &Name| turns.and_then(|turns| turns.get(person)).copied();
    // Where those stand who have been there all along: whom an absence or a beginning brings level with.
    let there = team
        .members
        .iter()
        .filter(|(person, _)| !parties.is_away(person, now) && turn(person).is_some_and(|turn| !turn.passed));
    let floor = there.filter_map(|(person, _)| turn(person)).map(|turn| turn.pointer).min();
    let members = team.members.iter();
    members
        .map(|(person, _)| {
            let open = parties.holds(person);
            let pointer = match turn(person) {
                Some(turn) if !turn.passed => turn.pointer,
                passed => floor.unwrap_or(0).max(passed.map_or(0, |turn| turn.pointer)),
            };
            let outcome = if had.contains(person) {
                CandidateOutcome::HadIt
            } else if team.absent != Absent::Hold && parties.is_away(person, now) {
                CandidateOutcome::Absent(team.absent)
            } else if team.open_at_most.is_some_and(|cap| open >= cap) {
                CandidateOutcome::Full
            } else {
                CandidateOutcome::LaterTurn
            };
            Candidate { person: person.clone(), outcome, open, pointer }
        })
        .collect()
}

fn why_nobody(candidates: &[Candidate]) -> NobodyReason {
    let all = |wanted: fn(CandidateOutcome) -> bool| candidates.iter().all(|candidate| wanted(candidate.outcome));
    if candidates.is_empty() {
        NobodyReason::TeamEmpty
    } else if all(|outcome| outcome == CandidateOutcome::HadIt) {
        NobodyReason::AllHadIt
    } else if all(|outcome| matches!(outcome, CandidateOutcome::Absent(_) | CandidateOutcome::HadIt)) {
        NobodyReason::AllAbsent
    } else {
        NobodyReason::AllFull
    }
}

/// Gives the lead to whom the agreement names for such a case, with the reason; to nobody where it names none, or
/// somebody who had it.
fn or_nobody(frame: &Frame, had: &[Name], mut record: Routed, reason: NobodyReason) -> Routed {
    record.nobody = Some(reason);
    record.team = None;
    let handoff = frame.plan.agreement.handoff.as_ref();
    if let Some(RouteTo::Person(person)) = handoff.and_then(|handoff| handoff.nobody.as_ref())
        && !had.contains(person)
    {
        record.owner = Some(person.clone());
    }
    record
}
