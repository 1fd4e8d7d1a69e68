//! What follows from an answer of sales: rerouted, recycled, disqualified, passed on, waived.

use crate::agreement::model::Disposition;
use crate::decision::{ClockKey, Concluded, Decision, Ground, ReassignReason};
use crate::engine::route;
use crate::engine::state::{Pending, Place, When};
use crate::id::{ClauseId, Name};
use crate::plan::frame::Frame;
use crate::time::Precision;

use super::{Case, ground};

/// The decision that the first unanswered fact asks for, or that a veto of fit does.
pub(super) fn answer(case: &Case, frame: &Frame) -> Option<Decision> {
    if case.lead.vetoed && case.lead.place != Place::Disqualified {
        return Some(veto(case, frame));
    }
    let (pending, _) = case.lead.pending.first()?;
    Some(match pending {
        Pending::Waive(commitment, by) => waive(case, commitment, by.as_ref()),
        Pending::Reassign(to) => pass_to(case, to),
        Pending::Recycle(reason) => recycle(case, "leaves.recycled", reason),
        Pending::Disqualify(reason) => given_up(case, &case.plan.canonical_reason(reason)),
        Pending::Rejected(told) => rejected(case, frame, &case.plan.canonical_reason(told)),
    })
}

/// What the agreement says becomes of a lead that is rejected for this reason. A reason it does not know recycles:
/// the lead goes back rather than nowhere, by the clause on going back, and the report shows the word as told.
fn rejected(case: &Case, frame: &Frame, reason: &Name) -> Decision {
    let handoff = case.plan.agreement.handoff.as_ref();
    let known = handoff.and_then(|handoff| handoff.reject.get(reason.as_str()));
    let clause = known.map_or_else(|| "leaves.recycled".to_owned(), |_| format!("handoff.reject.{reason}"));
    match known.map_or(Disposition::Recycle, |known| known.then) {
        Disposition::Reroute => {
            let route = route::route(frame, case.parties, &had(case));
            let what = Concluded::Reassigned { from: case.lead.owner.clone(), why: ReassignReason::Rejected, route };
            case.decision(clause, vec![ground("reason", reason)], what)
        }
        Disposition::Recycle => recycle(case, &clause, reason),
        Disposition::Merge | Disposition::Disqualify => disqualify(case, &clause, reason),
    }
}

/// Owners of this cycle.
pub(super) fn had(case: &Case) -> Vec<Name> {
    case.lead.legs.iter().filter_map(|leg| leg.owner.clone()).collect()
}

fn recycle(case: &Case, clause: &str, reason: &Name) -> Decision {
    let times = case.lead.recycles + 1;
    let Some(plan) = &case.plan.recycle else { return disqualify(case, clause, reason) };
    if plan.at_most.is_some_and(|most| times > most) {
        return disqualify(case, "leaves.recycled", reason);
    }
    let not_before = case.now + plan.not_before;
    let what = Concluded::Recycled { reason: reason.clone(), times, not_before };
    case.decision(clause, vec![ground("reason", reason), ground("recycled", times)], what)
}

fn disqualify(case: &Case, clause: &str, reason: &Name) -> Decision {
    let what = Concluded::Disqualified { reason: reason.clone() };
    case.decision(clause, vec![ground("reason", reason)], what)
}

/// Given up after contact, by a reason of the agreement where it is one.
fn given_up(case: &Case, reason: &Name) -> Decision {
    let handoff = case.plan.agreement.handoff.as_ref();
    let is_agreed = handoff.is_some_and(|handoff| handoff.disqualify.contains(reason));
    disqualify(case, if is_agreed { "handoff.disqualify" } else { "leaves.disqualified" }, reason)
}

fn veto(case: &Case, frame: &Frame) -> Decision {
    let rules = case.plan.agreement.fit.iter().zip(&case.plan.fit);
    let vetoing = rules.into_iter().find(|(_, rule)| rule.disqualify && frame.holds(&rule.when));
    let (clause, because, reason): (String, Vec<Ground>, Name) = match vetoing {
        Some(((name, _), rule)) => (format!("fit.{name}"), frame.grounds(&rule.when), name.clone()),
        None => ("fit".to_owned(), Vec::new(), Name::from("fit")),
    };
    case.decision(clause, because, Concluded::Disqualified { reason })
}

fn pass_to(case: &Case, to: &Name) -> Decision {
    let route = route::by_name(case.plan, to);
    let what = Concluded::Reassigned { from: case.lead.owner.clone(), why: ReassignReason::ByHand, route };
    case.decision("handoff", vec![ground("to", to)], what)
}

fn waive(case: &Case, commitment: &str, by: Option<&Name>) -> Decision {
    let clock = ClockKey { commitment: ClauseId(commitment.to_owned()), cycle: case.lead.cycle };
    let by = by.map_or("not known", Name::as_str);
    let because = vec![ground("commitment", commitment), ground("by", by)];
    case.decision("sla.waivers", because, Concluded::Waived { clock })
}

/// When the lead left, where an answer that ends the cycle is waiting: every running clock must end first.
pub(super) fn leaving(case: &Case) -> Option<When> {
    if case.lead.vetoed && case.lead.place != Place::Disqualified {
        return Some(When { at: case.now, precision: Precision::Second, known: case.now });
    }
    let (pending, when) = case.lead.pending.first()?;
    let leaves = match pending {
        Pending::Recycle(_) | Pending::Disqualify(_) => true,
        Pending::Rejected(told) => {
            let handoff = case.plan.agreement.handoff.as_ref();
            let known = handoff.and_then(|handoff| handoff.reject.get(case.plan.canonical_reason(told).as_str()));
            known.is_none_or(|known| known.then != Disposition::Reroute)
        }
        Pending::Reassign(_) | Pending::Waive(..) => false,
    };
    leaves.then_some(*when)
}
