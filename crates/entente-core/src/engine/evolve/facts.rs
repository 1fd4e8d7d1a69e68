//! What each fact changes.

use crate::engine::state::{AccountState, Away, LeadState, Leg, PartiesState, Pausing, Pending, Place, When};
use crate::engine::waiver::may_waive;
use crate::fact::{About, Fact, What};
use crate::id::{Name, Seq};
use crate::milestone::Milestone;
use crate::plan::Plan;
use crate::time::{Instant, Precision};

use super::signals::Happening;
use super::{attributes, reach, refit, signals, touches};

/// What a fact about a lead changes in it and in its account.
pub fn lead_fact(plan: &Plan, lead: &mut LeadState, account: Option<&mut AccountState>, seq: Seq, fact: &Fact) {
    // A source's clock may run ahead: nothing has happened later than the log learnt of it.
    let when = When { at: fact.at.min(fact.known), precision: fact.precision, known: fact.known };
    match &fact.what {
        What::Created { source } => {
            // Where a lead came from is what its first trace says.
            let is_first = lead.created.is_none_or(|created| when.at <= created.at) || lead.source.is_none();
            if let Some(source) = source.as_deref().filter(|_| is_first) {
                lead.source = Some(source.into());
            }
            reach(lead, Milestone::Created, when);
            lead.created = lead.reached(Milestone::Created).copied();
            refit(plan, lead, account.as_deref());
        }
        What::Learnt { values, verified } => {
            attributes::learn_lead(plan, lead, values, when.at, *verified);
            refit(plan, lead, account.as_deref());
        }
        What::Joined { account: id } => {
            if attributes::is_better(&mut lead.learnt, attributes::ACCOUNT, when.at, false) {
                lead.account = Some(*id);
            }
        }
        What::Happened { event, properties, class } => {
            let happening = Happening { event, properties, class: *class, when, fact: seq };
            signals::happened(plan, lead, &happening);
        }
        What::HandedOver { owner, team } => handed_over(plan, lead, owner, team.as_ref(), when),
        What::Touched { .. } => touches::touched(plan, lead, account, fact, when),
        What::Paused { reason, until } => paused(plan, lead, reason, when.at, *until),
        What::Resumed { reason } => resumed(lead, reason, when.at),
        What::Consent { given, .. } => attributes::consent(lead, *given, when.at),
        What::Bounced { hard } => lead.bounced |= hard,
        What::Erased => {
            attributes::erase(lead);
            refit(plan, lead, None);
            if lead.place != Place::Disqualified {
                lead.pending.push((Pending::Disqualify(Name::from("erased")), when));
            }
        }
        What::OpportunityOpened { .. } | What::OpportunityWon { .. } | What::OpportunityLost { .. } => {
            deal(lead, account, &fact.what, when);
        }
        // What is answered after a cycle ended belongs to it, and not to one that may follow; only a date that may
        // hold the next handoff too leaves that open.
        What::Accepted | What::Rejected { .. } | What::Confirmed { .. } | What::Rated { .. }
            if !lead.open && lead.fresh_from.is_some_and(|from| is_over(plan, from, when)) => {}
        What::Waived { commitment, .. } => {
            if may_waive(&plan.agreement, commitment, fact.by.as_ref()) {
                lead.pending.push((Pending::Waive(commitment.clone(), fact.by.clone()), when));
            }
        }
        answer => answered(plan, lead, answer, when),
    }
}

fn is_over(plan: &Plan, ended: Instant, when: When) -> bool {
    when.precision == Precision::Second || when.last(&plan.zone) < ended
}

/// What sales answered to a handoff, and what it asks to be decided.
fn answered(plan: &Plan, lead: &mut LeadState, what: &What, when: When) {
    match what {
        What::Accepted => reach(lead, Milestone::Accepted, when),
        What::Rejected { reason, .. } => {
            reach(lead, Milestone::Rejected, when);
            if !reason.as_str().is_empty() {
                reach(lead, Milestone::Reasoned, when);
            }
            // A lead that sales does not hold cannot be given back; that it was refused is kept all the same.
            if lead.open {
                lead.pending.push((Pending::Rejected(reason.clone()), when));
            }
        }
        What::Disqualified { reason, .. } if lead.place != Place::Disqualified => {
            reach(lead, Milestone::Disqualified, when);
            lead.pending.push((Pending::Disqualify(reason.clone()), when));
        }
        What::Recycled { reason, .. } if lead.open => {
            reach(lead, Milestone::Recycled, when);
            lead.pending.push((Pending::Recycle(reason.clone()), when));
        }
        What::Reassigned { to } if lead.open => lead.pending.push((Pending::Reassign(to.clone()), when)),
        What::Reassigned { to } => handed_over(plan, lead, to, None, when),
        What::Confirmed { needs } => {
            for need in needs {
                if !lead.confirmed.contains(need) {
                    lead.confirmed.push(need.clone());
                }
            }
            reach(lead, Milestone::Confirmed, when);
        }
        What::Rated { .. } => reach(lead, Milestone::Rated, when),
        What::Churned { .. } => reach(lead, Milestone::Churned, when),
        _ => {}
    }
}

/// A handoff made elsewhere opens a cycle, or passes an open one to another owner.
fn handed_over(plan: &Plan, lead: &mut LeadState, owner: &Name, team: Option<&Name>, when: When) {
    if !lead.open {
        begin_cycle(plan, lead, when);
    }
    (lead.owner, lead.team) = (Some(owner.clone()), team.cloned());
    lead.legs.push(Leg { owner: Some(owner.clone()), from: when.at });
}

/// Opens the next cycle, forgetting what belonged to the last one. A touch told before the handoff that may have
/// come after it, for all its precision tells, belongs to the new cycle.
pub(super) fn begin_cycle(plan: &Plan, lead: &mut LeadState, when: When) {
    lead.cycle += 1;
    lead.open = true;
    lead.legs.clear();
    let ends = [Milestone::Recycled, Milestone::Disqualified];
    lead.milestones.retain(|(milestone, _)| !ends.contains(milestone));
    reach(lead, Milestone::HandedOff, when);
    touches::early(plan, lead, when);
}

/// A pause ends at the latest when the agreement's limit for its reason does; an unknown reason pauses nothing.
fn paused(plan: &Plan, lead: &mut LeadState, reason: &Name, from: Instant, until: Instant) {
    if let Some(limit) = plan.agreement.sla.pauses.get(reason.as_str()) {
        let to = until.min(from + *limit);
        lead.pauses.push(Pausing { reason: reason.clone(), from, to });
    }
}

fn resumed(lead: &mut LeadState, reason: &Name, at: Instant) {
    for pause in lead.pauses.iter_mut().filter(|pause| pause.reason == *reason) {
        pause.to = pause.to.min(at.max(pause.from));
    }
}

/// A deal of the lead counts as open for its account from opening to end.
fn deal(lead: &mut LeadState, account: Option<&mut AccountState>, what: &What, when: When) {
    let mut open_deals = account.as_deref().map_or(0, |account| account.open_deals);
    match what {
        What::OpportunityOpened { deal, .. } => {
            reach(lead, Milestone::OpportunityOpened, when);
            if !lead.deals.iter().any(|open| **open == **deal) {
                lead.deals.push(deal.as_str().into());
                open_deals += 1;
            }
        }
        What::OpportunityWon { deal, .. } | What::OpportunityLost { deal, .. } => {
            let won = matches!(what, What::OpportunityWon { .. });
            reach(lead, if won { Milestone::OpportunityWon } else { Milestone::OpportunityLost }, when);
            if let Some(index) = lead.deals.iter().position(|open| **open == **deal) {
                lead.deals.remove(index);
                open_deals = open_deals.saturating_sub(1);
            }
        }
        _ => {}
    }
    if let Some(account) = account {
        account.open_deals = open_deals;
    }
}

/// What a fact about an account changes in it. Its leads' fit is computed anew by the caller.
pub fn account_fact(plan: &Plan, account: &mut AccountState, fact: &Fact) {
    match &fact.what {
        What::Learnt { values, verified } => {
            attributes::learn_account(plan, account, values, fact.at.min(fact.known), *verified);
        }
        What::Owned { owner }
            if attributes::is_better(&mut account.learnt, attributes::OWNER, fact.at.min(fact.known), false) =>
        {
            account.owner = owner.clone();
        }
        _ => {}
    }
}

/// What a fact about people, requests or both parties changes.
pub fn parties_fact(parties: &mut PartiesState, fact: &Fact) {
    let when = When { at: fact.at.min(fact.known), precision: fact.precision, known: fact.known };
    match (&fact.about, &fact.what) {
        (About::Person(person), What::Away { from, to }) => {
            // The same beginning told again has a new end: back earlier, or away for longer.
            let spells = parties.away.entry(person.clone()).or_default();
            match spells.iter_mut().find(|spell| spell.from == *from) {
                Some(spell) => spell.to = *to,
                None => spells.push(Away { from: *from, to: *to }),
            }
        }
        (_, What::Met { meeting }) => {
            let held = parties.met.entry(meeting.clone()).or_default();
            held.insert(held.partition_point(|at| *at <= when.at), when.at);
        }
        (About::Request(request), What::ContentRequested { .. }) => {
            let state = parties.requests.entry(request.clone()).or_default();
            state.requested = state.requested.or(Some(when));
        }
        (About::Request(request), What::ContentAnswered { .. }) => {
            let state = parties.requests.entry(request.clone()).or_default();
            state.answered = state.answered.or(Some(when));
        }
        _ => {}
    }
}
