//! The people who may come in: listed, invited, changed, shut out.

use std::collections::BTreeMap;

use entente_core::agreement::model::PartyKind;
use entente_core::time::Instant;
use entente_store::{InvitationKind, Role, Store, User};

use crate::Error;
use crate::people::{Joining, Refusal, Refused, Token, Why, add, give_link, note, refusal};

/// A user as the list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub user: User,
    /// How they stand.
    pub standing: Standing,
    /// When they were last here, while one of their sessions is kept.
    pub seen: Option<Instant>,
}

/// How a user stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They have a password and may come in.
    In,
    /// They have a link that counts until then.
    Invited(Instant),
    /// They have neither password nor link: invite them anew.
    Waiting,
    /// They may not come in any more.
    Out,
}

impl Standing {
    /// Its word: `in`, `invited`, `waiting`, `out`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Standing::In => "in",
            Standing::Invited(_) => "invited",
            Standing::Waiting => "waiting",
            Standing::Out => "out",
        }
    }
}

/// What is changed about a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As people call them.
    pub name: String,
    /// Their mail address.
    pub mail: String,
    /// As the agreement names them.
    pub handle: String,
    /// What they may do.
    pub role: Role,
    /// For whom they work.
    pub party: Option<PartyKind>,
    /// Whether they may come in.
    pub active: bool,
}

/// All users, those who may come in first, by name.
///
/// # Errors
/// Only those of the store.
pub fn users(store: &Store, now: Instant) -> Result<Vec<Row>, Error> {
    let links: BTreeMap<i64, Instant> =
        store.invitations()?.into_iter().filter(|link| now < link.ends).map(|link| (link.user, link.ends)).collect();
    let seen: BTreeMap<i64, Instant> = store.last_seen()?.into_iter().collect();
    let standing = |user: &User| match (user.is.active, &user.is.password, links.get(&user.id)) {
        (false, ..) => Standing::Out,
        (true, Some(_), _) => Standing::In,
        (true, None, Some(ends)) => Standing::Invited(*ends),
        (true, None, None) => Standing::Waiting,
    };
    let rows = store.users()?.into_iter();
    let mut rows: Vec<Row> =
        rows.map(|user| Row { standing: standing(&user), seen: seen.get(&user.id).copied(), user }).collect();
    rows.sort_by(|a, b| (!a.user.is.active, &a.user.is.name).cmp(&(!b.user.is.active, &b.user.is.name)));
    Ok(rows)
}

/// A new user with the link by which they come in. The same form sent again gives them a new link and no second user.
///
/// # Errors
/// [`Refused::Fields`], also where the handle or the mail address is taken by somebody else.
pub fn invite(store: &mut Store, by: &User, joining: &Joining, now: Instant) -> Result<(User, Token), Refused> {
    let known = store.user_by_mail(&joining.mail.trim().to_lowercase())?;
    let is_same = |user: &User| {
        let is = &user.is;
        is.password.is_none()
            && is.active
            && is.name == joining.name.trim()
            && is.role == joining.role
            && is.party == joining.party
    };
    let user = match known.filter(is_same) {
        Some(user) => user,
        None => add(store, by, joining, now)?,
    };
    let token = give_link(store, by, &user, InvitationKind::Invitation, now)?;
    Ok((user, token))
}

/// Changes a user. Whoever is shut out is out at once, and their links count no more.
///
/// # Errors
/// [`Refused::Fields`]; the last active administrator stays one. Nothing is changed then.
pub fn change_user(store: &mut Store, by: &User, user: &User, change: &Change, now: Instant) -> Result<(), Refused> {
    let mut refusals = refusals(change);
    let (mail, handle) = (change.mail.trim().to_lowercase(), change.handle.trim());
    if store.user_by_mail(&mail)?.is_some_and(|other| other.id != user.id) {
        refusals.push(Refusal { field: "mail", why: Why::Taken });
    }
    if store.user_by_handle(&handle.into())?.is_some_and(|other| other.id != user.id) {
        refusals.push(Refusal { field: "handle", why: Why::Taken });
    }
    let is_lost = change.role != Role::Administrator || !change.active;
    let is_admin = |user: &User| user.is.active && user.is.role == Role::Administrator;
    if is_lost && is_admin(user) && !store.users()?.iter().any(|other| other.id != user.id && is_admin(other)) {
        let field = if change.active { "role" } else { "active" };
        refusals.push(Refusal { field, why: Why::LastAdministrator });
    }
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let mut changed = user.clone();
    change.name.trim().clone_into(&mut changed.is.name);
    (changed.is.mail, changed.is.handle) = (mail, handle.into());
    (changed.is.role, changed.is.party, changed.is.active) = (change.role, change.party, change.active);
    if changed == *user {
        return Ok(());
    }
    store.put_user(&changed)?;
    if !change.active {
        store.drop_sessions_of(user.id)?;
        store.drop_invitations_of(user.id)?;
    }
    let act = match (user.is.active, change.active) {
        (true, false) => "user.shut_out",
        (false, true) => "user.let_back",
        _ => "user.changed",
    };
    Ok(note(store, now, Some(by.id), act, changed.is.handle.as_str())?)
}

fn refusals(change: &Change) -> Vec<Refusal> {
    let checks = [
        ("name", refusal::text(&change.name)),
        (
            "mail",
            refusal::text(&change.mail).or_else(|| (!refusal::is_mail(change.mail.trim())).then_some(Why::NotMail)),
        ),
        (
            "handle",
            refusal::text(&change.handle)
                .or_else(|| (!refusal::is_handle(change.handle.trim())).then_some(Why::NotHandle)),
        ),
    ];
    checks.into_iter().filter_map(|(field, why)| Some(Refusal { field, why: why? })).collect()
}
