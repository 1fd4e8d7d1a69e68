//! The agreement that is being written: one text in the workspace, whoever writes it.

use crate::database::{Row, params};
use entente_core::id::AgreementHash;
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "draft.sql": PUT = "put", GET = "get", DELETE = "delete" }

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Grows with every change, so that two who write at once hear of each other.
    pub revision: u64,
    /// The text.
    pub source: String,
    /// The answers it was made from, as JSON; none where it was written by hand.
    pub answers: Option<String>,
    /// How many steps were answered.
    pub step: u32,
    /// The agreement it is to replace.
    pub amends: Option<AgreementHash>,
    /// The proposal it is to replace.
    pub proposal: Option<u64>,
    /// Who changed it last, by number.
    pub user: i64,
    /// When.
    pub changed: Instant,
}

impl Store {
    /// What is being written; none where nothing is.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where the row is not what this version writes.
    pub fn draft(&self) -> Result<Option<Draft>, Error> {
        self.first(GET, (), read)
    }

    /// Keeps it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn put_draft(&mut self, draft: &Draft) -> Result<(), Error> {
        let params = params![
            draft.revision as i64,
            draft.source,
            draft.answers,
            draft.step,
            draft.amends.map(|hash| hash.0),
            draft.proposal.map(|number| number as i64),
            draft.user,
            draft.changed.as_micros()
        ];
        self.execute(PUT, params).map(drop)
    }

    /// Drops it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn drop_draft(&mut self) -> Result<(), Error> {
        self.execute(DELETE, ()).map(drop)
    }
}

fn read(row: &Row<'_>) -> Result<Draft, Error> {
    Ok(Draft {
        revision: row.get::<i64>(0)? as u64,
        source: row.get(1)?,
        answers: row.get(2)?,
        step: row.get(3)?,
        amends: row.get::<Option<[u8; 32]>>(4)?.map(AgreementHash),
        proposal: row.get::<Option<i64>>(5)?.map(|number| number as u64),
        user: row.get(6)?,
        changed: Instant::from_micros(row.get(7)?),
    })
}
