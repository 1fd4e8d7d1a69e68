//! The database under the store: what a statement needs, and nothing that tells one database from another above here.

use std::path::Path;

use rusqlite::Connection;

use crate::{Error, Server};

mod postgres;
mod sqlite;
mod value;

use postgres::blocking;
pub use postgres::{Heard, News};
pub(crate) use value::{Column, Parameter, Parameters, Value, params};

/// One connection.
pub(crate) enum Database {
    Sqlite(Connection),
    Postgres(Box<postgres::Connection>),
}

/// The parameters of a query for one key.
#[derive(Clone, Copy)]
struct OneKey<'a> {
    before: &'a [i64],
    key: i64,
}

impl Parameters for OneKey<'_> {
    fn count(&self) -> usize {
        self.before.len() + 1
    }
    fn at(&self, index: usize) -> Value<'_> {
        Value::Integer(self.before.get(index).copied().unwrap_or(self.key))
    }
}

/// One row of an answer, while it is shown.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a ::postgres::Row),
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
            Row::Postgres(row) => postgres::value(row, index),
        }
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        match self {
            Row::Sqlite(row) => row.as_ref().column_count(),
            Row::Postgres(row) => row.len(),
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

    /// A database on a server.
    pub(crate) fn on_server(server: Server) -> Result<Database, Error> {
        Ok(Database::Postgres(Box::new(blocking(|| postgres::Connection::open(server))?)))
    }

    /// Whether it is on a server.
    pub(crate) fn is_server(&self) -> bool {
        matches!(self, Database::Postgres(_))
    }

    /// Runs a statement that answers no rows; answers how many it changed.
    pub(crate) fn execute(&self, sql: &str, params: impl Parameters) -> Result<usize, Error> {
        match self {
            Database::Sqlite(connection) => sqlite::execute(connection, sql, params),
            Database::Postgres(connection) => blocking(|| connection.execute(sql, params)),
        }
    }

    /// Runs a statement for every row: one after the other where the database is near, together where it is far. Rows that
    /// would meet in one key, or see each other, must not stand in one call.
    pub(crate) fn execute_many<P: Parameters>(&self, sql: &str, rows: &[P]) -> Result<(), Error> {
        match self {
            Database::Sqlite(connection) => sqlite::execute_many(connection, sql, rows),
            Database::Postgres(connection) => blocking(|| connection.execute_many(sql, rows)),
        }
    }

    /// Shows rows to `each` until it answers no. It must not ask the same database anything meanwhile.
    pub(crate) fn visit(
        &self,
        sql: &str,
        params: impl Parameters,
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        match self {
            Database::Sqlite(connection) => sqlite::visit(connection, sql, params, each),
            Database::Postgres(connection) => blocking(|| connection.visit(sql, params, each)),
        }
    }

    /// Shows what a query answers for each of these rows of parameters, in any order.
    pub(crate) fn visit_rows<P: Parameters>(
        &self,
        sql: &str,
        rows: &[P],
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        match self {
            Database::Sqlite(connection) => sqlite::visit_many(connection, sql, rows.iter().copied(), each),
            Database::Postgres(connection) => blocking(|| connection.visit_rows(sql, rows, each)),
        }
    }

    /// Shows the rows of many keys, the last parameter of a query for one: in the order asked or in none.
    pub(crate) fn visit_many(
        &self,
        sql: &str,
        before: &[i64],
        keys: &[i64],
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        if keys.is_empty() {
            return Ok(());
        }
        match self {
            Database::Sqlite(connection) => {
                sqlite::visit_many(connection, sql, keys.iter().map(|key| OneKey { before, key: *key }), each)
            }
            Database::Postgres(connection) => blocking(|| connection.visit_many(sql, before, keys, each)),
        }
    }

    /// Shows the rows of many keys that are texts, the only parameter of a query for one.
    pub(crate) fn visit_texts(
        &self,
        sql: &str,
        keys: &[&str],
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        if keys.is_empty() {
            return Ok(());
        }
        match self {
            Database::Sqlite(connection) => sqlite::visit_many(connection, sql, keys.iter().map(|key| [*key]), each),
            Database::Postgres(connection) => blocking(|| connection.visit_texts(sql, keys, each)),
        }
    }

    /// Runs statements that take and answer nothing.
    pub(crate) fn script(&self, sql: &str) -> Result<(), Error> {
        match self {
            Database::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Database::Postgres(connection) => blocking(|| connection.script(sql)),
        }
    }

    /// Moves what was committed from the write-ahead log into the file, as far as nobody is in the way.
    pub(crate) fn checkpoint(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.visit("pragma wal_checkpoint(passive)", (), |_| Ok(false)),
            Database::Postgres(_) => Ok(()),
        }
    }

    /// Makes room for long transactions.
    pub(crate) fn expect_much(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.script(sqlite::FOR_MUCH),
            Database::Postgres(_) => Ok(()),
        }
    }

    /// Begins to write; nobody else can until the transaction ends.
    pub(crate) fn begin(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.script("begin immediate"),
            Database::Postgres(connection) => blocking(|| connection.begin()),
        }
    }

    /// Begins to read what does not change until the transaction is rolled back.
    pub(crate) fn begin_reading(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.script("begin"),
            Database::Postgres(connection) => {
                blocking(|| connection.begin_with("begin isolation level repeatable read, read only"))
            }
        }
    }

    /// Has the numbers of new rows go on after the highest that a table has.
    pub(crate) fn number_on(&self, table: &str, key: &str) -> Result<(), Error> {
        match self {
            // A new row gets the number after the highest there is anyway.
            Database::Sqlite(_) => Ok(()),
            Database::Postgres(_) => self.script(&format!(
                "select setval(pg_get_serial_sequence('\"{table}\"', '{key}'), coalesce(max({key}), 1), max({key}) is not null)
                 from \"{table}\""
            )),
        }
    }

    /// Begins to claim work: others may write to the log meanwhile where the database lets them.
    pub(crate) fn begin_claiming(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.begin(),
            Database::Postgres(connection) => blocking(|| connection.begin_with("begin")),
        }
    }

    /// A query as it is asked by one who claims what it answers, so that nobody else is answered the same.
    pub(crate) fn claiming(&self, sql: &'static str) -> std::borrow::Cow<'static, str> {
        match self {
            Database::Sqlite(_) => sql.into(),
            Database::Postgres(_) => format!("{sql} for update skip locked").into(),
        }
    }

    /// Ends the transaction so that all of it stands.
    pub(crate) fn commit(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.script("commit"),
            Database::Postgres(connection) => blocking(|| connection.commit()),
        }
    }

    /// Ends the transaction so that nothing of it stands. Where that fails, closing the connection does it.
    pub(crate) fn rollback(&self) {
        match self {
            Database::Sqlite(_) => drop(self.script("rollback")),
            Database::Postgres(connection) => blocking(|| connection.rollback()),
        }
    }

    /// Takes back what was written since `savepoint part`.
    pub(crate) fn rollback_part(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => self.script("rollback to part; release part"),
            Database::Postgres(connection) => blocking(|| connection.rollback_part()),
        }
    }

    /// Waits until nobody else has the turn that is taken here. In one file it is whoever has the file open who has it.
    pub(crate) fn take_turn(&self) -> Result<(), Error> {
        match self {
            Database::Sqlite(_) => Ok(()),
            Database::Postgres(connection) => blocking(|| connection.take_turn()),
        }
    }

    /// Ends the turn.
    pub(crate) fn end_turn(&self) {
        if let Database::Postgres(connection) = self {
            blocking(|| connection.end_turn());
        }
    }

    /// Whether a transaction is open.
    pub(crate) fn is_in_transaction(&self) -> bool {
        match self {
            Database::Sqlite(connection) => !connection.is_autocommit(),
            Database::Postgres(connection) => connection.is_in_transaction(),
        }
    }

    /// Whether a statement of the open transaction failed, so that the server takes no other any more.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(self, Database::Postgres(connection) if connection.has_failed())
    }

    /// Whether there is a table of this name.
    pub(crate) fn has_table(&self, name: &str) -> Result<bool, Error> {
        match self {
            Database::Sqlite(connection) => Ok(connection.table_exists(None, name)?),
            Database::Postgres(_) => {
                let mut is_there = false;
                let sql = "select 1 from pg_tables where schemaname = current_schema() and tablename = $1";
                self.visit(sql, [name], |_| {
                    is_there = true;
                    Ok(false)
                })?;
                Ok(is_there)
            }
        }
    }

    /// The connection itself, for tests that reach below.
    #[cfg(test)]
    pub(crate) fn sqlite(&self) -> &Connection {
        let Database::Sqlite(connection) = self else { panic!("a test of SQLite") };
        connection
    }
}
