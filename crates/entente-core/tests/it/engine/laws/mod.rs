//! The laws of the engine, each held by a second, slower computation over stories from a seed.

mod clock_changes;
mod edges;
mod explained;
mod links;
mod order;
mod points;
mod records;
mod two_times;
