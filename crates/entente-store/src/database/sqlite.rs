//! SQLite: one file, its settings under which an answered entry survives a crash, and its errors.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, Statement, ToSql};

use super::{Parameters, Row, Value};
use crate::Error;

/// How many statements are kept prepared: more than there are.
const STATEMENTS_KEPT: usize = 256;
/// How long a writer waits for another process before it answers [`Error::Busy`].
const BUSY_WAIT: Duration = Duration::from_secs(10);
/// FULL: the write-ahead log is synced at every commit, so that what was answered is on the disk.
const SETTINGS: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
     pragma cache_size = -65536; pragma wal_autocheckpoint = 10000; pragma temp_store = memory;";

/// Other settings for long transactions: what they write is held in memory, and moved into the file less often.
pub(super) const FOR_MUCH: &str = "pragma cache_size = -262144; pragma wal_autocheckpoint = 65536;";

/// Opens the file, or a database in memory where none is named.
pub(super) fn open(file: Option<&Path>) -> Result<Connection, Error> {
    let connection = match file {
        Some(file) => Connection::open(file)?,
        None => Connection::open_in_memory()?,
    };
    if connection.is_readonly("main")? {
        return Err(Error::Disk("the file is read-only for this user".to_owned()));
    }
    connection.busy_timeout(BUSY_WAIT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.execute_batch(SETTINGS)?;
    // What a statement is given does not change how it is carried out; else many are planned anew at every use.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

pub(super) fn execute(connection: &Connection, sql: &str, params: impl Parameters) -> Result<usize, Error> {
    Ok(bound(connection, sql, params)?.raw_execute()?)
}

/// Runs a statement for every row, found once for all.
pub(super) fn execute_many<P: Parameters>(connection: &Connection, sql: &str, rows: &[P]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(sql)?;
    for row in rows {
        bind(&mut statement, *row)?;
        statement.raw_execute()?;
    }
    Ok(())
}

/// Shows rows to `each` until it says that it has enough.
pub(super) fn visit(
    connection: &Connection,
    sql: &str,
    params: impl Parameters,
    mut each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut statement = bound(connection, sql, params)?;
    show(&mut statement, &mut each)
}

/// Shows the rows of a query that is asked once for each of these, found once for all.
pub(super) fn visit_many<P: Parameters>(
    connection: &Connection,
    sql: &str,
    asked: impl Iterator<Item = P>,
    mut each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(sql)?;
    for params in asked {
        bind(&mut statement, params)?;
        show(&mut statement, &mut each)?;
    }
    Ok(())
}

fn show(statement: &mut Statement<'_>, each: &mut impl FnMut(&Row<'_>) -> Result<bool, Error>) -> Result<(), Error> {
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        if !each(&Row::Sqlite(row))? {
            break;
        }
    }
    Ok(())
}

/// The statement, prepared once per connection, with its parameters.
fn bound<'a>(connection: &'a Connection, sql: &str, params: impl Parameters) -> Result<CachedStatement<'a>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    Ok(statement)
}

fn bind(statement: &mut Statement<'_>, params: impl Parameters) -> Result<(), Error> {
    for index in 0..params.count() {
        statement.raw_bind_parameter(index + 1, params.at(index))?;
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
            Value::Integers(_) | Value::Texts(_) => ValueRef::Null,
        }))
    }
}

/// What stands in a column.
pub(super) fn value<'a>(row: &'a rusqlite::Row<'_>, index: usize) -> Result<Value<'a>, Error> {
    Ok(match row.get_ref(index)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Text(bytes) => Value::Text(
            std::str::from_utf8(bytes)
                .map_err(|why| Error::unreadable(format_args!("column {index} of a row"), why))?,
        ),
        ValueRef::Blob(bytes) => Value::Blob(bytes),
        ValueRef::Real(_) => return Err(Error::unreadable("a row", "a fraction is nowhere kept")),
    })
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => Error::Conflict(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy(error.to_string()),
            Some(ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure) => {
                Error::Disk(error.to_string())
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged(error.to_string()),
            _ => Error::Database(error.to_string()),
        }
    }
}
