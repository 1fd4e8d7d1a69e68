//! Reading an agreement's file for a command that needs one without errors.

use std::io::Read;
use std::path::Path;

use anyhow::Context;
use entente_core::agreement::model::Agreement;
use entente_core::agreement::read::read;
use entente_core::problem::Weight;

/// An agreement that was read and has errors, which were printed: the answer to whatever was asked of it is no.
#[derive(Debug)]
pub(crate) struct Unsound;

impl std::fmt::Display for Unsound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the agreement has errors")
    }
}

impl std::error::Error for Unsound {}

/// The source and the checked agreement. Where it has errors, they are printed as `FILE:LINE:COLUMN …` and the answer
/// is none.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn agreement_or_problems(path: &Path) -> anyhow::Result<Option<(String, Agreement)>> {
    let source = String::from_utf8(bytes(path)?)
        .map_err(|_| anyhow::anyhow!("{} is not UTF-8 text; save it as UTF-8 in your editor", path.display()))?;
    let read = read(&source);
    let Some(agreement) = read.agreement else {
        for problem in read.problems.iter().filter(|problem| problem.weight == Weight::Error) {
            eprintln!("{}:{problem}", path.display());
        }
        return Ok(None);
    };
    Ok(Some((source, agreement)))
}

/// All bytes of a file; `-` is standard input.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(bytes);
    }
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
