//! `entente schema`: the JSON Schema of the agreement language, for editors.

use std::process::ExitCode;

use entente_core::agreement::schema::schema;

/// What `entente schema` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Print JSON, which a schema always is.
    #[arg(long)]
    json: bool,
}

/// Prints it. Save it as `entente.schema.json` beside an agreement whose first line is
/// `# yaml-language-server: $schema=entente.schema.json`.
pub(crate) fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    println!("{}", serde_json::to_string_pretty(&schema())?);
    Ok(ExitCode::SUCCESS)
}
