//! Walks a condition's questions in the order they are written, for all who ask what a condition rests on.

use super::{Atom, Test};

/// Calls `f` with every atom of the test, from left to right.
pub fn visit_atoms(test: &Test, f: &mut impl FnMut(&Atom)) {
    match test {
        Test::Const(_) => {}
        Test::Not(inner) => visit_atoms(inner, f),
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| visit_atoms(part, f)),
        Test::Atom(atom) => f(atom),
    }
}
