//! Passwords as argon2id hashes in the PHC format, with the parameters of RFC 9106 that the crate takes by default.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::Error;

/// Hashes a password with a salt of its own. Takes some 30 ms by design.
pub(super) fn hash(password: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| Error::NoRandomness)?;
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|_| Error::NoRandomness)
}

/// Whether a password is the one that was hashed. Takes as long where there is no hash, so that an answer's time does
/// not tell who is known here.
pub(super) fn is_right(password: &str, kept: Option<&str>) -> bool {
    let Some(parsed) = kept.and_then(|kept| PasswordHash::new(kept).ok()) else {
        // The work alone matters here, not its result.
        let _ = Argon2::default().hash_password_with_salt(password.as_bytes(), &[0; 16]);
        return false;
    };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()
}
