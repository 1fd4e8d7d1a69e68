//! How far the log is decided.

use crate::database::params;
use entente_core::id::Seq;
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "cursor.sql": GET = "get", PUT = "put" }

/// How far the log is decided: every fact up to `(known, seq)`, and everything that time alone changes up to `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// When the last decided fact was known.
    pub known: Instant,
    /// Its number.
    pub seq: Seq,
    /// Up to and including which instant time itself was decided. A fact that comes later is never known before it.
    pub until: Instant,
}

/// Nothing is decided yet.
impl Default for Cursor {
    fn default() -> Cursor {
        Cursor { known: Instant::MIN, seq: Seq(0), until: Instant::MIN }
    }
}

impl Store {
    /// How far the log is decided.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cursor(&self) -> Result<Cursor, Error> {
        let cursor = self.first(GET, (), |row| {
            Ok(Cursor {
                known: Instant::from_micros(row.get(0)?),
                seq: Seq(row.get::<i64>(1)? as u64),
                until: Instant::from_micros(row.get(2)?),
            })
        })?;
        Ok(cursor.unwrap_or_default())
    }
}

pub(crate) fn save(tx: &Tx<'_>, cursor: Cursor) -> Result<(), Error> {
    tx.execute(PUT, params![cursor.known.as_micros(), cursor.seq.0 as i64, cursor.until.as_micros()])?;
    tx.cursor.set(Some(cursor));
    Ok(())
}
