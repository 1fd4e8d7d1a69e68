//! Signatures of both parties, so that anyone can check offline, with OpenSSH alone, who agreed to which text.
//!
//! A signature is an SSHSIG over the canonical bytes of the agreement, never over its YAML: comments and spelling may
//! change hands freely, a number may not. The command line and the pages sign and check by this one path.

mod allowed;
mod bundle;
mod check;
mod failure;
mod held;
mod sign;

pub use allowed::Unwritable;
pub use bundle::{Bundle, bundle_files, file};
pub use check::{Files, check, check_signature};
pub use failure::{Failure, Failures};
pub use held::{Closed, Held, Sealed, Seed, public_key};
pub use sign::{Mark, Refused, add_signature, key_from_seed, signed_by};

use entente_core::agreement::model::{Agreement, Party, PartyKind};
use serde::Serialize;

/// The SSHSIG namespace: keeps a signature made for anything else from being taken for one of an agreement.
pub const NAMESPACE: &str = "agreement@entente";

/// Both parties, marketing first.
pub const PARTIES: [PartyKind; 2] = [PartyKind::Marketing, PartyKind::Sales];

/// One good signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// The party that signed.
    pub party: PartyKind,
    /// Mail address of the person who signs for it.
    pub principal: String,
    /// Public key, as in `allowed_signers`.
    pub public_key: String,
    /// `SHA256:…`, to compare by telephone.
    pub fingerprint: String,
    /// The signature itself, armoured.
    pub armored: String,
}

/// That party of the agreement.
#[must_use]
pub fn party_of(agreement: &Agreement, party: PartyKind) -> &Party {
    match party {
        PartyKind::Marketing => &agreement.parties.marketing,
        PartyKind::Sales => &agreement.parties.sales,
    }
}
