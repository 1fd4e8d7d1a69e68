//! W6: a file of leads imported, mail addresses told apart, a fifth of them known before, some twice, some none; beside
//! DuckDB and SQLite, which keep one row a contact and no history.

mod file;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use entente_testkit::postgres;
use serde_json::Value;

use super::ingest::program;
use super::machine::Took;
use super::table::{Row, exponent, grouped, time};
use crate::workspace::{output, root, succeed};

/// Rows of the file.
const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];

/// Imports a file of every size on every database that is here, and lets the peers do the same.
pub(super) fn measure() -> Result<Vec<Row>> {
    let folder = std::env::temp_dir().join(format!("entente-w6-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = in_folder(&folder);
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn in_folder(folder: &Path) -> Result<Vec<Row>> {
    let (program, python) = (program()?, python()?);
    let server = postgres::start();
    let mut rows = Vec::new();
    let (mut sqlite, mut on_server) = (Vec::new(), Vec::new());
    for size in SIZES {
        let wanted = file::write(folder, size)?;
        let data = folder.join("data");
        let took = import(&program, folder, &data.display().to_string(), wanted)?;
        std::fs::remove_dir_all(&data)?;
        sqlite.push((size as f64, took.cpu.as_nanos() as f64));
        rows.push(row(size, "entente on SQLite", took, None, "facts, states and lists of every lead"));
        if let Some(server) = &server {
            let address = server.database();
            server.make_durable();
            let there = import(&program, folder, &address, wanted)?;
            on_server.push((size as f64, there.cpu.as_nanos() as f64));
            rows.push(row(size, "entente on PostgreSQL", there, Some(took), "processor time without the server's"));
        }
        for line in output(Command::new(&python).arg(script()).arg(folder))?.lines() {
            let (who, contacts, peer) = read(line)?;
            ensure!(contacts == wanted.contacts, "{who} holds {contacts} contacts instead of {}", wanted.contacts);
            rows.push(row(size, &who, peer, Some(took), "one row a contact, the last word stands"));
        }
    }
    for (who, points) in [("entente on SQLite", sqlite), ("entente on PostgreSQL", on_server)] {
        if let Some(last) = rows.iter_mut().rfind(|row| row.who == who) {
            last.exponent = format!("{:.2}", exponent(&points));
        }
    }
    Ok(rows)
}

fn row(size: u64, who: &str, took: Took, ours: Option<Took>, notes: &str) -> Row {
    Row {
        work: "W6 import",
        size: grouped(size),
        who: who.to_owned(),
        wall: time(took.wall.as_nanos() as f64),
        cpu: time(took.cpu.as_nanos() as f64),
        ratio: ours.map(|ours| format!("{:.2}", took.wall.as_secs_f64() / ours.wall.as_secs_f64())).unwrap_or_default(),
        notes: notes.to_owned(),
        ..Row::default()
    }
}

/// Imports what was there before, and then the file, which is measured; holds the leads against what the file has.
fn import(program: &Path, folder: &Path, place: &str, wanted: file::Wanted) -> Result<Took> {
    let run = |name: &str| -> Result<(Took, Value)> {
        let mut command = Command::new(program);
        command.args(["import", "--json", "--map", "map.yaml", name, "--in", place]).current_dir(folder);
        let (began, before) = (Instant::now(), children()?);
        let said = output(command.stdin(Stdio::null()))?;
        let took = Took { wall: began.elapsed(), cpu: children()?.saturating_sub(before) };
        Ok((took, serde_json::from_str(&said).context("import does not answer in JSON")?))
    };
    run("before.csv")?;
    let (took, _) = run("leads.csv")?;
    let leads = entente_store::Store::open(leads_of(folder, place)?)?.counts()?.leads;
    ensure!(leads == wanted.contacts, "{leads} leads are known instead of {}", wanted.contacts);
    Ok(took)
}

fn leads_of(folder: &Path, place: &str) -> Result<entente_store::Place> {
    let path = folder.join(place);
    Ok(if path.exists() { path.display().to_string().parse()? } else { place.parse()? })
}

/// Processor time of the programs that ended so far, in hundredths of a second.
fn children() -> Result<std::time::Duration> {
    let text = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = fields.iter().skip(13).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Ok(std::time::Duration::from_millis(ticks * 10))
}

/// A Python with the peers, installed once beside the other peers.
fn python() -> Result<std::path::PathBuf> {
    let home = root().join("bench/peers/target/python");
    let python = home.join("bin/python");
    if !python.exists() {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&home)).context("the peers need Python with venv")?;
    }
    let requirements = root().join("bench/peers/requirements.txt");
    succeed(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(requirements),
    )?;
    Ok(python)
}

fn script() -> std::path::PathBuf {
    root().join("bench/peers/contacts.py")
}

fn read(line: &str) -> Result<(String, u64, Took)> {
    let line: Value = serde_json::from_str(line).context("a peer did not answer in JSON")?;
    let seconds = |name: &str| line[name].as_f64().map(std::time::Duration::from_secs_f64).context("no time");
    let took = Took { wall: seconds("wall")?, cpu: seconds("cpu")? };
    Ok((line["peer"].as_str().unwrap_or_default().to_owned(), line["contacts"].as_u64().context("no count")?, took))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_says_what_it_holds_and_what_it_took() {
        let (who, contacts, took) = read(r#"{"peer":"DuckDB","contacts":7,"wall":0.5,"cpu":0.25}"#).unwrap();
        assert_eq!((who.as_str(), contacts, took.cpu.as_millis()), ("DuckDB", 7, 250));
        assert!(read(r#"{"peer":"DuckDB","wall":0.5,"cpu":0.25}"#).is_err());
    }
}
