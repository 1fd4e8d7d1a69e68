//! Which form of what is folded from the log a database holds, so that an older one is folded again and not misread.

use crate::database::Database;
use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "folded.sql": GET = "get", PUT = "put" }

/// The form that this version writes. One higher whenever what is folded changes its meaning.
const VERSION: i64 = 5;

impl Store {
    /// Whether what is folded from the log has the form this version reads; if not, rebuild before anything else.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn is_folded(&self) -> Result<bool, Error> {
        Ok(self.first(GET, (), |row| row.get::<i64>(0))? == Some(VERSION))
    }
}

/// Notes that a new database, which holds nothing yet, has the form of this version.
pub(crate) fn mark_new(database: &Database) -> Result<(), Error> {
    database.execute(PUT, [VERSION]).map(drop)
}

/// Notes that everything was folded again by this version.
pub(crate) fn mark(tx: &Tx<'_>) -> Result<(), Error> {
    tx.execute(PUT, [VERSION]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_is_folded_and_one_of_an_older_form_is_until_it_was_rebuilt_not() {
        let mut store = Store::in_memory().unwrap();
        assert!(store.is_folded().unwrap());
        for older in ["delete from folded", "update folded set version = 0"] {
            store.database.script(older).unwrap();
            assert!(!store.is_folded().unwrap(), "{older}");
            store.drop_derived().unwrap();
            assert!(store.is_folded().unwrap());
        }
    }
}
