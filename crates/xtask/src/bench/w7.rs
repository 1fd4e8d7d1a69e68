//! W7: from the event that qualifies a lead to the rep who is told of it, while others tell events as fast as they can;
//! beside PostgreSQL, where an insert notifies whoever listens, under the load that it bears.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::ingest::{Base, Line, Load, Served, Workspace, stamp};
use super::part::{Kind, Part};
use super::table::{self, Row, exponent_of, grouped, time};

/// Leads that are handed over, one after the other.
const HANDED: u64 = 60;
/// How long between two looks at what the reps were told: long enough to leave the processor to the server.
const LOOKS_EVERY: Duration = Duration::from_micros(200);
/// How long the load goes on beside them.
const LASTS: Duration = Duration::from_secs(20);

/// Measures with and without load on every database that is here, or what part of it is wanted.
pub(super) fn measure(part: &Part<'_>) -> Result<Vec<Row>> {
    let (mut rows, mut slowest) = (Vec::new(), None);
    for base in Base::all(part) {
        let mut points = Vec::new();
        for known in part.sizes(base.sizes()) {
            let workspace = Workspace::make(&base, known)?;
            let served = Served::start(workspace.place())?;
            let idle = handed(&workspace, &served, "idle")?;
            let load = Load { clients: 4, batch: 100, lasts: LASTS, known, key: &workspace.key };
            let (busy, loaded) = std::thread::scope(|scope| {
                let loading = scope.spawn(|| load.run(&served));
                let busy = handed(&workspace, &served, "busy");
                let loaded = loading.join().unwrap_or_else(|_| anyhow::bail!("the load stopped"));
                (busy, loaded)
            });
            let (busy, loaded) = (busy?, loaded?);
            served.stop();
            points.push((known as f64, percent(&busy, 50)));
            slowest = Some(percent(&busy, 99));
            rows.push(row(&base, known, &idle, "nobody else tells"));
            rows.push(row(&base, known, &busy, &format!("beside {}", loaded.shown())));
            eprint!("{}", table::print(rows.get(rows.len() - 2..).unwrap_or_default()));
        }
        if let Some(last) = rows.last_mut() {
            last.exponent = exponent_of(&points);
        }
    }
    if part.has(Kind::Postgres) {
        rows.extend(peer(slowest)?);
    }
    Ok(rows)
}

fn row(base: &Base, known: u64, took: &[Duration], beside: &str) -> Row {
    Row {
        work: "W7 event to rep",
        size: grouped(known),
        who: format!("entente on {}", base.name()),
        wall: time(percent(took, 50)),
        notes: format!("p99 {}, {beside}", time(percent(took, 99))),
        ..Row::default()
    }
}

/// Nanoseconds that so many of a hundred were quicker than.
fn percent(took: &[Duration], percent: usize) -> f64 {
    let at = (took.len() * percent / 100).min(took.len().saturating_sub(1));
    took.get(at).copied().unwrap_or_default().as_nanos() as f64
}

/// Lets leads qualify one after the other; answers how long each took until somebody had been told, shortest first.
fn handed(workspace: &Workspace, served: &Served, name: &str) -> Result<Vec<Duration>> {
    let mut line = Line::open(served.address())?;
    let mut took = Vec::new();
    for number in 0..HANDED {
        let asked = asks(&workspace.key, name, number);
        let before = workspace.told()?;
        let began = Instant::now();
        while line.post(&asked)? != 200 {
            ensure!(began.elapsed() < LASTS, "never ready");
        }
        while workspace.told()? == before {
            ensure!(began.elapsed() < Duration::from_secs(10), "nobody was told of lead {number}");
            std::thread::park_timeout(LOOKS_EVERY);
        }
        took.push(began.elapsed());
    }
    took.sort_unstable();
    Ok(took)
}

/// A director of a logistics company asks for a demo.
fn asks(key: &str, name: &str, number: u64) -> String {
    let (at, mail) = (stamp(), format!("ada@{name}{number}.example"));
    format!(
        r#"{{"writeKey":"{key}","sentAt":"{at}","batch":[
          {{"type":"identify","messageId":"{name}-{number}-who","userId":"{name}-{number}","timestamp":"{at}","traits":{{"email":"{mail}","name":"Ada","seniority":"director"}}}},
          {{"type":"group","messageId":"{name}-{number}-firm","userId":"{name}-{number}","groupId":"{name}{number}.example","timestamp":"{at}","traits":{{"name":"Werk {number}","employees":300,"industry":"logistics","country":"DE"}}}},
          {{"type":"track","messageId":"{name}-{number}-demo","userId":"{name}-{number}","timestamp":"{at}","event":"Form Submitted","properties":{{"form":"demo"}},"context":{{"userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"}}}}
        ]}}"#
    )
}

/// PostgreSQL alone: a row inserted and whoever listens told, beside inserts of a hundred rows as fast as they go. It stands
/// beside our slowest of a hundred at the largest size on the same database.
fn peer(ours: Option<f64>) -> Result<Vec<Row>> {
    let Some(server) = entente_testkit::postgres::start() else { return Ok(Vec::new()) };
    let address = server.database();
    server.make_durable();
    let connect = || postgres::Client::connect(&address, postgres::NoTls).context("the server is not there");
    connect()?.batch_execute(
        "create table event (seq bigint generated always as identity primary key, body text not null)",
    )?;
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let loading = scope.spawn(|| -> Result<f64> {
            let mut client = connect()?;
            let body = vec!["a page was viewed, and what is known of it takes about a hundred and twenty letters to write down here"; 100];
            let (began, mut rows) = (Instant::now(), 0);
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                rows += client.execute("insert into event (body) select * from unnest($1::text[])", &[&body])?;
            }
            Ok(rows as f64 / began.elapsed().as_secs_f64())
        });
        let took = (|| {
            let (mut listening, mut telling) = (connect()?, connect()?);
            listening.batch_execute("listen handed")?;
            let mut took = Vec::new();
            for number in 0..HANDED * 4 {
                let began = Instant::now();
                telling.batch_execute(&format!(
                    "begin; insert into event (body) values ('demo {number}'); notify handed, '{number}'; commit"
                ))?;
                let mut notes = listening.notifications();
                postgres::fallible_iterator::FallibleIterator::next(&mut notes.timeout_iter(Duration::from_secs(5)))?
                    .context("nobody was told")?;
                took.push(began.elapsed());
            }
            took.sort_unstable();
            Ok::<_, anyhow::Error>(took)
        })();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        let rate = loading.join().unwrap_or_else(|_| anyhow::bail!("the load stopped"))?;
        let took = took?;
        Ok(vec![Row {
            work: "W7 peer",
            who: "PostgreSQL, insert and notify".to_owned(),
            wall: time(percent(&took, 50)),
            ratio: ours.map(|ours| format!("{:.2}", percent(&took, 99) / ours)).unwrap_or_default(),
            notes: format!(
                "p99 {}, beside {rate:.0} rows/s in inserts of a hundred; nothing is decided; × is of the p99",
                time(percent(&took, 99))
            ),
            ..Row::default()
        }])
    })
}
