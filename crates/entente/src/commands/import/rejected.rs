//! Where rejected rows go: a CSV file of their own, made when the first one comes.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::PathBuf;

use anyhow::bail;
use entente_connect::csv::facts::Reject;
use entente_connect::csv::rejects::RejectWriter;

use super::Args;
use super::files::{Given, REJECTS};

/// How many rejected rows are shown on the terminal.
const SHOWN: usize = 5;

/// The file for the rejected rows of one file; none on a dry run that names none. Without a name it is called
/// `rejects.leads.csv`, in the folder of the log. Where several files are imported under one name for their rejects, each
/// has its own, with its name at the end: their columns differ.
///
/// # Errors
/// Refuses to write over a file that is read, or into a folder that is not there: told before anything is written.
pub(super) fn path(args: &Args, file: &Given<'_>, all: &[Given<'_>]) -> anyhow::Result<Option<PathBuf>> {
    let path = match &args.rejects {
        None if args.dry_run => return Ok(None),
        None => args.folder.join(format!("{REJECTS}{}", file.name)),
        Some(path) if all.len() == 1 => path.clone(),
        Some(path) => {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            path.with_file_name(format!("{stem}.{}", file.name))
        }
    };
    if let Some(folder) = args.rejects.as_ref().and_then(|path| path.parent())
        && !folder.as_os_str().is_empty()
        && !folder.is_dir()
    {
        bail!("there is no folder {} for the rejects", folder.display());
    }
    let same = |other: &Given<'_>| path.canonicalize().ok() == other.path.canonicalize().ok() && path.exists();
    match all.iter().find(|other| same(other)) {
        Some(other) => bail!("{} is imported and cannot take the rejects; name another file", other.path.display()),
        None => Ok(Some(path)),
    }
}

/// Where the rejected rows of one file are.
pub(super) struct Kept {
    /// The file; none where nothing was rejected, or on a dry run.
    pub(super) path: Option<PathBuf>,
    /// Line and reason of the first few.
    pub(super) first: Vec<(u64, String)>,
}

/// The rejected rows of one file, while they come.
pub(super) struct Rejected {
    path: Option<PathBuf>,
    columns: Vec<String>,
    writer: Option<RejectWriter<BufWriter<File>>>,
    first: Vec<(u64, String)>,
}

impl Rejected {
    pub(super) fn new(path: Option<PathBuf>, columns: &[String]) -> Rejected {
        Rejected { path, columns: columns.to_vec(), writer: None, first: Vec::new() }
    }

    pub(super) fn write(&mut self, reject: &Reject) -> io::Result<()> {
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
    pub(super) fn finish(self) -> io::Result<Kept> {
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
        Ok(Kept { path, first: self.first })
    }
}
