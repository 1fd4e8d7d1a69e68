//! What is written together, and what came of it.

use entente_core::decision::Decision;
use entente_core::fact::Fact;
use entente_core::id::{AccountId, AgreementHash, LeadId, Seq};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;

use crate::{AccountStanding, Cursor, Standing, StateKey};

/// Everything one transaction writes. Start from `Batch::default()` and fill what is there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// New leads and when the log first heard of them, numbered on from [`crate::Store::next_lead`].
    pub leads: Vec<(LeadId, Instant)>,
    /// New accounts with the key of each, numbered on from [`crate::Store::next_account`].
    pub accounts: Vec<(AccountId, String)>,
    /// New keys of leads, normalised.
    pub identities: Vec<(IdentityKey, LeadId)>,
    /// Facts, in the order in which they are numbered.
    pub facts: Vec<Fact>,
    /// Decisions, numbered after the facts.
    pub decisions: Vec<Decision>,
    /// Whether the decisions act on the world.
    pub effects: Effects,
    /// Under which agreement the states were folded.
    pub plan: Option<AgreementHash>,
    /// States to save; none drops one.
    pub states: Vec<(StateKey, Option<Vec<u8>>)>,
    /// When time alone will change something next; none: never.
    pub due: Vec<(StateKey, Option<Instant>)>,
    /// What the engine says of leads whose states are saved; none drops the card of a lead that was merged.
    pub cards: Vec<(LeadId, Option<Standing>)>,
    /// What the engine says of accounts whose states are saved.
    pub account_cards: Vec<(AccountId, AccountStanding)>,
    /// How far the log is decided after this batch.
    pub cursor: Option<Cursor>,
}

/// Whether decisions act on the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effects {
    /// Their effects go to the outbox.
    #[default]
    Send,
    /// They are about the past (an import, a rebuild): nothing is sent.
    Withhold,
}

/// What came of a batch, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appended {
    /// One answer per fact.
    pub facts: Vec<Stored>,
    /// The number of each decision.
    pub decisions: Vec<Seq>,
}

/// What came of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It was appended at this place.
    New(Seq),
    /// The log had a fact of this key, at this place; nothing was written.
    Duplicate(Seq),
}
