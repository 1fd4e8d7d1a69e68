//! The binary from outside: what a person types, what they read, and how it ends.
// Only `#[test]` functions are exempt by themselves; what they call is test code too.
#![allow(clippy::unwrap_used)]

mod backup;
mod check;
mod clock;
mod demo;
mod diff;
mod errors;
mod exit_codes;
mod explain;
mod follow;
mod import;
mod json;
mod keep;
mod places;
mod rebuild;
mod report;
mod run;
mod say;
mod server;
mod signing;
mod walk;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The smallest agreement with something in most sections: a team of two.
pub(crate) const TWO: &str = include_str!("two.yaml");

/// Runs `entente` in a folder and waits for its end.
pub(crate) fn entente<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(dir: &Path, args: I) -> Output {
    Command::new(env!("CARGO_BIN_EXE_entente")).args(args).current_dir(dir).output().unwrap()
}

/// Exit code, standard output and standard error, as one text.
pub(crate) fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().unwrap();
    format!("exit {code}\n{}{}", text(&output.stdout), text(&output.stderr))
}

/// Writes a file into a folder.
pub(crate) fn write(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, text).unwrap();
    path
}
