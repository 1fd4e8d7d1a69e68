//! What a form may offer for a lead: reasons, people, needs, pauses and promises, and what would follow from each.

use entente_core::agreement::model::{Agreement, Disposition, PartyKind, RejectKind, WaiverBy};
use entente_core::engine::state::LeadState;
use entente_core::id::{ClauseId, LeadId, Name};
use entente_core::time::{Instant, Span};
use entente_store::Store;

use super::answers::promised_by;
use super::subject::{Subject, parties};
use super::{Actor, LeadAct, Refusal, actor};
use crate::Error;
use crate::clause::Numbers;
use crate::force::InForce;

/// What may be chosen in the forms of one lead, in the order of the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    /// The acts this person may do at all, by the name [`super::read()`] takes, whatever the state of the lead.
    pub may: Vec<&'static str>,
    /// Reasons to reject, each with what follows.
    pub reject: Vec<ReasonChoice>,
    /// Reasons to disqualify.
    pub disqualify: Vec<Name>,
    /// Reasons to recycle; empty where nothing is recycled.
    pub recycle: Vec<Name>,
    /// Reasons why a deal is lost.
    pub loss: Vec<Name>,
    /// Who could have it, by team.
    pub give_to: Vec<Colleague>,
    /// Needs, and whether each is confirmed.
    pub needs: Vec<(Name, bool)>,
    /// Reasons to stop the clocks.
    pub pauses: Vec<PauseChoice>,
    /// Reasons for which they stand still now.
    pub paused: Vec<Name>,
    /// Deals that are open.
    pub deals: Vec<String>,
    /// Promises that this person may let pass for this lead.
    pub waivers: Vec<Promise>,
    /// Fields of the agreement that a person may vouch for.
    pub fields: Vec<Name>,
}

/// A reason to reject and what the agreement says follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonChoice {
    /// The reason.
    pub reason: Name,
    /// What kind of reason it is.
    pub kind: RejectKind,
    /// What follows.
    pub follows: Consequence,
}

/// What follows from a rejection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// What becomes of the lead.
    pub then: Disposition,
    /// The clause that says so.
    pub clause: ClauseId,
    /// Its number in the text read aloud.
    pub number: String,
    /// The least time before it may return, where it is recycled.
    pub not_before: Option<Span>,
}

/// Somebody of sales who could have the lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: Name,
    /// The team; none for who signs or decides where nobody is free.
    pub team: Option<Name>,
    /// Leads they hold.
    pub holds: u32,
    /// The most the team lets them hold.
    pub most: Option<u32>,
    /// Whether they are away.
    pub is_away: bool,
    /// Whether they held this lead in this cycle.
    pub had_it: bool,
}

/// A reason to stop the clocks and its limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseChoice {
    /// The reason.
    pub reason: Name,
    /// How long it may last.
    pub most: Span,
}

/// A promise of the present cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its clause.
    pub clause: ClauseId,
    /// Its number in the text read aloud.
    pub number: String,
    /// Whose promise it is.
    pub party: PartyKind,
}

/// What the forms of this lead may offer to this person; none where the log never heard of it.
///
/// # Errors
/// Those of the store.
pub fn offer(
    store: &Store,
    plans: &[InForce],
    who: &Actor,
    lead: LeadId,
    now: Instant,
) -> Result<Option<Offer>, Error> {
    let Some(subject) = Subject::load(store, plans, now, lead)? else { return Ok(None) };
    let may = allowed(&subject, who);
    let deals = subject.state.deals.iter().map(ToString::to_string).collect();
    let Some(plan) = subject.plan.clone() else { return Ok(Some(Offer { may, deals, ..Offer::default() })) };
    let agreement = &*plan.agreement;
    let numbers = Numbers::of(agreement);
    let running = subject.state.pauses.iter().filter(|pause| pause.from <= now && now < pause.to);
    Ok(Some(Offer {
        may,
        reject: rejections(agreement, &numbers, &subject.state),
        disqualify: agreement.handoff.as_ref().map(|handoff| handoff.disqualify.clone()).unwrap_or_default(),
        recycle: recycle_reasons(agreement),
        loss: loss_reasons(agreement),
        give_to: colleagues(store, agreement, &subject, now)?,
        needs: needs(agreement)
            .into_iter()
            .map(|need| (need.clone(), subject.state.confirmed.contains(&need)))
            .collect(),
        pauses: agreement
            .sla
            .pauses
            .iter()
            .map(|(reason, most)| PauseChoice { reason: reason.clone(), most: *most })
            .collect(),
        paused: running.map(|pause| pause.reason.clone()).collect(),
        deals,
        waivers: waivers(agreement, &numbers, &subject.state, who),
        fields: agreement.lead_fields.names().map(Name::from).collect(),
    }))
}

/// What follows from rejecting a lead in this state for this reason; none for a reason the agreement does not know.
#[must_use]
pub fn after_rejection(agreement: &Agreement, state: &LeadState, reason: &Name) -> Option<Consequence> {
    let numbers = Numbers::of(agreement);
    rejections(agreement, &numbers, state)
        .into_iter()
        .find(|choice| choice.reason == *reason)
        .map(|choice| choice.follows)
}

fn rejections(agreement: &Agreement, numbers: &Numbers, state: &LeadState) -> Vec<ReasonChoice> {
    let reasons = agreement.handoff.iter().flat_map(|handoff| &handoff.reject);
    let follows = |name: &Name, then: Disposition| {
        let own = ClauseId(format!("handoff.reject.{name}"));
        let recycled = agreement.leaves.recycled.as_ref().filter(|_| then == Disposition::Recycle);
        let is_over = recycled.is_some_and(|plan| plan.at_most.is_some_and(|most| state.recycles + 1 > most));
        let (then, clause, not_before) = match (then, recycled) {
            (_, Some(_)) if is_over => (Disposition::Disqualify, ClauseId("leaves.recycled".to_owned()), None),
            (Disposition::Recycle, Some(plan)) => (then, own, Some(plan.not_before)),
            (Disposition::Recycle, None) => (Disposition::Disqualify, own, None),
            (then, _) => (then, own, None),
        };
        Consequence { then, number: numbers.of_clause(&clause), clause, not_before }
    };
    reasons
        .map(|(name, reason)| ReasonChoice {
            reason: name.clone(),
            kind: reason.kind,
            follows: follows(name, reason.then),
        })
        .collect()
}

/// Reasons to recycle: those for which a rejection recycles, and those to give a lead up, which may be for now only.
pub(crate) fn recycle_reasons(agreement: &Agreement) -> Vec<Name> {
    if agreement.leaves.recycled.is_none() {
        return Vec::new();
    }
    let Some(handoff) = &agreement.handoff else { return Vec::new() };
    let rejected = handoff.reject.iter().filter(|(_, reason)| reason.then == Disposition::Recycle);
    handoff.disqualify.iter().chain(rejected.map(|(name, _)| name)).cloned().collect()
}

/// Reasons why a deal is lost: those to give a lead up.
pub(super) fn loss_reasons(agreement: &Agreement) -> Vec<Name> {
    agreement.handoff.as_ref().map(|handoff| handoff.disqualify.clone()).unwrap_or_default()
}

/// What any stage needs to know, each once.
pub(super) fn needs(agreement: &Agreement) -> Vec<Name> {
    let mut needs: Vec<Name> = Vec::new();
    for need in agreement.stages.iter().flat_map(|(_, stage)| &stage.needs) {
        if !needs.contains(need) {
            needs.push(need.clone());
        }
    }
    needs
}

/// Everybody of sales whom the agreement names: members of teams, managers, who decides where nobody is free.
pub(crate) fn sellers(agreement: &Agreement) -> Vec<Name> {
    by_team(agreement).into_iter().map(|(person, _, _)| person).collect()
}

/// Everybody of sales once, with their first team and what it lets them hold.
fn by_team(agreement: &Agreement) -> Vec<(Name, Option<Name>, Option<u32>)> {
    use entente_core::agreement::model::RouteTo;
    let Some(handoff) = &agreement.handoff else { return Vec::new() };
    let mut people: Vec<(Name, Option<Name>, Option<u32>)> = Vec::new();
    let members = handoff.teams.iter().flat_map(|(name, team)| {
        team.members.iter().map(move |(person, _)| (person.clone(), Some(name.clone()), team.open_at_most))
    });
    let managers = handoff.teams.iter().filter_map(|(_, team)| team.manager.clone());
    let named = handoff.routes.iter().map(|(_, route)| &route.to).chain(&handoff.nobody).filter_map(|to| match to {
        RouteTo::Person(person) => Some(person.clone()),
        RouteTo::Team(_) | RouteTo::AccountOwner | RouteTo::LeadOwner => None,
    });
    for seller in members.chain(managers.chain(named).map(|person| (person, None, None))) {
        if !people.iter().any(|(person, ..)| *person == seller.0) {
            people.push(seller);
        }
    }
    people
}

fn colleagues(store: &Store, agreement: &Agreement, subject: &Subject, now: Instant) -> Result<Vec<Colleague>, Error> {
    let parties = parties(store)?;
    let others = by_team(agreement).into_iter().filter(|(person, ..)| subject.holder() != Some(person));
    Ok(others
        .map(|(person, team, most)| Colleague {
            holds: parties.holds(&person),
            is_away: parties.is_away(&person, now),
            had_it: subject.state.legs.iter().any(|leg| leg.owner.as_ref() == Some(&person)),
            person,
            team,
            most,
        })
        .collect())
}

fn waivers(agreement: &Agreement, numbers: &Numbers, state: &LeadState, who: &Actor) -> Vec<Promise> {
    if agreement.sla.waivers == WaiverBy::Nobody {
        return Vec::new();
    }
    let keys = state.clocks.iter().map(|clock| &clock.key).chain(&state.ended);
    let mut promises: Vec<Promise> = Vec::new();
    for key in keys.filter(|key| key.cycle == state.cycle) {
        let Some(party) = promised_by(agreement, &key.commitment).filter(|party| who.may_waive(*party)) else {
            continue;
        };
        if !promises.iter().any(|promise| promise.clause == key.commitment) {
            let number = numbers.of_clause(&key.commitment);
            promises.push(Promise { clause: key.commitment.clone(), number, party });
        }
    }
    promises
}

/// The acts this person may do to the lead, by name.
fn allowed(subject: &Subject, who: &Actor) -> Vec<&'static str> {
    let acts = super::read::samples(subject.asked, &who.person);
    let may = |act: &LeadAct| !matches!(actor::may(subject, who, act), Err(Refusal::MayNot(_)));
    acts.iter().filter(|(_, act)| may(act)).map(|(name, _)| *name).collect()
}
