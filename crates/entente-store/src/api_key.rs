//! Keys by which programs come in, by their hash; enough of each is kept in the clear to tell it from others.

use crate::database::{Row, params};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "api_key.sql":
    INSERT_KEY = "insert", BY_HASH = "by_hash", ALL = "all", USED = "used", REVOKE = "revoke",
}

/// A key before the store gives a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApiKey {
    /// What it is for, in somebody's words.
    pub name: String,
    /// How the key starts, for people to know it by.
    pub start: String,
    /// Its last letters.
    pub ending: String,
    /// SHA-256 of the whole key.
    pub hash: [u8; 32],
    /// What it may do: words separated by spaces.
    pub scopes: String,
    /// Who made it.
    pub user: i64,
    /// When.
    pub created: Instant,
}

/// A key as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its number.
    pub id: i64,
    /// What it is for, in somebody's words.
    pub name: String,
    /// How the key starts.
    pub start: String,
    /// Its last letters.
    pub ending: String,
    /// What it may do: words separated by spaces.
    pub scopes: String,
    /// Who made it.
    pub user: i64,
    /// When.
    pub created: Instant,
    /// When it was last used.
    pub used: Option<Instant>,
    /// When it was revoked.
    pub revoked: Option<Instant>,
}

impl Store {
    /// Keeps a new key and answers its number.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn add_api_key(&mut self, key: &NewApiKey) -> Result<i64, Error> {
        let NewApiKey { name, start, ending, hash, scopes, user, created } = key;
        let params = params![name, start, ending, hash, scopes, user, created.as_micros()];
        let id = self.first(INSERT_KEY, params, |row| row.get(0))?;
        id.ok_or_else(|| Error::NotFound("number for a new key".to_owned()))
    }

    /// The key of this hash, revoked or not.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn api_key(&self, hash: [u8; 32]) -> Result<Option<ApiKey>, Error> {
        self.first(BY_HASH, [hash], read)
    }

    /// All keys, the newest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn api_keys(&self) -> Result<Vec<ApiKey>, Error> {
        self.rows(ALL, (), read)
    }

    /// Notes that a key was used.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn use_api_key(&mut self, id: i64, at: Instant) -> Result<(), Error> {
        self.execute(USED, params![at.as_micros(), id]).map(drop)
    }

    /// Revokes a key. One that is revoked stays so from its first time on.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn revoke_api_key(&mut self, id: i64, at: Instant) -> Result<(), Error> {
        self.execute(REVOKE, params![at.as_micros(), id]).map(drop)
    }
}

fn read(row: &Row<'_>) -> Result<ApiKey, Error> {
    Ok(ApiKey {
        id: row.get(0)?,
        name: row.get(1)?,
        start: row.get(2)?,
        ending: row.get(3)?,
        scopes: row.get(4)?,
        user: row.get(5)?,
        created: Instant::from_micros(row.get(6)?),
        used: row.get::<Option<i64>>(7)?.map(Instant::from_micros),
        revoked: row.get::<Option<i64>>(8)?.map(Instant::from_micros),
    })
}
