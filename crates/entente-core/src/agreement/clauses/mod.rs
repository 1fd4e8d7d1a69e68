//! Numbered clauses, so that a decision can cite §7.6 and the reader finds it in the text that was signed.
//!
//! Numbers follow the author's order and move when clauses are added; the path ([`ClauseId`]) stays.

mod conditions;
mod part;
#[cfg(test)]
mod tests;

pub(crate) use conditions::condition;
pub(crate) use part::{Chapter, Part, parts};

use super::model::Agreement;
use crate::id::ClauseId;

/// One numbered item of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Clause {
    /// Its path: `sla.sales.touch`.
    pub id: ClauseId,
    /// Its number in the text read aloud: `7.6`; `A.1` in the annex.
    pub number: String,
    /// Its name in words: `touch`, `demo requested`.
    pub title: String,
}

/// All clauses in the order of the text read aloud: §1 goals to §12 keeping, then the annex with calendars, fields
/// and lists.
#[must_use]
pub fn clauses(agreement: &Agreement) -> Vec<Clause> {
    numbered(agreement).into_iter().map(|(clause, _)| clause).collect()
}

/// All clauses, each with its part of the model.
pub(crate) fn numbered(agreement: &Agreement) -> Vec<(Clause, Part<'_>)> {
    Chapter::ALL.iter().flat_map(|chapter| numbered_in(agreement, *chapter)).collect()
}

/// The clauses of one chapter, each with its part of the model.
pub(crate) fn numbered_in(agreement: &Agreement, chapter: Chapter) -> Vec<(Clause, Part<'_>)> {
    let entries = parts(agreement, chapter).into_iter().enumerate();
    entries
        .map(|(index, (path, part))| {
            let number = format!("{}.{}", chapter.number(), index + 1);
            let title = path.rsplit('.').next().unwrap_or_default().replace('_', " ");
            (Clause { id: ClauseId(path), number, title }, part)
        })
        .collect()
}
