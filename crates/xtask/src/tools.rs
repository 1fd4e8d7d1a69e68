//! Installs what the tests need beyond Rust, so that a bare machine passes them with one command.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace::{cargo, succeed};

/// Makes sure that rustfmt, clippy and `ssh-keygen` are there; installs what is missing and says so.
pub(crate) fn install() -> Result<()> {
    for (word, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !starts(cargo(&[word]).arg("--version")) {
            println!("installing {component}");
            succeed(Command::new("rustup").args(["component", "add", component]))
                .with_context(|| format!("install the Rust component {component}, then run this again"))?;
        }
    }
    if !starts(Command::new("ssh-keygen").arg("-?")) {
        apt("openssh-client").context("the tests of signing call ssh-keygen")?;
    }
    Ok(())
}

/// Whether a program can be started at all; what it answers does not matter, except for cargo's own words.
fn starts(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success() || command.get_program() == "ssh-keygen")
}

fn apt(package: &str) -> Result<()> {
    println!("installing {package}");
    let apt = |words: &[&str]| {
        succeed(Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()))
    };
    let done = apt(&["install", "-y", package]).or_else(|_| {
        apt(&["update"])?;
        apt(&["install", "-y", package])
    });
    if done.is_err() {
        bail!("cannot install {package} here: install it (as root: apt-get install -y {package}), then run this again");
    }
    Ok(())
}
