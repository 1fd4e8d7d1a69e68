//! `entente rebuild`: fold every state again from the log, and with `--verify` hold it against what was there.

use std::process::ExitCode;

use serde_json::json;

use super::workspace::Workspace;
use crate::log;

/// What `entente rebuild` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    workspace: Workspace,
    /// Compare every table byte for byte with what was there before; exit 1 where one differs.
    #[arg(long)]
    verify: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Rebuilds.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut store = log::open(&args.workspace.place)?;
    let before = if args.verify { store.digest()? } else { Default::default() };
    entente_desk::rebuild::rebuild(&mut store)?;
    let counts = store.counts()?;
    let after = if args.verify { store.digest()? } else { Default::default() };
    let differing: Vec<&str> =
        before.iter().filter(|(table, digest)| after.get(*table) != Some(digest)).map(|(table, _)| *table).collect();
    if args.json {
        let tables: Vec<_> = after.iter().map(|(table, digest)| json!({"table": table, "sha256": digest})).collect();
        println!("{:#}", json!({"states": counts.states, "tables": tables, "differing": differing}));
    } else {
        println!(
            "{} states were folded again from {} facts and {} decisions.",
            counts.states, counts.facts, counts.decisions
        );
        for (table, digest) in &after {
            let verdict = if differing.contains(table) { "DIFFERS" } else { "the same" };
            println!("  {table:<15} {verdict:<9} sha256 {digest}");
        }
    }
    Ok(if differing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
