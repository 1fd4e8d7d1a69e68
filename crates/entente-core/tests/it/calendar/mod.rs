//! Business time: the project's own table of edges, the laws for any input, and the shared vectors.

mod given;
mod judging;
mod laws;
mod refusals;
mod table;
mod vectors;
