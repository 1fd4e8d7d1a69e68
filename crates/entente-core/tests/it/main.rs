//! What the core promises to the other crates, tested through its public names only.
// Only `#[test]` functions are exempt by themselves; their helpers are tests too, and read the shared files.
#![allow(clippy::disallowed_methods, clippy::panic, clippy::unwrap_used)]

mod calendar;
mod pace;
