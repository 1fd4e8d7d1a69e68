//! What can go wrong with the log, and whether trying again can help.

use std::path::PathBuf;

mod tls;

pub use tls::TlsFault;

/// Why the store refused or failed. Nothing of the request was written, unless the case says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be made or written.
    #[error("cannot use the folder {}: {why}", .folder.display())]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// The database was made by a newer version. Use that version, or a newer one.
    #[error("the database has migration {found}, and this version knows only up to {known}: use a newer version")]
    Newer {
        /// The newest migration in the database.
        found: u32,
        /// The newest migration of this binary.
        known: u32,
    },
    /// A migration that was applied is not the one this version has. Restore the database or the version that made it.
    #[error("migration {number} ({name}) was altered after it was applied: restore the version that applied it")]
    Altered {
        /// Its number.
        number: u32,
        /// Its name.
        name: String,
    },
    /// An entry or row cannot be read. The log was edited from outside, or written by a version with another form.
    #[error("{what} cannot be read: {why}")]
    Unreadable {
        /// Which row.
        what: String,
        /// What is wrong.
        why: String,
    },
    /// Somebody else wrote the same row first, or a row that this one needs is not there. Load again and decide again.
    #[error("somebody else wrote first, or what this refers to is missing: {0}")]
    Conflict(String),
    /// Another process holds the database. Trying again can help.
    #[error("the database is in use by another process: {0}")]
    Busy(String),
    /// Something is there already. Name a new folder, or an empty one.
    #[error("something is in {} already: name a new folder", .0.display())]
    Taken(PathBuf),
    /// Nothing of this name or number is there.
    #[error("there is no {0}")]
    NotFound(String),
    /// An agreement that both parties have not signed cannot come into force, nor can a signed one be changed.
    #[error("the agreement {hash} {why}")]
    Agreement {
        /// Its hash.
        hash: String,
        /// What is wrong.
        why: &'static str,
    },
    /// The group this request was in could not be committed. Trying again can help.
    #[error("the commit failed, nothing was written: {0}")]
    NotCommitted(String),
    /// The connection to the database was lost, or there is none yet: nothing was written. It is made again at the next
    /// request.
    #[error("no connection to the database, nothing was written: {0}")]
    Lost(String),
    /// The connection was lost while a commit was on its way. Look up whether what was asked for is there before asking
    /// again; facts are known by their keys.
    #[error("the connection to the database was lost during a commit, which may stand or not: {0}")]
    Unsure(String),
    /// The connection to the database could not be made as safe as its address asks for. The fault says what to do; then the
    /// same request can succeed.
    #[error("no connection to the database: {0}")]
    Tls(#[from] TlsFault),
    /// The place names no database. Give a folder, or `postgres://user@host/name`.
    #[error("'{place}' names no database: {why}")]
    Place {
        /// The place, without a password.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// There is something already where a whole workspace is to be copied to. Name a place that holds nothing.
    #[error("the place to copy to is not empty: it has rows in {0}")]
    NotEmpty(&'static str),
    /// The writer was closed. Open another.
    #[error("the writer is closed")]
    Closed,
    /// The disk is full, read-only or failing. Make room or mount it for writing; then the same request can succeed.
    #[error("the disk cannot be written (full, read-only or failing): {0}")]
    Disk(String),
    /// The file is no database any more. Keep it for whoever looks into it, and bring back the last backup.
    #[error("the database file is damaged: {0}; keep it aside and restore the last backup (`entente restore`)")]
    Damaged(String),
    /// The database failed in another way.
    #[error("the database failed: {0}")]
    Database(String),
}

impl Error {
    /// Whether the same request can succeed when it is tried again.
    #[must_use]
    pub fn transient(&self) -> bool {
        matches!(
            self,
            Error::Conflict(_)
                | Error::Busy(_)
                | Error::NotCommitted(_)
                | Error::Lost(_)
                | Error::Disk(_)
                | Error::Tls(_)
        )
    }

    /// A row whose content is not what this version writes.
    pub(crate) fn unreadable(what: impl std::fmt::Display, why: impl std::fmt::Display) -> Error {
        Error::Unreadable { what: what.to_string(), why: why.to_string() }
    }
}
