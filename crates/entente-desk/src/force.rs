//! Putting a signed agreement in force, and the plans of all agreements that were or are.

use std::sync::Arc;

use entente_core::agreement::canonical::canonical;
use entente_core::agreement::read::read;
use entente_core::id::AgreementHash;
use entente_core::plan::Plan;
use entente_core::problem::Weight;
use entente_core::time::Instant;
use entente_store::{AgreementStatus, Signature, SignedAgreement, Store};

use crate::Error;
use crate::signing::Bundle;

/// A plan and the instant from which it is in force.
#[derive(Clone)]
pub struct InForce {
    /// From when.
    pub effective: Instant,
    /// The compiled agreement.
    pub plan: Arc<Plan>,
}

/// The plans of all agreements that were or are in force, by effective instant.
///
/// # Errors
/// [`Error::Agreement`] where a kept text cannot be read or compiled any more.
pub fn in_force(store: &Store) -> Result<Vec<InForce>, Error> {
    let mut plans = Vec::new();
    for signed in store.agreements()? {
        if matches!(signed.status, AgreementStatus::InForce | AgreementStatus::Superseded) {
            let effective = signed.effective;
            let before = plans.last().map(|before: &InForce| before.plan.as_ref());
            let plan = compile(&signed.source, signed.hash)?.come_in_force(effective, before);
            plans.push(InForce { effective, plan: Arc::new(plan) });
        }
    }
    Ok(plans)
}

/// Effective instant and identity of each of [`in_force`], in the same order, without compiling any.
pub(crate) fn identities(store: &Store) -> Result<Vec<(Instant, AgreementHash)>, Error> {
    Ok(store.agreements_in_force()?)
}

/// Compiles a kept text and holds it against the identity under which it was signed.
fn compile(source: &str, hash: AgreementHash) -> Result<Plan, Error> {
    let wrong = |why: String| Error::Agreement { hash, why };
    let read = read(source);
    let first_error = read.problems.iter().find(|problem| problem.weight == Weight::Error).map(ToString::to_string);
    let agreement = read.agreement.ok_or_else(|| wrong(first_error.unwrap_or_else(|| "it has errors".to_owned())))?;
    let plan = Plan::compile(&agreement).map_err(|error| wrong(error.to_string()))?;
    if plan.hash == hash { Ok(plan) } else { Err(wrong(format!("its text has the identity {}", plan.hash))) }
}

/// A checked bundle as the store keeps it, with signatures that came at `at`.
#[must_use]
pub fn kept(bundle: &Bundle, at: Instant) -> SignedAgreement {
    let signatures = bundle.signatures.iter().map(|signed| Signature {
        party: signed.party,
        signer: signed.principal.clone(),
        at,
        text: signed.armored.clone(),
    });
    SignedAgreement {
        hash: bundle.hash,
        source: bundle.source.clone(),
        canonical: canonical(&bundle.agreement),
        effective: at,
        signatures: signatures.collect(),
        status: AgreementStatus::Proposed,
    }
}

/// Puts an agreement that both parties signed in force from `effective` on. One that is in force already stays so.
///
/// # Errors
/// [`Error::Past`] where decisions stand beyond `effective`; the store's where a signature is missing.
pub fn put_in_force(store: &mut Store, mut signed: SignedAgreement, effective: Instant) -> Result<(), Error> {
    if store.agreement(signed.hash)?.is_some_and(|kept| kept.status == AgreementStatus::InForce) {
        return Ok(());
    }
    compile(&signed.source, signed.hash)?;
    // One transaction: nobody decides past it in between.
    let mut tx = store.begin()?;
    let decided = tx.cursor()?.until;
    if decided > effective {
        return Err(Error::Past { decided, effective });
    }
    (signed.effective, signed.status) = (effective, AgreementStatus::InForce);
    tx.put_agreement(&signed)?;
    for mut before in tx.agreements()? {
        let is_older = before.hash != signed.hash && before.effective <= effective;
        if is_older && before.status == AgreementStatus::InForce {
            before.status = AgreementStatus::Superseded;
            tx.put_agreement(&before)?;
        }
    }
    Ok(tx.commit()?)
}
