//! One's own profile: name, language, zone, colours and password.

use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::{Store, Theme, User};

use super::{Refusal, Refused, Token, Why, enter, note, password, refusal};
use crate::proposal;

/// What people change about themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// As people call them.
    pub name: String,
    /// The language of their pages.
    pub language: Lang,
    /// Their IANA time zone.
    pub timezone: String,
    /// How their pages are coloured.
    pub theme: Theme,
}

/// Changes a profile.
///
/// # Errors
/// [`Refused::Fields`] where the name is empty or the zone unknown; nothing is changed then.
pub fn change_profile(store: &mut Store, user: &User, profile: &Profile, now: Instant) -> Result<(), Refused> {
    let mut refusals = Vec::new();
    refusals.extend(refusal::text(&profile.name).map(|why| Refusal { field: "name", why }));
    if !refusal::is_zone(profile.timezone.trim()) {
        refusals.push(Refusal { field: "timezone", why: Why::NotZone });
    }
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let mut changed = user.clone();
    changed.is.name = profile.name.trim().to_owned();
    changed.is.language = profile.language;
    changed.is.timezone = profile.timezone.trim().to_owned();
    changed.is.theme = profile.theme;
    store.put_user(&changed)?;
    Ok(note(store, now, Some(user.id), "user.changed_profile", user.is.handle.as_str())?)
}

/// Changes a password for one who knows the present one; all their sessions end, and a new one begins.
///
/// # Errors
/// [`Refused::Fields`] by field; nothing is changed then.
pub fn change_password(
    store: &mut Store,
    user: &User,
    present: &str,
    wanted: &str,
    now: Instant,
) -> Result<Token, Refused> {
    if !password::is_right(present, user.is.password.as_deref()) {
        return Err(Refused::Fields(vec![Refusal { field: "present", why: Why::WrongPassword }]));
    }
    if let Some(refusal) = refusal::of_password("password", wanted) {
        return Err(Refused::Fields(vec![refusal]));
    }
    let mut changed = user.clone();
    changed.is.password = Some(password::hash(wanted)?);
    // The key they sign with is kept under the password, and goes with it.
    proposal::put_anew(store, user, present, wanted)?;
    store.put_user(&changed)?;
    store.drop_sessions_of(user.id)?;
    note(store, now, Some(user.id), "user.set_password", user.is.handle.as_str())?;
    Ok(enter(store, &changed, now)?)
}
