//! What PostgreSQL answers, in the store's words. Its details quote values, which may be personal: they are left out.

use std::error::Error as _;

use postgres::error::SqlState;

use crate::{Error, TlsFault};

/// What the client says where a server answers the wish for TLS with no.
const NOT_SPOKEN: &str = "server does not support TLS";

/// A failure as the store says it.
pub(super) fn read(error: &postgres::Error) -> Error {
    let Some(said) = error.as_db_error() else {
        let source = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        if let Some(fault) = error.source().and_then(|why| why.downcast_ref::<TlsFault>()) {
            return fault.clone().into();
        }
        if source == NOT_SPOKEN {
            return TlsFault::NotSpoken.into();
        }
        let is_lost = error.is_closed() || error.source().is_some_and(|why| why.is::<std::io::Error>());
        return if is_lost { Error::Lost(source) } else { Error::Database(format!("{error}: {source}")) };
    };
    let (code, message) = (said.code(), said.message().to_owned());
    let is_lost = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        // A server that only follows another now: the name will soon lead to the one that writes.
        SqlState::READ_ONLY_SQL_TRANSACTION,
    ];
    match code.code().get(..2) {
        _ if is_lost.contains(code) => Error::Lost(message),
        Some("08") => Error::Lost(message),
        Some("23") => Error::Conflict(message),
        Some("40" | "53" | "55") => Error::Busy(message),
        _ => Error::Database(message),
    }
}
