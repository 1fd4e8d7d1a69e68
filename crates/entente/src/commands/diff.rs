//! `entente diff`: what changes from one agreement to another, clause by clause, in plain language.

use std::path::PathBuf;
use std::process::ExitCode;

use entente_core::agreement::canonical::hash;
use entente_core::agreement::diff::{Change, diff};
use entente_core::lang::Lang;
use serde_json::json;

use super::text;

/// What `entente diff` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The agreement as it was.
    before: PathBuf,
    /// The agreement as it is to be.
    after: PathBuf,
    /// The language of the answer: `en` or `ko`.
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Exit with 1 where something changes.
    #[arg(long)]
    exit_code: bool,
}

/// Says what changes. Exit code 1 with `--exit-code` where something does, 2 where a file has errors.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (before, after) = (text::agreement_or_problems(&args.before)?, text::agreement_or_problems(&args.after)?);
    let (Some((_, before)), Some((_, after))) = (before, after) else { return Ok(ExitCode::from(crate::COULD_NOT)) };
    let changes = diff(&before, &after, args.lang);
    let hashes = (hash(&before), hash(&after));
    if args.json {
        println!("{:#}", json!({"before": hashes.0, "after": hashes.1, "changes": changes}));
    } else if changes.is_empty() {
        let hash = hashes.0;
        match args.lang {
            Lang::En => println!("No change: both have the identity {hash}."),
            Lang::Ko => println!("변경 없음: 두 합의서의 고유 식별값이 같습니다({hash})."),
        }
    } else {
        changes.iter().for_each(|change| println!("{}", line(change)));
    }
    Ok(if args.exit_code && !changes.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// `§7.6 Touch: the time … goes from … to ….`
fn line(change: &Change) -> String {
    let Change { number, title, text, .. } = change;
    if number.is_empty() { format!("{title}: {text}") } else { format!("§{number} {title}: {text}") }
}
