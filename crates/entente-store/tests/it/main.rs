//! The store through its public surface: one story, the wire forms, the outbox, the writer, and what a crash leaves.

#![allow(clippy::panic, clippy::unwrap_used)]

mod agreement;
mod behind;
mod cards;
mod clause;
mod copy;
mod crash;
mod form;
mod lost;
mod news;
mod outbox;
mod people;
mod properties;
mod proposal;
mod refused;
mod retention;
mod sample;
mod server;
mod source;
mod story;
mod wire;
