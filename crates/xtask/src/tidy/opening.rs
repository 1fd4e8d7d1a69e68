//! Every Rust file opens by saying what it is for, because a file that cannot say it has no idea of its own.

use super::Finding;
use super::files::File;

/// Refuses a Rust file whose first line is not documentation, or whose first paragraph is not a sentence.
pub(super) fn check(file: &File) -> Option<Finding> {
    if !file.is_rust() {
        return None;
    }
    let opening: Vec<&str> = file.text.lines().map_while(|line| line.strip_prefix("//! ")).collect();
    let what = match opening.last() {
        None => "the first line is not `//! ` and what the file is for",
        Some(line) if !line.trim_end().ends_with(['.', '!', '?', ':']) => "its opening `//!` is not a sentence: end it",
        Some(_) => return None,
    };
    Some(Finding::new(&file.path, 1, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(path: &str, text: &str) -> bool {
        check(&File { path: path.to_owned(), text: text.to_owned(), ..File::default() }).is_some()
    }

    #[test]
    fn an_opening_is_a_sentence_on_the_first_line() {
        assert!(!is_refused("a.rs", "//! What this is for.\n\nfn a() {}"));
        assert!(!is_refused("a.rs", "//! What this is for, over\n//! two lines.\n//!\n//! More"));
        assert!(is_refused("a.rs", "//! What this is for\n\nfn a() {}"));
        assert!(is_refused("a.rs", "\n//! What this is for."));
        assert!(is_refused("a.rs", "//!\n//! What this is for."));
        assert!(is_refused("a.rs", ""));
        assert!(!is_refused("a.md", "# What"));
    }
}
