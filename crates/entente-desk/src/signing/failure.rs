//! Why a bundle does not hold together, each reason with what to do, so that a refusal can be acted on.

use std::fmt;

use entente_core::agreement::model::PartyKind;
use serde::Serialize;

use super::{NAMESPACE, file};

/// Why a bundle does not hold together, in the order in which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "failure", rename_all = "kebab-case")]
pub enum Failure {
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
                write!(f, "{} is not a signature as `ssh-keygen -Y sign` makes it ({why})", file::signature(*party))
            }
            Failure::OtherNamespace { party, namespace } => {
                write!(f, "{} was made for '{namespace}', not for '{NAMESPACE}'", file::signature(*party))
            }
            Failure::NotOfTheseBytes { party } => {
                write!(f, "{} is not a signature of {}", file::signature(*party), file::CANONICAL)
            }
            Failure::OtherKey { party, principal, fingerprint } => write!(
                f,
                "{} is by the key {fingerprint}, which does not stand for {principal} in the list of signers",
                file::signature(*party)
            ),
            Failure::SameKey => f.write_str("one key signed for both parties; each party signs with its own"),
        }
    }
}

/// All that is wrong with a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failures(pub Vec<Failure>);

impl std::error::Error for Failures {}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Failure::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}
