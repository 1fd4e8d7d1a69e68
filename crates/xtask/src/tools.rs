//! Installs what the tests need beyond Rust, so that a bare machine passes them with one command.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace::{cargo, succeed};

/// Where Debian puts the browser.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Makes sure that rustfmt, clippy, `ssh-keygen` and PostgreSQL are there; installs what is missing and says so.
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
    if !starts(Command::new("openssl").arg("version")) {
        apt("openssl").context("the tests of encrypted connections make certificates")?;
    }
    if !has_postgres() {
        // Tests start servers of their own: one that starts with the machine is nobody's wish.
        let folder = Path::new("/etc/postgresql-common/createcluster.d");
        if std::fs::create_dir_all(folder).is_ok() {
            let _ = std::fs::write(folder.join("entente.conf"), "create_main_cluster = false\n");
        }
        apt("postgresql").context("the tests of the store on a server start one")?;
    }
    Ok(())
}

/// Whether the programs of a PostgreSQL server are on the path, or where Debian puts them.
fn has_postgres() -> bool {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let folders = std::env::split_paths(&on_path).chain(debian.map(|version| version.path().join("bin")));
    folders.into_iter().any(|folder| folder.join("initdb").exists())
}

/// Makes sure of what the browser's tests need: Debian's Chromium, letters for Korean, and Node.js with npm.
pub(crate) fn install_browser() -> Result<()> {
    for program in ["node", "npm"] {
        if !starts(Command::new(program).arg("--version")) {
            bail!("the browser's tests need Node.js 20 or later with npm: install it, then run this again");
        }
    }
    if !Path::new(CHROMIUM).exists() {
        apt("chromium").context("the browser's tests drive Chromium")?;
    }
    let listed = Command::new("fc-list").arg(":lang=ko").stdin(Stdio::null()).output();
    if listed.map_or(true, |listed| listed.stdout.is_empty()) {
        apt("fonts-noto-cjk").context("pages in Korean need letters")?;
    }
    Ok(())
}

/// Makes sure of what the tests of clients need: what the browser's do, and Python that can make a home of its own.
pub(crate) fn install_clients() -> Result<()> {
    install_browser()?;
    if !starts(Command::new("python3").args(["-m", "ensurepip", "--version"])) {
        apt("python3-venv").context("two clients are written in Python")?;
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
