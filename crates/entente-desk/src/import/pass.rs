//! One file on its way into the log: a few thousand rows at a time, each accounted for.

use std::path::PathBuf;

use entente_connect::csv::facts::{FactReader, Tally};
use entente_core::time::Instant;

use super::rejected::Because;
use super::{KeptRejects, Rejected, Sink};
use crate::Error;

/// How far a file is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Bytes of the file read.
    pub bytes: u64,
}

/// What one file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// Its rows, each under one heading.
    pub tally: Tally,
    /// Facts in the log now.
    pub new: u64,
    /// Facts in the log before.
    pub known: u64,
    /// New facts that follow from those told.
    pub follow: u64,
    /// New facts that lie ahead of now.
    pub ahead: u64,
    /// The rows that could not be used.
    pub rejects: KeptRejects,
}

/// Reads a file to its end into `sink`; `rejects` is the file for the rows that cannot be used.
///
/// # Errors
/// Those of the sink, of reading and of writing. What was delivered before stays delivered: tell the same file again.
pub fn pass(
    reader: &mut FactReader<'_>,
    sink: &mut dyn Sink,
    rejects: Option<PathBuf>,
    now: Instant,
    progress: &mut dyn FnMut(Progress),
) -> Result<Passed, Error> {
    let mut passed = Passed::default();
    let mut rejected = Rejected::new(rejects, reader.sheet().header().names());
    while let Some(mut batch) = reader.next_batch(sink.rows_at_once())? {
        let delivered = sink.take(&mut batch.rows, now)?;
        passed.new += delivered.new;
        passed.known += delivered.known;
        passed.follow += delivered.follow;
        passed.ahead += delivered.ahead;
        let refused = delivered.refused.into_iter().filter_map(|(place, why)| Some((batch.rows.get(place)?, why)));
        for reject in &batch.rejects {
            rejected.write(reject, Because::of(reject, None))?;
        }
        for (given, why) in refused {
            let reject = reader.refuse(&given.row, format!("the log refused a fact of it: {why}"));
            rejected.write(&reject, Because::of(&reject, Some(&why)))?;
        }
        progress(Progress { rows: reader.tally().rows, bytes: reader.sheet().bytes_read() });
    }
    passed.tally = reader.tally().clone();
    passed.rejects = rejected.finish()?;
    Ok(passed)
}
