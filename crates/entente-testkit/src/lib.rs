//! For tests only: where the real data is that the project checks itself against.
//!
//! The data is never part of the project; a test that needs it says that it was skipped where it is absent.

pub mod postgres;
pub mod random;

use std::path::{Path, PathBuf};

/// The folder of real data sets beside the checkout, or the one `ENTENTE_SHARED` names; none where it is absent.
///
/// Prints one clear line when it answers none, so that a skipped test says that it was skipped.
#[must_use]
pub fn shared(part: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("ENTENTE_SHARED").map_or(beside, PathBuf::from);
    let path = root.join(part);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: no real data at {} (set ENTENTE_SHARED to its folder)", path.display());
    None
}
