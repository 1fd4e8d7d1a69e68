//! `entente demo`: make the sample company, decide its history and show its joint statement.

mod next;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant as Stopwatch};

use entente_store::Store;
use serde_json::json;

use super::report::number::grouped;
use super::statement;
use crate::demo::{AS_OF, Size, keep};
use crate::progress::Progress;

/// What `entente demo` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Where the company is kept; emptied first where this command made it, left alone where it did not
    #[arg(long, value_name = "FOLDER", default_value = "demo")]
    into: PathBuf,
    /// The number everything is drawn from: the same number makes the same company
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// How many people become leads
    #[arg(long, default_value_t = 12_000, value_parser = clap::value_parser!(u32).range(20..=200_000))]
    leads: u32,
    /// How many months of history
    #[arg(long, default_value_t = 18, value_parser = clap::value_parser!(u32).range(3..=36))]
    months: u32,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What was made, and how long each step took.
struct Made {
    facts: u64,
    decisions: u64,
    bytes: u64,
    steps: Vec<(&'static str, Duration)>,
    try_next: next::Interesting,
}

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let made = make(args)?;
    if args.json {
        println!("{:#}", as_json(args, &made));
        return Ok(ExitCode::SUCCESS);
    }
    println!();
    statement::run(&statement::Args::of(&args.into, AS_OF))?;
    println!("\n{}", summary(args, &made));
    print!("{}", next::text(&args.into, &made.try_next));
    Ok(ExitCode::SUCCESS)
}

fn make(args: &Args) -> anyhow::Result<Made> {
    let size = Size { seed: args.seed, leads: args.leads as usize, months: args.months };
    keep::empty_folder(&args.into)?;
    let (agreement, plan) = keep::agreement()?;
    let mut steps = Vec::new();

    let mut store = Store::open(&args.into)?;
    keep::sign(&mut store, &args.into, &agreement, size)?;

    let expected = u64::from(args.leads) * 13;
    let mut bar = Progress::counting("facts told and admitted", expected);
    let started = Stopwatch::now();
    let told = keep::tell(&mut store, size, plan, |told| bar.at(told.min(expected)))?;
    bar.done();
    steps.push(("telling the story", started.elapsed()));
    let try_next = next::interesting(&told);

    let mut bar = Progress::counting("facts decided", store.counts()?.facts);
    let started = Stopwatch::now();
    let ran = keep::decide(&mut store, |ran| bar.at(ran.facts))?;
    bar.done();
    steps.push(("deciding the history", started.elapsed()));

    drop(store);
    Ok(Made { facts: ran.facts, decisions: ran.decisions, bytes: keep::bytes(&args.into), steps, try_next })
}

fn summary(args: &Args, made: &Made) -> String {
    let mut text = format!(
        "Made in {}: {} leads, {} facts, {} decisions, {} MB. Seed {}.\n",
        args.into.display(),
        grouped(u64::from(args.leads)),
        grouped(made.facts),
        grouped(made.decisions),
        made.bytes.div_ceil(1_000_000),
        args.seed
    );
    for (step, took) in &made.steps {
        text += &format!("  {step:<22} {:>5}.{} s\n", took.as_secs(), took.subsec_millis() / 100);
    }
    text
}

fn as_json(args: &Args, made: &Made) -> serde_json::Value {
    let steps: Vec<_> =
        made.steps.iter().map(|(step, took)| json!({"step": step, "ms": took.as_millis() as u64})).collect();
    json!({
        "folder": args.into.display().to_string(), "seed": args.seed, "leads": args.leads, "months": args.months,
        "as_of": AS_OF.to_string(), "facts": made.facts, "decisions": made.decisions, "bytes": made.bytes,
        "steps": steps, "explain": made.try_next.lead.to_string(),
    })
}
