//! Tests that are scripts of Node.js: they run from a copy below the target folder, where npm puts what they need, so
//! that nothing is ever installed into the checkout.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::steps::Tally;
use crate::workspace::{copy, entente, root, succeed, target_folder};

/// The copy of a folder of `crates/entente-web` with what its lock file names, installed where it is not yet.
pub(crate) fn prepare(name: &str) -> Result<PathBuf> {
    let (from, into) = (root().join("crates/entente-web").join(name), target_folder()?.join(name));
    let lock = std::fs::read(from.join("package-lock.json"))?;
    let mark = into.join("node_modules").join(".installed-by");
    let is_installed = std::fs::read(&mark).is_ok_and(|installed| installed == lock);
    for entry in std::fs::read_dir(&into).into_iter().flatten() {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::remove_file(entry.path())?;
        } else if entry.file_name() != "node_modules" {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    copy(&from, &into)?;
    if !is_installed {
        let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        succeed(Command::new("npm").args(words).current_dir(&into).stdin(Stdio::null()))?;
        std::fs::write(mark, lock)?;
    }
    Ok(into)
}

/// Node on one of the scripts, with the program that it tests.
pub(crate) fn node(folder: &Path, script: &str) -> Result<Command> {
    let mut node = Command::new("node");
    node.args(["--test-reporter=spec", script]).current_dir(folder).stdin(Stdio::null());
    node.env("ENTENTE_PROGRAM", entente()?);
    Ok(node)
}

/// Runs tests to their end and counts them; what they say is shown as it comes.
pub(crate) fn count(mut node: Command) -> Result<Tally> {
    let mut child = node.stdout(Stdio::piped()).spawn().context("cannot start node")?;
    let (mut tally, mut lines, mut is_why) = (Tally::default(), 0, false);
    for line in BufReader::new(child.stdout.take().context("node has no output")?).lines() {
        let line = line?;
        println!("{line}");
        if let Some(part) = read_summary(&line) {
            lines += 1;
            tally.add(&part);
        }
        // The reporter ends with what failed, and why.
        is_why |= line == "✖ failing tests:";
        if is_why {
            tally.why.push(line);
        }
    }
    let status = child.wait()?;
    if tally.failed == 0 && (!status.success() || lines == 0) {
        tally.failed = 1; // a file could not be read, or everything stopped half-way
    }
    Ok(tally)
}

/// A line of node's summary: `ℹ pass 12`. What never ran because something before it failed, failed too.
fn read_summary(line: &str) -> Option<Tally> {
    let (word, count) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let count = count.parse().ok()?;
    match word {
        "pass" => Some(Tally::of(count, 0)),
        "fail" | "cancelled" => Some(Tally::of(0, count)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cancelled_counts_as_failed() {
        let lines =
            ["ℹ tests 6", "ℹ suites 1", "ℹ pass 3", "ℹ fail 1", "ℹ cancelled 2", "ℹ duration_ms 12.5", "✔ pass 4"];
        let read: Vec<Tally> = lines.iter().filter_map(|line| read_summary(line)).collect();
        assert_eq!(read, [Tally::of(3, 0), Tally::of(0, 1), Tally::of(0, 2)]);
    }
}
