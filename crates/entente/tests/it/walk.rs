//! The walk of the README as a place to start from: its files, its agreement signed by both, its leads imported.

mod diff;
mod reports;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::{entente, told, write};

/// Until when the walk's leads are decided.
pub(crate) const AS_OF: &str = "2026-03-12T09:00Z";

/// A folder with the files of the walk, nothing done yet.
pub(crate) fn files() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let walk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/walkthrough");
    for name in ["agreement.yaml", "map.yaml", "forms.csv", "calls.csv"] {
        write(dir.path(), name, &std::fs::read_to_string(walk.join(name)).unwrap());
    }
    dir
}

/// Signs an agreement for both parties; false, loudly, where `ssh-keygen` is missing.
pub(crate) fn sign(dir: &Path, agreement: &str) -> bool {
    for party in ["marketing", "sales"] {
        if !dir.join(party).exists() && !key(dir, party) {
            eprintln!("SKIPPED: ssh-keygen is not installed (package openssh-client), so no agreement could be signed");
            return false;
        }
        succeed(dir, &format!("sign {agreement} --as {party} --key {party}"));
    }
    true
}

fn key(dir: &Path, name: &str) -> bool {
    Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f", name])
        .current_dir(dir)
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A folder whose agreement both parties have signed.
pub(crate) fn signed() -> Option<TempDir> {
    let dir = files();
    sign(dir.path(), "agreement.yaml").then_some(dir)
}

/// A folder whose leads are imported and decided.
pub(crate) fn decided() -> Option<TempDir> {
    let dir = signed()?;
    succeed(dir.path(), "import --map map.yaml forms.csv calls.csv");
    succeed(dir.path(), &format!("run --agreement agreement.signed --as-of {AS_OF}"));
    Some(dir)
}

/// What a command says, with its exit code.
pub(crate) fn say(dir: &Path, args: &str) -> String {
    told(&entente(dir, args.split(' ')))
}

/// Runs a command that must succeed.
pub(crate) fn succeed(dir: &Path, args: &str) {
    let said = say(dir, args);
    assert!(said.starts_with("exit 0\n"), "{args}\n{said}");
}

/// The file of a log.
pub(crate) fn log(dir: &Path) -> PathBuf {
    dir.join("entente-data/entente.db")
}
