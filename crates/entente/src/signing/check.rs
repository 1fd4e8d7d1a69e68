//! Checking a bundle: the bytes are the text's, and every signature is one of the party it stands for.

use std::fmt;
use std::path::Path;

use entente_core::agreement::canonical::{canonical, hash};
use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::agreement::read::read;
use entente_core::problem::Weight;
use serde::Serialize;
use ssh_key::{HashAlg, PublicKey, SshSig};

use super::allowed::{self, Allowed};
use super::{Bundle, NAMESPACE, PARTIES, Signed, file, party_of, signature_file};

/// Why a bundle does not hold together, in the order in which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "failure", rename_all = "kebab-case")]
pub(crate) enum Failure {
    /// What was named is no bundle at all.
    NoBundle {
        /// What was named.
        folder: String,
        /// Whether it is a file, as an agreement not yet signed is.
        is_file: bool,
    },
    /// A file that cannot be read.
    Unreadable {
        /// Its name in the bundle.
        file: String,
        /// What the system says.
        why: String,
    },
    /// The text in the bundle is no agreement that can be signed.
    NotAnAgreement {
        /// How many errors the checker finds.
        errors: usize,
    },
    /// The signed bytes are not the canonical form of the text beside them.
    OtherText,
    /// A line of the list of signers cannot be read.
    SignersUnreadable {
        /// Line, from 1.
        line: usize,
    },
    /// What stands in a signature file is not an SSH signature.
    NotASignature {
        /// Whose it would be.
        party: PartyKind,
        /// What is wrong with it.
        why: String,
    },
    /// A signature made for another purpose.
    OtherNamespace {
        /// Whose it would be.
        party: PartyKind,
        /// What it was made for.
        namespace: String,
    },
    /// A signature of other bytes, or one that was altered.
    NotOfTheseBytes {
        /// Whose it would be.
        party: PartyKind,
    },
    /// A good signature by a key that does not stand for the person who signs for the party.
    OtherKey {
        /// Whose it would be.
        party: PartyKind,
        /// Who signs for it.
        principal: String,
        /// The key's fingerprint.
        fingerprint: String,
    },
    /// One key signed for both.
    SameKey,
}

/// What is wrong, and what to do, in one line.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NoBundle { folder, is_file: true } => write!(
                f,
                "{folder} is a file: a bundle is the folder that `entente sign {folder} --as PARTY --key KEY` makes"
            ),
            Failure::NoBundle { folder, is_file: false } => {
                write!(f, "there is no bundle {folder}: `entente sign` makes one of an agreement")
            }
            Failure::Unreadable { file, why } => write!(f, "{file} cannot be read: {why}"),
            Failure::NotAnAgreement { errors } => write!(
                f,
                "{} has {errors} error{}; see them with: entente check {0}",
                file::SOURCE,
                if *errors == 1 { "" } else { "s" }
            ),
            Failure::OtherText => write!(
                f,
                "{} is not the canonical form of {}: the text was changed after it was signed",
                file::CANONICAL,
                file::SOURCE
            ),
            Failure::SignersUnreadable { line } => write!(f, "{} line {line} cannot be read", file::ALLOWED),
            Failure::NotASignature { party, why } => {
                write!(f, "{} is not a signature as `ssh-keygen -Y sign` makes it ({why})", signature_file(*party))
            }
            Failure::OtherNamespace { party, namespace } => {
                write!(f, "{} was made for '{namespace}', not for '{NAMESPACE}'", signature_file(*party))
            }
            Failure::NotOfTheseBytes { party } => {
                write!(f, "{} is not a signature of {}", signature_file(*party), file::CANONICAL)
            }
            Failure::OtherKey { party, principal, fingerprint } => write!(
                f,
                "{} is by the key {fingerprint}, which does not stand for {principal} in the list of signers",
                signature_file(*party)
            ),
            Failure::SameKey => f.write_str("one key signed for both parties; each party signs with its own"),
        }
    }
}

/// All that is wrong with a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failures(pub(crate) Vec<Failure>);

impl std::error::Error for Failures {}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Failure::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// Checks the bundle in a folder against the list of signers it carries.
///
/// # Errors
/// Everything that is wrong with it. A bundle that only one party has signed is not wrong: ask
/// [`Bundle::is_signed_by_both`] before putting it into force.
pub(crate) fn check_bundle(dir: &Path) -> Result<Bundle, Failures> {
    check_bundle_with(dir, &dir.join(file::ALLOWED))
}

/// Checks the bundle in a folder against a list of signers kept elsewhere, which nobody who sends a bundle can change.
///
/// # Errors
/// As [`check_bundle`].
pub(crate) fn check_bundle_with(dir: &Path, signers: &Path) -> Result<Bundle, Failures> {
    let one = |failure| Failures(vec![failure]);
    let is_signed = PARTIES.iter().any(|party| dir.join(signature_file(*party)).exists());
    if !is_signed && !dir.join(file::CANONICAL).exists() {
        return Err(one(Failure::NoBundle { folder: dir.display().to_string(), is_file: dir.is_file() }));
    }
    let (source, bytes, list) = read_files(dir, signers)?;
    let allowed = allowed::parse(&list).map_err(|line| one(Failure::SignersUnreadable { line }))?;
    let agreement = agreement_of(&source).map_err(one)?;
    let mut failures = Vec::new();
    if bytes != canonical(&agreement).into_bytes() {
        failures.push(Failure::OtherText);
    }
    let mut signatures = Vec::new();
    for party in PARTIES {
        match std::fs::read_to_string(dir.join(signature_file(party))) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => failures.push(Failure::Unreadable { file: signature_file(party), why: error.to_string() }),
            Ok(armored) => match check_signature(&agreement, &bytes, party, &armored) {
                Ok(signed) if stands_for(&signed, &allowed) => signatures.push(signed),
                Ok(Signed { principal, fingerprint, .. }) => {
                    failures.push(Failure::OtherKey { party, principal, fingerprint });
                }
                Err(failure) => failures.push(failure),
            },
        }
    }
    if matches!(&signatures[..], [one, other] if one.public_key == other.public_key) {
        failures.push(Failure::SameKey);
    }
    if failures.is_empty() {
        Ok(Bundle { hash: hash(&agreement), agreement, source, signatures })
    } else {
        Err(Failures(failures))
    }
}

/// The three files every bundle has: source, canonical bytes, list of signers.
fn read_files(dir: &Path, signers: &Path) -> Result<(String, Vec<u8>, String), Failures> {
    let unreadable = |name: &str| {
        let file = name.to_owned();
        move |error: std::io::Error| Failure::Unreadable { file, why: error.to_string() }
    };
    let source = std::fs::read_to_string(dir.join(file::SOURCE)).map_err(unreadable(file::SOURCE));
    let bytes = std::fs::read(dir.join(file::CANONICAL)).map_err(unreadable(file::CANONICAL));
    let list = std::fs::read_to_string(signers).map_err(unreadable(file::ALLOWED));
    match (source, bytes, list) {
        (Ok(source), Ok(bytes), Ok(list)) => Ok((source, bytes, list)),
        (source, bytes, list) => Err(Failures([source.err(), bytes.err(), list.err()].into_iter().flatten().collect())),
    }
}

/// The agreement of a source without errors.
fn agreement_of(source: &str) -> Result<Agreement, Failure> {
    let read = read(source);
    let errors = read.problems.iter().filter(|problem| problem.weight == Weight::Error).count();
    read.agreement.ok_or(Failure::NotAnAgreement { errors })
}

/// Checks one signature by the key it carries. Whether that key stands for the person is asked separately.
pub(super) fn check_signature(
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
