//! `entente migrate`: bring a workspace to the form this version writes, before anything else opens it.

use std::process::ExitCode;

use entente_store::Store;
use serde_json::json;

use super::workspace::Workspace;

/// What `entente migrate` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    workspace: Workspace,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (mut store, applied) = Store::migrate(&args.workspace.place)?;
    let is_folded = store.is_folded()?;
    entente_desk::rebuild::where_needed(&mut store)?;
    if args.json {
        let rows: Vec<_> = applied.iter().map(|step| json!({"number": step.number, "name": step.name})).collect();
        println!("{:#}", json!({"place": args.workspace.place.to_string(), "applied": rows, "rebuilt": !is_folded}));
        return Ok(ExitCode::SUCCESS);
    }
    for step in &applied {
        println!("applied {:04} {}", step.number, step.name);
    }
    if applied.is_empty() {
        println!("{} is up to date.", args.workspace.place);
    }
    if !is_folded {
        println!("Everything folded from the log was folded again.");
    }
    Ok(ExitCode::SUCCESS)
}
