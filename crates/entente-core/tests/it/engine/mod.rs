//! The engine, told as stories: what happens on the left, what is decided and by which clause on the right.

mod handoff;
mod late_facts;
mod nurture;
mod scores;
mod storm;
mod story;
