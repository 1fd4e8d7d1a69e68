//! The people who may come in: who they are to the agreement, what they may do, and how they like to read.

use crate::database::{Row, params};
use entente_core::agreement::model::PartyKind;
use entente_core::id::Name;
use entente_core::lang::Lang;
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "user.sql":
    INSERT_USER = "insert", UPDATE = "update", GET = "get", BY_MAIL = "by_mail", BY_HANDLE = "by_handle", ALL = "all",
}

/// What a user may do. Each may also read everything that is not set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Sets the workspace up: users, keys, calendars.
    Administrator,
    /// Signs for a party, and may do what its people may.
    Leader,
    /// Sees to a party's leads whoever holds them.
    Manager,
    /// Works for marketing.
    Marketing,
    /// Works leads for sales.
    Rep,
    /// Reads.
    Reader,
}

impl Role {
    /// All of them, from the one that may most.
    pub const ALL: [Role; 6] =
        [Role::Administrator, Role::Leader, Role::Manager, Role::Marketing, Role::Rep, Role::Reader];

    /// The word in the database, in forms and in message ids.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Leader => "leader",
            Role::Manager => "manager",
            Role::Marketing => "marketing",
            Role::Rep => "rep",
            Role::Reader => "reader",
        }
    }

    /// The role of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// How pages are coloured for a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the machine says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The word in the database, in forms and in message ids.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}

/// What a user is before the store gives a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// As the agreement names them: `jonas.weber`.
    pub handle: Name,
    /// As people call them.
    pub name: String,
    /// Their mail address, lower-case; they log in by it.
    pub mail: String,
    /// What they may do.
    pub role: Role,
    /// For whom they work; none for those who work for neither.
    pub party: Option<PartyKind>,
    /// The language of their pages.
    pub language: Lang,
    /// Their IANA time zone.
    pub timezone: String,
    /// How their pages are coloured.
    pub theme: Theme,
    /// The hash of their password in the PHC format; none until they set one.
    pub password: Option<String>,
    /// Whether they may come in.
    pub active: bool,
    /// Since when they are known here.
    pub created: Instant,
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their number.
    pub id: i64,
    /// The rest.
    pub is: NewUser,
}

impl Store {
    /// Keeps a new user and answers their number.
    ///
    /// # Errors
    /// [`Error::Conflict`] where the handle or the mail address is taken.
    pub fn add_user(&mut self, user: &NewUser) -> Result<i64, Error> {
        let party = user.party.map(PartyKind::as_str);
        let params = params![
            user.handle.as_str(),
            user.name,
            user.mail,
            user.role.as_str(),
            party,
            user.language.to_string(),
            user.timezone,
            user.theme.as_str(),
            user.password,
            user.active,
            user.created.as_micros()
        ];
        let id = self.first(INSERT_USER, params, |row| row.get(0))?;
        id.ok_or_else(|| Error::NotFound("number for a new user".to_owned()))
    }

    /// Keeps what changed about a user.
    ///
    /// # Errors
    /// [`Error::Conflict`] where the handle or the mail address is taken; [`Error::NotFound`] where there is no such user.
    pub fn put_user(&mut self, user: &User) -> Result<(), Error> {
        let is = &user.is;
        let params = params![
            is.handle.as_str(),
            is.name,
            is.mail,
            is.role.as_str(),
            is.party.map(PartyKind::as_str),
            is.language.to_string(),
            is.timezone,
            is.theme.as_str(),
            is.password,
            is.active,
            user.id
        ];
        match self.execute(UPDATE, params)? {
            0 => Err(Error::NotFound(format!("user {}", user.id))),
            _ => Ok(()),
        }
    }

    /// The user of this number.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where the row is not what this version writes.
    pub fn user(&self, id: i64) -> Result<Option<User>, Error> {
        self.first(GET, [id], columns)?.map(read).transpose()
    }

    /// The user with this mail address, lower-case.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where the row is not what this version writes.
    pub fn user_by_mail(&self, mail: &str) -> Result<Option<User>, Error> {
        self.first(BY_MAIL, [mail], columns)?.map(read).transpose()
    }

    /// The user whom the agreement names so.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where the row is not what this version writes.
    pub fn user_by_handle(&self, handle: &Name) -> Result<Option<User>, Error> {
        self.first(BY_HANDLE, [handle.as_str()], columns)?.map(read).transpose()
    }

    /// All users, by name.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where a row is not what this version writes.
    pub fn users(&self) -> Result<Vec<User>, Error> {
        self.rows(ALL, (), columns)?.into_iter().map(read).collect()
    }
}

/// A row before its words are read.
struct Columns {
    user: User,
    words: [String; 3],
    party: Option<String>,
}

fn columns(row: &Row<'_>) -> Result<Columns, Error> {
    let is = NewUser {
        handle: Name::new(row.get::<String>(1)?),
        name: row.get(2)?,
        mail: row.get(3)?,
        role: Role::Reader,
        party: None,
        language: Lang::En,
        timezone: row.get(7)?,
        theme: Theme::Auto,
        password: row.get(9)?,
        active: row.get(10)?,
        created: Instant::from_micros(row.get(11)?),
    };
    let words = [row.get(4)?, row.get(6)?, row.get(8)?];
    Ok(Columns { user: User { id: row.get(0)?, is }, words, party: row.get(5)? })
}

fn read(Columns { mut user, words: [role, language, theme], party }: Columns) -> Result<User, Error> {
    let id = user.id;
    let wrong = |what: &str| Error::unreadable(format_args!("user {id}"), format_args!("'{what}' is unknown"));
    user.is.role = Role::from_word(&role).ok_or_else(|| wrong(&role))?;
    user.is.language = language.parse().map_err(|_| wrong(&language))?;
    user.is.theme = Theme::from_word(&theme).ok_or_else(|| wrong(&theme))?;
    let parties = [PartyKind::Marketing, PartyKind::Sales];
    let party_of = |word: &str| parties.into_iter().find(|party| party.as_str() == word);
    user.is.party = party.map(|word| party_of(&word).ok_or_else(|| wrong(&word))).transpose()?;
    Ok(user)
}
