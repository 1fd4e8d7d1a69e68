//! What people did that is no fact about a lead: who came in, who was invited, who signed. Appended, never edited.

use crate::database::{Row, params};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "audit.sql": INSERT_LINE = "insert", BEFORE = "before", BEFORE_OF = "before_of", ABOUT = "about", ABOUT_OF = "about_of" }

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// Its number; 0 before it is kept.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Who, by number; none where nobody had come in.
    pub user: Option<i64>,
    /// What was done, by a word that has a message: `user.invited`.
    pub act: String,
    /// To what: a user's handle, a key's name, an agreement's hash.
    pub subject: String,
    /// What else there is to say; no personal data of leads.
    pub detail: String,
}

impl Store {
    /// Appends a line.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn audit(&mut self, line: &Audit) -> Result<(), Error> {
        let Audit { id: _, at, user, act, subject, detail } = line;
        self.execute(INSERT_LINE, params![at.as_micros(), user, act, subject, detail]).map(drop)
    }

    /// The lines before a number, newest first: all, or those of one user.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn audits(&self, user: Option<i64>, before: i64, limit: usize) -> Result<Vec<Audit>, Error> {
        let limit = limit.min(i64::MAX as usize) as i64;
        match user {
            Some(user) => self.rows(BEFORE_OF, params![user, before, limit], read),
            None => self.rows(BEFORE, params![before, limit], read),
        }
    }

    /// The lines before a number, newest first: of one user or of all, and about one thing or about all. `about` is how
    /// acts begin, before their dot; empty: all acts.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn audits_about(&self, user: Option<i64>, about: &str, before: i64, limit: usize) -> Result<Vec<Audit>, Error> {
        if about.is_empty() {
            return self.audits(user, before, limit);
        }
        let limit = limit.min(i64::MAX as usize) as i64;
        let acts = format!("{about}.%");
        match user {
            Some(user) => self.rows(ABOUT_OF, params![user, before, acts, limit], read),
            None => self.rows(ABOUT, params![before, acts, limit], read),
        }
    }
}

fn read(row: &Row<'_>) -> Result<Audit, Error> {
    Ok(Audit {
        id: row.get(0)?,
        at: Instant::from_micros(row.get(1)?),
        user: row.get(2)?,
        act: row.get(3)?,
        subject: row.get(4)?,
        detail: row.get(5)?,
    })
}
