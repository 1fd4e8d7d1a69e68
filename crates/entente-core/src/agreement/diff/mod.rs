//! What changes between two agreements, clause by clause and in plain language, so that a signer reads only that.
//!
//! It compares canonical forms: comments, order and spelling that mean nothing are no change, and every difference of
//! the canonical form is said, whether or not this module has words of its own for it.

mod elements;
mod labels;
pub(super) mod pieces;
mod sentences;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::canonical::tree;
use super::clauses::{Clause, Part, numbered};
use super::model::Agreement;
use super::say::{self, Voice, tell};
use crate::id::ClauseId;
use crate::lang::Lang;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The clause it is in; `agreement` for what holds for all of it.
    pub clause: ClauseId,
    /// The clause's number in the new agreement; in the old one where it is dropped; empty for the preamble.
    pub number: String,
    /// The clause's name in words.
    pub title: String,
    /// What kind of change it is.
    pub kind: Kind,
    /// What changes, in one or more sentences.
    pub text: String,
}

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The clause is new.
    Added,
    /// The clause is dropped.
    Removed,
    /// Something in the clause is another.
    Changed,
    /// Clauses whose order means something stand in another order.
    Reordered,
}

/// One side of the comparison.
struct Side<'a> {
    voice: Voice<'a>,
    clauses: Vec<(Clause, Part<'a>)>,
    pieces: BTreeMap<String, Value>,
}

impl<'a> Side<'a> {
    fn new(agreement: &'a Agreement, lang: Lang) -> Side<'a> {
        Side {
            voice: Voice::new(agreement, lang),
            clauses: numbered(agreement),
            pieces: pieces::pieces(tree(agreement)),
        }
    }

    fn find(&self, id: &str) -> Option<&(Clause, Part<'a>)> {
        self.clauses.iter().find(|(clause, _)| clause.id.0 == id)
    }

    fn sentences(&self, id: &str) -> Vec<String> {
        if id == pieces::PREAMBLE {
            return say::preamble_of(&self.voice);
        }
        self.find(id).map(|(_, part)| say::sentences(&self.voice, *part)).unwrap_or_default()
    }

    /// What is said of a clause that is new or dropped.
    fn whole(&self, id: &str) -> String {
        self.sentences(id).join(" ")
    }
}

/// What changes from `a` to `b`, in the order of `b`'s text; dropped clauses last. Empty where both are one agreement.
#[must_use]
pub fn diff(a: &Agreement, b: &Agreement, lang: Lang) -> Vec<Change> {
    let (old, new) = (Side::new(a, lang), Side::new(b, lang));
    let mut changes = within(&old, &new, pieces::PREAMBLE);
    changes.extend(reordered(&old, &new));
    for (clause, _) in &new.clauses {
        match old.find(&clause.id.0) {
            Some(_) => changes.extend(within(&old, &new, &clause.id.0)),
            None => changes.push(added(&new, clause)),
        }
    }
    for (clause, _) in old.clauses.iter().filter(|(clause, _)| new.find(&clause.id.0).is_none()) {
        changes.push(removed(&old, clause));
    }
    changes
}

fn change(side: &Side<'_>, clause: &Clause, kind: Kind, text: String) -> Change {
    let (id, number) = (clause.id.clone(), clause.number.clone());
    Change { clause: id, number, title: side.voice.title(clause), kind, text }
}

fn added(new: &Side<'_>, clause: &Clause) -> Change {
    let says = new.whole(&clause.id.0);
    change(new, clause, Kind::Added, tell!(new.voice.lang, "is new. {says}", "새로 생깁니다. {says}"))
}

fn removed(old: &Side<'_>, clause: &Clause) -> Change {
    let said = old.whole(&clause.id.0);
    change(
        old,
        clause,
        Kind::Removed,
        tell!(old.voice.lang, "is dropped. It said: {said}", "없어집니다. 이전 내용: {said}"),
    )
}

/// Changes inside a clause that both have: element by element where there are words for it, else sentence by sentence.
fn within(old: &Side<'_>, new: &Side<'_>, id: &str) -> Vec<Change> {
    let (Some(before), Some(after)) = (old.pieces.get(id), new.pieces.get(id)) else { return Vec::new() };
    if before == after {
        return Vec::new();
    }
    let clause = new.find(id).map_or_else(|| pieces::preamble_clause(new.voice.lang), |(clause, _)| clause.clone());
    let found = elements::compare(id, &old.voice, &new.voice, before, after);
    let mut texts = found.said;
    if !found.unsaid.is_empty() {
        let said = sentences::compare(new.voice.lang, &old.sentences(id), &new.sentences(id));
        texts.extend(said.or_else(|| texts.is_empty().then(|| found.unsaid.join(" "))));
    }
    texts.into_iter().map(|text| change(new, &clause, Kind::Changed, text)).collect()
}

/// Sections whose order decides and whose common clauses stand in another order.
fn reordered(old: &Side<'_>, new: &Side<'_>) -> Vec<Change> {
    let order = |side: &Side<'_>, section: &str| -> Vec<String> {
        let Some(Value::Array(names)) = side.pieces.get(section) else { return Vec::new() };
        names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    let mut changes = Vec::new();
    for section in pieces::ORDERS {
        let (before, after) = (order(old, section.id), order(new, section.id));
        let kept: Vec<&String> = before.iter().filter(|name| after.contains(name)).collect();
        if kept.iter().copied().ne(after.iter().filter(|name| before.contains(name))) {
            let plain =
                |names: &[String]| names.iter().map(|name| new.voice.plain(name)).collect::<Vec<_>>().join(", ");
            let (before, after) = (plain(&before), plain(&after));
            let text = tell!(
                new.voice.lang,
                "the order is now {after}; it was {before}.",
                "순서가 바뀝니다. 이전: {before}. 이후: {after}."
            );
            changes.push(change(new, &section.clause(new.voice.lang), Kind::Reordered, text));
        }
    }
    changes
}
