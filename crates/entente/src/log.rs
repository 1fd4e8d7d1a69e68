//! Opening a log that is there: a command that reads one never makes an empty one where a name was mistyped.

use std::path::Path;

use anyhow::bail;
use entente_store::Store;

/// The log in `folder`.
///
/// # Errors
/// Says which command makes a log where there is none, and what the store refuses.
pub(crate) fn open(folder: &Path) -> anyhow::Result<Store> {
    if !is_there(folder) {
        bail!("no log in {}: bring facts in with `entente import`, or name its folder with --in", folder.display());
    }
    Ok(Store::open(folder)?)
}

/// Whether there is a log in `folder`.
pub(crate) fn is_there(folder: &Path) -> bool {
    folder.join("entente.db").exists()
}
