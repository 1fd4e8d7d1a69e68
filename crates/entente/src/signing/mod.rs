//! Signatures of both parties, so that anyone can check offline, with OpenSSH alone, who agreed to which text.
//!
//! A signature is an SSHSIG over the canonical bytes of the agreement, never over its YAML: comments and spelling may
//! change hands freely, a number may not. A bundle is one folder with the text, the bytes and the signatures.

mod allowed;
mod check;
mod key;
mod sign;

pub(crate) use check::{Failures, check_bundle, check_bundle_with};
pub(crate) use key::{key_from_seed, read_key};
pub(crate) use sign::{Mark, sign_bundle};

use entente_core::agreement::model::{Agreement, Party, PartyKind};
use entente_core::id::AgreementHash;
use serde::Serialize;

/// The SSHSIG namespace: keeps a signature made for anything else from being taken for one of an agreement.
pub(crate) const NAMESPACE: &str = "agreement@entente";

pub(crate) mod file {
    //! Names of a bundle's files, which people also type.

    /// The source, to the byte.
    pub(crate) const SOURCE: &str = "agreement.yaml";
    /// The canonical bytes, which are what is signed.
    pub(crate) const CANONICAL: &str = "agreement.jcs";
    /// Who may sign with which key, in OpenSSH's own format.
    pub(crate) const ALLOWED: &str = "allowed_signers";
    /// How to verify it all with OpenSSH.
    pub(crate) const README: &str = "README.txt";
}

/// Both parties, marketing first.
pub(crate) const PARTIES: [PartyKind; 2] = [PartyKind::Marketing, PartyKind::Sales];

/// A bundle that holds together: every signature in it is good.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// What was signed, checked.
    pub(crate) agreement: Agreement,
    /// Its source, to the byte.
    pub(crate) source: String,
    /// Its identity.
    pub(crate) hash: AgreementHash,
    /// The signatures in it, marketing's first; at most one of each party.
    pub(crate) signatures: Vec<Signed>,
}

impl Bundle {
    /// Whether both parties have signed: only then may it come into force.
    pub(crate) fn is_signed_by_both(&self) -> bool {
        PARTIES.iter().all(|party| self.signatures.iter().any(|signed| signed.party == *party))
    }
}

/// One good signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Signed {
    /// The party that signed.
    pub(crate) party: PartyKind,
    /// Mail address of the person who signs for it.
    pub(crate) principal: String,
    /// Public key, as in `allowed_signers`.
    pub(crate) public_key: String,
    /// `SHA256:…`, to compare by telephone.
    pub(crate) fingerprint: String,
    /// The signature itself, armoured.
    pub(crate) armored: String,
}

/// That party of the agreement.
fn party_of(agreement: &Agreement, party: PartyKind) -> &Party {
    match party {
        PartyKind::Marketing => &agreement.parties.marketing,
        PartyKind::Sales => &agreement.parties.sales,
    }
}

/// Name of the file that holds a party's signature: `marketing.sig`.
fn signature_file(party: PartyKind) -> String {
    format!("{}.sig", party.as_str())
}
