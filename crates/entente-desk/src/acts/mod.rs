//! What people do to a lead, to a request or to their own calendar: each act is checked and becomes one fact.
//!
//! [`prepare`] asks three things, in this order: was this very form sent before, may this person do it, and is the lead
//! still as the form showed it. Run it on the store that writes, so that of two who decide one lead at once one wins and
//! the other is told who and when.

mod act;
mod actor;
mod answers;
pub(crate) mod choices;
mod content;
mod details;
mod overtaken;
mod people;
mod pool;
mod read;
mod refusal;
mod subject;
mod work;

use entente_core::fact::{NewAbout, NewFact, What};
use entente_core::id::{LeadId, Seq};
use entente_core::time::{Instant, Precision};
use entente_store::Store;

use crate::Error;
use crate::admit::Outcome;
use crate::force::InForce;
use crate::live::Desk;

pub use act::{Act, LeadAct, PersonAct};
pub use actor::{Actor, Who};
pub use choices::{Colleague, Consequence, Offer, PauseChoice, Promise, ReasonChoice, after_rejection, offer};
pub use people::{Absence, absence};
pub use pool::{NoneLeft, Pulled, Terms, pull, terms, waits};
pub use read::{Answers, read};
pub use refusal::{Condition, Refusal, Wrong};
pub(crate) use subject::{parties, plan_at};

/// The form an act came in.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// Its one-time id: sent again, it does nothing twice.
    pub once: &'a str,
    /// Who sent it.
    pub actor: &'a Actor,
    /// The last entry about the lead that it showed; none where nothing was shown.
    pub seen: Option<Seq>,
    /// When it was sent.
    pub now: Instant,
}

/// What is to be done about an act.
#[derive(Debug, Clone, PartialEq)]
pub enum Prepared {
    /// Admit this fact and decide.
    Tell(Box<NewFact>),
    /// This very form was sent before: all is done already, by the fact at this place.
    Done(Seq),
}

/// What came of a form that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Performed {
    /// It was done, and so many decisions followed.
    Now {
        /// The fact it became.
        fact: Seq,
        /// How many decisions followed, those that were due anyway included.
        decisions: u64,
    },
    /// This very form was sent before: it was done then, by the fact at this place.
    Before(Seq),
}

/// Checks an act on the store that writes, and does it: nobody can decide in between.
///
/// # Errors
/// Those of the store and of running. What speaks against the act itself is the inner refusal.
pub fn perform(desk: &Desk, form: Form, act: Act) -> Result<Result<Performed, Refusal>, Error> {
    perform_as(desk, form, |store, plans| prepare(store, plans, form, act))
}

/// Takes the first of `candidates` that is free for whoever sent the form; see [`pull`].
///
/// # Errors
/// Those of the store and of running.
pub fn take_next(
    desk: &Desk,
    form: Form,
    candidates: impl IntoIterator<Item = LeadId>,
) -> Result<Result<Option<LeadId>, Refusal>, Error> {
    let mut taken = None;
    let performed = perform_as(desk, form, |store, plans| {
        Ok(match pull(store, plans, form, candidates)? {
            Ok(Ok(Pulled { lead, prepared, .. })) => {
                taken = Some(lead);
                Ok(prepared)
            }
            Ok(Err(NoneLeft)) => Ok(Prepared::Done(Seq(0))),
            Err(refusal) => Err(refusal),
        })
    })?;
    Ok(performed.map(|_| taken))
}

fn perform_as(
    desk: &Desk,
    form: Form,
    check: impl FnOnce(&Store, &[InForce]) -> Result<Result<Prepared, Refusal>, Error>,
) -> Result<Result<Performed, Refusal>, Error> {
    let mut before = None;
    let acted = desk.act_checked(form.now, |store, plans| {
        Ok(check(store, plans)?.map(|prepared| match prepared {
            Prepared::Tell(fact) => vec![*fact],
            Prepared::Done(seq) => {
                before = Some(seq);
                Vec::new()
            }
        }))
    })?;
    let acted = match (acted, before) {
        (Err(refusal), _) => return Ok(Err(refusal)),
        (Ok(_), Some(seq)) => return Ok(Ok(Performed::Before(seq))),
        (Ok(acted), None) => acted,
    };
    Ok(match acted.admitted.outcomes.first() {
        Some(Outcome::Accepted(fact)) => Ok(Performed::Now { fact: *fact, decisions: acted.decisions }),
        Some(Outcome::Duplicate(seq)) => Ok(Performed::Before(*seq)),
        Some(Outcome::Refused(refusal)) => Err(Refusal::NotTold(refusal.clone())),
        None => Err(Refusal::NotNow(Condition::NotAgreed)),
    })
}

/// The longest one-time id of a form, in bytes.
pub const ONCE_BYTES_MAX: usize = 128;

/// Checks an act and says what is to be told.
///
/// # Errors
/// Those of the store. What speaks against the act itself is the inner refusal.
pub fn prepare(store: &Store, plans: &[InForce], form: Form, act: Act) -> Result<Result<Prepared, Refusal>, Error> {
    if form.once.trim().is_empty() || form.once.len() > ONCE_BYTES_MAX {
        return Ok(Err(Refusal::field("once", Wrong::Empty)));
    }
    let key = format!("form:{}", form.once.trim());
    if let Some(seq) = store.find_fact(&key)? {
        return Ok(Ok(Prepared::Done(seq)));
    }
    let told = match act {
        Act::Lead(lead, act) => lead_act(store, plans, form, lead, act)?,
        Act::Person(person, act) => people::told(store, form, person, &act)?,
        Act::AskContent { words } => content::asked(store, plans, form, &words)?,
        Act::AnswerContent { request, words } => content::answered(store, form, request, &words)?,
    };
    Ok(told.map(|told| {
        let Told { about, at, precision, what } = told;
        let by = Some(form.actor.person.clone());
        Prepared::Tell(Box::new(NewFact { key, about, at, precision, by, what }))
    }))
}

/// A fact on its way, without what the form gives it.
struct Told {
    about: NewAbout,
    at: Instant,
    precision: Precision,
    what: What,
}

impl Told {
    fn now(form: Form, about: NewAbout, what: What) -> Told {
        Told { about, at: form.now, precision: Precision::Second, what }
    }
}

fn lead_act(
    store: &Store,
    plans: &[InForce],
    form: Form,
    lead: LeadId,
    act: LeadAct,
) -> Result<Result<Told, Refusal>, Error> {
    let Some(subject) = subject::Subject::load(store, plans, form.now, lead)? else {
        return Ok(Err(Refusal::NoSuchLead(lead)));
    };
    if let Err(refusal) = actor::may(&subject, form.actor, &act) {
        return Ok(Err(refusal));
    }
    if let Some(refusal) = overtaken::overtaken(store, &subject, form, &act)? {
        return Ok(Err(refusal));
    }
    let earlier = match &act {
        LeadAct::Touch { at, .. } => *at,
        _ => None,
    };
    let what = match what(store, &subject, form, act)? {
        Ok(what) => what,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let about = NewAbout::Lead { keys: vec![subject.key.clone()], account: None };
    let told = Told::now(form, about, what);
    Ok(Ok(match earlier {
        Some(at) => Told { at, precision: Precision::Minute, ..told },
        None => told,
    }))
}

/// The fact an act becomes, or what speaks against it.
fn what(store: &Store, subject: &subject::Subject, form: Form, act: LeadAct) -> Result<Result<What, Refusal>, Error> {
    Ok(match act {
        LeadAct::Accept => answers::accept(subject),
        LeadAct::Reject { reason, words } => answers::reject(subject, reason, &words),
        LeadAct::Disqualify { reason, words } => answers::disqualify(subject, reason, &words),
        LeadAct::Recycle { reason, words } => answers::recycle(subject, reason, &words),
        LeadAct::GiveTo { to } => answers::give_to(subject, to),
        LeadAct::Confirm { needs } => answers::confirm(subject, needs),
        LeadAct::Rate { stars, words } => answers::rate(subject, stars, &words),
        LeadAct::Touch { channel, reached, lasted, personal, outcome, at } => {
            work::touch(form.now, at, What::Touched { channel, reached, lasted, personal, outcome })
        }
        LeadAct::Pause { reason, until } => work::pause(subject, form.now, reason, until),
        LeadAct::Resume { reason } => work::resume(subject, form.now, reason),
        LeadAct::OpenDeal { deal, amount } => work::open_deal(subject, &deal, amount),
        LeadAct::WinDeal { deal, amount, recurring } => work::win_deal(subject, &deal, amount, recurring),
        LeadAct::LoseDeal { deal, reason } => work::lose_deal(subject, &deal, reason),
        LeadAct::Waive { commitment, words } => answers::waive(subject, form.actor, commitment, &words),
        LeadAct::Consent { given, purpose, channel, wording, evidence } => {
            details::consent(What::Consent { given, purpose, channel, wording, evidence })
        }
        LeadAct::Link { into } => details::link(store, subject, into)?,
        LeadAct::Unlink { from } => details::unlink(store, subject, from)?,
        LeadAct::Edit { values } => details::edit(subject, values),
    })
}
