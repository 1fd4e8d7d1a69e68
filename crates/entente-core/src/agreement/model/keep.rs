//! §12: what is kept of the log, and for how long.

use serde::Serialize;

use crate::time::Span;

/// What is kept, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Keep {
    /// How long every property of an event is kept, from when the event became known. After that only the properties
    /// stay that a signal of this agreement or of one before it asks for. A day at least.
    pub details: Span,
}
