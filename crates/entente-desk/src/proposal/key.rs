//! The key that is kept for somebody: made at their first signature, put under a new password, retired.

use entente_core::time::Instant;
use entente_store::{KeyKind, SigningKey, Store, User};
use ssh_key::PrivateKey;

use super::Refused;
use crate::people::is_password;
use crate::signing::{Closed, Held, Sealed, Seed, key_from_seed, public_key};
use crate::{Error, people};

/// The key kept for somebody, released by their password; made and kept where there is none yet.
///
/// # Errors
/// [`Refused::Password`] where the password is another.
pub(super) fn released(store: &mut Store, by: &User, password: &str, now: Instant) -> Result<PrivateKey, Refused> {
    if !is_password(by, password) {
        return Err(Refused::Password);
    }
    if let Some(kept) = store.signing_key(by.id)?.filter(|kept| kept.kind == KeyKind::Held) {
        match open(&kept, password) {
            Ok(key) => return Ok(key),
            // The password was reset by a link since, and what was under the old one is lost: begin anew.
            Err(Closed::Password | Closed::Damaged) => retire(store, by, now)?,
        }
    }
    let seed = random_seed()?;
    let sealed = Sealed::seal(&seed, password, salt()?).map_err(|closed| Error::State(closed.to_string()))?;
    keep(store, by, KeyKind::Held, &seed, &Held::Sealed(sealed), now)
}

/// The key of somebody who comes in without a password, as in a demonstration.
///
/// # Errors
/// Only those of the store.
pub(super) fn in_the_open(store: &mut Store, by: &User, now: Instant) -> Result<PrivateKey, Refused> {
    if let Some(kept) = store.signing_key(by.id)?.filter(|kept| kept.kind == KeyKind::Demo)
        && let Ok(key) = open(&kept, "")
    {
        return Ok(key);
    }
    let seed = random_seed()?;
    keep(store, by, KeyKind::Demo, &seed, &Held::Open(seed), now)
}

fn keep(
    store: &mut Store,
    by: &User,
    kind: KeyKind,
    seed: &Seed,
    held: &Held,
    now: Instant,
) -> Result<PrivateKey, Refused> {
    let key = key_from_seed(seed);
    let public_key = public_key(&key).map_err(|closed| Error::State(closed.to_string()))?;
    let secret = serde_json::to_string(held).map_err(|why| Error::State(why.to_string()))?;
    let kept = SigningKey { user: by.id, kind, public_key, secret: Some(secret), made: now };
    store.add_signing_key(&kept)?;
    people::note(store, now, Some(by.id), "signing_key.made", by.is.handle.as_str())?;
    Ok(key)
}

fn open(kept: &SigningKey, password: &str) -> Result<PrivateKey, Closed> {
    let held: Held = kept.secret.as_deref().and_then(|json| serde_json::from_str(json).ok()).ok_or(Closed::Damaged)?;
    held.release(password, &kept.public_key)
}

/// Puts the key of somebody who changes their password under the new one.
///
/// # Errors
/// Only those of the store.
pub(crate) fn put_anew(store: &mut Store, by: &User, present: &str, wanted: &str) -> Result<(), Error> {
    let Some(kept) = store.signing_key(by.id)?.filter(|kept| kept.kind == KeyKind::Held) else { return Ok(()) };
    let held: Option<Held> = kept.secret.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let Some(Held::Sealed(sealed)) = held else { return Ok(()) };
    let Ok(seed) = sealed.seed(present, &kept.public_key) else { return Ok(()) };
    let anew = Sealed::seal(&seed, wanted, salt()?).map_err(|closed| Error::State(closed.to_string()))?;
    let secret = serde_json::to_string(&Held::Sealed(anew)).map_err(|why| Error::State(why.to_string()))?;
    Ok(store.put_signing_secret(by.id, &kept.public_key, &secret)?)
}

/// Retires what somebody signs with. What they signed stays good.
///
/// # Errors
/// Only those of the store.
pub(crate) fn retire(store: &mut Store, of: &User, now: Instant) -> Result<(), Error> {
    if store.signing_key(of.id)?.is_some() {
        store.retire_signing_keys(of.id, now)?;
        people::note(store, now, Some(of.id), "signing_key.retired", of.is.handle.as_str())?;
    }
    Ok(())
}

fn random_seed() -> Result<Seed, Error> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| Error::NoRandomness)?;
    Ok(seed)
}

fn salt() -> Result<[u8; 16], Error> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| Error::NoRandomness)?;
    Ok(salt)
}
