//! The agreement that is in force in every workspace that is measured.

use anyhow::{Context, Result};
use entente_core::agreement::canonical;
use entente_core::agreement::model::PartyKind;
use entente_core::agreement::read::read;
use entente_core::time::Instant;
use entente_store::{AgreementStatus, Signature, SignedAgreement};

/// The house's sample agreement, signed for the purpose.
pub(super) fn agreement() -> Result<SignedAgreement> {
    let source = include_str!("../../../../agreements/halden.yaml");
    let agreement = read(source).agreement.context("the sample agreement has errors")?;
    let signature = |party: PartyKind| Signature {
        party,
        signer: party.as_str().to_owned(),
        at: Instant::MIN,
        text: "measured, never verified".to_owned(),
    };
    Ok(SignedAgreement {
        hash: canonical::hash(&agreement),
        canonical: canonical::canonical(&agreement),
        source: source.to_owned(),
        effective: Instant::MIN,
        signatures: vec![signature(PartyKind::Marketing), signature(PartyKind::Sales)],
        status: AgreementStatus::InForce,
    })
}
