//! `entente hash`: stub, replaced by its own work. The names `Args` and `run` stand.

use std::process::ExitCode;

/// What `entente hash` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {}

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let _ = args;
    anyhow::bail!("not built yet")
}
