//! Killed while it works: `kill -9` at random moments under load, and afterwards the log holds all that was
//! acknowledged, once, with every effect of every decision once, and folds to what is kept beside it.
//!
//! `ENTENTE_CRASH_ROUNDS` sets how often it is killed (12 where it is not set); `cargo xtask crash 300` shows the report.
//! Tests on a server have the word in their names, so that they can be run alone.
// Only `#[test]` functions are exempt by themselves; what they call is test code too.
#![allow(clippy::panic, clippy::unwrap_used)]

mod checked;
mod clock;
mod company;
mod disk;
mod failover;
mod ledger;
mod rounds;
mod served;
mod teller;
mod torn;
