//! Coming in, being known while one is in, and going out.

use entente_core::id::Name;
use entente_core::time::{Instant, Span};
use entente_store::{Session as Kept, Store, User};

use super::{Refusal, Refused, Token, Why, note, password};
use crate::Error;

/// How long a session lasts that nobody uses.
pub const IDLE_MAX: Span = Span::DAY.times(14);
/// How often it is noted that a session is used: not at every page.
const NOTE_EVERY: Span = Span::MINUTE.times(10);

/// Somebody who is in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub user: User,
    /// What their browser carries.
    pub token: Token,
    /// Whether [`see`] has something to note.
    pub is_stale: bool,
}

/// Lets a user in who knows their password.
///
/// # Errors
/// [`Refused::Fields`] with one reason for all: whether the address is known here is not told.
pub fn log_in(store: &mut Store, mail: &str, password: &str, now: Instant) -> Result<Token, Refused> {
    let found = store.user_by_mail(&mail.trim().to_lowercase())?;
    let kept = found.as_ref().and_then(|user| user.is.password.as_deref());
    let is_right = password::is_right(password, kept);
    match found.filter(|user| is_right && user.is.active) {
        Some(user) => Ok(enter(store, &user, now)?),
        None => Err(Refused::Fields(vec![Refusal { field: "password", why: Why::NotTogether }])),
    }
}

/// Begins a session for a user, whoever says that it is them.
///
/// # Errors
/// Only those of the store.
pub fn enter(store: &mut Store, user: &User, now: Instant) -> Result<Token, Error> {
    let token = Token::new()?;
    let session = Kept { user: user.id, created: now, seen: now, ends: now + IDLE_MAX };
    store.add_session(token.hash(), session)?;
    note(store, now, Some(user.id), "user.came_in", user.is.handle.as_str())?;
    Ok(token)
}

/// Whose token it is; none where it counts no more or its user may not come in any more.
///
/// # Errors
/// Only those of the store.
pub fn who(store: &Store, token: &Token, now: Instant) -> Result<Option<Session>, Error> {
    let Some(session) = store.session(token.hash())?.filter(|session| now < session.ends) else { return Ok(None) };
    let user = store.user(session.user)?.filter(|user| user.is.active);
    let is_stale = now - session.seen >= NOTE_EVERY;
    Ok(user.map(|user| Session { user, token: token.clone(), is_stale }))
}

/// Notes that a session is used, so that it lasts.
///
/// # Errors
/// Only those of the store.
pub fn see(store: &mut Store, token: &Token, now: Instant) -> Result<(), Error> {
    Ok(store.see_session(token.hash(), now, now + IDLE_MAX)?)
}

/// Who used a session since then, by handle.
///
/// # Errors
/// Only those of the store.
pub fn seen_since(store: &Store, since: Instant) -> Result<Vec<Name>, Error> {
    let mut seen = Vec::new();
    for user in store.users_seen_since(since)? {
        seen.extend(store.user(user)?.map(|user| user.is.handle));
    }
    Ok(seen)
}

/// Ends a session.
///
/// # Errors
/// Only those of the store.
pub fn leave(store: &mut Store, token: &Token) -> Result<(), Error> {
    Ok(store.drop_session(token.hash())?)
}
