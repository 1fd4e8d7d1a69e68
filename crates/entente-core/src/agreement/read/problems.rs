//! Gathers every problem while reading goes on, so that an author sees all of them at once.

use super::at::At;
use super::words::instead_of;
use crate::problem::{Place, Problem, Reason, Weight};

/// The problems found so far, and the means to add one.
#[derive(Debug, Default)]
pub(crate) struct Problems(pub(crate) Vec<Problem>);

impl Problems {
    /// Adds an error that points at a node.
    pub(crate) fn error(&mut self, reason: Reason, at: &At<'_>, what: impl Into<String>, remedy: impl Into<String>) {
        self.add(reason, Weight::Error, at.node.place, &at.clause, what.into(), remedy.into());
    }

    /// Adds an error that points at the key under which a node stands.
    pub(crate) fn key_error(
        &mut self,
        reason: Reason,
        at: &At<'_>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add(reason, Weight::Error, at.key_place, &at.clause, what.into(), remedy.into());
    }

    /// Adds an error about a name that nothing declares, with the nearest of the names that are.
    pub(crate) fn unknown<'n>(
        &mut self,
        at: &At<'_>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let remedy = instead_of(name, known);
        self.error(Reason::UnknownName, at, format!("no {what} is called '{name}'"), remedy);
    }

    pub(crate) fn add(
        &mut self,
        reason: Reason,
        weight: Weight,
        place: Place,
        clause: &str,
        what: String,
        remedy: String,
    ) {
        self.0.push(Problem { reason, weight, place, clause: clause.to_owned(), what, remedy });
    }

    /// All of them in the order of the text; of one place, in the order in which they were found.
    pub(crate) fn sorted(mut self) -> Vec<Problem> {
        self.0.sort_by_key(|problem| problem.place);
        self.0
    }
}
