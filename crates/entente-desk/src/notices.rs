//! What people are told of decisions, in the program itself: handed over to them, passed on, a promise running short.

use entente_core::decision::{Concluded, Decision, ReassignReason};
use entente_core::id::{ClauseId, LeadId, Name};
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_store::{EffectStatus, Store};

use crate::Error;
use crate::clause::Numbers;
use crate::force::InForce;
use crate::live::Desk;
use crate::queue::says;

/// Something somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number; the next page asks for those before it.
    pub id: i64,
    /// When they were told.
    pub at: Instant,
    /// Whether they had seen it.
    pub seen: bool,
    /// The lead it is about, and what the person is called.
    pub lead: Option<(LeadId, String)>,
    /// The request for content it is about, by its number.
    pub request: Option<String>,
    /// What.
    pub what: What,
    /// The clause the decision follows from.
    pub clause: ClauseId,
    /// Its number in the agreement it was made under.
    pub number: String,
}

/// What somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The lead is theirs.
    HandedOver,
    /// The lead is theirs now, and was somebody else's.
    PassedOn {
        /// From whom.
        from: Option<Name>,
        /// Why.
        why: ReassignReason,
    },
    /// So much of the time a promise allows is used.
    Used {
        /// In percent.
        percent: u64,
        /// How the agreement says the promise.
        promise: String,
    },
    /// Anything else that was decided.
    Decided,
}

/// Notices of one page.
pub const PAGE: usize = 50;
/// Unseen ones are counted up to this.
pub const UNSEEN_MAX: usize = 99;
/// Effects delivered in one transaction.
const AT_ONCE: usize = 200;
/// Why a mail was not sent.
const NO_MAIL: &str = "no way to send mail is set up here";

/// Delivers what waits in the outbox. Nothing is written, and nobody hears of it, where nothing waits.
///
/// # Errors
/// Those of the store; what was delivered before stays so.
pub fn deliver(desk: &Desk, now: Instant) -> Result<(), Error> {
    let waits = || desk.read::<_, Error>(|store, _| Ok(!store.effects(EffectStatus::Pending, 1)?.is_empty()));
    while waits()? {
        desk.write::<_, Error>(|store| Ok(store.deliver_notices(now, NO_MAIL, AT_ONCE)?))?;
    }
    Ok(())
}

/// What a person was told before a number, latest first; [`PAGE`] at most.
///
/// # Errors
/// Those of the store.
pub fn view(store: &Store, plans: &[InForce], person: &Name, before: i64) -> Result<Vec<Notice>, Error> {
    let mut told = Vec::new();
    for notice in store.notices(person, before, PAGE)? {
        let Some(decision) = store.decision(notice.decision)? else { continue };
        let lead = match notice.lead {
            Some(lead) => Some((lead, name(store, lead)?)),
            None => None,
        };
        let plan = plans.iter().rfind(|version| version.plan.hash == decision.agreement).map(|version| &*version.plan);
        let clause = clause_of(&decision);
        let number = plan.map(|plan| Numbers::of(&plan.agreement).of_clause(&clause)).unwrap_or_default();
        let (id, at, seen, request) = (notice.id, notice.at, notice.seen, request(&decision));
        told.push(Notice { id, at, seen, lead, request, what: what(&decision, plan), clause, number });
    }
    Ok(told)
}

/// How much of it a person has not seen; counted up to [`UNSEEN_MAX`].
///
/// # Errors
/// Those of the store.
pub fn unseen(store: &Store, person: &Name) -> Result<usize, Error> {
    Ok(store.notices_unseen(person, UNSEEN_MAX)?)
}

/// The request that a decision about no lead rests on.
fn request(decision: &Decision) -> Option<String> {
    let grounds = decision.because.iter().filter(|_| decision.lead.is_none());
    grounds.filter(|ground| ground.name == "request").map(|ground| ground.value.clone()).next()
}

/// The promise a clock is of; else the clause of the decision.
fn clause_of(decision: &Decision) -> ClauseId {
    match &decision.what {
        Concluded::ClockStep { clock, .. } => clock.commitment.clone(),
        _ => decision.clause.clone(),
    }
}

/// What the lead's person is called.
fn name(store: &Store, lead: LeadId) -> Result<String, Error> {
    let card = store.card(store.root_of(lead)?)?;
    Ok(card.and_then(|card| card.name.or(card.mail)).unwrap_or_else(|| lead.to_string()))
}

fn what(decision: &Decision, plan: Option<&Plan>) -> What {
    match &decision.what {
        Concluded::HandedOff { .. } => What::HandedOver,
        Concluded::Reassigned { from, why, .. } => What::PassedOn { from: from.clone(), why: *why },
        Concluded::ClockStep { clock, step, .. } => {
            let at = plan.and_then(|plan| plan.agreement.sla.ladder.get(*step as usize)).map(|step| step.at);
            let percent = at.map_or(0, |share| share.0.as_millionths() / 10_000);
            let promise = plan.map(|plan| says(plan, &clock.commitment.0)).unwrap_or_default();
            What::Used { percent: percent.unsigned_abs(), promise }
        }
        _ => What::Decided,
    }
}
