//! Forms of the company's own: what they ask for, who may send them, what of it becomes facts, and what waits for a person.
//!
//! Whatever is sent counts once, by the one-time token it is sent with. What looks like no person's is held with its
//! reason and lost to nobody. Where a form says so, an address agrees only once a letter to it was answered.

mod confirm;
mod held;
mod keep;
mod letters;
mod show;
mod spam;
mod submit;
mod token;

use entente_core::lang::Lang;
use entente_core::time::{Instant, Span};
use entente_store::{FormRow, Store};
use serde::{Deserialize, Serialize};

pub use confirm::{Asking, confirm, link};
pub use held::{Held, Waiting, drop_held, held, let_again, release, waiting};
pub use keep::{Asked, NAME_LENGTH_MAX, RESERVED, WORDS_MAX, keep, public_address};
pub use letters::{Handed, Sender, look};
pub use show::{Counts, Listed, list};
pub use spam::{Signs, Suspicion, suspicion};
pub use submit::{Came, Sending, submit};
pub use token::{Origin, fresh};

use crate::Error;

/// The event that every form tells; which form, says its property `form`.
pub const EVENT: &str = "Form Submitted";
/// How long an address may take to be confirmed.
pub const CONFIRM_DAYS: i64 = 7;
/// How long what is held waits for a person.
pub const HELD_DAYS: i64 = 30;
/// The field that people do not see and programs fill in.
pub const TRAP: &str = "fax";

const CONFIRM_WITHIN: Span = Span::DAY.times(CONFIRM_DAYS);

/// What a form can ask for, in the order in which it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The mail address; every form asks for it.
    Email,
    /// What the person is called.
    Name,
    /// What their company is called.
    Company,
    /// What they do there.
    Title,
    /// Their telephone number.
    Phone,
    /// Where their company is.
    Country,
    /// How many people it has.
    Employees,
    /// Whatever the form asks in its own words.
    Question,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Kind; 8] = [
        Kind::Email,
        Kind::Name,
        Kind::Company,
        Kind::Title,
        Kind::Phone,
        Kind::Country,
        Kind::Employees,
        Kind::Question,
    ];

    /// Its name as a field of the form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Email => "email",
            Kind::Name => "name",
            Kind::Company => "company",
            Kind::Title => "title",
            Kind::Phone => "phone",
            Kind::Country => "country",
            Kind::Employees => "employees",
            Kind::Question => "question",
        }
    }
}

/// Something that a form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What.
    pub kind: Kind,
    /// Whether it must be answered.
    pub required: bool,
    /// How it is called in English; empty: as usual.
    #[serde(default)]
    pub en: String,
    /// How it is called in Korean; empty: as usual.
    #[serde(default)]
    pub ko: String,
}

impl Field {
    /// Its own name in a language; none where it has the usual one.
    #[must_use]
    pub fn label(&self, lang: Lang) -> Option<&str> {
        let label = match lang {
            Lang::En => &self.en,
            Lang::Ko => &self.ko,
        };
        Some(label.as_str()).filter(|label| !label.is_empty())
    }
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its number.
    pub id: i64,
    /// Its name, in its address and in `event.form`.
    pub name: String,
    /// What stands above it.
    pub title: String,
    /// What it asks for.
    pub fields: Vec<Field>,
    /// What one agrees to by its box; empty: it has none.
    pub wording: String,
    /// Which wording it is, counted from 1.
    pub wording_version: u32,
    /// Whether an address agrees only once a letter to it was answered.
    pub confirms: bool,
    /// What is said once it was sent; empty: the usual words.
    pub thanks: String,
    /// Where one goes once it was sent; empty: to a page of ours.
    pub redirect: String,
    /// Its language; none: the reader's.
    pub language: Option<Lang>,
    /// Pages that may send it and show it in a frame, by origin; none: any may send it, none may frame it.
    pub origins: Vec<String>,
    /// Whether it is taken.
    pub is_active: bool,
    /// When it was changed last.
    pub changed: Instant,
}

impl Form {
    fn of(row: FormRow) -> Result<Form, Error> {
        let fields = serde_json::from_str(&row.fields)
            .map_err(|error| Error::State(format!("the form '{}' cannot be read: {error}", row.name)))?;
        Ok(Form {
            id: row.id,
            name: row.name,
            title: row.title,
            fields,
            wording: row.wording,
            wording_version: row.wording_version,
            confirms: row.confirms,
            thanks: row.thanks,
            redirect: row.redirect,
            language: row.language.parse().ok(),
            origins: row.origins.split_whitespace().map(str::to_owned).collect(),
            is_active: row.active,
            changed: row.changed,
        })
    }

    /// The origin of the page one goes to once it was sent.
    #[must_use]
    pub fn redirect_origin(&self) -> Option<&str> {
        let (scheme, rest) = self.redirect.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        self.redirect.get(..scheme.len() + 3 + host.len())
    }
}

/// The form of this name, whether it is taken or not.
///
/// # Errors
/// Those of the store.
pub fn form(store: &Store, name: &str) -> Result<Option<Form>, Error> {
    store.form(name)?.map(Form::of).transpose()
}
