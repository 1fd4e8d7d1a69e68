//! Names and numbers of things, one type each, so that a lead's number is never taken for an account's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A name written in the agreement: a clause, stage, signal, team, reason, field, or a person's handle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// Takes text as a name. Whether it may stand in an agreement is the checker's business.
    pub fn new(text: impl Into<String>) -> Name {
        Name(text.into())
    }

    /// The name as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name(text.to_owned())
    }
}

impl std::borrow::Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The path of a clause: `sla.sales.touch`, `qualified.asked`, `fit.size`. Stable while numbers move.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseId(pub String);

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The identity of an agreement: SHA-256 of its canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct AgreementHash(#[serde(with = "hex_bytes")] pub [u8; 32]);

/// Sixty-four lower-case hexadecimal digits.
impl fmt::Display for AgreementHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for AgreementHash {
    type Err = String;
    fn from_str(text: &str) -> Result<AgreementHash, String> {
        let wrong = || format!("'{text}' is not an agreement's hash: 64 hexadecimal digits");
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).map_err(|_| wrong())?;
        }
        Ok(AgreementHash(bytes))
    }
}

mod hex_bytes {
    //! A hash as hexadecimal text in JSON and as plain bytes in the state.
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::AgreementHash;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&AgreementHash(*bytes))
        } else {
            bytes.serialize(serializer)
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse::<AgreementHash>().map(|hash| hash.0).map_err(D::Error::custom)
        } else {
            <[u8; 32]>::deserialize(deserializer)
        }
    }
}

/// Declares a numbered id with a prefix; `FromStr` refuses a foreign prefix.
macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<$name, String> {
                text.strip_prefix(concat!($prefix, "_"))
                    .filter(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
                    .and_then(|number| number.parse().ok())
                    .map($name)
                    .ok_or_else(|| format!(concat!("'{}' is not an id like ", $prefix, "_1024"), text))
            }
        }
    };
}

numbered!(
    /// A lead, numbered in the order in which the log first heard of it.
    LeadId, "lead");
numbered!(
    /// An account (a company), numbered in the order in which the log first heard of it.
    AccountId, "account");
numbered!(
    /// A place in the log: facts and decisions share one sequence, without gaps inside one commit.
    Seq, "fact");
