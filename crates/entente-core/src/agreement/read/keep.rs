//! Reads how long the details of behaviour are kept.

use super::at::Entries;
use super::keys::rhythm::KEEP;
use super::problems::Problems;
use super::values::span;
use crate::agreement::model::Keep;
use crate::problem::Reason;
use crate::time::Span;

/// Reads what is kept; nothing written keeps everything.
pub(crate) fn keep(root: &Entries<'_>, problems: &mut Problems) -> Option<Keep> {
    let at = root.section("keep")?.table(&KEEP, problems).section("details")?;
    let details = span(&at, problems)?;
    // What people are told today they must still be able to look up tomorrow.
    if details < Span::DAY {
        problems.error(Reason::Value, &at, "details are kept for less than a day", "Write a day or more: 1d, 365d");
        return None;
    }
    Some(Keep { details })
}
