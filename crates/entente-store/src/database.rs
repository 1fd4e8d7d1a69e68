//! The database under the store: what a statement needs, and nothing that tells one database from another above here.

use std::path::Path;

use rusqlite::Connection;

use crate::Error;

mod sqlite;
mod value;

pub(crate) use value::{Column, Parameter, Parameters, Value, params};

/// One connection.
pub(crate) enum Database {
    Sqlite(Connection),
}

/// One row of an answer, while it is shown.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
}

impl Row<'_> {
    /// A column, by its place.
    pub(crate) fn get<T: Column>(&self, index: usize) -> Result<T, Error> {
        value::read(self.value(index)?, index)
    }

    /// A column as it stands.
    pub(crate) fn value(&self, index: usize) -> Result<Value<'_>, Error> {
        match self {
            Row::Sqlite(row) => sqlite::value(row, index),
        }
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        match self {
            Row::Sqlite(row) => row.as_ref().column_count(),
        }
    }
}

impl Database {
    /// The file `entente.db` in a folder.
    pub(crate) fn in_folder(folder: &Path) -> Result<Database, Error> {
        Ok(Database::Sqlite(sqlite::open(Some(&folder.join("entente.db")))?))
    }

    /// A database that lives as long as this value.
    pub(crate) fn in_memory() -> Result<Database, Error> {
        Ok(Database::Sqlite(sqlite::open(None)?))
    }

    /// Runs a statement that answers no rows; answers how many it changed.
    pub(crate) fn execute(&self, sql: &str, params: &impl Parameters) -> Result<usize, Error> {
        match self {
            Database::Sqlite(connection) => sqlite::execute(connection, sql, params),
        }
    }

    /// Shows rows to `each` until it answers no. It must not ask the same database anything meanwhile.
    pub(crate) fn visit(
        &self,
        sql: &str,
        params: &impl Parameters,
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        match self {
            Database::Sqlite(connection) => sqlite::visit(connection, sql, params, each),
        }
    }

    /// Runs statements that take and answer nothing.
    pub(crate) fn script(&self, sql: &str) -> Result<(), Error> {
        match self {
            Database::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
        }
    }

    /// Begins to write; nobody else can until the transaction ends.
    pub(crate) fn begin(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.script("begin immediate"),
        }
    }

    /// Whether a transaction is open.
    pub(crate) fn is_in_transaction(&self) -> bool {
        match self {
            Database::Sqlite(connection) => !connection.is_autocommit(),
        }
    }

    /// Whether there is a table of this name.
    pub(crate) fn has_table(&self, name: &str) -> Result<bool, Error> {
        match self {
            Database::Sqlite(connection) => Ok(connection.table_exists(None, name)?),
        }
    }

    /// The connection itself, for tests that reach below.
    #[cfg(test)]
    pub(crate) fn sqlite(&self) -> &Connection {
        match self {
            Database::Sqlite(connection) => connection,
        }
    }
}
