//! Content that sales needs and marketing answers for.

use entente_core::fact::{NewAbout, What};
use entente_store::Store;

use super::answers::must;
use super::subject::{parties, plan_at};
use super::{Condition, Form, Refusal, Told, Who, Wrong};
use crate::Error;
use crate::force::InForce;

/// Sales asks for content; the request gets the next free number.
pub(super) fn asked(store: &Store, plans: &[InForce], form: Form, words: &str) -> Result<Result<Told, Refusal>, Error> {
    if !form.actor.sells() {
        return Ok(Err(Refusal::MayNot(Who::Sales)));
    }
    // Before there is an agreement nothing is folded: two requests would get one number.
    if plan_at(plans, form.now).is_none() {
        return Ok(Err(Refusal::NotNow(Condition::NoAgreement)));
    }
    let words = match must("words", words) {
        Ok(words) => words,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let requests = parties(store)?.requests;
    let first = requests.len() + 1;
    let number = (first..=first + requests.len()).map(|number| format!("content-{number}"));
    let free = number.into_iter().find(|number| !requests.contains_key(number)).unwrap_or_default();
    Ok(Ok(Told::now(form, NewAbout::Request(free), What::ContentRequested { words })))
}

/// Marketing answers a request.
pub(super) fn answered(
    store: &Store,
    form: Form,
    request: String,
    words: &str,
) -> Result<Result<Told, Refusal>, Error> {
    if !form.actor.markets() {
        return Ok(Err(Refusal::MayNot(Who::Marketing)));
    }
    let words = match must("words", words) {
        Ok(words) => words,
        Err(refusal) => return Ok(Err(refusal)),
    };
    Ok(match parties(store)?.requests.get(&request) {
        None => Err(Refusal::field("request", Wrong::Unknown { told: request })),
        Some(state) if state.answered.is_some() => Err(Refusal::NotNow(Condition::Answered)),
        Some(_) => Ok(Told::now(form, NewAbout::Request(request), What::ContentAnswered { words })),
    })
}
