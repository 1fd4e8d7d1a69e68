//! The state of one account: what its leads share.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, LeadId, Name};
use crate::plan::Plan;
use crate::plan::slots::{self, UNKNOWN};
use crate::time::Instant;

/// Everything a plan asks about one account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AccountState {
    /// Which account.
    pub id: AccountId,
    /// Its mail domain.
    pub domain: Option<Box<str>>,
    /// Who owns it.
    pub owner: Option<Name>,
    /// When its owner last acted on one of its leads.
    pub owner_acted: Option<Instant>,
    /// How many deals are open.
    pub open_deals: u32,
    /// Number slots.
    pub numbers: Vec<i64>,
    /// Text slots.
    pub texts: Vec<Option<Box<str>>>,
    /// For each learnt field: when it was learnt and whether somebody vouches for it.
    pub learnt: Vec<(Name, Instant, bool)>,
    /// Its leads, ascending.
    pub leads: Vec<LeadId>,
    /// The lead whose open handoff stands for the whole account, and who holds it, where the agreement hands over accounts.
    pub handed: Option<(LeadId, Name)>,
}

impl AccountState {
    /// An account nothing is known of.
    #[must_use]
    pub fn new(id: AccountId, plan: &Plan) -> AccountState {
        let (numbers, texts) = slots::sizes(&plan.slots.account);
        AccountState { id, numbers: vec![UNKNOWN; numbers], texts: vec![None; texts], ..AccountState::default() }
    }
}
