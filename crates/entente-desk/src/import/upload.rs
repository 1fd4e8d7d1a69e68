//! Files that somebody brought, kept in the data folder by what they hold while the wizard runs.
//!
//! The same file brought twice is one upload, with what was chosen for it. They hold personal data: those that nobody
//! finished are removed after a week.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use entente_connect::csv::sheet::Input;
use entente_core::time::{Instant, Span};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::Error;

/// The largest file that is taken.
pub const BYTES_MAX: usize = 50 * 1024 * 1024;
/// How long an upload is kept that nobody finished.
const KEPT: Span = Span::DAY.times(7);
/// The folder of all uploads, in the data folder.
const FOLDER: &str = "uploads";
/// The longest name of a file that is kept, in letters.
const NAME_LETTERS_MAX: usize = 120;

/// A file that somebody brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// What it is known by: the beginning of the hash of its content.
    pub id: String,
    /// What it was called.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
    folder: PathBuf,
}

/// Keeps a file. Those that nobody finished for a week are removed on the way.
///
/// # Errors
/// [`Error::TooLarge`], and those of writing.
pub fn keep(data: &Path, name: &str, bytes: &[u8], now: Instant) -> Result<Upload, Error> {
    if bytes.len() > BYTES_MAX {
        return Err(Error::TooLarge { mebibytes: BYTES_MAX / (1024 * 1024) });
    }
    remove_old(data, now)?;
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    let id: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let folder = data.join(FOLDER).join(&id);
    fs::create_dir_all(&folder)?;
    // Written aside and renamed, so that half a file is never taken for a whole one.
    let aside = folder.join("content.part");
    fs::write(&aside, bytes)?;
    fs::rename(&aside, folder.join("content"))?;
    let upload = Upload { id, name: plain(name), bytes: bytes.len() as u64, folder };
    upload.note("name", &upload.name)?;
    Ok(upload)
}

/// The upload of this id; none where there is none, or none any more.
///
/// # Errors
/// Only those of reading.
pub fn find(data: &Path, id: &str) -> Result<Option<Upload>, Error> {
    if id.len() != 32 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let folder = data.join(FOLDER).join(id);
    let Ok(meta) = fs::metadata(folder.join("content")) else { return Ok(None) };
    let mut upload = Upload { id: id.to_owned(), name: String::new(), bytes: meta.len(), folder };
    upload.name = upload.noted("name")?.unwrap_or_default();
    Ok(Some(upload))
}

impl Upload {
    /// Opens it at its start.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn open(&self) -> io::Result<Box<dyn Input>> {
        Ok(Box::new(BufReader::with_capacity(256 * 1024, File::open(self.folder.join("content"))?)))
    }

    /// Where the rows go that cannot be used.
    #[must_use]
    pub fn rejects(&self) -> PathBuf {
        self.folder.join("rejects.csv")
    }

    /// Removes it with all that was noted of it.
    ///
    /// # Errors
    /// Only those of the file system.
    pub fn remove(&self) -> Result<(), Error> {
        Ok(fs::remove_dir_all(&self.folder)?)
    }

    /// Keeps something beside it.
    pub(super) fn note(&self, what: &str, value: &impl Serialize) -> Result<(), Error> {
        let aside = self.folder.join(format!("{what}.part"));
        fs::write(&aside, serde_json::to_vec(value).map_err(io::Error::other)?)?;
        Ok(fs::rename(aside, self.folder.join(format!("{what}.json")))?)
    }

    /// What was kept beside it; none where nothing was, or where it can no longer be read.
    pub(super) fn noted<T: DeserializeOwned>(&self, what: &str) -> Result<Option<T>, Error> {
        match fs::read(self.folder.join(format!("{what}.json"))) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

fn remove_old(data: &Path, now: Instant) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(data.join(FOLDER)) else { return Ok(()) };
    let micros = u64::try_from((now - KEPT).as_micros()).unwrap_or(0);
    let oldest: SystemTime = UNIX_EPOCH + Duration::from_micros(micros);
    for entry in entries {
        let entry = entry?;
        if entry.metadata()?.modified()? < oldest {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// The last part of a path that a browser may send, without what no file name needs.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|letter| !letter.is_control()).take(NAME_LETTERS_MAX).collect();
    let name = name.trim();
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}
