//! How a state's key is written in two columns.

use entente_core::engine::state::StateKey;
use entente_core::id::{AccountId, LeadId};

use crate::Error;

/// The two columns that name it.
pub(crate) fn columns(key: StateKey) -> (i64, i64) {
    match key {
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
