//! Reading an agreement's file for a command that needs one without errors.

use std::path::Path;

use anyhow::Context;
use entente_core::agreement::model::Agreement;
use entente_core::agreement::read::read;
use entente_core::problem::Weight;

/// The source and the checked agreement. Where it has errors, they are printed as `FILE:LINE:COLUMN …` and the answer
/// is none.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn agreement_or_problems(path: &Path) -> anyhow::Result<Option<(String, Agreement)>> {
    let source = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let read = read(&source);
    let Some(agreement) = read.agreement else {
        for problem in read.problems.iter().filter(|problem| problem.weight == Weight::Error) {
            eprintln!("{}:{problem}", path.display());
        }
        return Ok(None);
    };
    Ok(Some((source, agreement)))
}
