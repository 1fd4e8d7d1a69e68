//! Opening the one file in which the log lives, with the settings under which an answered entry survives a crash.

use std::path::Path;
use std::time::Duration;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};

use crate::batch::{Appended, Batch};
use crate::{Error, Tx, migration};

#[cfg(test)]
mod tests;

/// The durable log of one workspace and what is folded from it.
///
/// One process writes at a time; any number may read. Reading sees whole commits only.
pub struct Store {
    pub(crate) connection: Connection,
}

/// How many statements are kept prepared: more than there are.
const STATEMENTS_KEPT: usize = 128;
/// How long a writer waits for another process before it answers [`Error::Busy`].
const BUSY_WAIT: Duration = Duration::from_secs(10);

impl Store {
    /// Opens the log in `folder`, making the folder and the file `entente.db` where they are missing.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Newer`] and [`Error::Altered`] say what to do; nothing is changed then.
    pub fn open(folder: &Path) -> Result<Store, Error> {
        std::fs::create_dir_all(folder).map_err(|why| Error::Folder { folder: folder.to_owned(), why })?;
        Self::prepare(Connection::open(folder.join("entente.db"))?)
    }

    /// A log that lives as long as this value, for tests and dry runs.
    ///
    /// # Errors
    /// Only where the machine has no memory left.
    pub fn in_memory() -> Result<Store, Error> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(connection: Connection) -> Result<Store, Error> {
        connection.busy_timeout(BUSY_WAIT)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // FULL: the write-ahead log is synced at every commit, so that what was answered is on the disk.
        connection.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
             pragma cache_size = -65536; pragma wal_autocheckpoint = 10000; pragma temp_store = memory;",
        )?;
        let mut store = Store { connection };
        migration::apply(&mut store.connection)?;
        Ok(store)
    }

    /// Begins to write; nobody else can until the answer is committed or dropped. Dropping takes everything back.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process writes for longer than ten seconds.
    pub fn begin(&mut self) -> Result<Tx<'_>, Error> {
        Tx::begin(self)
    }

    /// Writes `batch` in one transaction; it is on the disk when this returns.
    ///
    /// # Errors
    /// Nothing of the batch is written; see [`Tx::append`].
    pub fn append(&mut self, batch: &Batch) -> Result<Appended, Error> {
        let mut tx = self.begin()?;
        let appended = tx.append(batch)?;
        tx.commit()?;
        Ok(appended)
    }

    /// The statement, prepared once per connection.
    pub(crate) fn statement(&self, sql: &str) -> Result<CachedStatement<'_>, Error> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// Runs a statement that answers no rows; answers how many it changed.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, Error> {
        Ok(self.statement(sql)?.execute(params)?)
    }

    /// The first row, or none.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        Ok(self.statement(sql)?.query_row(params, read).optional()?)
    }

    /// All rows.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        Ok(self.statement(sql)?.query_map(params, read)?.collect::<rusqlite::Result<Vec<T>>>()?)
    }
}
