//! Whose state it is.

use crate::id::{AccountId, LeadId};

/// Whose state. Ordered leads first, then accounts, then the parties; each by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateKey {
    /// A lead's.
    Lead(LeadId),
    /// An account's.
    Account(AccountId),
    /// What belongs to no single lead: turns, absences, content requests.
    Parties,
}
