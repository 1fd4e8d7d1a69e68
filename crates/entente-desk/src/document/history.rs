//! How the agreement came to be what it is: its versions, who signed them, and what each changed.

use entente_core::agreement::diff::{Change, diff};
use entente_core::id::AgreementHash;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::Store;

use super::{Life, Signature, life, signatures};
use crate::Error;
use crate::force::InForce;

/// One version.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its number, from 1.
    pub number: usize,
    /// Its identity.
    pub hash: AgreementHash,
    /// What it is called.
    pub title: String,
    /// From when it runs.
    pub effective: Instant,
    /// Where it stands.
    pub life: Life,
    /// What it was for, in the proposer's words; empty where they said nothing.
    pub note: String,
    /// The proposal it came from; none where it was signed on the command line.
    pub proposal: Option<u64>,
    /// Who signed, marketing first.
    pub signatures: Vec<Signature>,
    /// What it changed of the version before; none for the first.
    pub changes: Option<Vec<Change>>,
}

/// All versions, the latest first.
///
/// # Errors
/// Only those of the store.
pub fn history(store: &Store, plans: &[InForce], lang: Lang, now: Instant) -> Result<Vec<Version>, Error> {
    let proposals = store.proposals()?;
    let version = |(place, version): (usize, &InForce)| {
        let agreement = &version.plan.agreement;
        let before = place.checked_sub(1).and_then(|before| plans.get(before));
        let proposal = proposals.iter().find(|proposal| proposal.hash == version.plan.hash);
        Ok(Version {
            number: place + 1,
            hash: version.plan.hash,
            title: agreement.title.clone(),
            effective: version.effective,
            life: life(plans, place, now),
            note: proposal.map(|proposal| proposal.note.clone()).unwrap_or_default(),
            proposal: proposal.map(|proposal| proposal.number),
            signatures: signatures(store, agreement, version.plan.hash)?,
            changes: before.map(|before| diff(&before.plan.agreement, agreement, lang)),
        })
    };
    plans.iter().enumerate().rev().map(version).collect()
}
