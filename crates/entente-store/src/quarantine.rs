//! Items that could not be kept: as they were sent, with the reason, the latest of each source.

use entente_core::time::{Instant, Span};

use crate::database::{Row, params};
use crate::sql::statements;
use crate::{Error, Store};

statements! { "quarantine.sql":
    INSERT_ITEM = "insert", BOUND = "bound", BEFORE = "before", BEFORE_OF = "before_of", COUNTS = "counts", ONE = "one",
    REASON = "reason", RELEASE = "release", OLDEST = "oldest", EXPIRE = "expire",
}
statements! { "source.sql": DROP = "drop" }

/// The most items that are held of one source; the oldest make room.
pub const QUARANTINE_MAX: usize = 500;
/// How long an item is held: it may hold a person's data, and nobody missed it for so long.
pub const QUARANTINE_DAYS: i64 = 30;

/// An item that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its number; 0 before it is held.
    pub id: i64,
    /// Which source told it.
    pub source: i64,
    /// When it arrived.
    pub received: Instant,
    /// What its address said of it: `track`; empty where nothing.
    pub call: String,
    /// What its request said of when it was sent; empty where nothing.
    pub sent: String,
    /// Why it could not be kept.
    pub reason: String,
    /// The item, as it was sent.
    pub body: String,
}

impl Store {
    /// Holds items, each once however often it is sent; what is then too many or too old of their sources is dropped, and counted there.
    ///
    /// # Errors
    /// Only those of the database; nothing is held then.
    pub fn quarantine(&mut self, items: &[Quarantined], now: Instant) -> Result<(), Error> {
        let tx = self.begin()?;
        for Quarantined { id: _, source, received, call, sent, reason, body } in items {
            tx.execute(INSERT_ITEM, params![source, received.as_micros(), call, sent, reason, body])?;
        }
        let mut sources: Vec<i64> = items.iter().map(|item| item.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let oldest = now + Span::DAY.times(-QUARANTINE_DAYS);
        for source in sources {
            let dropped = tx.execute(BOUND, params![source, oldest.as_micros(), QUARANTINE_MAX as i64])?;
            if dropped > 0 {
                tx.execute(DROP, params![dropped as i64, source])?;
            }
        }
        tx.commit()
    }

    /// Items before a number, newest first: all, or those of one source.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn quarantined(&self, source: Option<i64>, before: i64, limit: usize) -> Result<Vec<Quarantined>, Error> {
        let limit = limit.min(i64::MAX as usize) as i64;
        match source {
            Some(source) => self.rows(BEFORE_OF, params![source, before, limit], read),
            None => self.rows(BEFORE, params![before, limit], read),
        }
    }

    /// How many are held of each source that has any.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn quarantine_counts(&self) -> Result<Vec<(i64, u64)>, Error> {
        self.rows(COUNTS, (), |row| Ok((row.get(0)?, row.get::<i64>(1)?.unsigned_abs())))
    }

    /// One item, by its number.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn quarantined_one(&self, id: i64) -> Result<Option<Quarantined>, Error> {
        self.first(ONE, [id], read)
    }

    /// When the oldest item that is held arrived; none where nothing is held.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn oldest_quarantined(&self) -> Result<Option<Instant>, Error> {
        self.first(OLDEST, (), |row| Ok(Instant::from_micros(row.get(0)?)))
    }

    /// Drops what arrived before `before`, of every source, and counts it there.
    ///
    /// # Errors
    /// Only those of the database; nothing is dropped then.
    pub fn expire_quarantine(&mut self, before: Instant) -> Result<u64, Error> {
        let sources = self.quarantine_counts()?;
        let tx = self.begin()?;
        let mut all = 0;
        for (source, _) in sources {
            let dropped = tx.execute(EXPIRE, params![source, before.as_micros()])?;
            if dropped > 0 {
                tx.execute(DROP, params![dropped as i64, source])?;
            }
            all += dropped as u64;
        }
        tx.commit()?;
        Ok(all)
    }

    /// Notes another reason why an item cannot be kept.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn hold_again(&mut self, id: i64, reason: &str) -> Result<(), Error> {
        self.execute(REASON, params![reason, id]).map(drop)
    }

    /// Lets an item go: it was kept after all, or nobody wants it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn release(&mut self, id: i64) -> Result<(), Error> {
        self.execute(RELEASE, [id]).map(drop)
    }
}

fn read(row: &Row<'_>) -> Result<Quarantined, Error> {
    Ok(Quarantined {
        id: row.get(0)?,
        source: row.get(1)?,
        received: Instant::from_micros(row.get(2)?),
        call: row.get(3)?,
        sent: row.get(4)?,
        reason: row.get(5)?,
        body: row.get(6)?,
    })
}
