//! Sends events by the unmodified SDKs of others, through a proxy that goes wrong on purpose, and looks for each in the
//! log. The scripts stand in `crates/entente-web/clients`; their versions are pinned there.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::Result;

use crate::scripts;
use crate::steps::{Steps, Tally};
use crate::tools;
use crate::workspace::{succeed, target_folder};

/// Installs what is missing and runs the tests of the clients whose name contains `filter`.
pub(crate) fn only(filter: &str) -> ExitCode {
    let mut steps = Steps::default();
    steps.one("tools", tools::install_clients);
    steps.many("clients", || tests(filter));
    steps.finish()
}

/// Runs the tests of the clients and counts them.
pub(crate) fn tests(filter: &str) -> Result<Tally> {
    let folder = scripts::prepare("clients")?;
    let mut node = scripts::node(&folder, "run.js")?;
    node.arg(filter).env("ENTENTE_PYTHON", python(&folder)?);
    scripts::count(node)
}

/// A Python of its own with the packages that `python.txt` pins, installed where they are not yet.
fn python(folder: &Path) -> Result<PathBuf> {
    let home = target_folder()?.join("clients-python");
    let (python, mark) = (home.join("bin").join("python"), home.join(".installed-by"));
    let pins = std::fs::read(folder.join("python.txt"))?;
    if !std::fs::read(&mark).is_ok_and(|installed| installed == pins) {
        succeed(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home).stdin(Stdio::null()))?;
        let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"];
        succeed(Command::new(&python).args(words).arg(folder.join("python.txt")).stdin(Stdio::null()))?;
        std::fs::write(mark, pins)?;
    }
    Ok(python)
}
