//! One party's signature, added to those that are there; nobody un-signs, and nobody signs for both.

use entente_core::agreement::canonical::canonical;
use entente_core::agreement::model::{Agreement, PartyKind};
use ssh_key::private::Ed25519Keypair;
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use super::check::check_signature;
use super::{Failure, NAMESPACE, Signed};

/// Where a signature comes from.
#[derive(Debug)]
pub enum Mark<'a> {
    /// Made now with this key.
    Key(&'a PrivateKey),
    /// Made before by `ssh-keygen -Y sign`: the armoured text.
    Armored(&'a str),
}

/// Why a signature is not taken. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The key could not sign: sign with an ed25519 key.
    #[error("the key cannot sign ({0}): use an ed25519 key")]
    Key(String),
    /// It is not a signature of this text: sign the canonical bytes.
    #[error("{0}. Sign the canonical bytes, made by: entente hash --canonical FILE > agreement.jcs")]
    Signature(Failure),
    /// The party has signed with another key: its signature stands.
    #[error("{} has signed already, with the key {fingerprint}. To sign with another key, start anew with --into", party.as_str())]
    Already {
        /// Which party.
        party: PartyKind,
        /// The key it signed with.
        fingerprint: String,
    },
    /// This key stands for the other party: sign with a key of your own.
    #[error("this key has signed for {} already; each party signs with its own", other.as_str())]
    SameKey {
        /// The party it signed for.
        other: PartyKind,
    },
}

/// The signature of an agreement for one party, made or checked.
///
/// # Errors
/// A key that cannot sign; a signature that is not one of this text.
pub fn signed_by(agreement: &Agreement, party: PartyKind, mark: &Mark<'_>) -> Result<Signed, Refused> {
    let text = canonical(agreement);
    let armored = match mark {
        Mark::Key(key) => key
            .sign(NAMESPACE, HashAlg::Sha512, text.as_bytes())
            .and_then(|signature| signature.to_pem(LineEnding::LF))
            .map_err(|error| Refused::Key(error.to_string()))?,
        Mark::Armored(armored) => (*armored).to_owned(),
    };
    check_signature(agreement, text.as_bytes(), party, &armored).map_err(Refused::Signature)
}

/// Adds a signature to those of the same text, marketing's first. Signing again with the same key changes nothing but
/// the signature's own bytes.
///
/// # Errors
/// A party that has signed with another key, and a key that signed for the other party.
pub fn add_signature(before: Vec<Signed>, signed: Signed) -> Result<Vec<Signed>, Refused> {
    for other in &before {
        let same_key = other.public_key == signed.public_key;
        if other.party == signed.party && !same_key {
            return Err(Refused::Already { party: signed.party, fingerprint: other.fingerprint.clone() });
        }
        if other.party != signed.party && same_key {
            return Err(Refused::SameKey { other: other.party });
        }
    }
    let mut all: Vec<Signed> = before.into_iter().filter(|other| other.party != signed.party).collect();
    all.push(signed);
    all.sort_by_key(|signed| signed.party);
    Ok(all)
}

/// The ed25519 key of a seed: the same seed gives the same key. A seed that is not random is for demonstrations and
/// tests only.
#[must_use]
pub fn key_from_seed(seed: &[u8; 32]) -> PrivateKey {
    PrivateKey::from(Ed25519Keypair::from_seed(seed))
}
