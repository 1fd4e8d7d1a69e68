//! Who tells events with a write key: found by the key's hash, counted, revoked.

use entente_core::time::Instant;

use crate::database::{Row, params};
use crate::sql::statements;
use crate::{Error, Store};

statements! { "source.sql":
    INSERT_SOURCE = "insert", BY_HASH = "by_hash", ALL = "all", REVOKE = "revoke", COUNT = "count",
}

/// A source before the store gives a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// What it is, in somebody's words.
    pub name: String,
    /// Whether browsers have the key, or servers alone.
    pub is_browser: bool,
    /// SHA-256 of the key.
    pub hash: [u8; 32],
    /// How the key starts, for people to know it by.
    pub start: String,
    /// The whole key, where it is public anyway.
    pub write_key: Option<String>,
    /// Whether somebody vouches for what it says of people and companies.
    pub is_trusted: bool,
    /// Pages that may use the key, by origin, separated by spaces; empty: any.
    pub origins: String,
    /// The most events a minute; 0: as many as come.
    pub per_minute: u32,
    /// Who made it.
    pub user: i64,
    /// When.
    pub created: Instant,
}

/// A source as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number.
    pub id: i64,
    /// What it is, in somebody's words.
    pub name: String,
    /// Whether browsers have the key, or servers alone.
    pub is_browser: bool,
    /// How the key starts.
    pub start: String,
    /// The whole key, where it is public anyway.
    pub write_key: Option<String>,
    /// Whether somebody vouches for what it says of people and companies.
    pub is_trusted: bool,
    /// Pages that may use the key, by origin, separated by spaces; empty: any.
    pub origins: String,
    /// The most events a minute; 0: as many as come.
    pub per_minute: u32,
    /// Who made it.
    pub user: i64,
    /// When.
    pub created: Instant,
    /// When it was revoked.
    pub revoked: Option<Instant>,
    /// When it last told something.
    pub seen: Option<Instant>,
    /// What came of what it told.
    pub counts: SourceCounts,
    /// How many items left the quarantine because it was full, or they were old.
    pub dropped: u64,
}

/// How many items came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SourceCounts {
    /// They are facts now.
    pub accepted: u64,
    /// They were facts before.
    pub duplicate: u64,
    /// They could not be kept.
    pub quarantined: u64,
    /// They were not kept, because the visitor does not want to be tracked.
    pub withheld: u64,
}

impl Store {
    /// Adds a source; answers its number.
    ///
    /// # Errors
    /// [`Error::Conflict`] where another has the key.
    pub fn add_source(&mut self, source: &NewSource) -> Result<i64, Error> {
        let NewSource { name, is_browser, hash, start, write_key, is_trusted, origins, per_minute, user, created } =
            source;
        let side = if *is_browser { "browser" } else { "server" };
        let params =
            params![name, side, hash, start, write_key, is_trusted, origins, per_minute, user, created.as_micros(),];
        let id = self.first(INSERT_SOURCE, params, |row| row.get(0))?;
        id.ok_or_else(|| Error::NotFound("number for a new source".to_owned()))
    }

    /// The source whose key has this hash, revoked or not.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn source(&self, hash: [u8; 32]) -> Result<Option<Source>, Error> {
        self.first(BY_HASH, [hash], read)
    }

    /// All sources, the newest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn sources(&self) -> Result<Vec<Source>, Error> {
        self.rows(ALL, (), read)
    }

    /// Revokes a source's key. One that is revoked stays so from its first time on.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn revoke_source(&mut self, id: i64, at: Instant) -> Result<(), Error> {
        self.execute(REVOKE, params![at.as_micros(), id]).map(drop)
    }

    /// Adds to what a source has told, last at `seen`.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn count_source(&mut self, id: i64, counts: SourceCounts, seen: Instant) -> Result<(), Error> {
        let SourceCounts { accepted, duplicate, quarantined, withheld } = counts;
        let [accepted, duplicate, quarantined, withheld] = [accepted, duplicate, quarantined, withheld].map(whole);
        self.execute(COUNT, params![accepted, duplicate, quarantined, withheld, seen.as_micros(), id]).map(drop)
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn read(row: &Row<'_>) -> Result<Source, Error> {
    let count = |index| row.get::<i64>(index).map(i64::unsigned_abs);
    Ok(Source {
        id: row.get(0)?,
        name: row.get(1)?,
        is_browser: row.get::<String>(2)? == "browser",
        start: row.get(3)?,
        write_key: row.get(4)?,
        is_trusted: row.get(5)?,
        origins: row.get(6)?,
        per_minute: row.get(7)?,
        user: row.get(8)?,
        created: Instant::from_micros(row.get(9)?),
        revoked: row.get::<Option<i64>>(10)?.map(Instant::from_micros),
        seen: row.get::<Option<i64>>(11)?.map(Instant::from_micros),
        counts: SourceCounts {
            accepted: count(12)?,
            duplicate: count(13)?,
            quarantined: count(14)?,
            withheld: count(15)?,
        },
        dropped: count(16)?,
    })
}
