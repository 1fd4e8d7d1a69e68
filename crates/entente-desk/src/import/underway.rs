//! Which files are being imported now, and how far they are, so that none is imported twice at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Progress;

/// Which files are being imported now, and how far they are.
#[derive(Default)]
pub struct Imports(Mutex<BTreeMap<String, Underway>>);

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Underway {
    /// Bytes of the file.
    pub bytes: u64,
    /// How far it is.
    pub at: Progress,
}

/// An import that runs, as long as this is kept.
pub(super) struct Running<'a> {
    imports: &'a Imports,
    id: Arc<str>,
}

impl Imports {
    /// Whether and how far a file is being imported.
    #[must_use]
    pub fn underway(&self, id: &str) -> Option<Underway> {
        self.map().get(id).copied()
    }

    /// Begins an import; none where the same file is being imported.
    pub(super) fn begin(&self, id: &str, bytes: u64) -> Option<Running<'_>> {
        let mut map = self.map();
        if map.contains_key(id) {
            return None;
        }
        map.insert(id.to_owned(), Underway { bytes, at: Progress::default() });
        Some(Running { imports: self, id: id.into() })
    }

    fn map(&self) -> MutexGuard<'_, BTreeMap<String, Underway>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running<'_> {
    pub(super) fn is_at(&self, progress: Progress) {
        if let Some(underway) = self.imports.map().get_mut(&*self.id) {
            underway.at = progress;
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.imports.map().remove(&*self.id);
    }
}
