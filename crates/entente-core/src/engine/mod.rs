//! The engine: facts and decisions make a state, a state and an instant make decisions; nothing else happens here.
//!
//! [`evolve`] changes a state by what the log says. [`decide`] concludes what follows under a plan, as of an instant,
//! and changes nothing: each decision takes effect by being evolved like a fact. [`world::World`] drives both in the
//! one order that live running, replay and back-test share.

pub mod clock;
pub mod crossing;
pub mod decay;
pub mod decide;
pub mod evolve;
pub mod example;
pub mod explain;
pub mod route;
pub mod score;
pub mod state;
pub mod status;
pub mod waiver;
pub mod wake;
pub mod world;
pub mod zones;
