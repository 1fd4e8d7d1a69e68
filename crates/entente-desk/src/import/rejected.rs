//! Where rejected rows go: a CSV file of their own, made when the first one comes.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;

use entente_connect::csv::facts::Reject;
use entente_connect::csv::rejects::RejectWriter;
use serde::{Deserialize, Serialize};

use crate::admit::Refusal;

/// How many rejected rows are told beside the file.
const SHOWN: usize = 5;

/// A rejected row and why, in words for programs and by name for pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Because {
    /// The line on which it begins.
    pub line: u64,
    /// Why, in English.
    pub reason: String,
    /// The end of the name of the message that says why.
    pub key: String,
    /// The column it is about.
    pub column: Option<String>,
    /// What the message names: `one`, `two`, `three`.
    pub values: Vec<String>,
}

/// How many letters of a value are told.
const VALUE_LETTERS_MAX: usize = 80;

impl Because {
    /// Why this row was rejected; `refusal` where the log refused a fact of it.
    #[must_use]
    pub fn of(reject: &Reject, refusal: Option<&Refusal>) -> Because {
        let told = Because { line: reject.line, reason: reject.reason.clone(), ..Because::default() };
        let short = |value: String| value.chars().take(VALUE_LETTERS_MAX).collect();
        let shortened = |values: Vec<String>| values.into_iter().map(short).collect();
        match (&reject.unfit, refusal) {
            (_, Some(refusal)) => {
                Because { key: format!("log-{}", refusal.key()), values: shortened(refusal.values()), ..told }
            }
            (Some(unfit), None) => {
                let (key, column) = (unfit.key().to_owned(), unfit.parts().0.map(str::to_owned));
                Because { key, column, values: shortened(unfit.values()), ..told }
            }
            (None, None) => told,
        }
    }
}

/// Where the rejected rows of one file are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptRejects {
    /// The file; none where nothing was rejected, or nothing is kept.
    pub path: Option<PathBuf>,
    /// Line and reason of the first few.
    pub first: Vec<Because>,
}

/// The rejected rows of one file, while they come.
pub struct Rejected {
    path: Option<PathBuf>,
    columns: Vec<String>,
    writer: Option<RejectWriter<BufWriter<File>>>,
    first: Vec<Because>,
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
    pub fn write(&mut self, reject: &Reject, because: Because) -> io::Result<()> {
        if self.first.len() < SHOWN {
            self.first.push(because);
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
