//! The use cases in the words of the screens: admit facts, put an agreement in force, run it, explain, rebuild.

pub mod admit;
pub mod error;
pub mod explain;
pub mod force;
mod links;
mod person;
pub mod rebuild;
pub mod run;
mod shelf;

pub use error::Error;
