//! Which file is read by which entry of the mapping, and where a joined file is.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use entente_connect::csv::map::{FileMap, Mapping};
use entente_connect::csv::sheet::Input;

/// How the name of a file of rejects begins; the name of the file they come from follows.
pub(super) const REJECTS: &str = "rejects.";

/// A file to import and its entry.
pub(super) struct Given<'m> {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) map: &'m FileMap,
}

impl Given<'_> {
    pub(super) fn open(&self) -> anyhow::Result<File> {
        File::open(&self.path).with_context(|| format!("cannot open {}", self.path.display()))
    }
}

/// The files in the order of the mapping's entries. A file that was named must have an entry; of a folder, those that
/// have one are taken.
pub(super) fn given<'m>(mapping: &'m Mapping, paths: &[PathBuf]) -> anyhow::Result<Vec<Given<'m>>> {
    let mut given: Vec<(usize, Given<'m>)> = Vec::new();
    for path in paths {
        if !path.exists() {
            bail!("there is no file {}", path.display());
        }
        let files = if path.is_dir() { in_folder(path)? } else { vec![path.clone()] };
        for file in files {
            let name = name_of(&file);
            // What was rejected and is corrected belongs where it came from.
            let told = name.strip_prefix(REJECTS).unwrap_or(&name);
            let entry = mapping.files.iter().position(|map| map.takes(told));
            match entry.and_then(|place| Some((place, mapping.files.get(place)?))) {
                Some((place, map)) => {
                    let meta = std::fs::metadata(&file).with_context(|| format!("cannot read {}", file.display()))?;
                    given.push((place, Given { path: file, name, bytes: meta.len(), map }));
                }
                None if path.is_dir()
                    || mapping.files.iter().any(|map| map.joins.iter().any(|join| join.file == name)) => {}
                None => bail!(
                    "no entry of the mapping is for '{name}'; its entries are: {}. Leave the file out, or name its \
                     folder to take those that have an entry",
                    entries(mapping)
                ),
            }
        }
    }
    if given.is_empty() {
        bail!("no file here has an entry in the mapping; its entries are: {}", entries(mapping));
    }
    given.sort_by_key(|(place, _)| *place);
    Ok(given.into_iter().map(|(_, file)| file).collect())
}

/// Opens a file for a join: one that was given, or one that stands beside the file that needs it.
pub(super) fn find(
    all: &[Given<'_>],
    told: &[PathBuf],
    by: &Given<'_>,
    name: &str,
) -> io::Result<Option<Box<dyn Input>>> {
    let among = all.iter().map(|file| &file.path).chain(told).find(|path| path.file_name() == Some(OsStr::new(name)));
    let path = among.cloned().unwrap_or_else(|| by.path.with_file_name(name));
    match File::open(path) {
        Ok(file) => Ok(Some(Box::new(file))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn in_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() && !name_of(&path).starts_with(REJECTS) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn entries(mapping: &Mapping) -> String {
    let names: Vec<&str> = mapping.files.iter().map(|file| file.name.as_str()).collect();
    names.join(", ")
}
