//! W6: a file of leads imported, mail addresses told apart, a fifth of them known before, some twice, some none; beside
//! DuckDB and SQLite, which keep one row a contact and no history.

mod file;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use entente_store::{Place, Store};
use serde_json::Value;

use super::ingest::{Base, program};
use super::machine::Took;
use super::part::Part;
use super::table::{self, Row, exponent_of, grouped, time};
use crate::workspace::{output, root, succeed};

/// Imports a file of every size on every database that is here, or what part of it is wanted; the peers do the same.
pub(super) fn measure(part: &Part<'_>) -> Result<Vec<Row>> {
    let folder = std::env::temp_dir().join(format!("entente-w6-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = in_folder(&folder, part);
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn in_folder(folder: &Path, part: &Part<'_>) -> Result<Vec<Row>> {
    let (program, python) = (program()?, python()?);
    let mut rows = Vec::new();
    for base in Base::all(part) {
        let (mut points, who) = (Vec::new(), format!("entente on {}", base.name()));
        for size in part.sizes(base.rows()) {
            let wanted = file::write(folder, size)?;
            let (place, data) = base.place()?;
            let took = import(&program, folder, &place, wanted);
            if let Some(data) = data {
                std::fs::remove_dir_all(data)?;
            }
            let (took, from) = (took?, rows.len());
            points.push((size as f64, took.cpu.as_nanos() as f64));
            rows.push(row(size, &who, took, None, base.notes()));
            for line in output(Command::new(&python).arg(script()).arg(folder))?.lines() {
                let (who, contacts, peer) = read(line)?;
                ensure!(contacts == wanted.contacts, "{who} holds {contacts} contacts instead of {}", wanted.contacts);
                rows.push(row(size, &who, peer, Some(took), "one row a contact, the last word stands"));
            }
            eprint!("{}", table::print(rows.get(from..).unwrap_or_default()));
        }
        if let Some(last) = rows.iter_mut().rfind(|row| row.who == who) {
            last.exponent = exponent_of(&points);
        }
    }
    Ok(rows)
}

impl Base {
    /// Rows of the files. A server takes ten times as long for each, so it is given a tenth.
    fn rows(&self) -> [u64; 3] {
        match self {
            Base::Sqlite => [10_000, 100_000, 1_000_000],
            Base::Postgres(_) => [1_000, 10_000, 100_000],
        }
    }

    /// What is to be known of an import into it.
    fn notes(&self) -> &'static str {
        match self {
            Base::Sqlite => "every row a fact with all it tells; deciding is the work of W1",
            Base::Postgres(_) => "the same; processor time without the server's",
        }
    }
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
    let leads = Store::open(place.parse::<Place>()?)?.counts()?.leads;
    ensure!(leads == wanted.contacts, "{leads} leads are known instead of {}", wanted.contacts);
    Ok(took)
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
