//! PostgreSQL alone: a row is inserted and whoever listens is told, beside inserts of a hundred rows. Nothing is decided.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, NoTls};

use super::super::ingest::wait_until;
use super::super::table::{Row, grouped, time};
use super::{EQUAL_RATE, HANDED, percent};

/// Rows in one insert of the load.
const ROWS: u64 = 100;

/// Measures beside the load that is the same for all, and beside inserts as fast as they go. `ours` has the slowest of a
/// hundred beside the former, at the largest size on each database.
pub(super) fn measure(ours: &[(&str, f64)]) -> Result<Vec<Row>> {
    let Some(server) = entente_testkit::postgres::start() else { return Ok(Vec::new()) };
    let address = server.database();
    server.make_durable();
    connect(&address)?.batch_execute(
        "create table event (seq bigint generated always as identity primary key, body text not null)",
    )?;
    let (equal, rate) = beside(&address, Some(EQUAL_RATE))?;
    let mut rows: Vec<Row> = ours
        .iter()
        .map(|(name, ours)| Row {
            ratio: format!("{:.2}", percent(&equal, 99) / ours),
            ..row(&equal, rate, &format!("× is of the p99 on {name} at its largest size beside the same load"))
        })
        .collect();
    let (full, rate) = beside(&address, None)?;
    rows.push(row(&full, rate, "as fast as can be"));
    Ok(rows)
}

fn row(took: &[Duration], rate: f64, notes: &str) -> Row {
    Row {
        work: "W7 peer",
        who: "PostgreSQL, insert and notify".to_owned(),
        wall: time(percent(took, 50)),
        notes: format!(
            "p99 {}, beside {} rows/s; nothing is decided; {notes}",
            time(percent(took, 99)),
            grouped(rate as u64)
        ),
        ..Row::default()
    }
}

fn connect(address: &str) -> Result<Client> {
    Client::connect(address, NoTls).context("the server is not there")
}

/// How long each took until it was heard of, shortest first, and how many rows a second were inserted beside them.
fn beside(address: &str, rate: Option<u64>) -> Result<(Vec<Duration>, f64)> {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let loading = scope.spawn(|| load(address, rate, &done));
        let took = heard(address);
        done.store(true, Ordering::Relaxed);
        let rate = loading.join().unwrap_or_else(|_| anyhow::bail!("the load stopped"))?;
        Ok((took?, rate))
    })
}

fn load(address: &str, rate: Option<u64>, done: &AtomicBool) -> Result<f64> {
    let mut client = connect(address)?;
    let text = "a page was viewed, and what is known of it takes about a hundred and twenty letters to write down here";
    let (body, began, mut rows) = (vec![text; ROWS as usize], Instant::now(), 0);
    while !done.load(Ordering::Relaxed) {
        if let Some(rate) = rate {
            wait_until(began + Duration::from_secs(rows) / rate as u32);
        }
        rows += client.execute("insert into event (body) select * from unnest($1::text[])", &[&body])?;
    }
    Ok(rows as f64 / began.elapsed().as_secs_f64())
}

fn heard(address: &str) -> Result<Vec<Duration>> {
    let (mut listening, mut telling) = (connect(address)?, connect(address)?);
    listening.batch_execute("listen handed")?;
    let mut took = Vec::new();
    for number in 0..HANDED * 10 {
        let began = Instant::now();
        telling.batch_execute(&format!(
            "begin; insert into event (body) values ('demo {number}'); notify handed, '{number}'; commit"
        ))?;
        let mut notes = listening.notifications();
        notes.timeout_iter(Duration::from_secs(5)).next()?.context("nobody was told")?;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    Ok(took)
}
