//! Everything that must pass, from nothing: installs what is missing, then checks code, agreements and pages.

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::steps::{Steps, Tally};
use crate::workspace::{entente, root, succeed};
use crate::{browser, check, clients, docs, fuzz, tools, walkthrough};

/// Installs what the tests need and passes them all.
pub(crate) fn everything() -> ExitCode {
    let mut steps = Steps::default();
    steps.one("tools", tools::install);
    steps.one("browser tools", tools::install_clients);
    check::house(&mut steps);
    steps.many("agreements", agreements);
    steps.many("walkthrough", walkthrough::check);
    steps.one("pages", docs::check);
    steps.many("fuzz", fuzz::bounded);
    steps.many("browser", || browser::tests(""));
    steps.many("clients", || clients::tests(""));
    steps.finish()
}

/// Installs what the tests need and runs those whose name contains `filter`.
pub(crate) fn only(filter: &str) -> ExitCode {
    let mut steps = Steps::default();
    steps.one("tools", tools::install);
    steps.many("tests", || check::tests(Some(filter)));
    steps.finish()
}

/// Types along with the README alone.
pub(crate) fn walk() -> ExitCode {
    let mut steps = Steps::default();
    steps.many("walkthrough", walkthrough::check);
    steps.finish()
}

/// Checks every sample agreement with its worked examples, as its author would.
fn agreements() -> Result<Tally> {
    let entente = entente()?;
    let mut tally = Tally::default();
    for path in samples()? {
        let checked = succeed(Command::new(&entente).arg("check").arg(&path).stdin(Stdio::null()));
        match checked {
            Ok(()) => tally.passed += 1,
            Err(error) => tally.fail(format!("{}: {error:#}", path.display())),
        }
    }
    Ok(tally)
}

/// The sample agreements by name.
fn samples() -> Result<Vec<PathBuf>> {
    let folder = root().join("agreements");
    let entries =
        std::fs::read_dir(&folder).with_context(|| format!("no sample agreements in {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    Ok(paths)
}
