//! `entente say`: the whole agreement as numbered plain language, to be read before it is signed.

use std::path::PathBuf;
use std::process::ExitCode;

use entente_core::agreement::say::say;
use entente_core::lang::Lang;

use super::text;

/// What `entente say` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The agreement.
    file: PathBuf,
    /// The language it is said in: `en` or `ko`.
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Says it, as Markdown. Exit code 1 where the agreement has errors, which are printed.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Some((_, agreement)) = text::agreement_or_problems(&args.file)? else { return Ok(ExitCode::FAILURE) };
    let document = say(&agreement, args.lang);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&document)?);
    } else {
        print!("{document}");
    }
    Ok(ExitCode::SUCCESS)
}
