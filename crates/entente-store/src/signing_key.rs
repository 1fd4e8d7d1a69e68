//! Keys that people sign agreements with. A secret is kept as the desk wraps it; the store never looks inside.

use crate::database::params;
use entente_core::time::Instant;

use crate::proposal::KeyKind;
use crate::sql::statements;
use crate::{Error, Store};

statements! { "signing_key.sql": INSERT_KEY = "insert", OF = "of", SECRET = "secret", RETIRE = "retire" }

/// A key somebody signs with.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// Whose, by number.
    pub user: i64,
    /// Of what kind.
    pub kind: KeyKind,
    /// The public key: `ssh-ed25519 AAAA…`.
    pub public_key: String,
    /// The secret as it is kept; none where the key never was here.
    pub secret: Option<String>,
    /// Since when.
    pub made: Instant,
}

/// Without the secret, which goes into no log.
impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({}, {}, {})", self.user, self.kind.as_str(), self.public_key)
    }
}

impl Store {
    /// Keeps a new key.
    ///
    /// # Errors
    /// [`Error::Conflict`] where there is no such user.
    pub fn add_signing_key(&mut self, key: &SigningKey) -> Result<(), Error> {
        let SigningKey { user, kind, public_key, secret, made } = key;
        self.execute(INSERT_KEY, params![user, kind.as_str(), public_key, secret, made.as_micros()]).map(drop)
    }

    /// The key that is kept here for a user; none before they first signed.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where the row is not what this version writes.
    pub fn signing_key(&self, user: i64) -> Result<Option<SigningKey>, Error> {
        let row =
            self.first(OF, [user], |row| Ok((row.get::<String>(0)?, row.get(1)?, row.get(2)?, row.get::<i64>(3)?)))?;
        let Some((word, public_key, secret, made)) = row else { return Ok(None) };
        let unknown = || Error::unreadable(format_args!("the key of user {user}"), format_args!("'{word}' is unknown"));
        let kind = KeyKind::from_word(&word).ok_or_else(unknown)?;
        Ok(Some(SigningKey { user, kind, public_key, secret, made: Instant::from_micros(made) }))
    }

    /// Keeps a secret that was wrapped anew, as a change of the password asks for.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn put_signing_secret(&mut self, user: i64, public_key: &str, secret: &str) -> Result<(), Error> {
        self.execute(SECRET, params![secret, user, public_key]).map(drop)
    }

    /// Retires what a user signs with: the next signature makes a new key. What was signed stays.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn retire_signing_keys(&mut self, user: i64, at: Instant) -> Result<(), Error> {
        self.execute(RETIRE, params![at.as_micros(), user]).map(drop)
    }
}
