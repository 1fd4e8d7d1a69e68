//! A form that somebody sent, on its way into the log: once for each token, held where no person seems to have sent it.

mod answers;
mod filed;

use entente_connect::letter;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::{Asking, NewLetter, Submission, SubmissionStatus};

use super::token::{self, Origin, Token};
use super::{Form, Kind, TRAP, keep, spam};
use crate::Error;
use crate::admit::Outcome;
use crate::live::Desk;
use crate::people::{self, Refusal};
pub(super) use filed::Filed;

/// A form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Names and values, in the order of the page.
    pub fields: Vec<(String, String)>,
    /// The origin of the page that sent it, where the browser says.
    pub origin: Option<String>,
    /// Whether that is this house.
    pub is_ours: bool,
    /// The header `Referer`; empty where there is none.
    pub referrer: String,
    /// The header `User-Agent`.
    pub agent: String,
    /// The headers that say what the browser fetches for.
    pub purpose: String,
    /// Whether the browser asks not to be tracked: only what was typed is kept then.
    pub gpc: bool,
    /// How many forms came from the same place within a few minutes, this one included.
    pub crowd: u32,
    /// The reader's language.
    pub lang: Lang,
}

impl Sending {
    /// What was sent under a name, without the space around it; empty where nothing was.
    pub(super) fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }
}

/// What came of a form that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// It was taken, and never counts again.
    Taken {
        /// Whether a letter goes to the address, to be answered.
        waits: bool,
    },
    /// It brought no token of ours, or one too old: whoever sent it is to look at it and send it again, with a new one.
    Review,
    /// Something in it is wrong: nothing was taken, its token is still good.
    Wrong(Vec<Refusal>),
}

/// Takes a form in.
///
/// # Errors
/// Those of the desk: it was not taken for sure, and may be sent again with the same token.
pub fn submit(desk: &Desk, form: &Form, sending: &Sending, now: Instant) -> Result<Came, Error> {
    let Some(token) = token::read(&token::key(desk)?, &form.name, sending.text("token"), now) else {
        return Ok(Came::Review);
    };
    if let Some(before) = desk.read(|store, _| Ok::<_, Error>(store.submission_of_token(&token.id)?))? {
        return Ok(Came::Taken { waits: before.status == SubmissionStatus::Waiting });
    }
    let answers = match answers::read(form, sending) {
        Ok(answers) => answers,
        Err(refusals) => return Ok(Came::Wrong(refusals)),
    };
    let filed = Filed::new(form, sending, answers, now);
    let short = filed.short();
    if let Some(suspicion) = spam::suspicion(&signs(form, sending, &filed, &short, &token)) {
        return hold(desk, form, &token.id, &filed, &suspicion.to_string(), now);
    }
    let acted = desk.act(now, filed.all_facts(form, &token.id))?;
    match refused(&acted.admitted.outcomes) {
        Some(why) => hold(desk, form, &token.id, &filed, &format!("refused {why}"), now),
        None => settle(desk, form, &token.id, &filed, now),
    }
}

fn signs<'a>(
    form: &Form,
    sending: &'a Sending,
    filed: &'a Filed,
    short: &'a [&'a str],
    token: &Token,
) -> spam::Signs<'a> {
    let is_named = |origin: &str| form.origins.is_empty() || form.origins.iter().any(|named| named == origin);
    let origin = sending.origin.as_deref().filter(|origin| *origin != "null" && !sending.is_ours);
    spam::Signs {
        trap: sending.text(TRAP),
        open: (token.origin == Origin::Blank).then_some(token.age),
        agent: &sending.agent,
        purpose: &sending.purpose,
        is_foreign: origin.is_some_and(|origin| !is_named(origin)),
        crowd: sending.crowd,
        short,
        free: filed.answer(Kind::Question),
    }
}

/// Keeps everything of it for a person to look at.
fn hold(desk: &Desk, form: &Form, token: &str, filed: &Filed, reason: &str, now: Instant) -> Result<Came, Error> {
    let held = Submission {
        reason: reason.to_owned(),
        body: filed.text()?,
        ..submission(form, token, SubmissionStatus::Held, now)
    };
    desk.write(|store| store.add_submission(&held, None).map_err(Error::from))?;
    Ok(Came::Taken { waits: false })
}

/// Notes that it is in the log, with the letter that asks for an answer where the form wants one.
fn settle(desk: &Desk, form: &Form, token: &str, filed: &Filed, now: Instant) -> Result<Came, Error> {
    let asking = asking(desk, form, filed, now)?;
    let waits = asking.is_some();
    let sent = match &asking {
        Some(asking) => Submission {
            mail: asking.letter.recipient.clone(),
            body: filed.consent_alone().text()?,
            ..submission(form, token, SubmissionStatus::Waiting, now)
        },
        None => submission(form, token, SubmissionStatus::Kept, now),
    };
    desk.write(|store| store.add_submission(&sent, asking.as_ref()).map_err(Error::from))?;
    Ok(Came::Taken { waits })
}

/// The letter to the address of a form, where one is due: it was agreed, and the form wants that confirmed.
pub(super) fn asking(desk: &Desk, form: &Form, filed: &Filed, now: Instant) -> Result<Option<Asking>, Error> {
    let recipient = filed.answer(Kind::Email);
    if !(form.confirms && filed.agrees && letter::is_address(recipient)) {
        return Ok(None);
    }
    let address = desk.read(|store, _| keep::public_address(store))?.unwrap_or_default();
    let secret = people::Token::new()?;
    let letter = NewLetter {
        recipient: recipient.to_owned(),
        title: form.title.clone(),
        link: format!("{address}/f/confirm/{}", secret.as_str()),
        language: filed.language.clone(),
        created: now,
    };
    Ok(Some(Asking { hash: secret.hash(), letter }))
}

/// Why the log refused one of the facts, where it did.
pub(super) fn refused(outcomes: &[Outcome]) -> Option<String> {
    outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Refused(refusal) => Some(refusal.to_string()),
        Outcome::Accepted(_) | Outcome::Duplicate(_) => None,
    })
}

fn submission(form: &Form, token: &str, status: SubmissionStatus, now: Instant) -> Submission {
    Submission {
        id: 0,
        form: form.id,
        token: token.to_owned(),
        received: now,
        status,
        reason: String::new(),
        mail: String::new(),
        body: String::new(),
    }
}
