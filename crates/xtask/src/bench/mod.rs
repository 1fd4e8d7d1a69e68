//! What is measured: one table of work, ours beside the peers', taken in turn in one run on one machine.
//!
//! Answers are compared before anything is timed: a fast wrong answer is no answer. Costs must grow as the work grows,
//! so the engine runs at three sizes and the table shows the exponent.

mod agreed;
mod engine;
mod figures;
mod ingest;
mod leads;
mod log;
mod machine;
mod peers;
mod random;
mod table;
mod w2;
mod w6;
mod w7;
mod w8;

use anyhow::{Result, bail};

/// What there is to be measured.
const NAMES: [&str; 7] = ["w1", "w2", "w6", "w7", "w8", "engine", "figures"];

/// Runs the benchmarks named, or all, and prints the table.
pub(crate) fn run(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !NAMES.contains(name)) {
        bail!("no benchmark is called {unknown}: there are {}", NAMES.join(", "));
    }
    let wanted = |name: &str| names.is_empty() || names.contains(&name);
    let mut rows = Vec::new();
    if wanted("w1") {
        rows.extend(ingest::measure()?);
    }
    if wanted("w2") {
        rows.extend(w2::measure()?);
    }
    if wanted("w6") {
        rows.extend(w6::measure()?);
    }
    if wanted("w7") {
        rows.extend(w7::measure()?);
        rows.extend(w7::peer()?);
    }
    if wanted("w8") {
        rows.extend(w8::measure()?);
    }
    if wanted("engine") {
        rows.extend(engine::measure()?);
    }
    if wanted("figures") {
        rows.extend(figures::measure()?);
    }
    print!("\n{}", table::print(&rows));
    Ok(())
}
