//! Keys that the server keeps for the people who sign, so that nobody needs a terminal to sign what they agreed to.
//!
//! A key's seed is masked with 32 bytes that argon2id derives from the person's password and a salt of its own. Seed
//! and mask are equally long and the mask is used once, so no cipher is needed; and no seal either: only the right
//! seed gives the public key that is kept beside it. Whoever has the data folder has to guess passwords, one by one.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use ssh_key::PrivateKey;

use super::sign::key_from_seed;

/// A seed of 32 random bytes, from which everything else follows.
pub type Seed = [u8; 32];

/// How a kept key is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Under the person's password.
    Sealed(Sealed),
    /// In the open: for demonstrations, where people have no passwords.
    Open(Seed),
}

/// A seed under a password, with what is needed to try one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: [u8; 16],
    masked: Seed,
}

/// Nothing of it goes into a log.
impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed")
    }
}

/// Why a kept key is not released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// Another password: type it again.
    #[error("this is not the password the key is kept under")]
    Password,
    /// The key's record cannot be used: make a new key.
    #[error("the key's record is damaged: make a new key")]
    Damaged,
}

impl Sealed {
    /// Puts a seed under a password. `salt` is random and used for nothing else.
    ///
    /// # Errors
    /// [`Closed::Damaged`] where the machine has no memory left to derive with.
    pub fn seal(seed: &Seed, password: &str, salt: [u8; 16]) -> Result<Sealed, Closed> {
        // What OWASP asks for; kept with the key, so that it may grow without closing what is kept already.
        let mut sealed = Sealed { memory_kib: 19 * 1024, passes: 2, lanes: 1, salt, masked: *seed };
        sealed.masked = masked(seed, &sealed.mask(password)?);
        Ok(sealed)
    }

    /// The key, where this is the password and it is the key of `public_key`.
    ///
    /// # Errors
    /// [`Closed`] says whether to type again or to make a new key.
    pub fn open(&self, password: &str, public_key: &str) -> Result<PrivateKey, Closed> {
        self.seed(password, public_key).map(|seed| key_from_seed(&seed))
    }

    /// The seed, as [`Sealed::open`] takes the key from it: to put it under another password.
    ///
    /// # Errors
    /// Those of [`Sealed::open`].
    pub(crate) fn seed(&self, password: &str, public_key: &str) -> Result<Seed, Closed> {
        let seed = masked(&self.masked, &self.mask(password)?);
        if is_of(&key_from_seed(&seed), public_key) { Ok(seed) } else { Err(Closed::Password) }
    }

    fn mask(&self, password: &str) -> Result<Seed, Closed> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(|_| Closed::Damaged)?;
        let mut mask = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password.as_bytes(), &self.salt, &mut mask)
            .map_err(|_| Closed::Damaged)?;
        Ok(mask)
    }
}

impl Held {
    /// The key of `public_key`. Where it is held in the open, the password is not looked at.
    ///
    /// # Errors
    /// Those of [`Sealed::open`].
    pub fn release(&self, password: &str, public_key: &str) -> Result<PrivateKey, Closed> {
        match self {
            Held::Sealed(sealed) => sealed.open(password, public_key),
            Held::Open(seed) => Some(key_from_seed(seed)).filter(|key| is_of(key, public_key)).ok_or(Closed::Damaged),
        }
    }
}

/// The public key of a private one, as it is kept: `ssh-ed25519 AAAA…`.
///
/// # Errors
/// [`Closed::Damaged`] where the library cannot write it, which an ed25519 key never causes.
pub fn public_key(key: &PrivateKey) -> Result<String, Closed> {
    key.public_key().to_openssh().map(|text| text.trim().to_owned()).map_err(|_| Closed::Damaged)
}

fn is_of(key: &PrivateKey, public: &str) -> bool {
    public_key(key).is_ok_and(|text| text == public)
}

fn masked(seed: &Seed, mask: &Seed) -> Seed {
    std::array::from_fn(|index| seed[index] ^ mask[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_releases_the_key_and_only_the_right_one() {
        let seed = [7; 32];
        let public = public_key(&key_from_seed(&seed)).unwrap();
        let sealed = Sealed::seal(&seed, "correct horse", [1; 16]).unwrap();
        assert_eq!(public_key(&sealed.open("correct horse", &public).unwrap()).unwrap(), public);
        for wrong in ["", "correct hors", "Correct horse", "correct horse "] {
            assert_eq!(sealed.open(wrong, &public).unwrap_err(), Closed::Password, "{wrong:?}");
        }
        let other = public_key(&key_from_seed(&[8; 32])).unwrap();
        assert_eq!(sealed.open("correct horse", &other).unwrap_err(), Closed::Password);
    }

    #[test]
    fn nothing_of_the_seed_is_kept_and_one_password_masks_two_keys_differently() {
        let seal = |salt| Sealed::seal(&[7; 32], "correct horse", [salt; 16]).unwrap();
        let (one, other) = (seal(1), seal(2));
        assert_ne!(one.masked, [7; 32]);
        assert_ne!(one.masked, other.masked);
        assert_eq!(format!("{one:?}"), "Sealed");
    }

    #[test]
    fn what_is_kept_is_read_back_and_a_damaged_record_says_so() {
        let public = public_key(&key_from_seed(&[7; 32])).unwrap();
        let held = Held::Sealed(Sealed::seal(&[7; 32], "correct horse", [1; 16]).unwrap());
        let kept = serde_json::to_string(&held).unwrap();
        let read: Held = serde_json::from_str(&kept).unwrap();
        assert!(read.release("correct horse", &public).is_ok());
        let broken: Held = serde_json::from_str(&kept.replace("\"passes\":2", "\"passes\":0")).unwrap();
        assert_eq!(broken.release("correct horse", &public).unwrap_err(), Closed::Damaged);
        assert!(Held::Open([7; 32]).release("", &public).is_ok());
        assert_eq!(Held::Open([8; 32]).release("", &public).unwrap_err(), Closed::Damaged);
    }
}
