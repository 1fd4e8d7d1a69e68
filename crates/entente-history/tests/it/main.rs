//! Reports of logs that the engine itself decided, held against a second, slower computation over the log's entries.

#![allow(clippy::panic, clippy::unwrap_used)]

mod company;
mod naive;
mod reports;
