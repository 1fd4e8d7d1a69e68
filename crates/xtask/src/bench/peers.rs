//! Builds and runs the peers, which live in a workspace of their own and are never part of a test.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::workspace::{cargo, output, root, succeed};

/// What one peer answered, and what one decision took it.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    pub(super) peer: String,
    pub(super) answers: Vec<String>,
    pub(super) wall_ns: f64,
    pub(super) cpu_ns: f64,
}

/// Builds the Rust peers and installs those of npm, as their lock files say.
pub(super) fn prepare() -> Result<()> {
    let manifest = folder().join("Cargo.toml");
    let build = ["build", "--release", "--locked", "--manifest-path"];
    succeed(cargo(&build).arg(manifest).arg("--target-dir").arg(target()))?;
    let npm = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    succeed(Command::new("npm").args(npm).current_dir(folder()).stdin(Stdio::null()))
        .context("the peer from npm needs Node.js with npm")
}

/// Lets every peer decide the leads of a file, once each, in turn.
pub(super) fn decide(leads: &Path) -> Result<Vec<Answered>> {
    let rust = output(Command::new(target().join("release/peers")).arg(leads))?;
    let node = output(Command::new("node").arg(folder().join("rules.mjs")).arg(leads))?;
    rust.lines().chain(node.lines()).map(read).collect()
}

fn folder() -> PathBuf {
    root().join("bench/peers")
}

fn target() -> PathBuf {
    folder().join("target")
}

fn read(line: &str) -> Result<Answered> {
    let line: Value = serde_json::from_str(line).context("a peer did not answer in JSON")?;
    let answers = line["answers"].as_array().context("a peer gave no answers")?;
    Ok(Answered {
        peer: line["peer"].as_str().unwrap_or_default().to_owned(),
        answers: answers.iter().map(|answer| answer.as_str().unwrap_or_default().to_owned()).collect(),
        wall_ns: line["wall_ns"].as_f64().context("no time")?,
        cpu_ns: line["cpu_ns"].as_f64().context("no time")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peers_line_is_read_whole_or_refused() {
        let answered = read(r#"{"peer":"cel","answers":["A1 mql"],"wall_ns":10.5,"cpu_ns":10}"#).unwrap();
        assert_eq!((answered.peer.as_str(), answered.answers.as_slice()), ("cel", ["A1 mql".to_owned()].as_slice()));
        assert!(read(r#"{"peer":"cel","answers":["A1 mql"],"wall_ns":10.5}"#).is_err());
        assert!(read("installed 8 packages").is_err());
    }
}
