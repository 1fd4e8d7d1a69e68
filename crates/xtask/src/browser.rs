//! Looks at the pages with a real browser: its tests, and pictures of every page.
//!
//! The scripts stand in `crates/entente-web/browser`; they start and stop the servers they look at.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::scripts;
use crate::steps::{Steps, Tally};
use crate::tools;
use crate::workspace::{root, succeed};

/// Installs what is missing and runs the tests in the files whose name contains `filter`.
pub(crate) fn only(filter: &str) -> ExitCode {
    let mut steps = Steps::default();
    steps.one("tools", tools::install_browser);
    steps.many("browser", || tests(filter));
    steps.finish()
}

/// Runs the browser's tests and counts them.
pub(crate) fn tests(filter: &str) -> Result<Tally> {
    let mut node = node("run.js")?;
    node.arg(filter);
    scripts::count(node)
}

/// Takes pictures of the pages whose name contains `filter` into `shots` in the checkout.
pub(crate) fn shots(filter: &str) -> Result<()> {
    tools::install_browser()?;
    succeed(node("shots.js")?.arg(root().join("shots")).arg(filter))
}

fn node(script: &str) -> Result<Command> {
    let mut node = scripts::node(&scripts::prepare("browser")?, script)?;
    node.env("ENTENTE_LOCALES", root().join("crates/entente-web/locales"));
    Ok(node)
}
