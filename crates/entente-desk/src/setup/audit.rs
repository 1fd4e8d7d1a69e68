//! The audit log as a page: who did what, when, newest first.

use entente_core::time::Instant;
use entente_store::{Audit, Store};

use crate::Error;

/// How many lines a page has.
const LINES: usize = 50;

/// What acts are about: the first word of an act, in the order of the filter.
pub const SUBJECTS: [&str; 11] =
    ["user", "key", "source", "form", "workspace", "file", "holidays", "draft", "proposal", "agreement", "signing"];

/// Which lines are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this user, by number.
    pub user: Option<i64>,
    /// About this: the first word of an act.
    pub about: Option<String>,
    /// Only lines before this number.
    pub before: Option<i64>,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// Its lines, newest first.
    pub lines: Vec<Line>,
    /// From where the next page goes on; none on the last.
    pub next: Option<i64>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Who; none where nobody had come in.
    pub who: Option<String>,
    /// What was done, by a word that has a message: `user.invited`.
    pub act: String,
    /// To what.
    pub subject: String,
    /// What else there is to say.
    pub detail: String,
}

/// The lines asked for.
///
/// # Errors
/// Only those of the store.
pub fn audit(store: &Store, filter: &Filter) -> Result<AuditPage, Error> {
    let before = filter.before.unwrap_or(i64::MAX);
    let about = filter.about.as_deref().unwrap_or_default();
    let mut lines = store.audits_about(filter.user, about, before, LINES + 1)?;
    let more = lines.len() > LINES;
    lines.truncate(LINES);
    let next = lines.last().filter(|_| more).map(|line| line.id);
    let users = store.users()?;
    let who = |id: Option<i64>| Some(users.iter().find(|user| Some(user.id) == id)?.is.name.clone());
    let line = |Audit { id, at, user, act, subject, detail }| Line { id, at, who: who(user), act, subject, detail };
    Ok(AuditPage { lines: lines.into_iter().map(line).collect(), next })
}
