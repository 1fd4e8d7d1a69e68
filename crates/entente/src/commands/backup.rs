//! `entente backup`: a copy of a workspace, of one moment, taken while it is in use.

use std::path::PathBuf;
use std::process::ExitCode;

use entente_store::Place;
use serde_json::json;

use super::workspace::Workspace;
use crate::log;

/// What `entente backup` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    workspace: Workspace,
    /// A new folder for the copy
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Copies, looks the copy through, and says what is in it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    log::open(&args.workspace.place)?.back_up(&args.to)?;
    let counts = log::open(&Place::from(&args.to))?.counts()?;
    if args.json {
        println!("{:#}", json!({"to": args.to, "facts": counts.facts, "decisions": counts.decisions}));
    } else {
        println!("{} facts and {} decisions were copied into {}.", counts.facts, counts.decisions, args.to.display());
        println!("Try it: entente restore --from {} --in RESTORED --verify", args.to.display());
    }
    Ok(ExitCode::SUCCESS)
}
