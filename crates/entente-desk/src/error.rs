//! What can go wrong at the desk, and what to do about it.

use entente_core::id::AgreementHash;

/// Why a use case stopped. What was written before it says so stays written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] entente_store::Error),
    /// No agreement is in force: sign one as both parties and put it in force.
    #[error("no agreement is in force: sign one as both parties, then `entente run --agreement BUNDLE`")]
    NoAgreement,
    /// A kept agreement can no longer be read by this version.
    #[error("the agreement {hash} cannot be read by this version: {why}")]
    Agreement {
        /// Which one.
        hash: AgreementHash,
        /// The first problem.
        why: String,
    },
    /// A stored state cannot be read: rebuild it from the log.
    #[error("{0} (`entente rebuild` does it)")]
    State(String),
    /// The agreement would take effect before something that is already decided.
    #[error("decisions stand up to {decided}: an agreement cannot take effect before that, at {effective}")]
    Past {
        /// Up to when the log is decided.
        decided: entente_core::time::Instant,
        /// The effective instant asked for.
        effective: entente_core::time::Instant,
    },
    /// Nobody of that name, mail address or number is in the log.
    #[error(
        "no lead '{0}' is in the log: give a mail address, a record as source and number (crm:4711), or an id like lead_12"
    )]
    NoLead(String),
    /// A list is larger than a workbook holds: take it along as CSV.
    #[error(transparent)]
    Workbook(#[from] entente_connect::table::Error),
    /// A file that was brought is larger than is taken: split it.
    #[error("the file is larger than {mebibytes} MiB")]
    TooLarge {
        /// The most that is taken.
        mebibytes: usize,
    },
    /// Reading or writing a file failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The machine gives no random bytes: nothing secret can be made.
    #[error("this machine gives no random bytes")]
    NoRandomness,
    /// More waits to be written than is taken: nothing of this was; tell it again in a second.
    #[error("too much waits to be written: nothing of this was taken, tell it again in a second")]
    Full,
    /// The call was stopped midway by a fault of its own; what it had committed stands. Look into the log.
    #[error("a call stopped midway")]
    Stopped,
}

impl Error {
    /// Whether the same call may go well a moment later, with nothing of this one written.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Error::Full => true,
            Error::Store(error) => error.transient(),
            _ => false,
        }
    }

    /// Whether the connection to the database was lost: what is known by keys of its own can be asked for again.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        matches!(self, Error::Store(entente_store::Error::Lost(_) | entente_store::Error::Unsure(_)))
    }
}
