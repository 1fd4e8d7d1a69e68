//! Lists that somebody filtered and kept, for themselves or for all.

use entente_store::{Store, View};

use super::Query;
use super::query::pairs;
use crate::Error;

/// A list that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Its address's query.
    pub query: String,
    /// Whether the reader kept it, and may drop it.
    pub is_mine: bool,
    /// Whether everybody sees it.
    pub shared: bool,
    /// Whether it is the list that is shown.
    pub is_here: bool,
}

/// What lists of leads are kept under.
const NOUN: &str = "leads";
/// Characters of a list's name at most.
const NAME_MAX: usize = 60;

/// The lists a user sees.
pub(crate) fn of(store: &Store, user: i64, here: &Query) -> Result<Vec<Saved>, Error> {
    let sorted = |text: &str| {
        let mut pairs = pairs(text);
        pairs.sort_unstable();
        pairs
    };
    let shown = sorted(&here.first_page().to_string());
    let saved = store.views(NOUN, user)?.into_iter().map(|view| Saved {
        is_here: sorted(&view.query) == shown,
        id: view.id,
        name: view.name,
        query: view.query,
        is_mine: view.user == user,
        shared: view.shared,
    });
    Ok(saved.collect())
}

/// Keeps a list under a name; one of the same name and user is replaced. Answers whether the name can be one: it is
/// not empty and no longer than 60 characters.
///
/// # Errors
/// Only those of the store.
pub fn save(store: &mut Store, user: i64, name: &str, query: &Query, shared: bool) -> Result<bool, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Ok(false);
    }
    let view = View {
        id: 0,
        user,
        noun: NOUN.to_owned(),
        name: name.to_owned(),
        query: query.first_page().to_string(),
        shared,
    };
    store.save_view(&view)?;
    Ok(true)
}

/// Drops a list that the user kept; another's stays.
///
/// # Errors
/// Only those of the store.
pub fn drop_saved(store: &mut Store, user: i64, id: i64) -> Result<(), Error> {
    Ok(store.drop_view(id, user)?)
}
