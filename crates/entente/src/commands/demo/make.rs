//! Making the sample company, step by step, and what is said of it then.

use std::path::Path;
use std::time::{Duration, Instant as Stopwatch};

use entente_store::Store;
use serde_json::json;

use super::next;
use crate::commands::report::number::grouped;
use crate::demo::{AS_OF, Size, keep};
use crate::progress::Progress;

/// Facts that a lead comes to on average, to show how far the telling is.
const FACTS_PER_LEAD: u64 = 13;

/// What was made, and how long each step took.
pub(super) struct Made {
    facts: u64,
    decisions: u64,
    bytes: u64,
    steps: Vec<(&'static str, Duration)>,
    pub(super) try_next: next::Interesting,
}

/// Makes it in a folder that is emptied first.
pub(super) fn make(folder: &Path, size: Size) -> anyhow::Result<Made> {
    keep::empty_folder(folder)?;
    let (agreement, plan) = keep::agreement()?;
    let mut steps = Vec::new();
    let mut store = Store::open(folder)?;
    keep::sign(&mut store, folder, &agreement, size)?;

    let expected = size.leads as u64 * FACTS_PER_LEAD;
    let mut bar = Progress::counting("facts told and admitted", expected);
    let started = Stopwatch::now();
    let told = keep::tell(&mut store, size, plan, |told| bar.at(told.min(expected)))?;
    bar.done();
    steps.push(("telling the story", started.elapsed()));

    let mut bar = Progress::counting("facts decided", store.counts()?.facts);
    let started = Stopwatch::now();
    let ran = keep::decide(&mut store, |ran| bar.at(ran.facts))?;
    bar.done();
    steps.push(("deciding the history", started.elapsed()));

    drop(store);
    keep::mark_made(folder, size)?;
    let bytes = keep::bytes(folder);
    Ok(Made { facts: ran.facts, decisions: ran.decisions, bytes, steps, try_next: next::interesting(&told) })
}

/// What was made, in a few lines.
pub(super) fn summary(folder: &Path, size: Size, made: &Made) -> String {
    let mut text = format!(
        "Made in {}: {} leads, {} facts, {} decisions, {} MB. Seed {}.\n",
        folder.display(),
        grouped(size.leads as u64),
        grouped(made.facts),
        grouped(made.decisions),
        made.bytes.div_ceil(1_000_000),
        size.seed
    );
    for (step, took) in &made.steps {
        text += &format!("  {step:<22} {:>5}.{} s\n", took.as_secs(), took.subsec_millis() / 100);
    }
    text
}

/// The same for programs.
pub(super) fn as_json(folder: &Path, size: Size, made: &Made) -> serde_json::Value {
    let steps: Vec<_> =
        made.steps.iter().map(|(step, took)| json!({"step": step, "ms": took.as_millis() as u64})).collect();
    json!({
        "folder": folder.display().to_string(), "seed": size.seed, "leads": size.leads, "months": size.months,
        "as_of": AS_OF.to_string(), "facts": made.facts, "decisions": made.decisions, "bytes": made.bytes,
        "steps": steps, "explain": made.try_next.lead.to_string(),
    })
}
