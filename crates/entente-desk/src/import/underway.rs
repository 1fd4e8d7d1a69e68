//! Which files are being imported now, and how far they are, so that none is imported twice at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Progress, Upload};

/// Which files are being imported now, and how far they are.
#[derive(Default)]
pub struct Imports(Arc<Mutex<BTreeMap<String, Underway>>>);

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Underway {
    /// Bytes of the file.
    pub bytes: u64,
    /// How far it is.
    pub at: Progress,
}

/// An import that runs, as long as this is kept.
pub struct Running {
    imports: Imports,
    id: String,
}

impl Imports {
    /// Whether and how far a file is being imported.
    #[must_use]
    pub fn underway(&self, id: &str) -> Option<Underway> {
        self.map().get(id).copied()
    }

    /// Whether none is being imported.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.map().is_empty()
    }

    /// Begins an import; none where the same file is being imported.
    #[must_use]
    pub fn begin(&self, upload: &Upload) -> Option<Running> {
        let mut map = self.map();
        if map.contains_key(&upload.id) {
            return None;
        }
        map.insert(upload.id.clone(), Underway { bytes: upload.bytes, at: Progress::default() });
        Some(Running { imports: Imports(Arc::clone(&self.0)), id: upload.id.clone() })
    }

    fn map(&self) -> MutexGuard<'_, BTreeMap<String, Underway>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running {
    pub(super) fn is_at(&self, progress: Progress) {
        if let Some(underway) = self.imports.map().get_mut(&self.id) {
            underway.at = progress;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.imports.map().remove(&self.id);
    }
}
