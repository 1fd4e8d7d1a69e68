//! Making a source, with the key that its SDK gets, and revoking it.

use entente_connect::segment::Side;
use entente_core::time::Instant;
use entente_store::{NewSource, Store, User};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::people::{Refusal, Refused, Token, Why, note, refusal};

/// What every write key begins with.
const MARK: &str = "entw_";
/// How many letters of the random part a key has: 160 bits.
const LETTERS: usize = 40;
/// How many of them are kept in the clear.
const CLEAR: usize = 6;

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What it is, in their words.
    pub name: String,
    /// Who runs the SDK.
    pub side: Side,
    /// Whether they vouch for what it says. A browser is never vouched for: anybody can make it say anything.
    pub is_trusted: bool,
    /// Pages that may use the key, by origin, separated by spaces or lines; empty: any.
    pub origins: String,
    /// The most events a minute, in figures; empty: as many as come.
    pub per_minute: String,
}

/// A source that was just made.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub name: String,
    /// Its key.
    pub write_key: String,
    /// Who runs the SDK.
    pub side: Side,
}

/// Never the key itself: a log is read by others.
impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Made").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Makes a source.
///
/// # Errors
/// [`Refused::Fields`] where the name is missing or in use, an origin is none, or the limit is no number.
pub fn make_source(store: &mut Store, by: &User, asked: &Asked, now: Instant) -> Result<Made, Refused> {
    let name = asked.name.trim();
    let is_taken = store.sources()?.iter().any(|source| source.name == name && source.revoked.is_none());
    let origins: Vec<&str> = asked.origins.split_whitespace().map(|origin| origin.trim_end_matches('/')).collect();
    let per_minute = match asked.per_minute.trim() {
        "" => Some(0),
        figures => figures.parse::<u32>().ok().filter(|limit| (1..=100_000_000).contains(limit)),
    };
    let checks = [
        ("name", refusal::text(name).or(is_taken.then_some(Why::Taken))),
        ("origins", (!origins.iter().all(|origin| is_origin(origin))).then_some(Why::NotOrigin)),
        ("per_minute", per_minute.is_none().then_some(Why::NotLimit)),
    ];
    let refusals: Vec<Refusal> =
        checks.into_iter().filter_map(|(field, why)| Some(Refusal { field, why: why? })).collect();
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let write_key = format!("{MARK}{}", Token::new()?.as_str().get(..LETTERS).unwrap_or_default());
    let is_browser = asked.side == Side::Browser;
    let id = store
        .add_source(&NewSource {
            name: name.to_owned(),
            is_browser,
            hash: hash(&write_key),
            start: write_key.get(..MARK.len() + CLEAR).unwrap_or_default().to_owned(),
            write_key: is_browser.then(|| write_key.clone()),
            is_trusted: asked.is_trusted && !is_browser,
            origins: if is_browser { origins.join(" ") } else { String::new() },
            per_minute: per_minute.unwrap_or(0),
            user: by.id,
            created: now,
        })
        .map_err(Error::from)?;
    note(store, now, Some(by.id), "source.made", name)?;
    Ok(Made { id, name: name.to_owned(), write_key, side: asked.side })
}

/// Revokes a source's key at once and for good; one that is revoked stays as it is.
///
/// # Errors
/// Only those of the store.
pub fn revoke_source(store: &mut Store, by: &User, id: i64, now: Instant) -> Result<(), Error> {
    let Some(source) = store.sources()?.into_iter().find(|source| source.id == id && source.revoked.is_none()) else {
        return Ok(());
    };
    store.revoke_source(id, now)?;
    note(store, now, Some(by.id), "source.revoked", &source.name)
}

/// `https://www.halden.example`, `http://localhost:3000`: no path, no query.
pub(crate) fn is_origin(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    !rest.is_empty()
        && rest.len() < 256
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

/// What the store knows a key by.
pub(super) fn hash(write_key: &str) -> [u8; 32] {
    Sha256::digest(write_key.as_bytes()).into()
}
