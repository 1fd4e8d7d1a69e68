//! The outside world, a module each: files and systems of others on one side, facts and effects on ours.
//!
//! Whatever others send is read here once, strictly, and becomes facts as a source tells them; what cannot be read is
//! named and kept, never dropped. This crate imports the core alone. It never decides, and it never writes the log.

pub mod calendar;
pub mod csv;
pub mod letter;
pub mod segment;
pub mod suggest;
pub mod table;
pub mod workbook;
