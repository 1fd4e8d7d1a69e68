//! Stub: replaced by its own work. The signature stands.

use super::scope::Scope;
use super::{Condition, Test};
use crate::problem::{Place, Problem};

/// Reads and types a condition. `place` is where its text starts in the file, so that problems point into it.
/// Answers nothing where there is at least one problem, which is then in `problems`.
pub fn check(text: &str, place: Place, clause: &str, scope: &Scope, problems: &mut Vec<Problem>) -> Option<Condition> {
    let _ = (place, clause, scope, problems);
    Some(Condition { source: text.to_owned(), canonical: text.to_owned(), test: Test::Const(true) })
}
