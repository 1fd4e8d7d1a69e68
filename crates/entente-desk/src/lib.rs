//! The use cases in the words of the screens: admit facts, put an agreement in force, run it, explain, rebuild.
//!
//! Each loads what it needs, has the core decide, and appends facts, decisions and states in one transaction. It never
//! speaks HTTP and reads no clock: whoever calls says which instant it is.

pub mod accounts;
pub mod acts;
pub mod admit;
pub mod board;
mod card;
pub mod clause;
pub mod content;
pub mod document;
pub mod draft;
pub mod error;
pub mod explain;
pub mod figures;
pub mod force;
pub mod forms;
pub mod holidays;
pub mod import;
pub mod lead;
pub mod leads;
mod links;
pub mod live;
pub mod manager;
pub mod notices;
pub mod overview;
pub mod people;
mod person;
pub mod promise;
pub mod proposal;
pub mod queue;
pub mod rebuild;
pub mod retention;
pub mod run;
pub mod search;
pub mod settle;
pub mod setup;
mod shelf;
pub mod signing;
pub mod sources;
pub mod tell;

pub use error::Error;
