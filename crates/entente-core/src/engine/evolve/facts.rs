//! What each fact changes.

use crate::agreement::model::FirstTouch;
use crate::engine::state::{
    AccountState, Away, EarlyTouch, LeadState, Leg, PartiesState, Pausing, Pending, RequestState, When,
};
use crate::fact::{About, Channel, Fact, What};
use crate::id::{Name, Seq};
use crate::milestone::Milestone;
use crate::plan::Plan;
use crate::time::{Instant, Precision, Span};

use super::signals::Happening;
use super::{attributes, reach, refit, signals};

/// What a fact about a lead changes in it and in its account.
pub fn lead_fact(plan: &Plan, lead: &mut LeadState, account: Option<&mut AccountState>, seq: Seq, fact: &Fact) {
    // A source's clock may run ahead: nothing has happened later than the log learnt of it.
    let when = When { at: fact.at.min(fact.known), precision: fact.precision, known: fact.known };
    match &fact.what {
        What::Created { source } => {
            lead.source = source.as_deref().map(Into::into).or_else(|| lead.source.take());
            reach(lead, Milestone::Created, when);
            lead.created = lead.reached(Milestone::Created).copied();
            refit(plan, lead, account.as_deref());
        }
        What::Learnt { values, verified } => {
            attributes::learn_lead(plan, lead, values, when.at, *verified);
            refit(plan, lead, account.as_deref());
        }
        What::Joined { account: id } => {
            lead.account = Some(*id);
            refit(plan, lead, account.as_deref());
        }
        What::Happened { event, properties, class } => {
            let happening = Happening { event, properties, class: *class, at: when.at, fact: seq };
            signals::happened(plan, lead, &happening);
        }
        What::HandedOver { owner, team } => handed_over(lead, owner, team.as_ref(), when),
        What::Touched { .. } => touched(plan, lead, account, fact, when),
        What::Paused { reason, until } => paused(plan, lead, reason, when.at, *until),
        What::Resumed { reason } => resumed(lead, reason, when.at),
        What::Consent { given, .. } => lead.consent = Some(*given),
        What::Bounced { hard } => lead.bounced |= hard,
        What::Erased => {
            attributes::erase(lead);
            refit(plan, lead, account.as_deref());
        }
        What::OpportunityOpened { .. } | What::OpportunityWon { .. } | What::OpportunityLost { .. } => {
            deal(lead, account, &fact.what, when);
        }
        answer => answered(lead, answer, when),
    }
}

/// What sales answered to a handoff, and what it asks to be decided.
fn answered(lead: &mut LeadState, what: &What, when: When) {
    match what {
        What::Accepted => reach(lead, Milestone::Accepted, when),
        What::Rejected { reason, .. } => {
            reach(lead, Milestone::Rejected, when);
            if !reason.as_str().is_empty() {
                reach(lead, Milestone::Reasoned, when);
            }
            // A lead that sales does not hold cannot be given back; that it was refused is kept all the same.
            if lead.open {
                lead.pending.push(Pending::Rejected(reason.clone()));
            }
        }
        What::Disqualified { reason, .. } => lead.pending.push(Pending::Disqualify(reason.clone())),
        What::Recycled { reason, .. } if lead.open => lead.pending.push(Pending::Recycle(reason.clone())),
        What::Reassigned { to } if lead.open => lead.pending.push(Pending::Reassign(to.clone())),
        What::Reassigned { to } => handed_over(lead, to, None, when),
        What::Waived { commitment, .. } => lead.pending.push(Pending::Waive(commitment.clone())),
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
fn handed_over(lead: &mut LeadState, owner: &Name, team: Option<&Name>, when: When) {
    if !lead.open {
        begin_cycle(lead, when);
    }
    (lead.owner, lead.team) = (Some(owner.clone()), team.cloned());
    lead.legs.push(Leg { owner: Some(owner.clone()), from: when.at });
}

/// Opens the next cycle, forgetting what belonged to the last one. A touch told before the handoff that may have
/// come after it, for all its precision tells, belongs to the new cycle.
pub(super) fn begin_cycle(lead: &mut LeadState, when: When) {
    lead.cycle += 1;
    lead.open = true;
    lead.legs.clear();
    reach(lead, Milestone::HandedOff, when);
    for early in std::mem::take(&mut lead.early) {
        if early.when.at >= when.at {
            first_touch(lead, early);
        }
    }
}

fn first_touch(lead: &mut LeadState, touch: EarlyTouch) {
    reach(lead, Milestone::FirstAttempt, touch.when);
    if touch.reached {
        reach(lead, Milestone::Contacted, touch.when);
    }
}

fn touched(plan: &Plan, lead: &mut LeadState, account: Option<&mut AccountState>, fact: &Fact, when: When) {
    let What::Touched { channel, reached, lasted, personal, .. } = &fact.what else { return };
    if let Some(account) = account
        && account.owner.is_some()
        && account.owner == fact.by
    {
        account.owner_acted = account.owner_acted.max(Some(when.at));
    }
    if !counts(&plan.agreement.sla.first_touch_counts, *channel, *lasted, *personal) {
        return;
    }
    let touch = EarlyTouch { when, reached: *reached };
    if !lead.open {
        if when.precision != Precision::Second {
            lead.early.push(touch);
        }
        return;
    }
    // A touch of the handoff's own minute or date may have followed it; an exactly known earlier one did not.
    let handed = lead.reached(Milestone::HandedOff).map_or(Instant::MIN, |handed| handed.at);
    if when.at < handed {
        return;
    }
    first_touch(lead, touch);
    for clock in &mut lead.clocks {
        clock.attempts.count += 1;
        if !clock.attempts.channels.contains(channel) {
            clock.attempts.channels.push(*channel);
        }
    }
}

/// Whether an act counts as a touch. A call of unknown length counts only where no length is asked for.
fn counts(rule: &FirstTouch, channel: Channel, lasted: Option<Span>, personal: bool) -> bool {
    rule.any
        || match channel {
            Channel::Call => rule.call.is_some_and(|least| lasted.unwrap_or(Span::ZERO) >= least),
            Channel::Mail => rule.mail_any || (rule.mail_personal && personal),
            Channel::Booking => rule.meeting_booked,
            Channel::Meeting => rule.meeting_held || rule.meeting_booked,
            Channel::Chat => rule.chat_human && personal,
            Channel::Other => false,
        }
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
        What::Owned { owner } => account.owner = owner.clone(),
        _ => {}
    }
}

/// What a fact about people, requests or both parties changes.
pub fn parties_fact(parties: &mut PartiesState, fact: &Fact) {
    let when = When { at: fact.at.min(fact.known), precision: fact.precision, known: fact.known };
    match (&fact.about, &fact.what) {
        (About::Person(person), What::Away { from, to }) => {
            parties.away.entry(person.clone()).or_default().push(Away { from: *from, to: *to });
        }
        (About::Request(request), What::ContentRequested { .. }) => {
            let state = parties.requests.entry(request.clone()).or_insert_with(RequestState::default);
            state.requested = state.requested.or(Some(when));
        }
        (About::Request(request), What::ContentAnswered { .. }) => {
            let state = parties.requests.entry(request.clone()).or_insert_with(RequestState::default);
            state.answered = state.answered.or(Some(when));
        }
        _ => {}
    }
}
