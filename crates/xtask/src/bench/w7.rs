//! W7: from the event that qualifies a lead to the rep who is told of it: while nobody else tells, beside a load that is the
//! same for all, and beside others who tell as fast as they can; and PostgreSQL, where an insert notifies whoever listens.

mod peer;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::ingest::{Base, Line, Load, Served, Workspace, stamp};
use super::part::{Kind, Part};
use super::table::{self, Row, exponent_of, grouped, time};

/// Leads that are handed over, one after the other.
const HANDED: u64 = 200;
/// How long between two looks at what the reps were told: long enough to leave the processor to the server.
const LOOKS_EVERY: Duration = Duration::from_micros(200);
/// How long the load goes on beside them.
const LASTS: Duration = Duration::from_secs(20);
/// Events a second that everyone who is compared bears: half of what ours does on PostgreSQL.
const EQUAL_RATE: u64 = 4_000;

/// Measures with and without load on every database that is here, or what part of it is wanted.
pub(super) fn measure(part: &Part<'_>) -> Result<Vec<Row>> {
    let (mut rows, mut ours) = (Vec::new(), Vec::new());
    for base in Base::all(part) {
        let mut points = Vec::new();
        for known in part.sizes(base.sizes()) {
            let handed = at_size(&base, known)?;
            points.push((known as f64, percent(&handed.full.0, 50)));
            ours.retain(|(name, _)| *name != base.name());
            ours.push((base.name(), percent(&handed.equal.0, 99)));
            let at = rows.len();
            rows.push(row(&base, known, &handed.idle, "nobody else tells"));
            rows.push(row(&base, known, &handed.equal.0, &format!("beside {}, the load of all", handed.equal.1)));
            rows.push(row(&base, known, &handed.full.0, &format!("beside {}, as fast as can be", handed.full.1)));
            eprint!("{}", table::print(rows.get(at..).unwrap_or_default()));
        }
        if let Some(last) = rows.last_mut() {
            last.exponent = exponent_of(&points);
        }
    }
    if part.has(Kind::Postgres) {
        rows.extend(peer::measure(&ours)?);
    }
    Ok(rows)
}

/// How long each took until somebody was told, shortest first, and beside what.
struct Handed {
    idle: Vec<Duration>,
    equal: (Vec<Duration>, String),
    full: (Vec<Duration>, String),
}

fn at_size(base: &Base, known: u64) -> Result<Handed> {
    let workspace = Workspace::make(base, known)?;
    let served = Served::start(workspace.place())?;
    let beside = |name: &str, rate| {
        let load = Load { clients: 4, batch: 100, lasts: LASTS, known, key: &workspace.key, rate };
        std::thread::scope(|scope| {
            let loading = scope.spawn(|| load.run(&served));
            let took = handed(&workspace, &served, name);
            let loaded = loading.join().unwrap_or_else(|_| anyhow::bail!("the load stopped"));
            Ok::<_, anyhow::Error>((took?, loaded?.shown()))
        })
    };
    let handed = Handed {
        idle: handed(&workspace, &served, "idle")?,
        equal: beside("equal", Some(EQUAL_RATE))?,
        full: beside("full", None)?,
    };
    served.stop();
    Ok(handed)
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
