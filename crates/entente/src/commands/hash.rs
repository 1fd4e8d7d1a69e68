//! `entente hash`: the identity of an agreement, or the very bytes that are signed.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use entente_core::agreement::canonical::{canonical, hash};
use serde_json::json;

use super::text;

/// What `entente hash` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The agreement.
    file: PathBuf,
    /// Print the canonical form itself, without a line break at its end: what `ssh-keygen -Y sign` signs.
    #[arg(long)]
    canonical: bool,
    /// Print JSON.
    #[arg(long, conflicts_with = "canonical")]
    json: bool,
}

/// Prints it. Exit code 1 where the agreement has errors.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Some((_, agreement)) = text::agreement_or_problems(&args.file)? else { return Ok(ExitCode::FAILURE) };
    if args.json {
        println!("{:#}", json!({"title": agreement.title, "hash": hash(&agreement)}));
    } else if args.canonical {
        std::io::stdout().write_all(canonical(&agreement).as_bytes())?;
    } else {
        println!("{}", hash(&agreement));
    }
    Ok(ExitCode::SUCCESS)
}
