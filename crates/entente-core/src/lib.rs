//! The agreement's language and the engine that runs it, so that what two parties signed is what happens.
//!
//! Pure and synchronous: time is an argument, nothing here reads a clock, a file, the network or chance, and no
//! result depends on the order of a hash map or on a floating-point unit.

pub mod agreement;
pub mod calendar;
pub mod condition;
pub mod decision;
pub mod effect;
pub mod engine;
pub mod fact;
pub mod id;
pub mod identity;
pub mod lang;
pub mod milestone;
pub mod number;
pub mod pace;
pub mod plan;
pub mod problem;
pub mod time;
