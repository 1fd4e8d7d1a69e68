//! Tokens: what a browser or a link carries. The store holds only their hash.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::Error;

/// A secret of 256 random bits, as 64 hexadecimal digits. Shown once, to whoever it is for.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one from the machine's randomness.
    ///
    /// # Errors
    /// [`Error::NoRandomness`] where the machine gives none.
    pub fn new() -> Result<Token, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// One that somebody brought; none where it cannot be one.
    #[must_use]
    pub fn brought(text: &str) -> Option<Token> {
        let is_one = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_one.then(|| Token(text.to_owned()))
    }

    /// Its text, for the cookie or link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the store knows it by.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// A second secret that follows from it and does not give it away, for the forms of its pages.
    #[must_use]
    pub fn for_forms(&self) -> String {
        let hash = Sha256::new_with_prefix(b"entente form ").chain_update(self.0.as_bytes()).finalize();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Never its text: a log is read by others.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}
