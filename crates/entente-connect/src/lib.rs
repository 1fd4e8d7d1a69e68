//! The outside world, a module each; it never decides and never writes the log.

pub mod csv;
