//! Taking the next lead from the pool: one that nobody holds, or the team's next late one, as far as the agreement goes.

use entente_core::agreement::model::Then;
use entente_core::fact::{NewAbout, NewFact, What};
use entente_core::id::{ClauseId, LeadId, Name};
use entente_core::plan::Plan;
use entente_core::time::Precision;
use entente_store::Store;

use super::subject::{Subject, parties, plan_at};
use super::{Condition, Form, Prepared, Refusal, Who};
use crate::Error;
use crate::force::InForce;

/// What the agreement allows somebody who asks for the next lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Their team; none: they are in no team, and nothing is for them.
    pub team: Option<Name>,
    /// Leads they hold.
    pub holds: u32,
    /// The most their team lets them hold; none: no cap.
    pub most: Option<u32>,
    /// Whether they are away; who is away gets no leads.
    pub is_away: bool,
    /// Promises after which a late lead passes to a colleague.
    pub late: Vec<ClauseId>,
}

/// A lead taken from the pool.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulled {
    /// Which.
    pub lead: LeadId,
    /// Why it was free: the promise that is late; none: nobody held it.
    pub late: Option<ClauseId>,
    /// What is to be told.
    pub prepared: Prepared,
}

/// Nothing in the pool is for this person now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoneLeft;

/// What the agreement allows this person now.
///
/// # Errors
/// Those of the store.
pub fn terms(store: &Store, plans: &[InForce], form: Form) -> Result<Result<Terms, Refusal>, Error> {
    let Some(plan) = plan_at(plans, form.now) else { return Ok(Err(Refusal::NotNow(Condition::NoAgreement))) };
    let parties = parties(store)?;
    let person = &form.actor.person;
    let team = plan.team_of(person).cloned();
    let teams = plan.agreement.handoff.as_ref().map(|handoff| &handoff.teams);
    let most = team.as_ref().and_then(|team| teams?.get(team.as_str())?.open_at_most);
    let (holds, is_away) = (parties.holds(person), parties.is_away(person, form.now));
    Ok(Ok(Terms { team, holds, most, is_away, late: passes_on(&plan) }))
}

/// Promises whose lateness passes a lead to another owner.
fn passes_on(plan: &Plan) -> Vec<ClauseId> {
    let ladder = &plan.agreement.sla.ladder;
    let always = ladder.iter().any(|step| step.then == Then::Reassign);
    plan.clocks
        .iter()
        .filter(|promise| always || promise.late == Then::Reassign)
        .map(|promise| promise.clause.clone())
        .collect()
}

/// Why this lead is free for this person, where it is: the late promise, or nobody.
///
/// # Errors
/// Those of the store.
pub fn waits(
    store: &Store,
    plans: &[InForce],
    form: Form,
    terms: &Terms,
    lead: LeadId,
) -> Result<Option<Option<ClauseId>>, Error> {
    let Some(subject) = Subject::load(store, plans, form.now, lead)? else { return Ok(None) };
    Ok(free(&subject, form, terms))
}

fn free(subject: &Subject, form: Form, terms: &Terms) -> Option<Option<ClauseId>> {
    let state = &subject.state;
    let had_it = state.legs.iter().filter_map(|leg| leg.owner.as_ref()).any(|owner| form.actor.is(owner));
    if !state.open || had_it {
        return None;
    }
    if state.in_hand_of().is_none() {
        return state.owner.is_none().then_some(None);
    }
    let late = state.clocks.iter().filter(|clock| clock.missed && clock.due < form.now);
    let mut passing = late.map(|clock| &clock.key.commitment).filter(|clause| terms.late.contains(clause));
    let of_team = terms.team.is_some() && state.team == terms.team;
    passing.next().filter(|_| of_team).map(|clause| Some(clause.clone()))
}

/// Takes the first of `candidates` that is free for this person: those that nobody holds first, then late ones by when
/// they were due.
///
/// # Errors
/// Those of the store. The inner error says that nothing is free, or what forbids it.
pub fn pull(
    store: &Store,
    plans: &[InForce],
    form: Form,
    candidates: impl IntoIterator<Item = LeadId>,
) -> Result<Result<Result<Pulled, NoneLeft>, Refusal>, Error> {
    let key = format!("form:{}", form.once.trim());
    if let Some(seq) = store.find_fact(&key)? {
        let lead = match store.fact(seq)?.map(|fact| fact.about) {
            Some(entente_core::fact::About::Lead(lead)) => lead,
            _ => LeadId::default(),
        };
        return Ok(Ok(Ok(Pulled { lead, late: None, prepared: Prepared::Done(seq) })));
    }
    let terms = match terms(store, plans, form)? {
        Ok(terms) => terms,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Some(refusal) = forbids(&terms, form) {
        return Ok(Err(refusal));
    }
    for lead in candidates {
        let Some(subject) = Subject::load(store, plans, form.now, lead)? else { continue };
        let Some(late) = free(&subject, form, &terms) else { continue };
        let person = form.actor.person.clone();
        let fact = NewFact {
            key,
            about: NewAbout::Lead { keys: vec![subject.key], account: None },
            at: form.now,
            precision: Precision::Second,
            by: Some(person.clone()),
            what: What::Reassigned { to: person },
        };
        return Ok(Ok(Ok(Pulled { lead, late, prepared: Prepared::Tell(Box::new(fact)) })));
    }
    Ok(Ok(Err(NoneLeft)))
}

fn forbids(terms: &Terms, form: Form) -> Option<Refusal> {
    if !form.actor.sells() || terms.team.is_none() {
        return Some(Refusal::MayNot(Who::Sales));
    }
    let is_full = terms.most.is_some_and(|most| terms.holds >= most);
    let condition = if terms.is_away { Some(Condition::Away) } else { is_full.then_some(Condition::Full) };
    condition.map(Refusal::NotNow)
}
