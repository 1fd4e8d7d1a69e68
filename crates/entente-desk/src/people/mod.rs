//! People who come in: the first of all, log-in and log-out, links that set a password, one's own profile.
//!
//! Passwords are kept as argon2id hashes, sessions and links by the hash of their token. What is refused is said by
//! field and reason; a log-in says only that mail address and password do not belong together.

mod link;
mod password;
mod profile;
pub(crate) mod refusal;
mod session;
mod token;

use entente_core::agreement::model::PartyKind;
use entente_core::id::Name;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::{Audit, NewUser, Store};

pub use entente_store::{InvitationKind as LinkKind, Role, Theme, User};
pub use link::{give_link, linked, use_link};
pub use profile::{Profile, change_password, change_profile};
pub use refusal::{Refusal, Why};
pub use session::{IDLE_MAX, Session, enter, leave, log_in, see, seen_since, who};
pub use token::Token;

use crate::Error;

/// What a person tells to be known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// As people call them.
    pub name: String,
    /// Their mail address.
    pub mail: String,
    /// As the agreement names them; made from the mail address where it is empty.
    pub handle: String,
    /// What they may do.
    pub role: Role,
    /// For whom they work.
    pub party: Option<PartyKind>,
    /// The language of their pages.
    pub language: Lang,
    /// Their IANA time zone.
    pub timezone: String,
}

/// Why a use case of people did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// What was typed is wrong, field by field.
    #[error("{} fields are wrong", .0.len())]
    Fields(Vec<Refusal>),
    /// The desk or its store failed.
    #[error(transparent)]
    Desk(#[from] Error),
}

impl From<entente_store::Error> for Refused {
    fn from(error: entente_store::Error) -> Refused {
        Refused::Desk(error.into())
    }
}

/// Whether nobody is known here yet, so that the first who comes sets the workspace up.
///
/// # Errors
/// Only those of the store.
pub fn is_empty(store: &Store) -> Result<bool, Error> {
    Ok(store.users()?.is_empty())
}

/// The first of all: an administrator with a password.
///
/// # Errors
/// [`Refused::Fields`]; where somebody is known here already, the field `mail` says so.
pub fn set_up(store: &mut Store, joining: &Joining, password: &str, now: Instant) -> Result<User, Refused> {
    if !is_empty(store)? {
        return Err(Refused::Fields(vec![Refusal { field: "mail", why: Why::SetUpAlready }]));
    }
    let mut refusals = refusal::of_joining(joining);
    refusals.extend(refusal::of_password("password", password));
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let hash = password::hash(password)?;
    let user = NewUser { password: Some(hash), active: true, ..new_user(joining, now) };
    let id = store.add_user(&user)?;
    note(store, now, Some(id), "workspace.set_up", user.handle.as_str())?;
    Ok(User { id, is: user })
}

/// A new user without a password: they come in by a link.
///
/// # Errors
/// [`Refused::Fields`], also where the handle or the mail address is taken.
pub fn add(store: &mut Store, by: &User, joining: &Joining, now: Instant) -> Result<User, Refused> {
    let mut refusals = refusal::of_joining(joining);
    let user = new_user(joining, now);
    if store.user_by_mail(&user.mail)?.is_some() {
        refusals.push(Refusal { field: "mail", why: Why::Taken });
    }
    if store.user_by_handle(&user.handle)?.is_some() {
        refusals.push(Refusal { field: "handle", why: Why::Taken });
    }
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let id = store.add_user(&user)?;
    note(store, now, Some(by.id), "user.added", user.handle.as_str())?;
    Ok(User { id, is: user })
}

fn new_user(joining: &Joining, now: Instant) -> NewUser {
    let mail = joining.mail.trim().to_lowercase();
    let handle = match joining.handle.trim() {
        "" => mail.split('@').next().unwrap_or_default().to_owned(),
        handle => handle.to_owned(),
    };
    NewUser {
        handle: Name::new(handle),
        name: joining.name.trim().to_owned(),
        mail,
        role: joining.role,
        party: joining.party,
        language: joining.language,
        timezone: joining.timezone.trim().to_owned(),
        theme: Theme::Auto,
        password: None,
        active: true,
        created: now,
    }
}

/// Whether this is a user's password: for what asks for it again though they are in.
#[must_use]
pub fn is_password(user: &User, typed: &str) -> bool {
    password::is_right(typed, user.is.password.as_deref())
}

/// Appends a line to the audit log.
///
/// # Errors
/// Only those of the store.
pub fn note(store: &mut Store, at: Instant, user: Option<i64>, act: &str, subject: &str) -> Result<(), Error> {
    let (act, subject) = (act.to_owned(), subject.to_owned());
    Ok(store.audit(&Audit { id: 0, at, user, act, subject, detail: String::new() })?)
}
