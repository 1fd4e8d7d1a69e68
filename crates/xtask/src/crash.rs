//! The program killed again and again while it works: hundreds of rounds, with a report of what was lost or doubled.

use anyhow::{Result, bail, ensure};

use crate::workspace::{cargo, succeed};

/// How often it is killed where nobody says.
const ROUNDS: u32 = 300;

/// Runs so many rounds on the databases wanted and shows what they came to; an error where anything was lost or doubled.
pub(crate) fn rounds(said: &[&str]) -> Result<()> {
    let (rounds, only) = read(said)?;
    let words = ["test", "--release", "--locked", "--package", "entente", "--test", "crash", "--", "--nocapture"];
    succeed(cargo(&words).args(only).env("ENTENTE_CRASH_ROUNDS", rounds.to_string()))
}

/// How many rounds, and what the test program is told of the database: tests on a server say so in their names.
fn read(said: &[&str]) -> Result<(u32, &'static [&'static str])> {
    let (mut rounds, mut only): (u32, &[&str]) = (ROUNDS, &[]);
    for word in said {
        match (*word, word.parse()) {
            ("sqlite", _) => only = &["--skip", "server"],
            ("postgresql", _) => only = &["server"],
            (_, Ok(number)) => rounds = number,
            _ => bail!(
                "'{word}' is neither a number of rounds nor sqlite or postgresql: cargo xtask crash 300 postgresql"
            ),
        }
    }
    ensure!(rounds > 0, "give at least one round");
    Ok((rounds, only))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_and_a_database_are_named_in_any_order() {
        let got = |said: &[&str]| read(said).map_err(|why| why.to_string());
        let everywhere: &[&str] = &[];
        assert_eq!(got(&[]), Ok((ROUNDS, everywhere)));
        assert_eq!(got(&["20"]), Ok((20, everywhere)));
        assert_eq!(got(&["20", "postgresql"]), Ok((20, ["server"].as_slice())));
        assert_eq!(got(&["sqlite", "7"]), Ok((7, ["--skip", "server"].as_slice())));
        assert!(got(&["0"]).is_err() && got(&["mysql"]).is_err() && got(&["-1"]).is_err());
    }
}
