//! Whose state is kept and falls due: a lead's, an account's, or that of both parties together.

use entente_core::id::{AccountId, LeadId};

use crate::Error;

/// Whose state. Ordered leads first, then accounts, then the parties; each by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateKey {
    /// A lead's.
    Lead(LeadId),
    /// An account's.
    Account(AccountId),
    /// What is counted and owed between the parties.
    Parties,
}

impl StateKey {
    /// The two columns that name it.
    pub(crate) fn columns(self) -> (i64, i64) {
        match self {
            StateKey::Lead(lead) => (0, lead.0 as i64),
            StateKey::Account(account) => (1, account.0 as i64),
            StateKey::Parties => (2, 0),
        }
    }

    /// Reads the two columns.
    pub(crate) fn from_columns(kind: i64, id: i64) -> Result<StateKey, Error> {
        match kind {
            0 => Ok(StateKey::Lead(LeadId(id as u64))),
            1 => Ok(StateKey::Account(AccountId(id as u64))),
            2 => Ok(StateKey::Parties),
            _ => Err(Error::unreadable("a state's key", format_args!("kind {kind} is unknown"))),
        }
    }
}
