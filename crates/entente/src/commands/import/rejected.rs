//! Which file the rejected rows of each file go to.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::Args;
use super::files::{Given, REJECTS};

/// The file for the rejected rows of one file; none on a dry run that names none. Without a name it is called
/// `rejects.leads.csv`, in the folder of the log. Where several files are imported under one name for their rejects, each
/// has its own, with its name at the end: their columns differ.
///
/// # Errors
/// Refuses to write over a file that is read, or into a folder that is not there: told before anything is written.
pub(super) fn path(args: &Args, file: &Given<'_>, all: &[Given<'_>]) -> anyhow::Result<Option<PathBuf>> {
    let path = match &args.rejects {
        None if args.dry_run => return Ok(None),
        None => args.workspace.place.folder().unwrap_or(Path::new(".")).join(format!("{REJECTS}{}", file.name)),
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
