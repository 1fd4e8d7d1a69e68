//! Keys by which programs come in: shown once, known by how they begin and end, revoked for good.

use entente_core::time::{Instant, Span};
use entente_store::{ApiKey, NewApiKey, Store, User};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::people::{Refusal, Refused, Token, Why, note, refusal};

/// What every key begins with, so that it is known for what it is wherever it turns up.
const MARK: &str = "ent_";
/// How many letters of a key are kept in the clear at its beginning, behind the mark, and at its end.
const CLEAR: usize = 4;
/// How often it is noted that a key is used: not at every call.
const NOTE_EVERY: Span = Span::MINUTE;

/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Tell facts.
    WriteFacts,
    /// Read what pages show.
    Read,
}

impl Scope {
    /// All of them, in the order of the form.
    pub const ALL: [Scope; 2] = [Scope::WriteFacts, Scope::Read];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::WriteFacts => "facts:write",
            Scope::Read => "read",
        }
    }
}

/// A key as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub name: String,
    /// How it begins and ends: `ent_9f3c…77aa`.
    pub shown: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Who made it.
    pub by: String,
    /// When.
    pub created: Instant,
    /// When it was last used, to the minute.
    pub used: Option<Instant>,
    /// When it was revoked.
    pub revoked: Option<Instant>,
}

/// A key that was just made.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    /// The whole key. Nobody can show it again.
    pub secret: String,
    /// What it is for.
    pub name: String,
}

/// Never the key itself: a log is read by others.
impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Made").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Whose key a program brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The key's number.
    pub key: i64,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Whether [`note_use`] has something to note.
    pub is_stale: bool,
}

/// All keys, the newest first, those that are revoked last.
///
/// # Errors
/// Only those of the store.
pub fn keys(store: &Store) -> Result<Vec<Key>, Error> {
    let users = store.users()?;
    let by = |id: i64| users.iter().find(|user| user.id == id).map(|user| user.is.name.clone()).unwrap_or_default();
    let mut keys: Vec<Key> = store.api_keys()?.into_iter().map(|key| shown(by(key.user), key)).collect();
    keys.sort_by_key(|key| key.revoked.is_some());
    Ok(keys)
}

fn shown(by: String, key: ApiKey) -> Key {
    let ApiKey { id, name, start, ending, scopes, user: _, created, used, revoked } = key;
    Key { id, name, shown: format!("{start}…{ending}"), scopes: read_scopes(&scopes), by, created, used, revoked }
}

fn read_scopes(text: &str) -> Vec<Scope> {
    Scope::ALL.into_iter().filter(|scope| text.split(' ').any(|word| word == scope.as_str())).collect()
}

/// Makes a key.
///
/// # Errors
/// [`Refused::Fields`] where it has no name, another in use has the same, or it may do nothing.
pub fn make_key(store: &mut Store, by: &User, name: &str, scopes: &[Scope], now: Instant) -> Result<Made, Refused> {
    let name = name.trim();
    let is_taken = store.api_keys()?.iter().any(|key| key.name == name && key.revoked.is_none());
    let checks = [
        ("name", refusal::text(name).or(is_taken.then_some(Why::Taken))),
        ("scope", scopes.is_empty().then_some(Why::NoScope)),
    ];
    let refusals: Vec<Refusal> =
        checks.into_iter().filter_map(|(field, why)| Some(Refusal { field, why: why? })).collect();
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let secret = format!("{MARK}{}", Token::new()?.as_str());
    let (start, ending) = (secret.get(..MARK.len() + CLEAR), secret.get(secret.len() - CLEAR..));
    let words: Vec<&str> = Scope::ALL.into_iter().filter(|scope| scopes.contains(scope)).map(Scope::as_str).collect();
    store.add_api_key(&NewApiKey {
        name: name.to_owned(),
        start: start.unwrap_or_default().to_owned(),
        ending: ending.unwrap_or_default().to_owned(),
        hash: hash(&secret),
        scopes: words.join(" "),
        user: by.id,
        created: now,
    })?;
    note(store, now, Some(by.id), "key.made", name)?;
    Ok(Made { secret, name: name.to_owned() })
}

/// Revokes a key at once and for good; one that is revoked stays as it is.
///
/// # Errors
/// Only those of the store.
pub fn revoke_key(store: &mut Store, by: &User, id: i64, now: Instant) -> Result<(), Error> {
    let Some(key) = store.api_keys()?.into_iter().find(|key| key.id == id && key.revoked.is_none()) else {
        return Ok(());
    };
    store.revoke_api_key(id, now)?;
    note(store, now, Some(by.id), "key.revoked", &key.name)
}

/// Whose key this is; none where nobody's, or where it was revoked.
///
/// # Errors
/// Only those of the store.
pub fn holder(store: &Store, secret: &str, now: Instant) -> Result<Option<Holder>, Error> {
    if !secret.starts_with(MARK) || secret.len() > 200 {
        return Ok(None);
    }
    let key = store.api_key(hash(secret))?.filter(|key| key.revoked.is_none());
    Ok(key.map(|key| Holder {
        key: key.id,
        name: key.name,
        scopes: read_scopes(&key.scopes),
        is_stale: key.used.is_none_or(|used| now - used >= NOTE_EVERY),
    }))
}

/// Notes that a key was used.
///
/// # Errors
/// Only those of the store.
pub fn note_use(store: &mut Store, holder: &Holder, now: Instant) -> Result<(), Error> {
    Ok(store.use_api_key(holder.key, now)?)
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
