//! `entente restore`: a workspace brought back from a copy, and held against its own log.

use std::path::PathBuf;
use std::process::ExitCode;

use entente_store::{Place, restore};
use serde_json::json;

use crate::log;

/// What `entente restore` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The folder that `entente backup` wrote; it stays as it is
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
    /// The data folder to make
    #[arg(long = "in", value_name = "FOLDER")]
    folder: PathBuf,
    /// Fold every state again from the log and compare; exit 1 where one differs
    #[arg(long)]
    verify: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Copies, looks the copy through, and says what is in it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    restore(&args.from, &args.folder)?;
    let mut store = log::open(&Place::from(&args.folder))?;
    let counts = store.counts()?;
    let differing = if args.verify { differing(&mut store)? } else { Vec::new() };
    if args.json {
        let (facts, decisions) = (counts.facts, counts.decisions);
        println!("{:#}", json!({"in": args.folder, "facts": facts, "decisions": decisions, "differing": differing}));
    } else {
        println!("{} facts and {} decisions are in {}.", counts.facts, counts.decisions, args.folder.display());
        match (args.verify, differing.is_empty()) {
            (true, true) => println!("Everything that is kept beside the log is what the log says."),
            (true, false) => println!("Not what the log says, and folded again: {}.", differing.join(", ")),
            (false, _) => {}
        }
    }
    Ok(if differing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The tables that were not what the log says; they are now.
fn differing(store: &mut entente_store::Store) -> anyhow::Result<Vec<&'static str>> {
    let before = store.digest()?;
    entente_desk::rebuild::rebuild(store)?;
    let after = store.digest()?;
    Ok(before.iter().filter(|(table, digest)| after.get(*table) != Some(digest)).map(|(table, _)| *table).collect())
}
