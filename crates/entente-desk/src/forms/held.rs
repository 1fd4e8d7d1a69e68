//! What waits for a person: forms that look like no person's, and addresses that are yet to be confirmed.

use entente_core::time::Instant;
use entente_store::{EffectStatus, Store, Submission, SubmissionStatus, User};

use super::confirm::of;
use super::submit::{Filed, asking, refused};
use crate::Error;
use crate::live::Desk;
use crate::people::note;

/// So many of each are shown.
const SHOWN: usize = 50;

/// A form that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its number.
    pub id: i64,
    /// The form's name.
    pub form: String,
    /// When it was sent.
    pub received: Instant,
    /// The word of why it is held; a message has its name.
    pub reason: String,
    /// What that rests on; empty where the word says it all.
    pub evidence: String,
    /// What was answered, by field.
    pub answers: Vec<(String, String)>,
}

/// An address that is yet to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The number of what was sent.
    pub id: i64,
    /// The form's name.
    pub form: String,
    /// When it was sent.
    pub received: Instant,
    /// The address.
    pub mail: String,
    /// Where its letter stands: `pending`, `claimed`, `done`, `failed`, `unknown`.
    pub letter: &'static str,
    /// What the mail program said last.
    pub note: String,
}

impl Waiting {
    /// Whether a person may have the letter sent again.
    #[must_use]
    pub fn may_be_tried(&self) -> bool {
        matches!(self.letter, "failed" | "unknown")
    }
}

/// The latest that are held.
///
/// # Errors
/// Those of the store.
pub fn held(store: &Store) -> Result<Vec<Held>, Error> {
    let all = store.submissions(SubmissionStatus::Held, i64::MAX, SHOWN)?;
    all.iter().map(|sent| shown(store, sent)).collect()
}

fn shown(store: &Store, sent: &Submission) -> Result<Held, Error> {
    let form = of(store, sent)?.map(|form| form.name).unwrap_or_default();
    let (reason, evidence) = sent.reason.split_once(' ').unwrap_or((&sent.reason, ""));
    Ok(Held {
        id: sent.id,
        form,
        received: sent.received,
        reason: reason.to_owned(),
        evidence: evidence.to_owned(),
        answers: Filed::read(&sent.body)?.answers(),
    })
}

/// The latest addresses that are yet to be confirmed.
///
/// # Errors
/// Those of the store.
pub fn waiting(store: &Store) -> Result<Vec<Waiting>, Error> {
    let all = store.submissions(SubmissionStatus::Waiting, i64::MAX, SHOWN)?;
    let mut shown = Vec::with_capacity(all.len());
    for sent in all {
        let letter = store.letter_of(sent.id)?;
        let form = of(store, &sent)?.map(|form| form.name).unwrap_or_default();
        let status = letter.as_ref().and_then(|letter| letter.status).map_or("dropped", EffectStatus::as_str);
        let note = letter.map(|letter| letter.note).unwrap_or_default();
        shown.push(Waiting { id: sent.id, form, received: sent.received, mail: sent.mail, letter: status, note });
    }
    Ok(shown)
}

/// Takes one that was held as if it had not been: a person says that a person sent it.
///
/// # Errors
/// Those of the desk; it is held on then.
pub fn release(desk: &Desk, by: &User, id: i64, now: Instant) -> Result<(), Error> {
    let found = desk.read(|store, _| {
        let sent = store.submission(id)?.filter(|sent| sent.status == SubmissionStatus::Held);
        let Some(sent) = sent else { return Ok(None) };
        let form = of(store, &sent)?;
        Ok::<_, Error>(form.map(|form| (sent, form)))
    })?;
    let Some((sent, form)) = found else { return Ok(()) };
    let filed = Filed::read(&sent.body)?;
    let acted = desk.act(now, filed.all_facts(&form, &sent.token))?;
    if let Some(why) = refused(&acted.admitted.outcomes) {
        return Err(Error::State(why));
    }
    let asking = asking(desk, &form, &filed, now)?;
    desk.write(|store| {
        match &asking {
            Some(asking) => store.ask_after_all(id, &filed.consent_alone().text()?, asking)?,
            None => store.settle(id, SubmissionStatus::Held, SubmissionStatus::Kept)?,
        };
        note(store, now, Some(by.id), "form.released", &form.name)
    })
}

/// Lets one go that was held: what was sent is forgotten, and counted.
///
/// # Errors
/// Those of the store.
pub fn drop_held(store: &mut Store, by: &User, id: i64, now: Instant) -> Result<(), Error> {
    if store.settle(id, SubmissionStatus::Held, SubmissionStatus::Dropped)? {
        note(store, now, Some(by.id), "form.dropped", &id.to_string())?;
    }
    Ok(())
}

/// Has a letter tried again that was not sent, or perhaps was.
///
/// # Errors
/// Those of the store.
pub fn let_again(store: &mut Store, by: &User, id: i64, now: Instant) -> Result<(), Error> {
    if store.letter_again(id, now)? {
        note(store, now, Some(by.id), "form.letter_again", &id.to_string())?;
    }
    Ok(())
}
