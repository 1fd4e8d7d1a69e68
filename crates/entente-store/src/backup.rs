//! A copy of a workspace in a folder, of one moment, taken while others read and write.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::database::params;
use crate::{Error, Store};

#[cfg(test)]
mod tests;

/// The file of a workspace in its folder.
const FILE: &str = "entente.db";

impl Store {
    /// Copies everything into a new folder `to`, as it stands at one moment; others write on meanwhile. The copy is on the
    /// disk, whole and looked through when this returns; where it fails, nothing is at `to`.
    ///
    /// # Errors
    /// [`Error::Taken`] where something is at `to` already; [`Error::Folder`], [`Error::Disk`]; [`Error::Damaged`] where the
    /// copy does not hold together; [`Error::Place`] for a database on a server, which its own tools copy.
    pub fn back_up(&self, to: &Path) -> Result<(), Error> {
        if self.database.is_server() {
            let why = "a server makes its own backups (pg_dump), or `entente copy` writes it into a folder".to_owned();
            return Err(Error::Place { place: "a database on a server".to_owned(), why });
        }
        let part = new_folder(to)?;
        let file = part.join(FILE);
        let copied = file.to_str().ok_or_else(|| not_text(&file)).and_then(|name| {
            self.execute("vacuum into $1", params![name])?;
            settle(&part, to)
        });
        clear_where_failed(copied, &part)
    }
}

/// Puts a copy that [`Store::back_up`] made into a new folder `to`. The copy stays as it is.
///
/// # Errors
/// [`Error::NotFound`] where `from` holds no copy; otherwise those of [`Store::back_up`].
pub fn restore(from: &Path, to: &Path) -> Result<(), Error> {
    let source = from.join(FILE);
    if !source.exists() {
        return Err(Error::NotFound(format!("backup in {}", from.display())));
    }
    let part = new_folder(to)?;
    let file = part.join(FILE);
    let copied = std::fs::copy(&source, &file).map_err(|why| Error::Folder { folder: part.clone(), why });
    clear_where_failed(copied.and_then(|_| settle(&part, to)), &part)
}

/// A folder beside `to` in which the copy grows, so that at `to` there is never half of one.
fn new_folder(to: &Path) -> Result<PathBuf, Error> {
    if to.exists() && std::fs::read_dir(to).map_or(true, |mut files| files.next().is_some()) {
        return Err(Error::Taken(to.to_owned()));
    }
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = to.with_file_name(name);
    let made = std::fs::create_dir_all(&part);
    made.map_err(|why| Error::Folder { folder: part.clone(), why })?;
    Ok(part)
}

/// Looks through a copy, makes sure it is on the disk, and puts it where it belongs.
fn settle(part: &Path, to: &Path) -> Result<(), Error> {
    let file = part.join(FILE);
    look_through(&file)?;
    let failed = |why| Error::Folder { folder: to.to_owned(), why };
    File::open(&file).and_then(|file| file.sync_all()).map_err(failed)?;
    if to.exists() {
        std::fs::remove_dir(to).map_err(failed)?;
    }
    std::fs::rename(part, to).map_err(failed)?;
    let around = to.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(around).and_then(|folder| folder.sync_all()).map_err(failed)
}

/// Reads every page of the copy, and whether its log is there.
fn look_through(file: &Path) -> Result<(), Error> {
    let connection = rusqlite::Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let said: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(Error::Damaged(said));
    }
    connection.query_row("select count(*) from migration", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

fn not_text(path: &Path) -> Error {
    let why = std::io::Error::new(std::io::ErrorKind::InvalidInput, "its name is not text");
    Error::Folder { folder: path.to_owned(), why }
}

fn clear_where_failed(copied: Result<(), Error>, part: &Path) -> Result<(), Error> {
    if copied.is_err() {
        // What is wrong is said already; a part that stays is overwritten by nobody, and its name says what it is.
        let _ = std::fs::remove_dir_all(part);
    }
    copied
}
