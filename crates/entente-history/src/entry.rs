//! What the history is built from: the two kinds of entry of the log, whoever stores them.

use entente_core::decision::Decision;
use entente_core::fact::Fact;

/// One entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Something that happened.
    Fact(Fact),
    /// Something the engine concluded.
    Decision(Decision),
}
