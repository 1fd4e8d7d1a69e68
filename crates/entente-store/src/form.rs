//! Forms of the company's own, by the name in their address. What a form asks for is the desk's to read.

use entente_core::time::Instant;

use crate::database::{Row, params};
use crate::sql::statements;
use crate::{Error, Store};

statements! { "form.sql": INSERT_FORM = "insert", CHANGE = "change", BY_NAME = "by_name", ALL_FORMS = "all" }

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// Its number; 0 before it is kept.
    pub id: i64,
    /// Its name, in its address and in the event it tells; never changed.
    pub name: String,
    /// What stands above it.
    pub title: String,
    /// What it asks for, as JSON.
    pub fields: String,
    /// What one agrees to by the box; empty: no box.
    pub wording: String,
    /// Grows with every change of the wording.
    pub wording_version: u32,
    /// Whether an address counts as agreeing only once a letter to it was answered.
    pub confirms: bool,
    /// What is said once it was sent; empty: the usual words.
    pub thanks: String,
    /// Where one goes once it was sent; empty: nowhere else.
    pub redirect: String,
    /// `en`, `ko`, or empty: the reader's.
    pub language: String,
    /// Pages that may send or show it, by origin, separated by spaces; empty: any may send, none may show.
    pub origins: String,
    /// Whether it is taken at all.
    pub active: bool,
    /// Who made it.
    pub user: i64,
    /// When.
    pub created: Instant,
    /// When it was changed last.
    pub changed: Instant,
}

impl Store {
    /// Keeps a new form; answers its number.
    ///
    /// # Errors
    /// [`Error::Conflict`] where another has the name.
    pub fn add_form(&mut self, form: &FormRow) -> Result<i64, Error> {
        let params = params![
            form.name,
            form.title,
            form.fields,
            form.wording,
            form.wording_version,
            form.confirms,
            form.thanks,
            form.redirect,
            form.language,
            form.origins,
            form.active,
            form.user,
            form.created.as_micros(),
            form.changed.as_micros(),
        ];
        let id = self.first(INSERT_FORM, params, |row| row.get(0))?;
        id.ok_or_else(|| Error::NotFound("number for a new form".to_owned()))
    }

    /// Changes everything of a form but its name and who made it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn change_form(&mut self, form: &FormRow) -> Result<(), Error> {
        let params = params![
            form.title,
            form.fields,
            form.wording,
            form.wording_version,
            form.confirms,
            form.thanks,
            form.redirect,
            form.language,
            form.origins,
            form.active,
            form.changed.as_micros(),
            form.id,
        ];
        self.execute(CHANGE, params).map(drop)
    }

    /// The form of this name, active or not.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn form(&self, name: &str) -> Result<Option<FormRow>, Error> {
        self.first(BY_NAME, [name], read)
    }

    /// All forms, by name.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn forms(&self) -> Result<Vec<FormRow>, Error> {
        self.rows(ALL_FORMS, (), read)
    }
}

fn read(row: &Row<'_>) -> Result<FormRow, Error> {
    Ok(FormRow {
        id: row.get(0)?,
        name: row.get(1)?,
        title: row.get(2)?,
        fields: row.get(3)?,
        wording: row.get(4)?,
        wording_version: row.get(5)?,
        confirms: row.get(6)?,
        thanks: row.get(7)?,
        redirect: row.get(8)?,
        language: row.get(9)?,
        origins: row.get(10)?,
        active: row.get(11)?,
        user: row.get(12)?,
        created: Instant::from_micros(row.get(13)?),
        changed: Instant::from_micros(row.get(14)?),
    })
}
