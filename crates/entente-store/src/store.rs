//! Opening the one file in which the log lives, with the settings under which an answered entry survives a crash.

use std::cell::RefCell;

use crate::batch::{Appended, Batch};
use crate::behind::Behind;
use crate::block::lines::Squeezer;
use crate::database::{Database, Parameters, Row};
use crate::{Error, Place, Step, Tx, migration};

#[cfg(test)]
mod tests;

/// The durable log of one workspace and what is folded from it.
///
/// One process writes at a time; any number may read. Reading sees whole commits only.
pub struct Store {
    pub(crate) database: Database,
    /// What this store, as the writer, has not put down yet.
    pub(crate) behind: RefCell<Behind>,
    pub(crate) squeezer: RefCell<Squeezer>,
}

impl Store {
    /// Opens the log at `place`: in a folder, making it and the file `entente.db` where they are missing, or in a database
    /// on a server, making its tables where they are missing.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Newer`] and [`Error::Altered`] say what to do; nothing is changed then.
    pub fn open(place: impl Into<Place>) -> Result<Store, Error> {
        Ok(Self::migrate(place)?.0)
    }

    /// A log that lives as long as this value, for tests and dry runs.
    ///
    /// # Errors
    /// Only where the machine has no memory left.
    pub fn in_memory() -> Result<Store, Error> {
        let database = Database::in_memory()?;
        migration::apply(&database)?;
        Ok(Store { database, behind: RefCell::default(), squeezer: RefCell::default() })
    }

    /// [`Store::open`], and which migrations that applied.
    ///
    /// # Errors
    /// As there.
    pub fn migrate(place: impl Into<Place>) -> Result<(Store, Vec<Step>), Error> {
        let database = match place.into() {
            Place::Folder(folder) => {
                std::fs::create_dir_all(&folder).map_err(|why| Error::Folder { folder: folder.clone(), why })?;
                Database::in_folder(&folder)?
            }
            Place::Server(server) => Database::on_server(server)?,
        };
        let applied = migration::apply(&database)?;
        Ok((Store { database, behind: RefCell::default(), squeezer: RefCell::default() }, applied))
    }

    /// Whether the database is on a server that may go away and come again.
    #[must_use]
    pub fn can_be_lost(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// Moves what was committed from the write-ahead log into the database's file, beside whoever reads and writes: what is
    /// not moved here, the writer moves now and then, and keeps everybody waiting meanwhile. A server does so by itself.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn checkpoint(&self) -> Result<(), Error> {
        self.database.checkpoint()
    }

    /// Lets this connection take the memory and the room that long transactions, one after the other, are quickest with: up
    /// to 256 MB of each. A server has settings of its own.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn expect_much(&self) -> Result<(), Error> {
        self.database.expect_much()
    }

    /// Begins to write; nobody else can until the answer is committed or dropped. Dropping takes everything back.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process writes for longer than ten seconds.
    pub fn begin(&mut self) -> Result<Tx<'_>, Error> {
        Tx::begin(self)
    }

    /// Lets `work` run while nobody else does who asks this way, in this process or another: for what is read first and
    /// written after in several steps. The log may grow meanwhile.
    ///
    /// # Errors
    /// [`Error::Busy`] where another takes longer than ten seconds; `work` did not run then.
    pub fn alone<T>(&mut self, work: impl FnOnce(&mut Store) -> T) -> Result<T, Error> {
        self.database.take_turn()?;
        let result = work(self);
        self.database.end_turn();
        Ok(result)
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

    /// Runs a statement that answers no rows; answers how many it changed.
    pub(crate) fn execute(&self, sql: &str, params: impl Parameters) -> Result<usize, Error> {
        self.database.execute(sql, params)
    }

    /// Runs an insert for every row, no two of which have one key.
    pub(crate) fn execute_many<P: Parameters>(&self, sql: &str, rows: &[P]) -> Result<(), Error> {
        self.database.execute_many(sql, rows)
    }

    /// The first row, or none.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Parameters,
        read: impl FnOnce(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let (mut read, mut first) = (Some(read), None);
        self.database.visit(sql, params, |row| {
            first = read.take().map(|read| read(row)).transpose()?;
            Ok(false)
        })?;
        Ok(first)
    }

    /// All rows.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Parameters,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        self.database.visit(sql, params, |row| {
            rows.push(read(row)?);
            Ok(true)
        })?;
        Ok(rows)
    }
}
