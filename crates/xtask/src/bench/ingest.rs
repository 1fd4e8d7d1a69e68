//! W1: events by the tracking protocol over HTTP, decided and on the disk before each is answered, at three sizes up to a
//! million known visitors; beside the bare databases that are told the same rows.

mod load;
mod peers;
mod served;
mod slow;
mod workspace;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use anyhow::{Result, ensure};

use super::part::Part;
use super::table::{self, Row, exponent_of, grouped, time};
use load::Loaded;

pub(super) use load::{Line, Load, stamp, wait_until};
pub(super) use served::{Served, program};
pub(super) use workspace::{Base, Workspace};

/// How long each load lasts.
const LASTS: Duration = Duration::from_secs(8);

/// Measures at every size on every database that is here, or what part of it is wanted.
pub(super) fn measure(part: &Part<'_>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for base in Base::all(part) {
        let mut points = Vec::new();
        for known in part.sizes(base.sizes()) {
            let measured = at_size(&base, known)?;
            points.push((known as f64, measured.cost));
            eprint!("{}", table::print(&measured.rows));
            rows.extend(measured.rows);
        }
        if let Some(row) = rows.iter_mut().rfind(|row| row.work == WORK && row.notes.starts_with("8 clients, ")) {
            row.exponent = exponent_of(&points);
        }
        let largest = part.sizes(base.sizes()).into_iter().max().unwrap_or_default();
        let peer = peers::measure(&base, largest)?;
        eprint!("{}", table::print(&peer));
        rows.extend(peer);
    }
    relate(&mut rows);
    Ok(rows)
}

/// What ours is called, beside which peers stand.
const WORK: &str = "W1 ingest";

struct Measured {
    rows: Vec<Row>,
    /// Nanoseconds of processor time of the server for an event.
    cost: f64,
}

fn at_size(base: &Base, known: u64) -> Result<Measured> {
    let workspace = Workspace::make(base, known)?;
    let served = Served::start(workspace.place())?;
    let load =
        |clients, batch, lasts| Load { clients, batch, lasts, known, key: &workspace.key, rate: None }.run(&served);
    let many = load(8, 100, LASTS)?;
    served.rest()?;
    let flush = Flushes::measure()?;
    let one = load(1, 1, LASTS / 2)?;
    let all = load(64, 1, LASTS / 2)?;
    served.stop();
    workspace.holds(&[&many, &one, &all])?;
    let who = format!("entente on {}", base.name());
    let row = |who: &str, loaded: &Loaded, notes: String| Row {
        work: WORK,
        size: grouped(known),
        who: who.to_owned(),
        wall: time(loaded.wall_nanos()),
        cpu: time(loaded.cpu_nanos()),
        notes,
        ..Row::default()
    };
    let bytes = workspace.bytes()?.map_or(String::new(), |bytes| format!("; {} B on disk a fact", grouped(bytes)));
    let alone = |loaded: &Loaded| {
        let (idle, busy) = (loaded.rate() / flush.idle, loaded.rate() / flush.busy);
        let rate = format!("{:.0} answered a second, {idle:.2} × ({busy:.2} ×) the disk's flushes", loaded.rate());
        format!("{rate}; {}", loaded.shown())
    };
    let mut rows = vec![
        row(&who, &many, format!("8 clients, 100 events each time: {}{bytes}", many.shown())),
        Row {
            work: "W1 disk",
            size: grouped(known),
            who: "fdatasync of 4 KiB".to_owned(),
            wall: time(1e9 / flush.idle),
            notes: format!(
                "{:.0} flushes a second while nothing else happens ({:.0} where a processor is kept awake)",
                flush.idle, flush.busy
            ),
            ..Row::default()
        },
        row(&format!("{who}, 1 client"), &one, alone(&one)),
        row(&format!("{who}, 64 clients"), &all, alone(&all)),
    ];
    if let Base::Sqlite = base
        && let Some(slow) = slow::measure(&workspace, known, LASTS / 2)?
    {
        let flush = slow::FLUSH.as_secs_f64();
        let shown = |clients: &str, loaded: &Loaded| {
            let (rate, of) = (loaded.rate(), loaded.rate() * flush);
            let notes = format!("{clients}: {rate:.0} answered a second, {of:.2} × its flushes; {}", loaded.shown());
            row(&format!("{who}, a disk of {:.0} flushes/s", 1.0 / flush), loaded, notes)
        };
        rows.push(shown("1 client", &slow.one));
        rows.push(shown("64 clients", &slow.all));
        rows.push(shown("8 clients of 100 events", &slow.many));
    }
    Ok(Measured { rows, cost: many.cpu_nanos() })
}

/// Writes how many times ours each peer takes, by the processor's time at the largest size of the same database.
fn relate(rows: &mut [Row]) {
    let mut ours = 0.0;
    for row in rows {
        match row.work {
            WORK if row.notes.starts_with("8 clients, ") => ours = nanos(&row.cpu),
            "W1 peer" if ours > 0.0 => row.ratio = format!("{:.2}", nanos(&row.cpu) / ours),
            _ => {}
        }
    }
}

/// Nanoseconds of what [`time`] wrote.
fn nanos(shown: &str) -> f64 {
    let (figure, unit) = shown.split_once(' ').unwrap_or(("0", "ns"));
    let scale = match unit {
        "µs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => 1.0,
    };
    figure.parse::<f64>().unwrap_or_default() * scale
}

/// How often a second this disk makes a small write durable, in the folder that the databases of the measurement use.
///
/// A machine whose processors fall asleep while they wait for the disk may hear of it a whole tick late, and ten times as
/// often where something keeps one awake: a server under load is somewhere between.
struct Flushes {
    idle: f64,
    busy: f64,
}

impl Flushes {
    fn measure() -> Result<Flushes> {
        let idle = flushes()?;
        let done = AtomicBool::new(false);
        let busy = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            });
            let busy = flushes();
            done.store(true, Ordering::Relaxed);
            busy
        })?;
        Ok(Flushes { idle, busy })
    }
}

/// Writes 4 KiB again and again over what a file holds already, as the log of a database does.
fn flushes() -> Result<f64> {
    use std::os::unix::fs::FileExt;
    const PAGE: u64 = 4096;
    const PAGES: u64 = 1024;
    let path = std::env::temp_dir().join(format!("entente-flush-{}", std::process::id()));
    let file = std::fs::File::create(&path)?;
    file.write_all_at(&vec![1; (PAGE * PAGES) as usize], 0)?;
    file.sync_all()?;
    let (began, mut count) = (Stopwatch::now(), 0_u64);
    while began.elapsed() < Duration::from_secs(1) {
        file.write_all_at(&[count as u8; PAGE as usize], count % PAGES * PAGE)?;
        file.sync_data()?;
        count += 1;
    }
    let rate = count as f64 / began.elapsed().as_secs_f64();
    remove(&path)?;
    ensure!(rate > 0.0, "the disk was never flushed");
    Ok(rate)
}

fn remove(path: &Path) -> Result<()> {
    Ok(std::fs::remove_file(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peers_stand_beside_ours_of_the_same_database() {
        let row = |work, cpu: &str, notes: &str| Row { work, cpu: cpu.into(), notes: notes.into(), ..Row::default() };
        let mut rows = [
            row(WORK, "4.00 µs", "8 clients, 100 events each time"),
            row(WORK, "40.00 µs", "12 commits answered a second"),
            row("W1 peer", "1.0 ms", ""),
        ];
        relate(&mut rows);
        assert_eq!(rows.map(|row| row.ratio), ["", "", "250.00"]);
    }
}
