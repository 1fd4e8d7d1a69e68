//! The lead an act is done to, as it stands: its state, its plan and the key a fact about it is told by.

use std::sync::Arc;

use entente_core::agreement::model::Agreement;
use entente_core::engine::state::{LeadState, PartiesState, StateKey, from_bytes};
use entente_core::id::{LeadId, Name};
use entente_core::identity::IdentityKey;
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_store::Store;

use super::{Condition, Refusal};
use crate::Error;
use crate::force::InForce;

/// The lead as it stands.
pub(super) struct Subject {
    /// The lead the form showed.
    pub(super) asked: LeadId,
    /// All leads that are this person, the asked one too.
    pub(super) leads: Vec<LeadId>,
    /// The state that stands for all of them; empty where nothing is decided yet.
    pub(super) state: LeadState,
    /// The agreement in force; none where there is none.
    pub(super) plan: Option<Arc<Plan>>,
    /// A key of the asked lead itself.
    pub(super) key: IdentityKey,
}

impl Subject {
    /// Loads a lead by point look-ups; none where the log never heard of it.
    pub(super) fn load(
        store: &Store,
        plans: &[InForce],
        now: Instant,
        asked: LeadId,
    ) -> Result<Option<Subject>, Error> {
        let Some(key) = store.lead_label(asked)?.into_iter().next() else { return Ok(None) };
        let root = store.root_of(asked)?;
        let states = store.states(&[StateKey::Lead(root)])?;
        let state = states.first().map(|(_, bytes)| from_bytes(bytes)).transpose().map_err(Error::State)?;
        Ok(Some(Subject {
            asked,
            leads: store.linked(asked)?,
            state: state.unwrap_or_else(|| LeadState { id: root, ..LeadState::default() }),
            plan: plan_at(plans, now),
            key,
        }))
    }

    /// Who holds it, while sales has it.
    pub(super) fn holder(&self) -> Option<&Name> {
        self.state.owner.as_ref().filter(|_| self.state.open)
    }

    /// The agreement in force.
    pub(super) fn agreement(&self) -> Result<&Agreement, Refusal> {
        let plan = self.plan.as_deref().ok_or(Refusal::NotNow(Condition::NoAgreement))?;
        Ok(&plan.agreement)
    }

    /// Refuses where sales does not have it.
    pub(super) fn must_be_open(&self) -> Result<(), Refusal> {
        if self.state.open { Ok(()) } else { Err(Refusal::NotNow(Condition::NotHandedOver)) }
    }
}

/// The plan in force at an instant.
pub(crate) fn plan_at(plans: &[InForce], now: Instant) -> Option<Arc<Plan>> {
    plans.iter().rfind(|version| version.effective <= now).map(|version| version.plan.clone())
}

/// What belongs to no single lead, as it stands.
pub(crate) fn parties(store: &Store) -> Result<PartiesState, Error> {
    let states = store.states(&[StateKey::Parties])?;
    let state = states.first().map(|(_, bytes)| from_bytes(bytes)).transpose().map_err(Error::State)?;
    Ok(state.unwrap_or_default())
}
