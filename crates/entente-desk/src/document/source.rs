//! The text itself, with the lines of its clauses; and the files of a version, as OpenSSH verifies them.

use entente_core::agreement::read::read;
use entente_core::agreement::source::clause_places;
use entente_core::id::{AgreementHash, ClauseId};
use entente_core::problem::Problem;
use entente_core::time::Instant;
use entente_store::Store;

use super::place;
use crate::Error;
use crate::force::InForce;
use crate::signing::{self, bundle_files};

/// The text of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The number of the version.
    pub version: usize,
    /// Its identity.
    pub hash: AgreementHash,
    /// The text, to the byte.
    pub source: String,
    /// The line that was asked for, from 1.
    pub line: Option<u32>,
}

/// The text of a version and the line of a clause; the version that runs where no number is given.
///
/// # Errors
/// Only those of the store.
pub fn text(
    store: &Store,
    plans: &[InForce],
    version: Option<usize>,
    clause: Option<&ClauseId>,
    now: Instant,
) -> Result<Option<Text>, Error> {
    let Some(place) = place(plans, version, now) else { return Ok(None) };
    let hash = plans[place].plan.hash;
    let Some(kept) = store.agreement(hash)? else { return Ok(None) };
    let line = clause.and_then(|clause| clause_places(&kept.source).get(clause).map(|place| place.line));
    Ok(Some(Text { version: place + 1, hash, source: kept.source, line }))
}

/// The files of a version, by name: text, canonical bytes, signatures, signers, and how to verify them.
///
/// # Errors
/// [`Error::State`] where a signature cannot be read any more.
pub fn files(
    store: &Store,
    plans: &[InForce],
    version: Option<usize>,
    now: Instant,
) -> Result<Vec<(String, String)>, Error> {
    let Some(place) = place(plans, version, now) else { return Ok(Vec::new()) };
    let plan = &plans[place].plan;
    let Some(kept) = store.agreement(plan.hash)? else { return Ok(Vec::new()) };
    let checked = |given: &entente_store::Signature| {
        signing::check_signature(&plan.agreement, kept.canonical.as_bytes(), given.party, &given.text).ok()
    };
    let signatures: Vec<signing::Signed> = kept.signatures.iter().filter_map(checked).collect();
    bundle_files(&kept.source, &plan.agreement, &signatures).map_err(|error| Error::State(error.to_string()))
}

/// What the checker says of a text, in the order of the text.
#[must_use]
pub fn problems(source: &str) -> Vec<Problem> {
    read(source).problems
}
