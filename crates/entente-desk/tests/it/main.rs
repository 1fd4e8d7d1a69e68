//! The use cases against a real log in memory or in a folder of its own.

#![allow(clippy::panic, clippy::unwrap_used)]

mod acts;
mod admit;
mod cards;
mod company;
mod content;
mod desk;
mod document;
mod draft;
mod explain;
mod figures;
mod forms;
mod holidays;
mod import;
mod late;
mod lead;
mod links;
mod lists;
mod live;
mod many_at_once;
mod notices;
mod people;
mod processes;
mod proposal;
mod queue;
mod retention;
mod round_trips;
mod run;
mod screens;
mod setup;
mod sources;
mod versions;
