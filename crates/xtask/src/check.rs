//! What every change must pass, on any machine that has Rust: the same at home and in continuous integration.

use std::io::{BufRead, BufReader};
use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::steps::{Steps, Tally};
use crate::workspace::{cargo, succeed};
use crate::{deps, tidy};

/// Passes everything that needs nothing installed.
pub(crate) fn all() -> ExitCode {
    let mut steps = Steps::default();
    house(&mut steps);
    steps.finish()
}

/// The steps of [`all`], cheapest first.
pub(crate) fn house(steps: &mut Steps) {
    steps.one("format", || succeed(&mut cargo(&["fmt", "--all", "--check"])));
    steps.one("tidy", tidy::run);
    steps.one("dependencies", deps::run);
    steps.one("lints", || {
        let words = ["clippy", "--workspace", "--all-targets", "--all-features", "--locked", "--", "-D", "warnings"];
        succeed(&mut cargo(&words))
    });
    steps.one("documentation", || {
        let words = ["doc", "--workspace", "--no-deps", "--document-private-items", "--all-features", "--locked"];
        succeed(cargo(&words).env("RUSTDOCFLAGS", "-D warnings"))
    });
    steps.many("tests", || tests(None));
}

/// Runs the tests whose name contains `filter`, or all; shows their output as it comes and counts it.
pub(crate) fn tests(filter: Option<&str>) -> Result<Tally> {
    let mut command = cargo(&["test", "--workspace", "--all-features", "--locked", "--no-fail-fast"]);
    command.args(filter).stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot start cargo test")?;
    let (mut tally, mut is_why) = (Tally::default(), false);
    for line in BufReader::new(child.stdout.take().context("cargo test has no output")?).lines() {
        let line = line?;
        println!("{line}");
        if let Some(part) = read_result(&line) {
            tally.add(&part);
            is_why = false;
        }
        // What failed stands between this word and the result, of each test program.
        is_why |= line == "failures:";
        if is_why {
            tally.why.push(line);
        }
    }
    let status = child.wait()?;
    if !status.success() && tally.failed == 0 {
        tally.failed = 1; // it did not compile, or a test program crashed
    }
    Ok(tally)
}

/// Reads `test result: ok. 12 passed; 0 failed; …`.
fn read_result(line: &str) -> Option<Tally> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |word: &str| counts.split("; ").find_map(|part| part.strip_suffix(word)?.trim().parse().ok());
    Some(Tally::of(count("passed")?, count("failed")?))
}

#[cfg(test)]
mod tests_of_reading {
    use super::*;

    #[test]
    fn counts_are_read_from_the_standard_summary_only() {
        let ok = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.05s";
        let bad = "test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s";
        assert_eq!(read_result(ok), Some(Tally::of(12, 0)));
        assert_eq!(read_result(bad), Some(Tally::of(7, 2)));
        assert_eq!(read_result("test engine::tests::met ... ok"), None);
        assert_eq!(read_result("  test result: 3 passed"), None);
    }
}
