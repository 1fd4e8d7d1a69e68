//! The engine on a log: facts per second of one processor, memory and bytes per lead, and how time grows with size.

use std::sync::Arc;

use anyhow::{Context, Result};
use entente_core::engine::state;
use entente_core::engine::world::World;
use entente_core::fact::Fact;
use entente_core::id::Seq;

use super::leads::NOW;
use super::log;
use super::machine::{Took, memory_bytes, timed};
use super::table::{Row, exponent, grouped, time};
use super::w2;

const SIZES: [usize; 3] = [100_000, 300_000, 1_000_000];

/// Evolves and decides each log from nothing to its end.
pub(super) fn measure() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut points = Vec::new();
    for size in SIZES {
        let (row, took) = one(size)?;
        points.push((size as f64, took.cpu.as_secs_f64()));
        rows.push(row);
    }
    let last = rows.last_mut().context("there are no sizes")?;
    last.exponent = format!("{:.2}", exponent(&points));
    Ok(rows)
}

fn one(size: usize) -> Result<(Row, Took)> {
    let facts = log::make(size);
    let before = memory_bytes();
    let mut world = World::new(vec![Arc::new(w2::plan()?)]);
    let (decisions, took) = timed(|| run(&mut world, &facts));
    let memory = memory_bytes().saturating_sub(before);
    let leads = world.leads().count() as u64;
    let mut stored = 0;
    for lead in world.leads() {
        stored += state::to_bytes(lead).map_err(anyhow::Error::msg)?.len() as u64;
    }
    let per_second = size as f64 / took.cpu.as_secs_f64();
    let row = Row {
        work: "engine: facts of a log",
        size: grouped(size as u64),
        who: "entente".to_owned(),
        wall: time(took.wall.as_nanos() as f64),
        cpu: time(took.cpu.as_nanos() as f64),
        notes: format!(
            "{} facts/s a core, {} decisions, {} leads: {} B of memory and {} B stored each",
            grouped(per_second as u64),
            grouped(decisions),
            grouped(leads),
            memory / leads.max(1),
            stored / leads.max(1),
        ),
        ..Row::default()
    };
    Ok((row, took))
}

/// Feeds the log as live running would, then lets time pass to its end. Answers how much was decided.
fn run(world: &mut World, facts: &[Fact]) -> u64 {
    let mut decisions = 0;
    for (seq, fact) in facts.iter().enumerate() {
        world.fact(Seq(seq as u64 + 1), fact);
        if seq % 1_000 == 0 {
            decisions += world.take_decided().len() as u64;
        }
    }
    world.advance(NOW, true);
    decisions + world.take_decided().len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_log_is_decided_and_twice_the_same() {
        let facts = log::make(2_000);
        let decided = |()| {
            let mut world = World::new(vec![Arc::new(w2::plan().unwrap())]);
            run(&mut world, &facts)
        };
        assert!(decided(()) > 100);
        assert_eq!(decided(()), decided(()));
    }
}
