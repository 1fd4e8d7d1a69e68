//! Stages, qualification and handoff: the way forward.

use crate::agreement::model::{Enter, Unit};
use crate::decision::{Concluded, Decision, Routed};
use crate::engine::route;
use crate::engine::state::Place;
use crate::milestone::Milestone;
use crate::plan::frame::Frame;

use super::{Case, ground};

/// The next stage the lead enters: the first behind its present one whose rule holds and whose needs are known.
pub(super) fn enter(case: &Case, frame: &Frame) -> Option<Decision> {
    let (plan, lead) = (case.plan, case.lead);
    let from = match lead.place {
        Place::Disqualified => return None,
        Place::Nowhere => None,
        Place::Stage(index) | Place::Recycled(index) => Some(usize::from(index)),
    };
    // A recycled lead waits for its return before it is handed over again; on all else the stages go by their rules.
    let waits = matches!(lead.place, Place::Recycled(_)) && !lead.open;
    let behind = from.map_or(0, |index| index + 1);
    let stages = plan.stages.iter().enumerate().skip(behind);
    let mut entering = stages.filter(|(index, stage)| match &stage.enter {
        None => lead.created.is_some(),
        Some(program) => frame.holds(program) || (lead.open && plan.handoff_at == Some(*index)),
    });
    let may = |index: usize| !(waits && plan.handoff_at == Some(index)) && needs_known(case, index);
    let (index, stage) = entering.find(|(index, _)| may(*index))?;
    let (name, def) = &plan.agreement.stages.0[index];
    let mut because = match (&stage.enter, &def.enter) {
        (Some(program), Enter::When(_)) => frame.grounds(program),
        _ => vec![ground("created", lead.created.map_or_else(String::new, |when| when.at.to_string()))],
    };
    because.extend(def.needs.iter().map(|need| ground(need.as_str(), "confirmed")));
    let from = from.and_then(|index| plan.agreement.stages.0.get(index)).map(|(name, _)| name.clone());
    let what = Concluded::StageEntered { stage: name.clone(), from, cycle: lead.cycle.max(1) };
    Some(case.decision(format!("stages.{name}"), because, what))
}

fn needs_known(case: &Case, index: usize) -> bool {
    let needs = case.plan.agreement.stages.0.get(index).map(|(_, stage)| stage.needs.as_slice()).unwrap_or_default();
    needs.iter().all(|need| case.lead.confirmed.contains(need))
}

/// A rule of qualification holds, or none does any more. While sales has the lead, the question rests.
pub(super) fn qualify(case: &Case, frame: &Frame) -> Option<Decision> {
    let lead = case.lead;
    if lead.place == Place::Disqualified {
        return comes_back(case, frame);
    }
    if lead.open || lead.place == Place::Nowhere {
        return None;
    }
    if let Place::Recycled(_) = lead.place {
        return returns(case, frame);
    }
    let forbidden = case.plan.never.as_ref().is_some_and(|never| frame.holds(never));
    let rule = case.plan.qualified.iter().find(|rule| !forbidden && frame.holds(&rule.when));
    match (rule, lead.qualified) {
        (Some(rule), None) => {
            let what = Concluded::Qualified { rule: rule.name.clone() };
            Some(case.decision(format!("qualified.{}", rule.name), frame.grounds(&rule.when), what))
        }
        (None, Some(index)) => {
            let before = case.plan.qualified.get(usize::from(index));
            let (clause, because) = match (forbidden, &case.plan.never, before) {
                (true, Some(never), _) => ("qualified.never".to_owned(), frame.grounds(never)),
                (_, _, Some(rule)) => (format!("qualified.{}", rule.name), frame.grounds(&rule.when)),
                _ => ("qualified".to_owned(), Vec::new()),
            };
            Some(case.decision(clause, because, Concluded::NoLongerQualified))
        }
        _ => None,
    }
}

/// Where being disqualified is not final, a lead comes back by a new signal, once a rule of qualification holds; then
/// it goes the normal way from the first stage on. Signals that take points away bring nobody back, and neither does
/// anything while fit still vetoes the lead or the person has asked not to be written to.
fn comes_back(case: &Case, frame: &Frame) -> Option<Decision> {
    let (plan, lead) = (case.plan, case.lead);
    if plan.agreement.leaves.disqualified_final || lead.vetoed || lead.consent == Some(false) {
        return None;
    }
    let brings_back = |index: usize| plan.signals.get(index).is_some_and(|signal| signal.points >= 0);
    let (index, seen) = lead.signals.iter().find(|(index, seen)| brings_back(*index) && seen.fresh.is_some())?;
    let (signal, _) = plan.agreement.signals.0.get(index)?;
    let forbidden = plan.never.as_ref().is_some_and(|never| frame.holds(never));
    let rule = plan.qualified.iter().find(|rule| !forbidden && frame.holds(&rule.when))?;
    let since = seen.fresh.map_or_else(String::new, |fresh| fresh.at.to_string());
    let mut because = vec![ground(signal.as_str(), since)];
    because.extend(frame.grounds(&rule.when));
    Some(case.decision("leaves.disqualified", because, Concluded::Returned))
}

/// A recycled lead may be qualified again: its time has passed, and what must hold for its return does.
fn returns(case: &Case, frame: &Frame) -> Option<Decision> {
    let not_before = case.lead.not_before?;
    let recycle = case.plan.recycle.as_ref()?;
    let holds = recycle.returns_when.as_ref().is_none_or(|when| frame.holds(when));
    if case.now < not_before || !holds {
        return None;
    }
    let mut because = vec![ground("not before", not_before)];
    because.extend(recycle.returns_when.iter().flat_map(|when| frame.grounds(when)));
    Some(case.decision("leaves.recycled", because, Concluded::Returned))
}

/// A lead in the stage of the handoff that sales does not have yet.
pub(super) fn hand_off(case: &Case, frame: &Frame) -> Option<Decision> {
    let handoff = case.plan.agreement.handoff.as_ref()?;
    let at = case.plan.handoff_at?;
    let waits = case.lead.place == Place::Stage(at as u8) && !case.lead.open;
    // After a deal ended, the lead stays where it is until the agreement sends it on.
    let over = [Milestone::OpportunityWon, Milestone::OpportunityLost];
    if !waits || over.iter().any(|milestone| case.lead.reached(*milestone).is_some()) {
        return None;
    }
    let route = group(case, handoff.unit).unwrap_or_else(|| route::route(frame, case.parties, &[]));
    let clause = match (&route.route, route.nobody) {
        (Some(name), _) => format!("handoff.routes.{name}"),
        (None, Some(_)) => "handoff.nobody".to_owned(),
        // Its account is in somebody's hands already.
        (None, None) => "handoff".to_owned(),
    };
    let matched = case.plan.routes.iter().find(|candidate| Some(&candidate.name) == route.route.as_ref());
    let because = matched.and_then(|route| route.when.as_ref()).map(|when| frame.grounds(when)).unwrap_or_default();
    Some(case.decision(clause, because, Concluded::HandedOff { cycle: case.lead.cycle + 1, route }))
}

/// Where accounts are handed over as one, the owner who already has a lead of this account.
fn group(case: &Case, unit: Unit) -> Option<Routed> {
    let (_, owner) = case.account?.handed.as_ref().filter(|_| unit == Unit::Account)?;
    Some(route::by_name(case.plan, owner))
}
