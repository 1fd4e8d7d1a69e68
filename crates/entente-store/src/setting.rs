//! What the workspace is called and the like: one value a name.

use crate::database::params;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "setting.sql": GET = "get", PUT = "put" }

impl Store {
    /// A setting's value; none where it was never set.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        self.first(GET, [name], |row| row.get(0))
    }

    /// Sets it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn put_setting(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.execute(PUT, params![name, value]).map(drop)
    }
}
