//! Links that let somebody set their password, once and for a while: invitations and resets.

use entente_core::time::{Instant, Span};
use entente_store::{Invitation, InvitationKind, Store, User};

use super::{Refusal, Refused, Token, Why, enter, note, password, refusal};
use crate::{Error, proposal};

/// How long an invitation counts.
const INVITATION_LASTS: Span = Span::DAY.times(14);
/// How long a link for a new password counts.
const RESET_LASTS: Span = Span::DAY;

/// A link for a user. Those they had before count no more; it is shown once.
///
/// # Errors
/// Only those of the store.
pub fn give_link(
    store: &mut Store,
    by: &User,
    user: &User,
    kind: InvitationKind,
    now: Instant,
) -> Result<Token, Error> {
    let token = Token::new()?;
    let (lasts, act) = match kind {
        InvitationKind::Invitation => (INVITATION_LASTS, "user.invited"),
        InvitationKind::Reset => (RESET_LASTS, "user.reset"),
    };
    store.add_invitation(token.hash(), Invitation { user: user.id, kind, created: now, ends: now + lasts })?;
    note(store, now, Some(by.id), act, user.is.handle.as_str())?;
    Ok(token)
}

/// For whom a link is; none where it was used, replaced or has ended.
///
/// # Errors
/// Only those of the store.
pub fn linked(store: &Store, token: &Token, now: Instant) -> Result<Option<User>, Error> {
    let link = store.invitation(token.hash())?.filter(|link| now < link.ends);
    let Some(link) = link else { return Ok(None) };
    Ok(store.user(link.user)?.filter(|user| user.is.active))
}

/// Sets the password of the user a link is for, ends their other sessions and lets them in.
///
/// # Errors
/// [`Refused::Fields`] where the link is over or the password will not do.
pub fn use_link(store: &mut Store, link: &Token, password: &str, now: Instant) -> Result<Token, Refused> {
    let Some(mut user) = linked(store, link, now)? else {
        return Err(Refused::Fields(vec![Refusal { field: "password", why: Why::LinkOver }]));
    };
    if let Some(refusal) = refusal::of_password("password", password) {
        return Err(Refused::Fields(vec![refusal]));
    }
    user.is.password = Some(password::hash(password)?);
    store.put_user(&user)?;
    // What they signed with was kept under a password that nobody types any more.
    proposal::retire(store, &user, now)?;
    store.drop_invitations_of(user.id)?;
    store.drop_sessions_of(user.id)?;
    note(store, now, Some(user.id), "user.set_password", user.is.handle.as_str())?;
    Ok(enter(store, &user, now)?)
}
