//! The agreement: its text, its checked form, its identity, and how it is read aloud and compared.
//!
//! `read` turns YAML text into a [`model::Agreement`] or into all its [`crate::problem::Problem`]s at once.

pub mod canonical;
pub mod clauses;
pub mod diff;
pub mod model;
pub mod nearest;
pub mod read;
pub mod say;
pub mod schema;
pub mod source;
