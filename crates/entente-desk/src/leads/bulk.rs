//! One act on many leads: each is checked and answered by itself, so that a few refusals stop nobody.

use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;

use crate::Error;
use crate::acts::{self, Act, Actor, Form, LeadAct, Refusal};
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
