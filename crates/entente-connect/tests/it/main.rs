//! Import against files nobody here wrote; each test skips with one clear line where they are absent.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

mod bad_input;
mod holidays;
mod real_data;
mod suggested;
mod table;
