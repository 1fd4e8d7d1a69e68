//! Every crate says in its own words what it is for, because its page is where a reader starts.

use super::Finding;
use super::files::File;

/// A crate's first page is at least this many lines of prose.
const PROSE_LINES_MIN: usize = 2;

/// Checks the documentation at the head of every `lib.rs` and `main.rs` of a crate.
pub(super) fn check(files: &[File]) -> Vec<Finding> {
    files.iter().filter(|file| is_root(&file.path)).filter_map(check_root).collect()
}

fn is_root(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), ["crates", _, "src", "lib.rs" | "main.rs"])
}

fn check_root(file: &File) -> Option<Finding> {
    let head = file.text.lines().take_while(|line| line.starts_with("//!"));
    let prose = head.filter(|line| line.trim_start_matches("//!").trim().chars().any(char::is_alphabetic)).count();
    let what = format!("say in {PROSE_LINES_MIN} lines or more what the crate is for, why, and what it never does");
    (prose < PROSE_LINES_MIN).then(|| Finding::new(&file.path, 1, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&[File { path: path.to_owned(), text: text.to_owned(), ..File::default() }]).len()
    }

    #[test]
    fn one_line_is_not_enough_for_a_crate() {
        assert_eq!(findings("crates/a/src/lib.rs", "//! What it is.\n\nmod b;"), 1);
        assert_eq!(findings("crates/a/src/main.rs", "//! What it is.\n//!\n//! Why it is.\n"), 0);
        assert_eq!(findings("crates/a/src/b/lib.rs", "//! A module."), 0);
    }
}
