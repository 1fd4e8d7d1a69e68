//! The `entente` command: sales and marketing's agreement, checked, signed and run from a terminal.
//!
//! A file per subcommand stands in `commands/`. This is the only place where the machine's clock, its files and its
//! terminal meet the use cases of `entente-desk`. Every command ends by one table of exit codes, which stands in
//! `docs/reference/exit-codes.md`: 0 done, 1 the answer is no, 2 it could not be asked or done.

mod commands;
mod demo;
mod examples;
mod log;
mod mail;
mod progress;
mod serving;
mod signing;
mod when;
mod words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use commands::text::Unsound;
use mimalloc::MiMalloc;

/// Where memory comes from: events are many small texts, which the C library's own is slow to give and take back.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// The exit code of what could not be asked or done; the words of the command line that cannot be read have it too.
pub(crate) const COULD_NOT: u8 = 2;

/// The system in which sales and marketing agree how they work together, sign it, and have it run.
#[derive(Parser)]
#[command(name = "entente", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check an agreement: all problems at once, with place, reason and remedy; then its worked examples.
    #[command(after_help = examples::CHECK)]
    Check(commands::check::Args),
    /// Say the whole agreement as numbered plain language.
    #[command(after_help = examples::SAY)]
    Say(commands::say::Args),
    /// Say in plain language what changes between two agreements.
    #[command(after_help = examples::DIFF)]
    Diff(commands::diff::Args),
    /// Print an agreement's identity: SHA-256 of its canonical form.
    #[command(after_help = examples::HASH)]
    Hash(commands::hash::Args),
    /// Print the JSON Schema of the agreement language, for editors.
    #[command(after_help = examples::SCHEMA)]
    Schema(commands::schema::Args),
    /// Business-time arithmetic: due instants and elapsed time.
    #[command(after_help = examples::CLOCK)]
    Clock(commands::clock::Args),
    /// Sign an agreement with an SSH key, or put a fully signed one into force.
    #[command(after_help = examples::SIGN)]
    Sign(commands::sign::Args),
    /// Verify a signed bundle.
    #[command(after_help = examples::VERIFY)]
    Verify(commands::verify::Args),
    /// Turn CSV files into facts by one mapping file.
    #[command(after_help = examples::IMPORT)]
    Import(commands::import::Args),
    /// Decide everything due up to an instant.
    #[command(after_help = examples::RUN)]
    Run(commands::run::Args),
    /// Explain a lead: facts, scores, owner, clocks, decisions and their clauses.
    #[command(after_help = examples::EXPLAIN)]
    Explain(commands::explain::Args),
    /// Reports: funnel, sla, velocity, handoffs, feedback, scores.
    #[command(after_help = examples::REPORT)]
    Report(commands::report::Args),
    /// Both parties' promises on one page.
    #[command(after_help = examples::STATEMENT)]
    Statement(commands::statement::Args),
    /// Rebuild every state and projection from the log.
    #[command(after_help = examples::REBUILD)]
    Rebuild(commands::rebuild::Args),
    /// Drop the details whose time is over by the agreement's own clause; `serve` and `work` do so by themselves.
    #[command(after_help = examples::KEEP)]
    Keep(commands::keep::Args),
    /// Copy a folder's workspace as it stands at one moment, while it is in use; `copy` takes those of a server.
    #[command(after_help = examples::BACKUP)]
    Backup(commands::backup::Args),
    /// Bring a workspace back from such a copy.
    #[command(after_help = examples::RESTORE)]
    Restore(commands::restore::Args),
    /// Bring a workspace to the form this version writes, and say what was done; it is made where it is missing.
    #[command(after_help = examples::MIGRATE)]
    Migrate(commands::migrate::Args),
    /// Copy a workspace to another place, into a server or back, and hold both against each other.
    #[command(after_help = examples::COPY)]
    Copy(commands::copy::Args),
    /// Decide what falls due and deliver what follows, without pages; the workspace is made where it is missing.
    #[command(after_help = examples::WORK)]
    Work(commands::work::Args),
    /// Serve the pages of a workspace, made where it is missing, and decide what falls due.
    #[command(after_help = examples::SERVE)]
    Serve(commands::serve::Args),
    /// Make the sample company where there is none, and serve its pages while it goes on living.
    #[command(after_help = examples::DEMO)]
    Demo(commands::demo::Args),
}

fn main() -> ExitCode {
    // `entente report … | head` ends with the reader, as every command does, instead of panicking on a closed pipe.
    sigpipe::reset();
    let outcome = match Cli::parse().command {
        Command::Check(args) => commands::check::run(&args),
        Command::Say(args) => commands::say::run(&args),
        Command::Diff(args) => commands::diff::run(&args),
        Command::Hash(args) => commands::hash::run(&args),
        Command::Schema(args) => commands::schema::run(&args),
        Command::Clock(args) => commands::clock::run(&args),
        Command::Sign(args) => commands::sign::run(&args),
        Command::Verify(args) => commands::verify::run(&args),
        Command::Import(args) => commands::import::run(&args),
        Command::Run(args) => commands::run::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Report(args) => commands::report::run(&args),
        Command::Statement(args) => commands::statement::run(&args),
        Command::Rebuild(args) => commands::rebuild::run(&args),
        Command::Keep(args) => commands::keep::run(&args),
        Command::Backup(args) => commands::backup::run(&args),
        Command::Restore(args) => commands::restore::run(&args),
        Command::Migrate(args) => commands::migrate::run(&args),
        Command::Copy(args) => commands::copy::run(&args),
        Command::Work(args) => commands::work::run(&args),
        Command::Serve(args) => commands::serve::run(&args),
        Command::Demo(args) => commands::demo::run(&args),
    };
    outcome.unwrap_or_else(|error| {
        if error.is::<Unsound>() {
            return ExitCode::FAILURE;
        }
        eprintln!("entente: {error:#}");
        ExitCode::from(COULD_NOT)
    })
}
