//! Sessions by the hash of their token, so that whoever reads the database cannot come in with what it holds.

use crate::database::params;
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "session.sql":
    INSERT_SESSION = "insert", GET = "get", SEEN = "seen", SEEN_SINCE = "seen_since", DELETE = "delete", DELETE_OF = "delete_of", DELETE_ENDED = "delete_ended",
    LAST_SEEN = "last_seen",
}

/// Somebody who came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Who, by number.
    pub user: i64,
    /// Since when.
    pub created: Instant,
    /// When they were last seen.
    pub seen: Instant,
    /// From when on it counts no more.
    pub ends: Instant,
}

impl Store {
    /// Keeps a new session, and drops those that have ended.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn add_session(&mut self, token_hash: [u8; 32], session: Session) -> Result<(), Error> {
        self.execute(DELETE_ENDED, [session.created.as_micros()])?;
        let Session { user, created, seen, ends } = session;
        let params = params![token_hash, user, created.as_micros(), seen.as_micros(), ends.as_micros()];
        self.execute(INSERT_SESSION, params).map(drop)
    }

    /// The session of this token, ended or not.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn session(&self, token_hash: [u8; 32]) -> Result<Option<Session>, Error> {
        self.first(GET, [token_hash], |row| {
            Ok(Session {
                user: row.get(0)?,
                created: Instant::from_micros(row.get(1)?),
                seen: Instant::from_micros(row.get(2)?),
                ends: Instant::from_micros(row.get(3)?),
            })
        })
    }

    /// Notes that a session was used, and until when it counts now.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn see_session(&mut self, token_hash: [u8; 32], seen: Instant, ends: Instant) -> Result<(), Error> {
        self.execute(SEEN, params![seen.as_micros(), ends.as_micros(), token_hash]).map(drop)
    }

    /// The users of sessions that were used since then, in order.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn users_seen_since(&self, since: Instant) -> Result<Vec<i64>, Error> {
        self.rows(SEEN_SINCE, [since.as_micros()], |row| row.get(0))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn drop_session(&mut self, token_hash: [u8; 32]) -> Result<(), Error> {
        self.execute(DELETE, [token_hash]).map(drop)
    }

    /// Ends all sessions of a user: their password changed, or they left.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn drop_sessions_of(&mut self, user: i64) -> Result<(), Error> {
        self.execute(DELETE_OF, [user]).map(drop)
    }

    /// When each user was last here, while one of their sessions is kept.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn last_seen(&self) -> Result<Vec<(i64, Instant)>, Error> {
        self.rows(LAST_SEEN, (), |row| Ok((row.get(0)?, Instant::from_micros(row.get(1)?))))
    }
}
