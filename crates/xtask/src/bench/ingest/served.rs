//! The program under load: the release build, a process of its own, so that its processor time is its own too.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::load::wait_until;
use crate::workspace::{cargo, succeed};

/// How long between two looks at whether it rests.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// The processor time that it takes meanwhile where nobody asks it anything.
const AT_REST: Duration = Duration::from_millis(20);

/// A program that serves.
pub(in crate::bench) struct Served {
    child: Child,
    address: String,
}

/// The release build of the program, built where it is not.
pub(in crate::bench) fn program() -> Result<PathBuf> {
    succeed(&mut cargo(&["build", "--release", "--locked", "--package", "entente"]))?;
    let folder = std::env::current_exe()?.parent().map(PathBuf::from).context("this program has no folder")?;
    Ok(folder.join("entente"))
}

impl Served {
    /// Starts it on a workspace and waits until it says where it listens.
    pub(in crate::bench) fn start(place: &str) -> Result<Served> {
        Served::start_with(place, &[])
    }

    /// [`Served::start`] with these words in its environment.
    pub(super) fn start_with(place: &str, environment: &[(&str, &OsStr)]) -> Result<Served> {
        let mut child = Command::new(program()?)
            .args(["serve", "--port", "0", "--in", place])
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .context("the program does not start")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("it says nothing")?).read_line(&mut line)?;
        let port = line.trim().rsplit(':').next().unwrap_or_default().to_owned();
        ensure!(port.parse::<u16>().is_ok(), "it says '{line}' instead of where it listens");
        Ok(Served { child, address: format!("127.0.0.1:{port}") })
    }

    pub(in crate::bench) fn address(&self) -> &str {
        &self.address
    }

    /// Processor time it used so far, of user and system, to a hundredth of a second.
    pub(in crate::bench) fn cpu(&self) -> Result<Duration> {
        cpu_of(self.child.id())
    }

    /// Waits until it has done what it does by itself after it started, or after a load.
    pub(super) fn rest(&self) -> Result<()> {
        let began = Instant::now();
        let mut before = self.cpu()?;
        loop {
            wait_until(Instant::now() + LOOKS_EVERY);
            let now = self.cpu()?;
            if now.saturating_sub(before) <= AT_REST {
                return Ok(());
            }
            ensure!(began.elapsed() < Duration::from_secs(120), "it never comes to rest");
            before = now;
        }
    }

    /// Ends it.
    pub(in crate::bench) fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // It is gone already where this fails.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.end();
    }
}

/// Processor time of a process, of its threads, and of children it waited for.
pub(super) fn cpu_of(process: u32) -> Result<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = fields.iter().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 10))
}
