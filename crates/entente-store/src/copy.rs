//! A whole workspace copied from one place to another, whichever database either is, and both held against each other.

use sha2::{Digest as _, Sha256};

use crate::database::{Database, Parameter, Parameters, Row, Value};
use crate::{Error, Store, rebuild};

mod tables;

use tables::{Kept, TABLES};

/// What was copied of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// How many rows it has where they came from.
    pub rows: u64,
    /// SHA-256 of its rows in the order of its key, where they came from.
    pub from: String,
    /// The same where they went, read back after the commit.
    pub to: String,
}

impl Table {
    /// Whether both hold the same bytes.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.from == self.to
    }
}

/// Rows read before they are written.
const ROWS_AT_ONCE: usize = 2_048;

/// How many rows there are to copy.
///
/// # Errors
/// Only those of the database.
pub fn rows(from: &Store) -> Result<u64, Error> {
    TABLES.iter().map(|table| count(from, table)).sum()
}

/// Copies all rows of all tables, in one transaction of `to`; what is read does not change meanwhile. `progress` hears
/// how many are done.
///
/// # Errors
/// [`Error::NotEmpty`] where `to` holds anything; nothing was written then, nor after any other error.
pub fn copy(from: &mut Store, to: &mut Store, mut progress: impl FnMut(u64)) -> Result<Vec<Table>, Error> {
    let tx = to.begin()?;
    for table in TABLES.iter().filter(|table| table.name != "folded") {
        if count(&tx, table)? > 0 {
            return Err(Error::NotEmpty(table.name));
        }
    }
    tx.execute("delete from folded", ())?;
    from.database.begin_reading()?;
    let copied = copy_tables(&from.database, &tx.database, &mut progress);
    from.database.rollback();
    let mut copied = copied?;
    tx.commit()?;
    for (table, kept) in copied.iter_mut().zip(TABLES) {
        table.to = to.digest_of(&kept.select())?;
    }
    Ok(copied)
}

fn copy_tables(from: &Database, to: &Database, progress: &mut dyn FnMut(u64)) -> Result<Vec<Table>, Error> {
    let (mut copied, mut done) = (Vec::with_capacity(TABLES.len()), 0);
    for table in TABLES {
        let (rows, hash) = copy_table(from, to, table, &mut |rows| progress(done + rows))?;
        if table.is_numbered {
            to.number_on(table.name, table.key)?;
        }
        done += rows;
        copied.push(Table { name: table.name, rows, from: hash, to: String::new() });
    }
    Ok(copied)
}

/// Answers how many rows there were, and their hash.
fn copy_table(from: &Database, to: &Database, table: &Kept, at: &mut dyn FnMut(u64)) -> Result<(u64, String), Error> {
    let (insert, mut hash) = (table.insert(), Sha256::new());
    let (mut rows, mut waiting) = (0, Vec::with_capacity(ROWS_AT_ONCE));
    let write = |waiting: &mut Vec<Owned>| {
        to.execute_many(&insert, &waiting.iter().collect::<Vec<_>>())?;
        waiting.clear();
        Ok::<_, Error>(())
    };
    from.visit(&table.select(), (), |row| {
        rebuild::add_row(&mut hash, row)?;
        waiting.push(Owned::of(row)?);
        rows += 1;
        if waiting.len() == ROWS_AT_ONCE {
            write(&mut waiting)?;
            at(rows);
        }
        Ok(true)
    })?;
    write(&mut waiting)?;
    at(rows);
    Ok((rows, rebuild::hex(hash)))
}

fn count(store: &Store, table: &Kept) -> Result<u64, Error> {
    let count: Option<i64> = store.first(&format!("select count(*) from {}", table.quoted()), (), |row| row.get(0))?;
    Ok(count.unwrap_or(0) as u64)
}

/// A row on its way.
struct Owned(Vec<Cell>);

enum Cell {
    Null,
    Integer(i64),
    Text(String),
    Blob(Vec<u8>),
}

impl Owned {
    fn of(row: &Row<'_>) -> Result<Owned, Error> {
        let cell = |index| {
            Ok(match row.value(index)? {
                Value::Null => Cell::Null,
                Value::Integer(number) => Cell::Integer(number),
                Value::Text(text) => Cell::Text(text.to_owned()),
                Value::Blob(bytes) => Cell::Blob(bytes.to_owned()),
                Value::Integers(_) | Value::Texts(_) => Cell::Null,
            })
        };
        Ok(Owned((0..row.width()).map(cell).collect::<Result<_, Error>>()?))
    }
}

impl Parameters for &Owned {
    fn count(&self) -> usize {
        self.0.len()
    }
    fn at(&self, index: usize) -> Value<'_> {
        match &self.0[index] {
            Cell::Null => Value::Null,
            Cell::Integer(number) => number.value(),
            Cell::Text(text) => text.value(),
            Cell::Blob(bytes) => bytes.value(),
        }
    }
}
