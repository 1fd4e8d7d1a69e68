//! The answer to a letter: only then does an address that a form asked about agree to be written to.

use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::{Store, Submission, SubmissionStatus};

use super::submit::Filed;
use super::{CONFIRM_WITHIN, Form};
use crate::Error;
use crate::live::Desk;
use crate::people::Token;

/// What a letter's link is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// It waits for an answer.
    Open {
        /// What the form is called.
        title: String,
        /// What is agreed to.
        wording: String,
        /// The language of the letter.
        lang: Lang,
    },
    /// It was answered.
    Answered,
    /// Its time is over.
    Over,
}

/// What the link with this secret is about; none where no letter had it. Nothing changes: mail programs follow links by
/// themselves.
///
/// # Errors
/// Those of the store.
pub fn link(store: &Store, secret: &Token, now: Instant) -> Result<Option<Asking>, Error> {
    let Some(sent) = store.submission_of_link(secret.hash())? else { return Ok(None) };
    if !is_open(&sent, now) {
        let is_answered = sent.status == SubmissionStatus::Confirmed;
        return Ok(Some(if is_answered { Asking::Answered } else { Asking::Over }));
    }
    let Some(form) = of(store, &sent)? else { return Ok(Some(Asking::Over)) };
    let filed = Filed::read(&sent.body)?;
    let lang = filed.language.parse().unwrap_or_default();
    Ok(Some(Asking::Open { title: form.title, wording: filed.said().to_owned(), lang }))
}

/// Answers the letter: consent becomes a fact, once. Answers what the link is about afterwards.
///
/// # Errors
/// Those of the desk; the same can be done again.
pub fn confirm(desk: &Desk, secret: &Token, now: Instant) -> Result<Option<Asking>, Error> {
    let found = desk.read(|store, _| {
        let Some(sent) = store.submission_of_link(secret.hash())? else { return Ok(None) };
        let form = of(store, &sent)?;
        Ok::<_, Error>(Some((sent, form)))
    })?;
    let Some((sent, Some(form))) = found else { return Ok(None) };
    if is_open(&sent, now) {
        let how = ", confirmed by a link in a letter to the address";
        let filed = Filed::read(&sent.body)?;
        desk.act(now, vec![filed.consent(&form.name, &sent.token, &sent.mail, now, how)])?;
        let (from, to) = (SubmissionStatus::Waiting, SubmissionStatus::Confirmed);
        desk.write(|store| store.settle(sent.id, from, to).map_err(Error::from))?;
    }
    desk.read(|store, _| link(store, secret, now))
}

fn is_open(sent: &Submission, now: Instant) -> bool {
    sent.status == SubmissionStatus::Waiting && now - sent.received <= CONFIRM_WITHIN
}

/// The form that something was sent with.
pub(super) fn of(store: &Store, sent: &Submission) -> Result<Option<Form>, Error> {
    let row = store.forms()?.into_iter().find(|row| row.id == sent.form);
    row.map(Form::of).transpose()
}
