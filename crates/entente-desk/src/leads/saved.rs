//! Lists that somebody filtered and kept, for themselves or for all.

use entente_core::id::Name;
use entente_core::plan::Plan;
use entente_store::{Store, View};

use super::Query;
use super::query::{escaped, pairs};
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

/// A list that everybody has from the first day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Which: `mine`, `fresh`, `late`, `best`.
    pub name: &'static str,
    /// Its address's query.
    pub query: Query,
    /// Whether it is the list that is shown.
    pub is_here: bool,
}

/// Lists for the first day: one's own, those not touched yet, late ones, and the best that marketing has.
pub(crate) fn ready(plan: Option<&Plan>, person: Option<&Name>, here: &Query) -> Vec<Ready> {
    let best = plan.and_then(|plan| Some((plan.agreement.grades.0.first()?, plan.agreement.levels.0.first()?)));
    let best = best.map(|((grade, _), (level, _))| format!("grade={grade}&level={level}&status=nurturing&sort=heard"));
    let mine = person.map(|person| format!("owner={}&in_hand=yes&sort=due", escaped(person.as_str())));
    let lists = [
        ("mine", mine),
        ("fresh", Some("status=new&sort=due".to_owned())),
        ("late", Some("late=yes&sort=due".to_owned())),
        ("best", best),
    ];
    let ready = lists.into_iter().filter_map(|(name, query)| {
        let query = Query::read(plan, &query?).0;
        Some(Ready { name, is_here: query == here.first_page(), query })
    });
    ready.collect()
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

/// Whether a list can be kept under a name.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let letters = name.trim().chars().count();
    (1..=NAME_MAX).contains(&letters)
}

/// Keeps a list under a name; one of the same name and user is replaced. Answers whether the name can be one: it is
/// not empty and no longer than 60 characters.
///
/// # Errors
/// Only those of the store.
pub fn save(store: &mut Store, user: i64, name: &str, query: &Query, shared: bool) -> Result<bool, Error> {
    let name = name.trim();
    if !is_name(name) {
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
