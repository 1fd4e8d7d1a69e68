//! The agreement's life before it is in force: a draft is proposed, one party signs, then the other, and it runs.
//!
//! Whoever signs types their password again: the key that is kept for them is released by nothing else. A proposal that
//! is edited loses its signatures and says so; one that is declined keeps the reason. Nobody un-signs.

mod key;
mod sign;
mod view;

use entente_core::agreement::canonical::{canonical, hash};
use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::agreement::read::read;
use entente_core::id::AgreementHash;
use entente_core::problem::{Problem, Weight};
use entente_core::time::Instant;
use entente_store::{Mark, Proposal, ProposalStatus, Store, User};

pub use entente_store::KeyKind;
pub(crate) use key::{put_anew, retire};
pub use sign::{Pen, Signed, sign};
pub use view::{Given, Listed, Reached, Shown, Signature, list, open, shown, waits_for};

use crate::people::{Role, note};
use crate::{Error, draft, signing};

/// Why nothing came of it. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such proposal.
    #[error("there is no such proposal")]
    None,
    /// The text has errors: mend them first.
    #[error("the text has errors")]
    Unsound(Vec<Problem>),
    /// The text is the one in force: there is nothing to propose.
    #[error("this text is in force already")]
    Same,
    /// It is over: declined, withdrawn, or in force.
    #[error("the proposal is {}", .0.as_str())]
    Over(ProposalStatus),
    /// Its text is no longer the one that was shown: read it again.
    #[error("the text was changed since it was shown")]
    Changed,
    /// Another agreement came into force since it was proposed: propose it anew.
    #[error("another agreement came into force since it was proposed")]
    Outdated,
    /// The agreement names somebody else to sign.
    #[error("{0} signs")]
    NotTheSigner(String),
    /// The password is another: type it again.
    #[error("the password is another")]
    Password,
    /// The signature will not do.
    #[error(transparent)]
    Signature(#[from] signing::Refused),
    /// A reason belongs to it: say it in up to 500 characters.
    #[error("a reason is missing")]
    Reason,
    /// It was not this person's to do.
    #[error("not theirs to do")]
    NotTheirs,
    /// The draft could not be taken.
    #[error(transparent)]
    Draft(#[from] draft::Refused),
    /// The desk or its store failed.
    #[error(transparent)]
    Desk(#[from] Error),
}

impl From<entente_store::Error> for Refused {
    fn from(error: entente_store::Error) -> Refused {
        Refused::Desk(error.into())
    }
}

/// What came of proposing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Its number.
    pub number: u64,
    /// Whose signatures it lost by the change.
    pub cleared: Vec<PartyKind>,
}

/// The longest reason or note, in characters.
const WORDS_MAX: usize = 500;

/// Puts the draft before both parties. Where it was begun from an open proposal, it takes that proposal's place, and
/// the signatures that one had are gone.
///
/// # Errors
/// [`Refused`]; the draft stays as it was.
pub fn propose(
    store: &mut Store,
    by: &User,
    revision: u64,
    said: &str,
    effective: Option<Instant>,
    now: Instant,
) -> Result<Proposed, Refused> {
    let draft = draft::the_draft(store, revision)?;
    let agreement = sound(&draft.source)?;
    let identity = hash(&agreement);
    let amends = draft::in_force(store)?;
    if amends == Some(identity) {
        return Err(Refused::Same);
    }
    let before = draft.proposal.map(|number| store.proposal(number)).transpose()?.flatten();
    let before = before.filter(|proposal| proposal.status == ProposalStatus::Open);
    let is_same_text = before.as_ref().is_some_and(|before| before.hash == identity && before.amends == amends);
    let signatures = before.as_ref().map(|before| before.signatures.clone()).unwrap_or_default();
    let (kept, lost): (Vec<Mark>, Vec<Mark>) = signatures.into_iter().partition(|_| is_same_text);
    let source = before.as_ref().filter(|_| !kept.is_empty()).map_or(draft.source, |before| before.source.clone());
    let mut proposal = Proposal {
        number: before.map_or(0, |before| before.number),
        hash: identity,
        source,
        canonical: canonical(&agreement),
        amends,
        note: said.trim().chars().take(WORDS_MAX).collect(),
        effective: effective.filter(|at| *at > now),
        signatures: kept,
        status: ProposalStatus::Open,
        reason: None,
        user: by.id,
        proposed: now,
        ended: None,
    };
    if proposal.number == 0 {
        proposal.number = store.add_proposal(&proposal)?;
    } else {
        store.put_proposal(&proposal)?;
    }
    store.drop_draft()?;
    let act = if lost.is_empty() { "proposal.proposed" } else { "proposal.edited" };
    note(store, now, Some(by.id), act, &proposal.number.to_string())?;
    Ok(Proposed { number: proposal.number, cleared: lost.into_iter().map(|mark| mark.party).collect() })
}

/// Says no for the party one signs for. Everybody reads the reason.
///
/// # Errors
/// [`Refused`]; nothing is changed then.
pub fn decline(store: &mut Store, by: &User, number: u64, reason: &str, now: Instant) -> Result<(), Refused> {
    let proposal = open_one(store, number)?;
    let agreement = sound(&proposal.source)?;
    if party_of(&agreement, by).is_none() {
        return Err(Refused::NotTheSigner(signers(&agreement)));
    }
    end(store, by, proposal, ProposalStatus::Declined, reason, now)
}

/// Takes a proposal back: whoever proposed it may, and whoever leads their party.
///
/// # Errors
/// [`Refused`]; nothing is changed then.
pub fn withdraw(store: &mut Store, by: &User, number: u64, reason: &str, now: Instant) -> Result<(), Refused> {
    let proposal = open_one(store, number)?;
    if !may_withdraw(store, by, &proposal)? {
        return Err(Refused::NotTheirs);
    }
    end(store, by, proposal, ProposalStatus::Withdrawn, reason, now)
}

pub(super) fn may_withdraw(store: &Store, by: &User, proposal: &Proposal) -> Result<bool, Error> {
    if proposal.user == by.id || by.is.role == Role::Administrator {
        return Ok(true);
    }
    let party = store.user(proposal.user)?.and_then(|user| user.is.party);
    Ok(by.is.role == Role::Leader && party.is_some() && party == by.is.party)
}

fn end(
    store: &mut Store,
    by: &User,
    proposal: Proposal,
    status: ProposalStatus,
    reason: &str,
    now: Instant,
) -> Result<(), Refused> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > WORDS_MAX {
        return Err(Refused::Reason);
    }
    let number = proposal.number;
    let reason = Some(reason.to_owned());
    store.put_proposal(&Proposal { status, reason, ended: Some((by.id, now)), ..proposal })?;
    let act = if status == ProposalStatus::Declined { "proposal.declined" } else { "proposal.withdrawn" };
    Ok(note(store, now, Some(by.id), act, &number.to_string())?)
}

/// A proposal that is before both parties.
pub(super) fn open_one(store: &Store, number: u64) -> Result<Proposal, Refused> {
    let proposal = store.proposal(number)?.ok_or(Refused::None)?;
    match proposal.status {
        ProposalStatus::Open => Ok(proposal),
        status => Err(Refused::Over(status)),
    }
}

/// The agreement of a text without errors.
pub(super) fn sound(source: &str) -> Result<Agreement, Refused> {
    let read = read(source);
    read.agreement.ok_or_else(|| {
        Refused::Unsound(read.problems.into_iter().filter(|problem| problem.weight == Weight::Error).collect())
    })
}

/// The party somebody signs for; none where the agreement names others.
pub(super) fn party_of(agreement: &Agreement, user: &User) -> Option<PartyKind> {
    let signs = |party: &&PartyKind| signing::party_of(agreement, **party).signs.to_lowercase() == user.is.mail;
    signing::PARTIES.iter().find(signs).copied()
}

/// Both who sign, as a refusal names them.
pub(super) fn signers(agreement: &Agreement) -> String {
    format!("{}, {}", agreement.parties.marketing.signs, agreement.parties.sales.signs)
}

/// The signatures of a proposal, each checked anew.
pub(super) fn marks(agreement: &Agreement, proposal: &Proposal) -> Vec<(Mark, signing::Signed)> {
    let checked = |mark: &Mark| {
        let signed = signing::check_signature(agreement, proposal.canonical.as_bytes(), mark.party, &mark.text).ok()?;
        Some((mark.clone(), signed))
    };
    proposal.signatures.iter().filter_map(checked).collect()
}

/// The files of what a proposal holds so far: its text, its bytes and the signatures it has got.
///
/// # Errors
/// [`Refused::None`] where there is no such proposal or it has no such file.
pub fn file(store: &Store, number: u64, name: &str) -> Result<String, Refused> {
    let proposal = store.proposal(number)?.ok_or(Refused::None)?;
    let agreement = sound(&proposal.source)?;
    let signatures: Vec<_> = marks(&agreement, &proposal).into_iter().map(|(_, signed)| signed).collect();
    let files = signing::bundle_files(&proposal.source, &agreement, &signatures)
        .map_err(|error| Error::State(error.to_string()))?;
    files.into_iter().find(|(own, _)| own == name).map(|(_, text)| text).ok_or(Refused::None)
}

/// Whether somebody may put their name under this identity: nothing came into force since it was proposed.
pub(super) fn is_current(store: &Store, amends: Option<AgreementHash>) -> Result<bool, Error> {
    Ok(draft::in_force(store)? == amends)
}
