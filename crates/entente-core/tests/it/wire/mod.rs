//! What is written: how effects and states are stored, and what is read of a log that other hands have written.

mod effects;
mod lenient;
mod states;
mod words;
