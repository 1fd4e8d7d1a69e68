//! Putting a name under a proposal; with the second name it comes into force.

use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::id::AgreementHash;
use entente_core::time::Instant;
use entente_store::{
    AgreementStatus, KeyKind, Mark, Proposal, ProposalStatus, Signature, SignedAgreement, Store, User,
};

use super::{Refused, is_current, key, marks, open_one, party_of, signers, sound};
use crate::people::note;
use crate::{force, signing};

/// With what somebody signs.
#[derive(Clone, Copy)]
pub enum Pen<'a> {
    /// The key that is kept for them, under this password.
    Password(&'a str),
    /// A key in the open, for people without passwords.
    Demo,
    /// A signature that they made of the canonical bytes with a key of their own: the armoured text.
    Own(&'a str),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// For which party.
    pub party: PartyKind,
    /// The key's fingerprint: `SHA256:…`.
    pub fingerprint: String,
    /// From when it is in force; none while the other party has not signed.
    pub in_force: Option<Instant>,
}

/// Signs for the party that somebody signs for, as the agreement says. `shown` is the identity that they read. Signing
/// again with the same key changes nothing.
///
/// # Errors
/// [`Refused`]; no signature is taken then.
pub fn sign(
    store: &mut Store,
    by: &User,
    number: u64,
    shown: AgreementHash,
    pen: Pen<'_>,
    now: Instant,
) -> Result<Signed, Refused> {
    let mut proposal = open_one(store, number)?;
    if proposal.hash != shown {
        return Err(Refused::Changed);
    }
    if !is_current(store, proposal.amends)? {
        return Err(Refused::Outdated);
    }
    let agreement = sound(&proposal.source)?;
    let party = party_of(&agreement, by).ok_or_else(|| Refused::NotTheSigner(signers(&agreement)))?;
    let (signed, kind) = with(store, by, &agreement, party, pen, now)?;
    let before: Vec<(Mark, signing::Signed)> = marks(&agreement, &proposal);
    signing::add_signature(before.iter().map(|(_, signed)| signed.clone()).collect(), signed.clone())?;
    if !proposal.signatures.iter().any(|mark| mark.party == party) {
        let signing::Signed { principal, armored, .. } = &signed;
        let (signer, text) = (principal.clone(), armored.clone());
        proposal.signatures.push(Mark { party, signer, user: by.id, at: now, kind, text });
        store.put_proposal(&proposal)?;
        note(store, now, Some(by.id), "proposal.signed", &number.to_string())?;
    }
    let in_force = put_in_force(store, by, proposal, now)?;
    Ok(Signed { party, fingerprint: signed.fingerprint, in_force })
}

fn with(
    store: &mut Store,
    by: &User,
    agreement: &Agreement,
    party: PartyKind,
    pen: Pen<'_>,
    now: Instant,
) -> Result<(signing::Signed, KeyKind), Refused> {
    let (key, kind) = match pen {
        Pen::Own(armored) => {
            let armored = armored.replace("\r\n", "\n");
            let signed = signing::signed_by(agreement, party, &signing::Mark::Armored(armored.trim()))?;
            return Ok((signed, KeyKind::Own));
        }
        Pen::Password(password) => (key::released(store, by, password, now)?, KeyKind::Held),
        Pen::Demo => (key::in_the_open(store, by, now)?, KeyKind::Demo),
    };
    Ok((signing::signed_by(agreement, party, &signing::Mark::Key(&key))?, kind))
}

/// Puts what both signed in force: at the instant that was proposed, or now; never before what is decided.
fn put_in_force(
    store: &mut Store,
    by: &User,
    mut proposal: Proposal,
    now: Instant,
) -> Result<Option<Instant>, Refused> {
    if proposal.signatures.len() < signing::PARTIES.len() {
        return Ok(None);
    }
    let decided = store.cursor()?.until;
    let effective = proposal.effective.unwrap_or(now).max(now).max(decided);
    let signature = |mark: &Mark| Signature {
        party: mark.party,
        signer: mark.signer.clone(),
        at: mark.at,
        text: mark.text.clone(),
    };
    let mut signatures: Vec<Signature> = proposal.signatures.iter().map(signature).collect();
    signatures.sort_by_key(|signature| signature.party);
    let signed = SignedAgreement {
        hash: proposal.hash,
        source: proposal.source.clone(),
        canonical: proposal.canonical.clone(),
        effective,
        signatures,
        status: AgreementStatus::Proposed,
    };
    force::put_in_force(store, signed, effective)?;
    let number = proposal.number;
    (proposal.status, proposal.ended) = (ProposalStatus::InForce, Some((by.id, now)));
    store.put_proposal(&proposal)?;
    note(store, now, Some(by.id), "agreement.in_force", &number.to_string())?;
    Ok(Some(effective))
}
