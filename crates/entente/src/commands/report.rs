//! `entente report`: figures from the log, each with its window, its interval and what it leaves out.

pub(super) mod basis;
mod counts;
mod feedback;
mod funnel;
mod handoffs;
pub(super) mod number;
mod open;
mod scores;
mod sla;
pub(super) mod table;
mod velocity;

use std::path::PathBuf;
use std::process::ExitCode;

use entente_core::agreement::model::Per;
use entente_history::Dimension;
use serde::Serialize;

use super::workspace::Workspace;

pub(super) use open::Opened;
pub(super) use sla::{standing as standing_says, state_says};

/// What `entente report` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    report: Report,
}

#[derive(clap::Subcommand, Debug)]
enum Report {
    /// How many leads reached each stage and won, by field and cohort.
    Funnel(funnel::Args),
    /// How the promises were kept, by owner or field.
    Sla(sla::Args),
    /// How long leads take from one moment to another.
    Velocity(velocity::Args),
    /// What was handed over, by which way, to whom, and what came of it.
    Handoffs(handoffs::Args),
    /// What sales said: reasons, ratings and words.
    Feedback(feedback::Args),
    /// Whether fit tells winners from others.
    Scores(scores::Args),
    /// How many leads came to a moment in each period.
    Counts(counts::Args),
}

/// What every report takes.
#[derive(clap::Args, Debug, Clone)]
pub(crate) struct Common {
    /// As of which instant: 2026-03-06T16:30+01:00, or a date, which is its first instant in UTC [default: now]
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    #[command(flatten)]
    workspace: Workspace,
    /// Read the log by this agreement instead of the one in force
    #[arg(long, value_name = "FILE")]
    agreement: Option<PathBuf>,
    /// Count days and months in this zone instead of the agreement's
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// The length of a period, as a word of the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Period {
    Week,
    Month,
    Quarter,
    Year,
}

impl From<Period> for Per {
    fn from(period: Period) -> Per {
        match period {
            Period::Week => Per::Week,
            Period::Month => Per::Month,
            Period::Quarter => Per::Quarter,
            Period::Year => Per::Year,
        }
    }
}

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.report {
        Report::Funnel(args) => funnel::run(args),
        Report::Sla(args) => sla::run(args),
        Report::Velocity(args) => velocity::run(args),
        Report::Handoffs(args) => handoffs::run(args),
        Report::Feedback(args) => feedback::run(args),
        Report::Scores(args) => scores::run(args),
        Report::Counts(args) => counts::run(args),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the log as a report asks for it.
fn open(common: &Common) -> anyhow::Result<Opened> {
    Opened::new(&common.workspace.place, common.agreement.as_deref(), common.as_of.as_deref(), common.zone.as_deref())
}

/// The dimension that a word names.
fn dimension(opened: &Opened, by: Option<&str>) -> anyhow::Result<Option<Dimension>> {
    by.map(|word| Dimension::parse(word, opened.history.agreement()).map_err(anyhow::Error::msg)).transpose()
}

/// Prints a report: as JSON under its name, or as its text.
fn print(common: &Common, name: &str, report: &impl Serialize, text: impl FnOnce() -> String) -> anyhow::Result<()> {
    if common.json {
        let named = serde_json::json!({ "report": name, "figures": report });
        println!("{}", serde_json::to_string_pretty(&named)?);
    } else {
        print!("{}", text());
    }
    Ok(())
}
