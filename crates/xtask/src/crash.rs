//! The program killed again and again while it works: hundreds of rounds, with a report of what was lost or doubled.

use anyhow::{Result, ensure};

use crate::workspace::{cargo, succeed};

/// How often it is killed where nobody says.
const ROUNDS: u32 = 300;

/// Runs so many rounds and shows what they came to; an error where anything was lost or doubled.
pub(crate) fn rounds(said: &str) -> Result<()> {
    let rounds = if said.is_empty() { ROUNDS } else { said.parse()? };
    ensure!(rounds > 0, "give at least one round");
    let words = ["test", "--release", "--locked", "--package", "entente", "--test", "crash", "--", "--nocapture"];
    succeed(cargo(&words).env("ENTENTE_CRASH_ROUNDS", rounds.to_string()))
}
