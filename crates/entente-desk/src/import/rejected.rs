//! Where rejected rows go: a CSV file of their own, made when the first one comes.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;

use entente_connect::csv::facts::Reject;
use entente_connect::csv::rejects::RejectWriter;

/// How many rejected rows are told beside the file.
const SHOWN: usize = 5;

/// Where the rejected rows of one file are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptRejects {
    /// The file; none where nothing was rejected, or nothing is kept.
    pub path: Option<PathBuf>,
    /// Line and reason of the first few.
    pub first: Vec<(u64, String)>,
}

/// The rejected rows of one file, while they come.
pub struct Rejected {
    path: Option<PathBuf>,
    columns: Vec<String>,
    writer: Option<RejectWriter<BufWriter<File>>>,
    first: Vec<(u64, String)>,
}

impl Rejected {
    /// Keeps them in the file `path`, replaced if it exists; none: only the first few are told.
    #[must_use]
    pub fn new(path: Option<PathBuf>, columns: &[String]) -> Rejected {
        Rejected { path, columns: columns.to_vec(), writer: None, first: Vec::new() }
    }

    /// Takes one.
    ///
    /// # Errors
    /// Only those of writing.
    pub fn write(&mut self, reject: &Reject) -> io::Result<()> {
        if self.first.len() < SHOWN {
            self.first.push((reject.line, reject.reason.clone()));
        }
        let Some(path) = &self.path else { return Ok(()) };
        if self.writer.is_none() {
            self.writer = Some(RejectWriter::new(BufWriter::new(File::create(path)?), &self.columns)?);
        }
        self.writer.as_mut().map_or(Ok(()), |writer| writer.write(reject))
    }

    /// Ends the file. One of an earlier import is removed where nothing was rejected this time.
    ///
    /// # Errors
    /// Only those of writing.
    pub fn finish(self) -> io::Result<KeptRejects> {
        let path = match (self.writer, self.path) {
            (Some(writer), path) => {
                writer.finish()?;
                path
            }
            (None, Some(path)) if path.is_file() => {
                std::fs::remove_file(path)?;
                None
            }
            (None, _) => None,
        };
        Ok(KeptRejects { path, first: self.first })
    }
}
