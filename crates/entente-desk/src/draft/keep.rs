//! The draft as it is kept: begun with what is known of the workspace, changed step by step or as text, by many hands
//! but never by two at once without the second hearing of the first.

use entente_core::agreement::model::PartyKind;
use entente_core::id::AgreementHash;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::{Draft, Store, User};

use super::{Answers, Refusal, Step, Typed, to_yaml};
use crate::people::{Role, note};
use crate::{Error, force};

/// What is being written.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Grows with every change; a form that was filled in on an older one is refused.
    pub revision: u64,
    /// The text.
    pub source: String,
    /// The answers it was made from; none where it was written by hand.
    pub answers: Option<Answers>,
    /// How many of the ten steps were answered.
    pub answered: usize,
    /// The agreement it is to replace.
    pub amends: Option<AgreementHash>,
    /// The proposal it is to replace.
    pub proposal: Option<u64>,
    /// Who changed it last.
    pub by: String,
    /// When.
    pub changed: Instant,
}

/// Why the draft was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// What was typed is wrong, field by field.
    #[error("{} fields are wrong", .0.len())]
    Fields(Vec<Refusal>),
    /// Somebody else changed it since the form was shown: look at theirs first.
    #[error("{by} changed the draft at {at}")]
    Overtaken {
        /// Who.
        by: String,
        /// When.
        at: Instant,
    },
    /// Nothing is being written: begin.
    #[error("there is no draft")]
    None,
    /// It was written by hand, so there are no answers to change: change its text.
    #[error("the draft was written by hand")]
    ByHand,
    /// Longer than an agreement may be, in bytes.
    #[error("the text is longer than {0} bytes")]
    Long(usize),
    /// The desk or its store failed.
    #[error(transparent)]
    Desk(#[from] Error),
}

impl From<entente_store::Error> for Refused {
    fn from(error: entente_store::Error) -> Refused {
        Refused::Desk(error.into())
    }
}

/// The longest text that is kept.
const SOURCE_BYTES_MAX: usize = 400_000;

/// What is being written; none where nothing is.
///
/// # Errors
/// Only those of the store.
pub fn kept(store: &Store) -> Result<Option<Kept>, Error> {
    let Some(draft) = store.draft()? else { return Ok(None) };
    let by = store.user(draft.user)?.map(|user| user.is.name).unwrap_or_default();
    // Answers of another version that can no longer be read leave the text, which stands by itself.
    let answers = draft.answers.as_deref().and_then(|json| serde_json::from_str(json).ok());
    Ok(Some(Kept {
        revision: draft.revision,
        source: draft.source,
        answers,
        answered: draft.step as usize,
        amends: draft.amends,
        proposal: draft.proposal,
        by,
        changed: draft.changed,
    }))
}

/// Begins a guided agreement with what is known of the workspace, or goes on with the one that is there.
///
/// # Errors
/// Only those of the store.
pub fn begin(store: &mut Store, by: &User, now: Instant) -> Result<Kept, Refused> {
    if store.draft()?.is_none() {
        let answers = first_answers(store, by)?;
        let source = to_yaml(&answers);
        let amends = in_force(store)?;
        put(store, by, now, Draft { answers: json(&answers)?, source, amends, ..empty(by, now) })?;
        note(store, now, Some(by.id), "draft.begun", "")?;
    }
    kept(store)?.ok_or(Refused::None)
}

/// Begins with the text of the agreement in force, to change it.
///
/// # Errors
/// [`Refused::None`] where none is in force.
pub fn amend(store: &mut Store, by: &User, now: Instant) -> Result<Kept, Refused> {
    let hash = in_force(store)?.ok_or(Refused::None)?;
    let source = store.agreement(hash)?.ok_or(Refused::None)?.source;
    replace(store, by, now, source, None, "draft.amends")
}

/// Begins with the text of a proposal, to change it; proposing it again replaces that proposal.
///
/// # Errors
/// [`Refused::None`] where there is no such proposal.
pub fn edit(store: &mut Store, by: &User, number: u64, now: Instant) -> Result<Kept, Refused> {
    let source = store.proposal(number)?.ok_or(Refused::None)?.source;
    replace(store, by, now, source, Some(number), "draft.edits")
}

fn replace(
    store: &mut Store,
    by: &User,
    now: Instant,
    source: String,
    proposal: Option<u64>,
    act: &str,
) -> Result<Kept, Refused> {
    let amends = in_force(store)?;
    let revision = store.draft()?.map_or(0, |draft| draft.revision);
    put(store, by, now, Draft { source, amends, proposal, revision, ..empty(by, now) })?;
    let subject = proposal.map_or_else(|| amends.map(|hash| hash.to_string()), |number| Some(number.to_string()));
    note(store, now, Some(by.id), act, &subject.unwrap_or_default())?;
    kept(store)?.ok_or(Refused::None)
}

/// Reads one step anew from what was typed. The text follows from all the answers.
///
/// # Errors
/// [`Refused`]; the draft stays as it was.
pub fn put_answers(
    store: &mut Store,
    by: &User,
    revision: u64,
    step: Step,
    typed: &Typed,
    now: Instant,
) -> Result<Kept, Refused> {
    let draft = draft(store, revision)?;
    let answers = kept(store)?.and_then(|kept| kept.answers).ok_or(Refused::ByHand)?;
    let answers = answers.with(step, typed).map_err(Refused::Fields)?;
    let (source, step) = (to_yaml(&answers), draft.step.max(step.number() as u32));
    put(store, by, now, Draft { answers: json(&answers)?, source, step, ..draft })?;
    kept(store)?.ok_or(Refused::None)
}

/// Takes a text that was written by hand, sound or not; there are no answers from then on.
///
/// # Errors
/// [`Refused`]; the draft stays as it was.
pub fn put_source(store: &mut Store, by: &User, revision: u64, text: &str, now: Instant) -> Result<Kept, Refused> {
    let draft = draft(store, revision)?;
    // Browsers send the ends of lines as two characters.
    let source = text.replace("\r\n", "\n");
    if source.len() > SOURCE_BYTES_MAX {
        return Err(Refused::Long(SOURCE_BYTES_MAX));
    }
    let answers = draft.answers.clone().filter(|_| source == draft.source);
    put(store, by, now, Draft { source, answers, ..draft })?;
    kept(store)?.ok_or(Refused::None)
}

/// Drops the draft.
///
/// # Errors
/// Only those of the store.
pub fn drop_draft(store: &mut Store, by: &User, now: Instant) -> Result<(), Error> {
    store.drop_draft()?;
    note(store, now, Some(by.id), "draft.dropped", "")
}

/// The draft, where it is the one that was shown.
pub(crate) fn draft(store: &Store, revision: u64) -> Result<Draft, Refused> {
    let draft = store.draft()?.ok_or(Refused::None)?;
    if draft.revision == revision {
        return Ok(draft);
    }
    let by = store.user(draft.user)?.map(|user| user.is.name).unwrap_or_default();
    Err(Refused::Overtaken { by, at: draft.changed })
}

fn empty(by: &User, now: Instant) -> Draft {
    Draft {
        revision: 0,
        source: String::new(),
        answers: None,
        step: 0,
        amends: None,
        proposal: None,
        user: by.id,
        changed: now,
    }
}

fn put(store: &mut Store, by: &User, now: Instant, draft: Draft) -> Result<(), Error> {
    Ok(store.put_draft(&Draft { revision: draft.revision + 1, user: by.id, changed: now, ..draft })?)
}

fn json(answers: &Answers) -> Result<Option<String>, Error> {
    serde_json::to_string(answers).map(Some).map_err(|why| Error::State(why.to_string()))
}

/// The identity of the agreement in force, the latest of them where one more is to come.
pub(crate) fn in_force(store: &Store) -> Result<Option<AgreementHash>, Error> {
    Ok(force::identities(store)?.last().map(|(_, hash)| *hash))
}

/// What is known already: the company, who leads each party, the language and zone of whoever begins.
fn first_answers(store: &Store, by: &User) -> Result<Answers, Error> {
    let mut answers = Answers { korean: by.is.language == Lang::Ko, ..Answers::default() };
    let who = &mut answers.who;
    if let Some(company) = store.setting("company")? {
        who.company = company;
    }
    let users = store.users()?;
    let domain = by.is.mail.split('@').nth(1).unwrap_or("company.example").to_owned();
    let signer = |party: PartyKind| {
        let own = (by.is.party == Some(party)).then_some(by);
        let leads = |user: &&User| user.is.active && user.is.role == Role::Leader && user.is.party == Some(party);
        let user = users.iter().find(leads).or(own);
        user.map_or_else(|| format!("{}@{domain}", party.as_str()), |user| user.is.mail.clone())
    };
    (who.marketing_signs, who.sales_signs) = (signer(PartyKind::Marketing), signer(PartyKind::Sales));
    if answers.korean {
        (who.marketing_name, who.sales_name) = ("마케팅".to_owned(), "영업".to_owned());
        answers.buyer.says = "우리 규모에 맞는 회사에서 구매를 결정하는 사람".to_owned();
    }
    who.timezone = store.setting("timezone")?.unwrap_or_else(|| by.is.timezone.clone());
    who.currency = store.setting("currency")?.unwrap_or_else(|| currency(&by.is.timezone).to_owned());
    let reps = users.iter().filter(|user| user.is.active && user.is.role == Role::Rep);
    let member = |user: &User| super::Member { person: user.is.handle.to_string(), team: None, weight: 1 };
    answers.handoff.members = reps.map(member).collect();
    // The agreement names people by handle, which may be another than the start of a mail address.
    let sales = users.iter().find(|user| user.is.mail == answers.who.sales_signs);
    answers.handoff.fallback = sales.map(|user| user.is.handle.to_string());
    if answers.handoff.members.is_empty() {
        answers.handoff.members.extend(sales.map(member));
    }
    Ok(answers)
}

/// The currency that people of a zone mostly use.
fn currency(zone: &str) -> &'static str {
    match zone {
        "Asia/Seoul" => "KRW",
        "Asia/Tokyo" => "JPY",
        "Asia/Singapore" => "SGD",
        "Asia/Kolkata" => "INR",
        "Europe/London" => "GBP",
        "Europe/Zurich" => "CHF",
        "Europe/Stockholm" => "SEK",
        "Europe/Oslo" => "NOK",
        "Europe/Copenhagen" => "DKK",
        "Europe/Warsaw" => "PLN",
        "America/Toronto" | "America/Vancouver" => "CAD",
        "America/Sao_Paulo" => "BRL",
        zone if zone.starts_with("Australia/") => "AUD",
        zone if zone.starts_with("America/") => "USD",
        _ => "EUR",
    }
}
