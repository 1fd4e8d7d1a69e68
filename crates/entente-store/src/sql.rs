//! The SQL of the store: one file per noun, one named statement per block, checked to exist when this crate is compiled.
//!
//! The text stays in the common subset of SQLite and PostgreSQL. SQLite numbers `$1`, `$2` by first appearance, so in
//! every statement they first appear in that order; a test holds every file to it.

#[cfg(test)]
mod tests;

/// What starts a block; its name follows on the same line.
const MARK: &str = "-- name: ";

/// The statement called `name` in a file of the form `-- name: append` and then SQL up to the next such line.
///
/// Meant for constants only: a missing name stops the build.
pub(crate) const fn block(file: &'static str, name: &str) -> &'static str {
    let bytes = file.as_bytes();
    let mut start = 0;
    loop {
        assert!(start < bytes.len(), "no statement of this name in the file");
        if has_at(bytes, start, MARK.as_bytes()) {
            let after_mark = start + MARK.len();
            let after_name = after_mark + name.len();
            if has_at(bytes, after_mark, name.as_bytes()) && has_at(bytes, after_name, b"\n") {
                return until_next_mark(file, after_name + 1);
            }
        }
        start += 1;
    }
}

/// The text from `start` to the next block or the end.
const fn until_next_mark(file: &'static str, start: usize) -> &'static str {
    let mut end = start;
    while end < file.len() && !has_at(file.as_bytes(), end, MARK.as_bytes()) {
        end += 1;
    }
    file.split_at(end).0.split_at(start).1.trim_ascii()
}

/// Whether `part` stands in `bytes` at `start`.
const fn has_at(bytes: &[u8], start: usize, part: &[u8]) -> bool {
    if start + part.len() > bytes.len() {
        return false;
    }
    let mut index = 0;
    while index < part.len() {
        if bytes[start + index] != part[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Declares the statements of one file as constants.
macro_rules! statements {
    ($file:literal: $($constant:ident = $name:literal),+ $(,)?) => {
        $(const $constant: &str = crate::sql::block(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/sql/", $file)), $name);)+
    };
}
pub(crate) use statements;
