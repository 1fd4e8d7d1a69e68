//! The log as sorted columns in memory, and the reports folded from it: pure, parallel over leads, integers only.
//!
//! A [`Collector`] reads facts and decisions, each once, and settles into a [`History`]. Every report is then one linear pass over the leads and says what
//! its figures rest on: the window, the last fact, how many were counted, left out, too young or impossible to tell.

mod among;
mod basis;
mod block;
mod build;
mod condition;
mod dimension;
mod entry;
mod history;
mod kept;
mod links;
mod moments;
mod rate;
pub mod report;
#[cfg(test)]
mod sample;
mod spread;
mod words;
mod zone;

pub use among::Among;
pub use basis::{Basis, Excluded};
pub use build::{Collector, EVENT_REASON};
pub use dimension::Dimension;
pub use entry::Entry;
pub use history::History;
pub use moments::Moments;
pub use rate::Rate;
pub use spread::Spread;
pub use zone::Zone;
