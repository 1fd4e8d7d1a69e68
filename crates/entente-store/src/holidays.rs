//! Lists of holidays that somebody reviewed, as they were then.

use crate::database::{Row, params};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "holidays.sql": INSERT_LIST = "insert", GET = "get", ALL = "all" }

/// A reviewed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    /// Its number; 0 before it is kept.
    pub id: i64,
    /// The agreement's calendar that it was reviewed for.
    pub calendar: String,
    /// What it is called.
    pub name: String,
    /// Date (`2026-12-25`) and name of each day, by date.
    pub days: Vec<(String, String)>,
    /// Who reviewed it, by number.
    pub user: i64,
    /// When.
    pub reviewed: Instant,
}

impl Store {
    /// Keeps a reviewed list and answers its number.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn add_holidays(&mut self, list: &Holidays) -> Result<i64, Error> {
        let Holidays { id: _, calendar, name, days, user, reviewed } = list;
        let days = serde_json::to_string(days).map_err(|error| Error::unreadable("holidays", error))?;
        let id =
            self.first(INSERT_LIST, params![calendar, name, days, user, reviewed.as_micros()], |row| row.get(0))?;
        id.ok_or_else(|| Error::NotFound("number for a list of holidays".to_owned()))
    }

    /// The list of this number.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where its days are not what this version writes.
    pub fn holidays(&self, id: i64) -> Result<Option<Holidays>, Error> {
        self.first(GET, [id], columns)?.map(read).transpose()
    }

    /// The newest lists, newest first.
    ///
    /// # Errors
    /// As [`Store::holidays`].
    pub fn all_holidays(&self, limit: usize) -> Result<Vec<Holidays>, Error> {
        let limit = limit.min(i64::MAX as usize) as i64;
        self.rows(ALL, [limit], columns)?.into_iter().map(read).collect()
    }
}

fn columns(row: &Row<'_>) -> Result<(Holidays, String), Error> {
    let list = Holidays {
        id: row.get(0)?,
        calendar: row.get(1)?,
        name: row.get(2)?,
        days: Vec::new(),
        user: row.get(4)?,
        reviewed: Instant::from_micros(row.get(5)?),
    };
    Ok((list, row.get(3)?))
}

fn read((list, days): (Holidays, String)) -> Result<Holidays, Error> {
    let days =
        serde_json::from_str(&days).map_err(|why| Error::unreadable(format_args!("holidays {}", list.id), why))?;
    Ok(Holidays { days, ..list })
}
