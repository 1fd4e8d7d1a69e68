//! What the core promises to the other crates, tested through its public names only.
// Only `#[test]` functions are exempt by themselves; what they call is test code too, and reads
// the vectors' files.
#![allow(clippy::disallowed_methods, clippy::panic, clippy::unwrap_used)]

mod agreement;
mod calendar;
mod engine;
mod language;
mod pace;
mod plan;
mod wire;
