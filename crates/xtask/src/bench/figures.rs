//! W8: overview, promise, manager, queue and lead at ten thousand, a hundred thousand and a million leads: reading the log
//! into memory, keeping up with it, and the pages as a browser gets them.

mod company;
mod handed;
mod page;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use entente_core::time::Span;
use entente_desk::live::Desk;

use super::leads::NOW;
use super::machine::{memory_bytes, timed};
use super::table::{Row, exponent, grouped, time};

const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
/// How often each page is asked for.
const TIMES: usize = 400;
/// Leads that are new when figures are made anew.
const NEWS: u64 = 20;

/// The pages that are asked for, each with what it is called.
const PAGES: [(&str, &str); 6] = [
    ("overview", "/"),
    ("overview, this year", "/?period=this-year"),
    ("a promise", "/promises/sla.marketing.volume"),
    ("manager", "/manager"),
    ("queue", "/queue"),
    ("lead", "/leads/lead_123"),
];

/// What one page took, asked for again and again.
#[derive(Debug, Clone, Copy, Default)]
struct Took {
    first: Duration,
    middle: Duration,
    slowest: Duration,
}

/// Makes a company of each size, reads it and asks for its pages.
pub(super) fn measure() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut points: Vec<Vec<(f64, f64)>> = vec![Vec::new(); PAGES.len()];
    for leads in SIZES {
        let folder = std::env::temp_dir().join(format!("entente-figures-{}-{leads}", std::process::id()));
        let measured = at_size(&folder, leads);
        std::fs::remove_dir_all(&folder)?;
        let (mut reading, pages) = measured?;
        rows.append(&mut reading);
        for (place, (took, (name, _))) in pages.iter().zip(PAGES).enumerate() {
            points[place].push((leads as f64, took.middle.as_nanos() as f64));
            let is_last = SIZES.last() == Some(&leads);
            rows.push(Row {
                work: "W8 page",
                size: grouped(leads),
                who: name.to_owned(),
                wall: shown(took.middle),
                exponent: if is_last { format!("{:.2}", exponent(&points[place])) } else { String::new() },
                notes: format!("p99 {}, first of a snapshot {}", shown(took.slowest), shown(took.first)),
                ..Row::default()
            });
        }
    }
    Ok(rows)
}

fn shown(took: Duration) -> String {
    time(took.as_nanos() as f64)
}

fn at_size(folder: &Path, leads: u64) -> Result<(Vec<Row>, Vec<Took>)> {
    let desk = Arc::new(Desk::open(folder)?);
    let entries = desk.write(|store| company::fill(store, leads))?;
    let before = memory_bytes();
    let (read, took) = timed(|| desk.refresh_figures(NOW));
    ensure!(read?, "no agreement is in force");
    let memory = memory_bytes().saturating_sub(before);
    let columns = desk.figures().current().context("there are no figures")?.weight().1;
    let mut rows = vec![Row {
        work: "W8 reading the log",
        size: grouped(leads),
        who: "entente".to_owned(),
        wall: shown(took.wall),
        cpu: shown(took.cpu),
        notes: format!(
            "{} entries, {} each; {} B of memory a lead, {} of them columns",
            grouped(entries),
            time(took.wall.as_nanos() as f64 / entries as f64),
            grouped(memory / leads),
            grouped(columns as u64 / leads),
        ),
        ..Row::default()
    }];
    desk.write(|store| company::more(store, leads + 1..leads + 1 + NEWS))?;
    let (kept_up, took) = timed(|| desk.refresh_figures(NOW + Span::SECOND));
    kept_up?;
    rows.push(Row {
        work: "W8 keeping up",
        size: grouped(leads),
        who: "entente".to_owned(),
        wall: shown(took.wall),
        cpu: shown(took.cpu),
        notes: format!("{NEWS} new leads, one overview made ready"),
        ..Row::default()
    });
    handed::hand_over(&desk, NOW + Span::SECOND)?;
    desk.refresh_figures(NOW + Span::SECOND)?;
    let pages = page::ask(&desk, NOW + Span::SECOND, &PAGES.map(|(_, path)| path))?;
    Ok((rows, pages))
}

/// The first, the middle and the slowest of a hundred among many.
fn took(mut all: Vec<Duration>) -> Took {
    let first = if all.is_empty() { Duration::ZERO } else { all.remove(0) };
    all.sort_unstable();
    let at = |percent: usize| all.get(all.len() * percent / 100).or(all.last()).copied().unwrap_or_default();
    Took { first, middle: at(50), slowest: at(99) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_company_is_read_and_shown() {
        let folder = std::env::temp_dir().join(format!("entente-figures-test-{}", std::process::id()));
        let measured = at_size(&folder, 300);
        std::fs::remove_dir_all(&folder).unwrap();
        let (rows, pages) = measured.unwrap();
        assert_eq!((rows.len(), pages.len()), (2, PAGES.len()));
        assert!(pages.iter().all(|took| took.middle > Duration::ZERO && took.middle <= took.slowest));
    }
}
