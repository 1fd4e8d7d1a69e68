//! Files and requests of others, as they really are; tests that need files nobody here wrote skip with one clear line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

mod bad_input;
mod holidays;
mod real_data;
mod returning;
mod same_table;
mod segment;
mod suggested;
mod table;
