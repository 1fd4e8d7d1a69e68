//! Reports by the public commands, from files to figures: a story told here, and four real data sets whose figures were
//! computed independently before.

mod begun;
mod edtech_calls;
mod helpdesk;
mod olist;
mod story;
mod xeducation;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::{entente, told};

/// A folder with a log of one data set, imported and decided; none, loudly, where the data or `ssh-keygen` is absent.
pub(crate) fn decided(set: &str, files: &[&str]) -> Option<TempDir> {
    let data = entente_testkit::shared(&format!("data/{set}"))?;
    let dir = TempDir::new().unwrap();
    let agreements = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agreements");
    signed(dir.path(), &agreements.join(format!("{set}.yaml")))?;
    let map = agreements.join(format!("maps/{set}.yaml"));
    let files: Vec<PathBuf> = files.iter().map(|file| data.join(file)).collect();
    let mut import = vec!["import".into(), "--map".into(), map.into_os_string(), "--into".into(), "data".into()];
    import.extend(files.into_iter().map(PathBuf::into_os_string));
    succeed(dir.path(), import);
    succeed(dir.path(), ["run", "--in", "data", "--agreement", "signed"]);
    Some(dir)
}

/// Signs an agreement for both parties with fresh keys.
fn signed(dir: &Path, agreement: &Path) -> Option<()> {
    for party in ["marketing", "sales"] {
        let keygen = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f", party])
            .current_dir(dir)
            .stdout(Stdio::null())
            .status();
        if keygen.is_err() {
            eprintln!("SKIPPED: ssh-keygen is not installed (package openssh-client), so no agreement could be signed");
            return None;
        }
        let agreement = agreement.as_os_str();
        let parts = ["sign".as_ref(), agreement, "--as".as_ref(), party.as_ref(), "--key".as_ref(), party.as_ref()];
        succeed(dir, parts.into_iter().chain(["--into".as_ref(), "signed".as_ref()]));
    }
    Some(())
}

fn succeed<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(dir: &Path, args: I) {
    let output = entente(dir, args);
    assert!(output.status.success(), "{}", told(&output));
}

/// The figures of `entente report …` as JSON.
fn report(dir: &TempDir, args: &str) -> Value {
    let words = args.split(' ').map(str::to_owned);
    let all = std::iter::once("report".to_owned()).chain(words).chain(["--in", "data", "--json"].map(String::from));
    let output = entente(dir.path(), all);
    assert!(output.status.success(), "{}", told(&output));
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["figures"].clone()
}

/// `part/of` of a rate.
fn of(rate: &Value) -> String {
    format!("{}/{}", rate["part"], rate["of"])
}

/// A number or text of JSON, without quotes.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Shares within bounds of a velocity row: `7d 284/8000`.
fn within(row: &Value) -> String {
    let bounds = row["within"].as_array().unwrap().iter();
    bounds.map(|within| format!("{} {}\n", plain(&within["bound"]), of(&within["of_started"]))).collect()
}

/// The spread of a velocity row, on one line.
fn spread(row: &Value) -> String {
    let names = ["min", "p25", "median", "mean", "p75", "p90", "p95", "max"];
    let figures = names.iter().map(|name| format!("{name} {}", plain(&row["spread"][name])));
    format!("n {}, {}, {} before", row["arrived"], figures.collect::<Vec<_>>().join(", "), row["negative"])
}
