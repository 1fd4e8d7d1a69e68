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
mod part;
mod peers;
mod table;
mod w2;
mod w6;
mod w7;
mod w8;

use anyhow::Result;

use part::{Part, wanted};

/// Runs the benchmarks named, or all, and prints the table. A name may be of a part: `w6:sqlite:10000`.
pub(crate) fn run(names: &[&str]) -> Result<()> {
    let parts = part::read(names)?;
    let mut rows = Vec::new();
    for (name, measure) in MEASURES {
        for part in wanted(&parts, name) {
            rows.extend(measure(&part)?);
        }
    }
    print!("\n{}", table::print(&rows));
    Ok(())
}

/// How each is measured.
type Measure = fn(&Part<'_>) -> Result<Vec<table::Row>>;

const MEASURES: [(&str, Measure); 7] = [
    ("w1", ingest::measure),
    ("w2", |_| w2::measure()),
    ("w6", w6::measure),
    ("w7", w7::measure),
    ("w8", |_| w8::measure()),
    ("engine", |_| engine::measure()),
    ("figures", |_| figures::measure()),
];
