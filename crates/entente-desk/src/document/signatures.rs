//! Who signed a version: for whom, when, with which key, and with what kind of key.

use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::id::AgreementHash;
use entente_core::time::Instant;
use entente_store::{KeyKind, Store};

use crate::Error;
use crate::signing::{self, PARTIES};

/// One party's signature.
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
    /// When it was given.
    pub at: Instant,
    /// The key's fingerprint; none where the signature cannot be read.
    pub fingerprint: Option<String>,
    /// With what kind of key; none where it was signed on the command line.
    pub kind: Option<KeyKind>,
}

/// The signatures of a version, marketing's first.
///
/// # Errors
/// Only those of the store.
pub fn signatures(store: &Store, agreement: &Agreement, hash: AgreementHash) -> Result<Vec<Signature>, Error> {
    let Some(kept) = store.agreement(hash)? else { return Ok(Vec::new()) };
    let proposals = store.proposals()?;
    let proposal = proposals.iter().find(|proposal| proposal.hash == hash);
    let mut found = Vec::new();
    for party in PARTIES {
        let Some(given) = kept.signatures.iter().find(|signature| signature.party == party) else { continue };
        let own = signing::party_of(agreement, party);
        let user = store.user_by_mail(&own.signs.to_lowercase())?;
        let checked = signing::check_signature(agreement, kept.canonical.as_bytes(), party, &given.text);
        let mark = proposal.and_then(|proposal| proposal.signatures.iter().find(|mark| mark.party == party));
        found.push(Signature {
            party,
            party_name: own.name.clone(),
            mail: own.signs.clone(),
            name: user.map_or_else(|| own.signs.clone(), |user| user.is.name),
            at: given.at,
            fingerprint: checked.ok().map(|signed| signed.fingerprint),
            kind: mark.map(|mark| mark.kind),
        });
    }
    Ok(found)
}
