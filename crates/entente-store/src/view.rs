//! Lists that somebody filtered and kept, for themselves or for all.

use crate::database::params;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "view.sql": SAVE = "save", OF = "of", DELETE = "delete" }

/// A kept list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its number; 0 before it is kept.
    pub id: i64,
    /// Whose, by number.
    pub user: i64,
    /// Of what: `leads`, `accounts`.
    pub noun: String,
    /// What it is called.
    pub name: String,
    /// The filters as the page's address has them: `stage=mql&owner=jonas.weber`.
    pub query: String,
    /// Whether everybody sees it.
    pub shared: bool,
}

impl Store {
    /// Keeps a list; one of the same name and user is replaced.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn save_view(&mut self, view: &View) -> Result<(), Error> {
        let View { id: _, user, noun, name, query, shared } = view;
        self.execute(SAVE, params![user, noun, name, query, shared]).map(drop)
    }

    /// A user's lists of a noun and those that others share, by name.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn views(&self, noun: &str, user: i64) -> Result<Vec<View>, Error> {
        self.rows(OF, params![noun, user], |row| {
            Ok(View {
                id: row.get(0)?,
                user: row.get(1)?,
                noun: row.get(2)?,
                name: row.get(3)?,
                query: row.get(4)?,
                shared: row.get(5)?,
            })
        })
    }

    /// Drops a user's own list; another's stays.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn drop_view(&mut self, view: i64, user: i64) -> Result<(), Error> {
        self.execute(DELETE, params![view, user]).map(drop)
    }
}
