//! Input made up by a fuzzer for what reads from outside: bodies of tracking requests, files of rows, agreements.
//!
//! The targets stand in `fuzz`, as cargo-fuzz has them. Here they are built with what the stable compiler offers (coverage,
//! no sanitizer: the code is safe Rust) and run for a bounded time from the corpus that is kept, which is never changed.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::steps::{Steps, Tally};
use crate::workspace::{cargo, root, succeed, target_folder};

const TARGETS: [&str; 3] = ["segment", "csv", "agreement"];
/// How long each target runs where nobody says, in seconds.
const SECONDS: u32 = 10;
/// Longer inputs find nothing that these do not, and run slower.
const LONGEST_BYTES: u32 = 8_192;
/// What cargo-fuzz gives the compiler for coverage.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Clink-dead-code";

/// Runs every target for so many seconds.
pub(crate) fn run(seconds: &str) -> ExitCode {
    let mut steps = Steps::default();
    steps.many("fuzz", || {
        let seconds = if seconds.is_empty() { SECONDS } else { seconds.parse().context("give whole seconds")? };
        for_seconds(seconds)
    });
    steps.finish()
}

/// Runs every target for the time that is always there for it.
pub(crate) fn bounded() -> Result<Tally> {
    for_seconds(SECONDS)
}

fn for_seconds(seconds: u32) -> Result<Tally> {
    let target = target_folder()?.join("fuzz");
    build(&target)?;
    let mut tally = Tally::default();
    for name in TARGETS {
        match fuzz(&target, name, seconds) {
            Ok(()) => tally.passed += 1,
            Err(error) => tally.fail(format!("{name}: {error:#}")),
        }
    }
    Ok(tally)
}

/// The host is named so that build scripts are built without coverage.
fn build(target: &Path) -> Result<()> {
    let manifest = root().join("fuzz/Cargo.toml");
    let mut build = cargo(&["build", "--release", "--locked", "--target", &host()?, "--manifest-path"]);
    succeed(build.arg(manifest).arg("--target-dir").arg(target).env("RUSTFLAGS", FLAGS))
}

fn host() -> Result<String> {
    let said = Command::new("rustc").arg("-vV").stdin(Stdio::null()).output().context("no rustc")?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not say its host")?;
    Ok(host.to_owned())
}

/// What is found new goes to a folder below the target folder; what fails is left there and named.
fn fuzz(target: &Path, name: &str, seconds: u32) -> Result<()> {
    let found: PathBuf = target.join("found").join(name);
    std::fs::create_dir_all(&found)?;
    let program = target.join(host()?).join("release").join(name);
    println!("{name}: {seconds} s from the corpus");
    succeed(
        Command::new(program)
            .arg(&found)
            .arg(root().join("fuzz/corpus").join(name))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={LONGEST_BYTES}"))
            .arg("-timeout=10")
            .arg("-print_final_stats=1")
            .arg("-verbosity=0")
            .arg(format!("-artifact_prefix={}/", target.join("found").display()))
            .stdin(Stdio::null()),
    )
    .with_context(|| format!("a failing input is in {}", target.join("found").display()))
}
