//! One act on many leads: each is checked and answered by itself, so that a few refusals stop nobody.

use entente_core::id::{LeadId, Name, Seq};
use entente_core::plan::Plan;
use entente_core::time::Instant;

use super::row::{Named, Words};
use crate::Error;
use crate::acts::{self, Act, Actor, Form, LeadAct, Refusal, choices};
use crate::live::Desk;

/// Leads acted on at once at most.
pub const AT_ONCE_MAX: usize = 200;

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bulk {
    /// Where it was done.
    pub done: Vec<LeadId>,
    /// Where it was not, and why.
    pub refused: Vec<(LeadId, Refusal)>,
}

/// What can be chosen for many leads at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Reasons to send leads back; empty where nothing is recycled.
    pub recycle: Vec<Name>,
    /// Who could have them.
    pub give_to: Vec<Named>,
}

/// What the agreement lets choose.
pub(crate) fn offered(plan: Option<&Plan>, words: &Words) -> Choices {
    let Some(plan) = plan else { return Choices::default() };
    let agreement = &plan.agreement;
    let recycles = agreement.leaves.recycled.is_some();
    Choices {
        recycle: if recycles { choices::recycle_reasons(agreement) } else { Vec::new() },
        give_to: choices::sellers(agreement).iter().map(|person| words.named(person)).collect(),
    }
}

/// Does one act to each of these leads, the first 200 of them, in order. `once` is the form's one-time id: sent again
/// it does nothing twice. `seen` is the last entry of the log that the list showed.
///
/// # Errors
/// Those of the store and of running; what was done before stays done.
pub fn bulk(
    desk: &Desk,
    actor: &Actor,
    (once, seen, now): (&str, Seq, Instant),
    leads: &[LeadId],
    act: &LeadAct,
) -> Result<Bulk, Error> {
    let mut came = Bulk::default();
    for lead in leads.iter().take(AT_ONCE_MAX) {
        let once = format!("{once}:{}", lead.0);
        let form = Form { once: &once, actor, seen: Some(seen), now };
        match acts::perform(desk, form, Act::Lead(*lead, act.clone()))? {
            Ok(_) => came.done.push(*lead),
            Err(refusal) => came.refused.push((*lead, refusal)),
        }
    }
    Ok(came)
}
