//! Import against files nobody here wrote; each test skips with one clear line where they are absent.

mod bad_input;
mod real_data;
mod table;
