//! Conditions: a typed subset of CEL, the Common Expression Language, in which an agreement says *when*.
//!
//! [`check::check`] reads text against a [`scope::Scope`] and gives a [`Condition`] or all problems with their places.
//! The subset and its one departure from CEL are documented in `docs/reference/conditions.md`: a comparison with
//! something not known is false, whichever comparison it is; `== null` asks whether it is known.

mod canonical;
pub mod check;
pub mod describe;
mod expr;
mod fold;
mod kind;
mod lex;
mod parse;
mod report;
pub mod scope;
pub mod span;
pub mod typed;
mod visit;

pub use typed::{Atom, CompareOp, Condition, Literal, Operand, Test, TextTest};
pub use visit::visit_atoms;

#[cfg(test)]
mod tests;
#[cfg(test)]
use tests::sample;
