//! A proposal as its page shows it: what it says or changes, who has signed, who has not, and what one may do.

use entente_core::agreement::diff::{Change, diff};
use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::agreement::read::read;
use entente_core::agreement::say::say;
use entente_core::id::AgreementHash;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::{KeyKind, Proposal, ProposalStatus, Store, User};

use super::{Refused, is_current, marks, may_withdraw, party_of, sound};
use crate::Error;
use crate::document::{ComparedSection, compare};
use crate::signing::{self, PARTIES};

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Nobody has signed.
    Proposed,
    /// This party has, the other has not.
    SignedBy(PartyKind),
    /// One party said no.
    Declined,
    /// It was taken back.
    Withdrawn,
    /// Both signed.
    InForce,
}

/// A proposal in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub number: u64,
    /// What it is called.
    pub title: String,
    /// What it is for, in the proposer's words.
    pub note: String,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Where it stands.
    pub reached: Reached,
}

/// One party's line to sign on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Which party.
    pub party: PartyKind,
    /// What it calls itself.
    pub party_name: String,
    /// Mail address of who signs for it.
    pub mail: String,
    /// Their name; the mail address where they are not known here.
    pub name: String,
    /// Their number; none where they are not known here.
    pub user: Option<i64>,
    /// Whether they are known here and may come in.
    pub is_known: bool,
    /// Whether they have come in before, and so have a password.
    pub has_password: bool,
    /// The signature; none while it is missing.
    pub signed: Option<Given>,
}

/// A signature that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// When.
    pub at: Instant,
    /// The key's fingerprint.
    pub fingerprint: String,
    /// With what kind of key.
    pub kind: KeyKind,
}

/// A proposal as its page shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its number, title, note, proposer and where it stands.
    pub listed: Listed,
    /// Its identity.
    pub hash: AgreementHash,
    /// Who agrees, and what holds for all of it.
    pub preamble: Vec<String>,
    /// Every clause, with what changes in it.
    pub sections: Vec<ComparedSection>,
    /// What it changes of the agreement in force; none where it is the first.
    pub changes: Option<Vec<Change>>,
    /// Both lines, marketing's first.
    pub signatures: Vec<Signature>,
    /// From when it is to run; as soon as both have signed where none is said.
    pub effective: Option<Instant>,
    /// Why it was declined or withdrawn, by whom and when.
    pub ended: Option<(String, String, Instant)>,
    /// The party the reader signs for.
    pub signs_for: Option<PartyKind>,
    /// Whether the reader may put their name under it now.
    pub may_sign: bool,
    /// Whether the reader may decline it.
    pub may_decline: bool,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
    /// Whether another agreement came into force since.
    pub is_outdated: bool,
    /// The text.
    pub source: String,
}

/// All proposals, newest first.
///
/// # Errors
/// Only those of the store.
pub fn list(store: &Store) -> Result<Vec<Listed>, Error> {
    store.proposals()?.iter().map(|proposal| listed(store, proposal)).collect()
}

/// Those that are before both parties, newest first.
///
/// # Errors
/// Only those of the store.
pub fn open(store: &Store) -> Result<Vec<Listed>, Error> {
    let open = |listed: &Listed| matches!(listed.reached, Reached::Proposed | Reached::SignedBy(_));
    Ok(list(store)?.into_iter().filter(open).collect())
}

/// The oldest proposal that waits for this reader's signature.
///
/// # Errors
/// Only those of the store.
pub fn waits_for(store: &Store, reader: &User) -> Result<Option<u64>, Error> {
    for listed in open(store)?.into_iter().rev() {
        match shown(store, reader, listed.number, Lang::En) {
            Ok(shown) if shown.may_sign => return Ok(Some(listed.number)),
            Err(Refused::Desk(error)) => return Err(error),
            _ => {}
        }
    }
    Ok(None)
}

fn listed(store: &Store, proposal: &Proposal) -> Result<Listed, Error> {
    let title = read(&proposal.source).agreement.map(|agreement| agreement.title).unwrap_or_default();
    Ok(Listed {
        number: proposal.number,
        title,
        note: proposal.note.clone(),
        by: name_of(store, proposal.user)?,
        at: proposal.proposed,
        reached: reached(proposal),
    })
}

fn reached(proposal: &Proposal) -> Reached {
    match (proposal.status, proposal.signatures.as_slice()) {
        (ProposalStatus::Declined, _) => Reached::Declined,
        (ProposalStatus::Withdrawn, _) => Reached::Withdrawn,
        (ProposalStatus::InForce, _) => Reached::InForce,
        (ProposalStatus::Open, [mark, ..]) => Reached::SignedBy(mark.party),
        (ProposalStatus::Open, []) => Reached::Proposed,
    }
}

/// A proposal as somebody sees it.
///
/// # Errors
/// [`Refused::None`] where there is no such proposal.
pub fn shown(store: &Store, reader: &User, number: u64, lang: Lang) -> Result<Shown, Refused> {
    let proposal = store.proposal(number)?.ok_or(Refused::None)?;
    let agreement = sound(&proposal.source)?;
    let signs_for = party_of(&agreement, reader);
    let is_open = proposal.status == ProposalStatus::Open;
    let is_current = is_current(store, proposal.amends)?;
    let has_signed = signs_for.is_some_and(|party| proposal.signatures.iter().any(|mark| mark.party == party));
    let ended = match (proposal.ended, &proposal.reason) {
        (Some((user, at)), Some(reason)) => Some((name_of(store, user)?, reason.clone(), at)),
        _ => None,
    };
    let before = before(store, &proposal)?;
    Ok(Shown {
        listed: listed(store, &proposal)?,
        hash: proposal.hash,
        preamble: say(&agreement, lang).preamble,
        sections: compare(before.as_ref(), &agreement, lang),
        changes: before.as_ref().map(|before| diff(before, &agreement, lang)),
        signatures: signatures(store, &agreement, &proposal)?,
        effective: proposal.effective,
        ended,
        signs_for,
        may_sign: is_open && is_current && signs_for.is_some() && !has_signed,
        may_decline: is_open && signs_for.is_some(),
        may_withdraw: is_open && may_withdraw(store, reader, &proposal)?,
        is_outdated: is_open && !is_current,
        source: proposal.source,
    })
}

/// The agreement it is to replace.
fn before(store: &Store, proposal: &Proposal) -> Result<Option<Agreement>, Error> {
    let Some(hash) = proposal.amends else { return Ok(None) };
    Ok(store.agreement(hash)?.and_then(|kept| read(&kept.source).agreement))
}

fn signatures(store: &Store, agreement: &Agreement, proposal: &Proposal) -> Result<Vec<Signature>, Error> {
    let marks = marks(agreement, proposal);
    let line = |party: PartyKind| {
        let own = signing::party_of(agreement, party);
        let user = store.user_by_mail(&own.signs.to_lowercase())?.filter(|user| user.is.active);
        let given = marks.iter().find(|(mark, _)| mark.party == party);
        Ok(Signature {
            party,
            party_name: own.name.clone(),
            mail: own.signs.clone(),
            name: user.as_ref().map_or_else(|| own.signs.clone(), |user| user.is.name.clone()),
            user: user.as_ref().map(|user| user.id),
            is_known: user.is_some(),
            has_password: user.is_some_and(|user| user.is.password.is_some()),
            signed: given.map(|(mark, signed)| Given {
                at: mark.at,
                fingerprint: signed.fingerprint.clone(),
                kind: mark.kind,
            }),
        })
    };
    PARTIES.into_iter().map(line).collect()
}

fn name_of(store: &Store, user: i64) -> Result<String, Error> {
    Ok(store.user(user)?.map(|user| user.is.name).unwrap_or_default())
}
