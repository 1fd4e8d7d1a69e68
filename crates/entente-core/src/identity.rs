//! Identity keys: by what a person is recognised, and how strong each kind of key is.

use serde::{Deserialize, Serialize};

/// One key of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentityKey {
    /// A mail address, case-folded. Strong.
    Mail(String),
    /// A user id of the company's own systems. Strong.
    User(String),
    /// A record number at a named source (`crm`, `4711`). Strong.
    Record(String, String),
    /// A browser's or device's anonymous id. Weak.
    Anonymous(String),
}
