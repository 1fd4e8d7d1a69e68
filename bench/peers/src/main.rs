//! The peers' side of the benchmarks: the same decisions, made by rule engines from the package registries.
//!
//! Takes a file of leads, makes every engine decide all of them in turn, and prints one line of JSON per engine: its
//! answers, to be compared, and what one pass took. Each engine is set up as its own documentation advises: rules
//! compiled before, inputs converted before, so that only the decision is measured.

mod cel_program;
mod measure;
mod zen_expressions;
mod zen_graph;

use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let path = std::env::args().nth(1).ok_or("peers LEADS.json")?;
    let leads: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    report("zen-expression", &zen_expressions::decide_all(&leads)?);
    report("cel", &cel_program::decide_all(&leads)?);
    report("zen-engine", &zen_graph::decide_all(&leads)?);
    Ok(())
}

fn report(peer: &str, measured: &measure::Measured) {
    let line = json!({
        "peer": peer,
        "answers": measured.answers,
        "wall_ns": measured.wall_ns,
        "cpu_ns": measured.cpu_ns,
    });
    println!("{line}");
}
