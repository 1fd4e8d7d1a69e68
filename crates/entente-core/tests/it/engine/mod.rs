//! The engine, told as stories: what happens on the left, what is decided and by which clause on the right.

mod amend;
mod cadences;
mod clocks;
mod closing;
mod counts;
mod cycles;
mod handoff;
mod identity;
mod late_facts;
mod laws;
mod nobody;
mod nurture;
mod precision;
mod properties;
mod requests;
mod returning;
mod routing;
mod said;
mod scores;
mod shares;
mod stages;
mod storm;
pub(crate) mod story;
mod waivers;
