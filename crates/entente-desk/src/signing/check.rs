//! Checking a bundle: the bytes are the text's, and every signature is one of the party it stands for.

use entente_core::agreement::canonical::{canonical, hash};
use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::agreement::read::read;
use entente_core::problem::Weight;
use ssh_key::{HashAlg, PublicKey, SshSig};

use super::allowed::{self, Allowed};
use super::{Bundle, Failure, Failures, NAMESPACE, Signed, party_of};

/// The contents of a bundle's files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    /// The source.
    pub source: String,
    /// The canonical bytes, as they were found.
    pub canonical: Vec<u8>,
    /// The list of signers: the bundle's own, or one kept where nobody who sends a bundle can change it.
    pub allowed: String,
    /// Armoured signatures, by party; at most one of each.
    pub signatures: Vec<(PartyKind, String)>,
}

/// Checks a bundle against a list of signers.
///
/// # Errors
/// Everything that is wrong with it. A bundle that only one party has signed is not wrong: ask
/// [`Bundle::is_signed_by_both`] before putting it into force.
pub fn check(files: &Files) -> Result<Bundle, Failures> {
    let one = |failure| Failures(vec![failure]);
    let allowed = allowed::parse(&files.allowed).map_err(|line| one(Failure::SignersUnreadable { line }))?;
    let agreement = agreement_of(&files.source).map_err(one)?;
    let mut failures = Vec::new();
    if files.canonical != canonical(&agreement).into_bytes() {
        failures.push(Failure::OtherText);
    }
    let mut signatures = Vec::new();
    for (party, armored) in &files.signatures {
        match check_signature(&agreement, &files.canonical, *party, armored) {
            Ok(signed) if stands_for(&signed, &allowed) => signatures.push(signed),
            Ok(Signed { party, principal, fingerprint, .. }) => {
                failures.push(Failure::OtherKey { party, principal, fingerprint });
            }
            Err(failure) => failures.push(failure),
        }
    }
    if matches!(&signatures[..], [one, other] if one.public_key == other.public_key) {
        failures.push(Failure::SameKey);
    }
    if !failures.is_empty() {
        return Err(Failures(failures));
    }
    signatures.sort_by_key(|signed| signed.party);
    Ok(Bundle { hash: hash(&agreement), agreement, source: files.source.clone(), signatures })
}

/// The agreement of a source without errors.
fn agreement_of(source: &str) -> Result<Agreement, Failure> {
    let read = read(source);
    let errors = read.problems.iter().filter(|problem| problem.weight == Weight::Error).count();
    read.agreement.ok_or(Failure::NotAnAgreement { errors })
}

/// Checks one signature by the key it carries. Whether that key stands for the person is asked separately.
///
/// # Errors
/// Text that is no SSH signature, one made for another purpose, one of other bytes.
pub fn check_signature(
    agreement: &Agreement,
    bytes: &[u8],
    party: PartyKind,
    armored: &str,
) -> Result<Signed, Failure> {
    let broken = |error: ssh_key::Error| Failure::NotASignature { party, why: error.to_string() };
    let signature = SshSig::from_pem(armored.trim_end().as_bytes()).map_err(broken)?;
    if signature.namespace() != NAMESPACE {
        return Err(Failure::OtherNamespace { party, namespace: signature.namespace().to_owned() });
    }
    let key = PublicKey::new(signature.public_key().clone(), "");
    key.verify(NAMESPACE, bytes, &signature).map_err(|_| Failure::NotOfTheseBytes { party })?;
    Ok(Signed {
        party,
        principal: party_of(agreement, party).signs.clone(),
        public_key: key.to_openssh().map_err(broken)?.trim().to_owned(),
        fingerprint: key.fingerprint(HashAlg::Sha256).to_string(),
        armored: armored.to_owned(),
    })
}

/// Whether the list of signers says that the key stands for the person.
fn stands_for(signed: &Signed, allowed: &[Allowed]) -> bool {
    let Ok(key) = PublicKey::from_openssh(&signed.public_key) else { return false };
    allowed.iter().any(|line| line.principal == signed.principal && line.key == *key.key_data())
}
