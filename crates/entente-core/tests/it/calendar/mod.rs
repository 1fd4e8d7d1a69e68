//! Business time: the project's own table of edges, the laws for any input, and the shared vectors.

pub(crate) mod given;
mod judging;
mod laws;
mod refusals;
mod table;
pub(crate) mod vectors;
