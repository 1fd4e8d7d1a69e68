//! The peers of W1: the bare databases told the same rows in batches of a hundred, each batch on the disk before the next,
//! with an index that takes every message once and a row of state for every visitor. No HTTP, no reading, no deciding.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rusqlite::{Connection, params};

use super::served::cpu_of;
use super::workspace::{Base, visitor};
use crate::bench::table::{Row, grouped, time};
use entente_testkit::random::Random;

/// Rows of one commit.
const BATCH: u64 = 100;
/// How long each is measured.
const LASTS: Duration = Duration::from_secs(6);

/// One event as the peers store it.
struct Told {
    message: String,
    visitor: String,
    at: i64,
    body: String,
}

/// Measures the bare database, with so many visitors and messages there before.
pub(super) fn measure(base: &Base, known: u64) -> Result<Vec<Row>> {
    let (who, wall, cpu) = match base {
        Base::Sqlite => sqlite(known)?,
        Base::Postgres(server) => postgres(&server.database(), known)?,
    };
    Ok(vec![Row {
        work: "W1 peer",
        size: grouped(known),
        who,
        wall: time(wall),
        cpu: time(cpu),
        notes: format!("{:.0} events/s in batches of {BATCH}; no HTTP, no JSON, no decisions", 1e9 / wall),
        ..Row::default()
    }])
}

/// Tells until the time is over. Answers nanoseconds of wall and of processor for a row.
fn tell(
    known: u64,
    cpu: impl Fn() -> Result<Duration>,
    mut write: impl FnMut(&[Told]) -> Result<()>,
) -> Result<(f64, f64)> {
    let mut random = Random(17);
    let (began, before, mut rows) = (Instant::now(), cpu()?, 0_u64);
    while began.elapsed() < LASTS {
        let batch: Vec<Told> = (0..BATCH).map(|index| told(&mut random, known, rows + index)).collect();
        write(&batch)?;
        rows += BATCH;
    }
    let per_row = |took: Duration| took.as_nanos() as f64 / rows as f64;
    Ok((per_row(began.elapsed()), per_row(cpu()?.saturating_sub(before))))
}

fn told(random: &mut Random, known: u64, number: u64) -> Told {
    Told {
        message: format!("{:016x}-{number}", random.bits()),
        visitor: visitor(random.below(known)),
        at: 1_767_603_600_000_000 + number as i64,
        body: r#"{"event":"Page Viewed","path":"/pricing","url":"https://halden.example/pricing?utm_source=search","title":"Halden"}"#.to_owned(),
    }
}

fn sqlite(known: u64) -> Result<(String, f64, f64)> {
    let path = std::env::temp_dir().join(format!("entente-w1-peer-{}.db", std::process::id()));
    let measured = sqlite_at(&path, known);
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        if std::path::Path::new(&name).exists() {
            std::fs::remove_file(name)?;
        }
    }
    let (wall, cpu) = measured?;
    Ok(("SQLite, prepared inserts".to_owned(), wall, cpu))
}

fn sqlite_at(path: &std::path::Path, known: u64) -> Result<(f64, f64)> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma wal_autocheckpoint = 10000;
         create table event (seq integer primary key, visitor text not null, at integer not null, body text not null);
         create table message (message text primary key, seq integer not null) without rowid;
         create table visitor (visitor text primary key, seen integer not null, events integer not null) without rowid;",
    )?;
    let write = |batch: &[Told]| -> Result<()> {
        connection.execute_batch("begin immediate")?;
        for told in batch {
            let is_new = connection
                .prepare_cached("insert into message values (?1, (select coalesce(max(seq), 0) + 1 from event)) on conflict do nothing")?
                .execute([&told.message])?;
            if is_new == 0 {
                continue;
            }
            connection
                .prepare_cached("insert into event (visitor, at, body) values (?1, ?2, ?3)")?
                .execute(params![told.visitor, told.at, told.body])?;
            connection
                .prepare_cached("insert into visitor values (?1, ?2, 1) on conflict (visitor) do update set seen = excluded.seen, events = events + 1")?
                .execute(params![told.visitor, told.at])?;
        }
        Ok(connection.execute_batch("commit")?)
    };
    let mut random = Random(3);
    for from in (0..known).step_by(10_000) {
        let batch: Vec<Told> = (from..from + 10_000)
            .map(|number| Told { visitor: visitor(number), ..told(&mut random, known, number) })
            .collect();
        write(&batch)?;
    }
    tell(known, || cpu_of(std::process::id()), write)
}

fn postgres(address: &str, known: u64) -> Result<(String, f64, f64)> {
    let mut client = postgres::Client::connect(address, postgres::NoTls).context("the server is not there")?;
    client.batch_execute(
        "create table event (seq bigint generated always as identity primary key, visitor text not null, at bigint not null, body text not null);
         create table message (message text primary key);
         create table visitor (visitor text primary key, seen bigint not null, events bigint not null);",
    )?;
    let statement = client.prepare(
        "with told as (select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) as t (message, visitor, at, body)),
              fresh as (insert into message select message from told on conflict do nothing returning message),
              kept as (insert into event (visitor, at, body) select visitor, at, body from told join fresh using (message) returning visitor, at)
         insert into visitor select visitor, max(at), count(*) from kept group by visitor
         on conflict (visitor) do update set seen = excluded.seen, events = visitor.events + excluded.events",
    )?;
    let client = std::cell::RefCell::new(client);
    let write = |batch: &[Told]| -> Result<()> {
        let texts = |pick: fn(&Told) -> &str| batch.iter().map(pick).collect::<Vec<&str>>();
        let at: Vec<i64> = batch.iter().map(|told| told.at).collect();
        let (messages, visitors, bodies) =
            (texts(|told| &told.message), texts(|told| &told.visitor), texts(|told| &told.body));
        client.borrow_mut().execute(&statement, &[&messages, &visitors, &at, &bodies])?;
        Ok(())
    };
    let mut random = Random(3);
    for from in (0..known).step_by(10_000) {
        let batch: Vec<Told> = (from..from + 10_000)
            .map(|number| Told { visitor: visitor(number), ..told(&mut random, known, number) })
            .collect();
        write(&batch)?;
    }
    let backend: i32 = client.borrow_mut().query_one("select pg_backend_pid()", &[])?.get(0);
    let cpu = || Ok(cpu_of(backend.unsigned_abs())? + cpu_of(std::process::id())?);
    let (wall, cpu) = tell(known, cpu, write)?;
    Ok(("PostgreSQL, unnest".to_owned(), wall, cpu))
}
