//! Retention: facts whose details are over their time are written again without them, portion by portion along the
//! order in which they became known, so that no fact is ever looked at twice.

use entente_core::fact::Fact;
use entente_core::id::Seq;
use entente_core::time::Instant;

use crate::database::params;
use crate::entry::{self, Row};
use crate::sql::statements;
use crate::{Cursor, Error, Store, Tx, block};

statements! { "retention.sql": GET = "get", PUT = "put", AHEAD = "ahead" }

/// How far details were dropped, and what that came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// When the last fact that was looked at became known.
    pub known: Instant,
    /// Its number.
    pub seq: Seq,
    /// How many facts were looked at.
    pub passed: u64,
    /// How many of them lost details.
    pub shortened: u64,
    /// How many bytes of their bodies went.
    pub bytes: u64,
}

/// Nothing was looked at yet.
impl Default for Retention {
    fn default() -> Retention {
        Retention { known: Instant::MIN, seq: Seq(0), passed: 0, shortened: 0, bytes: 0 }
    }
}

/// A portion of facts that was looked at, and not yet written.
pub struct Retained {
    /// How far it reaches, with what was done before it.
    pub reached: Retention,
    /// Whether there may be more.
    pub is_full: bool,
    rows: Vec<Row>,
}

impl Retained {
    /// Whether there was no fact to look at after `from`.
    #[must_use]
    pub fn is_empty(&self, from: &Retention) -> bool {
        self.reached == *from
    }
}

impl Store {
    /// How far details were dropped.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn retention(&self) -> Result<Retention, Error> {
        let kept = self.first(GET, (), |row| {
            Ok(Retention {
                known: Instant::from_micros(row.get(0)?),
                seq: Seq(row.get::<i64>(1)? as u64),
                passed: row.get::<i64>(2)? as u64,
                shortened: row.get::<i64>(3)? as u64,
                bytes: row.get::<i64>(4)? as u64,
            })
        })?;
        Ok(kept.unwrap_or_default())
    }

    /// How many facts after `from` were known at `until` or before.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn facts_ahead(&self, from: &Retention, until: Instant) -> Result<u64, Error> {
        let after = Cursor { known: from.known, seq: from.seq, until: Instant::MIN };
        let params = params![from.known.as_micros(), from.seq.0 as i64, until.as_micros()];
        let entries = self.first(AHEAD, params, |row| row.get::<i64>(0))?.unwrap_or_default() as u64;
        Ok(entries + block::read::count_known(self, after, until)?)
    }

    /// Looks at up to `limit` facts after `from` that were known at `until` or before: `shorten` answers what is left of
    /// one, or nothing where it stays as it is. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn shortened(
        &self,
        from: &Retention,
        until: Instant,
        limit: usize,
        mut shorten: impl FnMut(&Fact) -> Option<Fact>,
    ) -> Result<Retained, Error> {
        let after = Cursor { known: from.known, seq: from.seq, until: Instant::MIN };
        let facts = self.undecided(after, until, limit)?;
        let mut portion = Retained { reached: *from, is_full: facts.len() == limit, rows: Vec::new() };
        for (seq, fact) in facts {
            if let Some(left) = shorten(&fact) {
                let row = Row::of_fact(seq, &left)?;
                portion.reached.bytes += Row::of_fact(seq, &fact)?.body_len().saturating_sub(row.body_len());
                portion.reached.shortened += 1;
                portion.rows.push(row);
            }
            (portion.reached.known, portion.reached.seq) = (fact.known, seq);
            portion.reached.passed += 1;
        }
        Ok(portion)
    }
}

impl Tx<'_> {
    /// Writes a portion that was looked at in this transaction: facts without their details, and how far they reach. Keys,
    /// numbers and all else of the log stay.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn retain(&mut self, portion: &Retained) -> Result<(), Error> {
        entry::rewrite(self, &portion.rows)?;
        let Retention { known, seq, passed, shortened, bytes } = portion.reached;
        let counts = [passed, shortened, bytes].map(|count| count as i64);
        self.execute(PUT, params![known.as_micros(), seq.0 as i64, counts[0], counts[1], counts[2]]).map(drop)
    }
}
