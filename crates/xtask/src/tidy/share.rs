//! The share of Rust lines that are tests: shown on every run, and a ratchet that lets it only rise.

use anyhow::{Context, Result};

use super::Finding;
use super::files::File;
use super::length::RATCHET;

/// What we aim at, in percent of lines.
const AIM: usize = 40;

/// Refuses a smaller share of tests than `tidy.ratchet` says.
pub(super) fn check(files: &[File]) -> Result<Option<Finding>> {
    Ok(judge(files, least(RATCHET)?))
}

/// The line `tests PERCENT`.
fn least(ratchet: &str) -> Result<usize> {
    let line = ratchet.lines().find_map(|line| line.strip_prefix("tests ")).context("tidy.ratchet: no line 'tests'")?;
    line.parse().with_context(|| format!("tidy.ratchet: '{line}' is no number"))
}

fn judge(files: &[File], least: usize) -> Option<Finding> {
    let (tests, all) = count(files);
    let what = format!("{tests} of {all} lines of Rust are tests, at least {least} % must be");
    (tests * 100 < all * least).then(|| Finding::new("crates", 0, what))
}

/// The share in words.
pub(super) fn sentence(files: &[File]) -> String {
    let (tests, all) = count(files);
    format!("{all} lines of Rust, {} % of them tests (aim: {AIM} %)", tests * 100 / all.max(1))
}

fn count(files: &[File]) -> (usize, usize) {
    let ours = files.iter().filter(|file| file.is_rust() && file.path.starts_with("crates/"));
    ours.fold((0, 0), |(tests, all), file| {
        let lines = file.test_lines();
        (tests + lines.iter().filter(|test| **test).count(), all + lines.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_tests_are_counted_in_and_beside_code() {
        let file = |path: &str, lines: usize| File {
            path: path.to_owned(),
            text: "a\n".repeat(lines),
            test: path.contains("tests"),
            ..File::default()
        };
        let enough = [file("crates/a/src/lib.rs", 65), file("crates/a/tests/it/main.rs", 35), file("bench/b.rs", 900)];
        assert!(judge(&enough, 35).is_none());
        assert_eq!(sentence(&enough), "100 lines of Rust, 35 % of them tests (aim: 40 %)");
        let few = [file("crates/a/src/lib.rs", 66), file("crates/a/src/tests.rs", 34)];
        assert_eq!(
            judge(&few, 35).unwrap().to_string(),
            "crates: 34 of 100 lines of Rust are tests, at least 35 % must be"
        );
    }

    #[test]
    fn the_committed_share_can_be_read() {
        assert!(least(RATCHET).is_ok_and(|least| least <= AIM));
        assert!(least("500 a.rs").is_err());
    }
}
