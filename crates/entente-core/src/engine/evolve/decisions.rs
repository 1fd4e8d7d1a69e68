//! What each decision changes: the engine reads its own conclusions from the log like any other fact.

use crate::decision::{Concluded, Decision};
use crate::engine::state::{AccountState, LASTING, LeadState, PartiesState, Pending, Place, When};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::plan::Plan;
use crate::time::{Instant, Precision};

use super::facts::begin_cycle;
use super::nurture::nurture;
use super::turns::taken;
use super::{clock_decided, reach};

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
            begin_cycle(plan, lead, when);
            taken(plan, lead, account, parties, route, decision.at);
        }
        Concluded::Reassigned { route, .. } => {
            lead.pending.retain(|(pending, _)| !matches!(pending, Pending::Reassign(_) | Pending::Rejected(_)));
            taken(plan, lead, account, parties, route, decision.at);
        }
        Concluded::Recycled { not_before, times, .. } => {
            leave(plan, lead, account, Milestone::Recycled, when);
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
            leave(plan, lead, account, Milestone::Disqualified, when);
            lead.place = Place::Disqualified;
            lead.stage_since = decision.at;
        }
        Concluded::Enrolled { .. }
        | Concluded::MailDue { .. }
        | Concluded::NurtureStepped { .. }
        | Concluded::NurtureLeft { .. } => nurture(plan, lead, decision),
        Concluded::Waived { clock } => {
            let is_it =
                |pending: &Pending| matches!(pending, Pending::Waive(waived, _) if *waived == clock.commitment.0);
            lead.pending.retain(|(pending, _)| !is_it(pending));
        }
        _ => clock_decided(plans, &mut lead.clocks, &mut lead.ended, &lead.pauses, decision),
    }
}

pub(super) fn position<'a>(mut names: impl Iterator<Item = &'a Name>, name: &Name) -> Option<u8> {
    names.position(|known| known == name).and_then(|index| u8::try_from(index).ok())
}

fn stage_entered(plan: &Plan, lead: &mut LeadState, stage: &Name, at: Instant) {
    let Some(index) = plan.agreement.stages.position(stage.as_str()) else { return };
    lead.stage_since = at;
    lead.entered.get_mut(index).into_iter().for_each(|entered| *entered = Some(at));
    // On its way back to a handoff a recycled lead stays recycled, until it returns.
    let waits = matches!(lead.place, Place::Recycled(_)) && !lead.open && plan.handoff_at.is_some_and(|at| index < at);
    if waits {
        lead.place = Place::Recycled(index as u8);
    } else {
        lead.place = Place::Stage(index as u8);
        lead.not_before = None;
    }
}

/// The lead leaves sales: the cycle is closed, and what belonged to it is forgotten, but for how it ended.
fn leave(plan: &Plan, lead: &mut LeadState, account: Option<&mut AccountState>, end: Milestone, when: When) {
    if let Some(account) = account
        && account.handed.as_ref().is_some_and(|(handed, _)| *handed == lead.id)
    {
        account.handed = None;
    }
    lead.owner_before = lead.owner.take().or_else(|| lead.owner_before.take());
    (lead.open, lead.team, lead.qualified) = (false, None, None);
    lead.fresh_from = Some(when.at);
    lead.confirmed.clear();
    lead.pauses.clear();
    lead.early.clear();
    lead.pending.retain(|(pending, _)| matches!(pending, Pending::Waive(..)));
    lead.signals.iter_mut().for_each(|seen| seen.fresh = None);
    // Stages from the handoff on, and those it falls back behind, are entered anew.
    let kept = plan.recycle.as_ref().map_or(0, |recycle| recycle.to + 1);
    lead.entered.iter_mut().skip(kept).for_each(|entered| *entered = None);
    let ended = lead.reached(end).copied().unwrap_or(when);
    lead.milestones.retain(|(milestone, _)| LASTING.contains(milestone));
    reach(lead, end, ended);
}
