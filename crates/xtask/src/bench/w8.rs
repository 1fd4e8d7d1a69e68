//! W8: what a page of a list takes at ten thousand, a hundred thousand and a million leads, from store to view.
//!
//! The store is generated: cards as the engine would stand them, with names, mail addresses, companies and facets. Each
//! page is asked for many times with what people ask; the slowest of a hundred counts, and its aim is 50 ms.

mod asked;
mod made;

use std::time::Duration;

use anyhow::Result;
use entente_core::time::Instant;
use entente_desk::force::in_force;
use entente_store::Store;

use super::machine::{self, timed};
use super::table::{Row, exponent, grouped, time};
use asked::PAGES;

const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
/// How often each page is asked for.
const TIMES: usize = 200;

/// What one page took at one size: on the wall and, where other programs get in the way, on the processor.
struct Took {
    wall: [Duration; 2],
    cpu: [Duration; 2],
}

/// Makes a store of each size and asks it for every page.
pub(super) fn measure() -> Result<Vec<Row>> {
    let mut took: Vec<Vec<Took>> = PAGES.iter().map(|_| Vec::new()).collect();
    let mut rows = Vec::new();
    for leads in SIZES {
        let folder = std::env::temp_dir().join(format!("entente-w8-{}-{leads}", std::process::id()));
        let measured = at_size(&folder, leads, &mut took);
        std::fs::remove_dir_all(&folder)?;
        rows.push(measured?);
    }
    for (page, took) in PAGES.iter().zip(&took) {
        let points: Vec<(f64, f64)> =
            SIZES.iter().zip(took).map(|(size, took)| (*size as f64, took.wall[0].as_nanos() as f64)).collect();
        for (size, took) in SIZES.iter().zip(took) {
            let is_last = SIZES.last() == Some(size);
            rows.push(Row {
                work: "W8 page",
                size: grouped(*size),
                who: page.name.to_owned(),
                wall: nanos(took.wall[0]),
                cpu: nanos(took.cpu[0]),
                exponent: if is_last { format!("{:.2}", exponent(&points)) } else { String::new() },
                notes: format!("p99 {}, CPU {}", nanos(took.wall[1]), nanos(took.cpu[1])),
                ..Row::default()
            });
        }
    }
    Ok(rows)
}

fn nanos(took: Duration) -> String {
    time(took.as_nanos() as f64)
}

/// Makes a store of this size; answers what that took.
fn at_size(folder: &std::path::Path, leads: u64, took: &mut [Vec<Took>]) -> Result<Row> {
    let mut store = Store::open(folder)?;
    let (made, cost) = timed(|| made::fill(&mut store, leads));
    made?;
    let now = made::NOW;
    for (page, took) in PAGES.iter().zip(took) {
        took.push(ask(&store, page, now)?);
    }
    let bytes = std::fs::metadata(folder.join("entente.db"))?.len();
    Ok(Row {
        work: "W8 store",
        size: grouped(leads),
        who: "cards written".to_owned(),
        wall: time(cost.wall.as_nanos() as f64 / leads as f64),
        cpu: time(cost.cpu.as_nanos() as f64 / leads as f64),
        notes: format!("each, in a log of {} MB", bytes / 1_048_576),
        ..Row::default()
    })
}

fn ask(store: &Store, page: &asked::Page, now: Instant) -> Result<Took> {
    let plans = in_force(store)?;
    let mut all = Vec::with_capacity(TIMES);
    for turn in 0..TIMES + 1 {
        let (answered, took) = timed(|| (page.ask)(store, &plans, now, turn));
        answered?;
        all.push(took);
    }
    // The first call reads from the disk what the others find in memory.
    let all = all.split_off(1);
    let sorted = |pick: &dyn Fn(&machine::Took) -> Duration| {
        let mut all: Vec<Duration> = all.iter().map(pick).collect();
        all.sort_unstable();
        [50, 99].map(|percent| all.get((all.len() * percent / 100).min(all.len() - 1)).copied().unwrap_or_default())
    };
    Ok(Took { wall: sorted(&|took| took.wall), cpu: sorted(&|took| took.cpu) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_a_small_store_shows_something() {
        let mut store = Store::in_memory().unwrap();
        made::fill(&mut store, 2_000).unwrap();
        let plans = in_force(&store).unwrap();
        for page in PAGES {
            let shown: usize = (0..20).map(|turn| (page.ask)(&store, &plans, made::NOW, turn).unwrap()).sum();
            assert!(shown > 0, "{} shows nothing", page.name);
        }
    }
}
