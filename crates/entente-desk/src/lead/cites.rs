//! What is cited: a clause by its path, and the number under which the agreement of that time has it.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::id::{AgreementHash, ClauseId};
use entente_core::plan::Plan;

use crate::clause::Numbers;

/// A clause as pages cite it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// Its path, which stays.
    pub clause: ClauseId,
    /// Its number in that agreement; empty where it has none.
    pub number: String,
    /// The agreement; none: the one in force.
    pub agreement: Option<AgreementHash>,
}

/// The numbers of all agreements that were in force.
pub(super) struct Cites {
    versions: BTreeMap<AgreementHash, Numbers>,
    last: Option<AgreementHash>,
}

impl Cites {
    pub(super) fn of(plans: &[Arc<Plan>]) -> Cites {
        let versions = plans.iter().map(|plan| (plan.hash, Numbers::of(&plan.agreement))).collect();
        Cites { versions, last: plans.last().map(|plan| plan.hash) }
    }

    /// A clause of the agreement in force.
    pub(super) fn now(&self, clause: &ClauseId) -> Cite {
        Cite { clause: clause.clone(), number: self.number(self.last, clause), agreement: None }
    }

    /// A clause of the agreement of that identity.
    pub(super) fn then(&self, agreement: AgreementHash, clause: &ClauseId) -> Cite {
        let older = Some(agreement).filter(|hash| Some(*hash) != self.last);
        Cite { clause: clause.clone(), number: self.number(Some(agreement), clause), agreement: older }
    }

    fn number(&self, agreement: Option<AgreementHash>, clause: &ClauseId) -> String {
        let numbers = agreement.and_then(|hash| self.versions.get(&hash));
        numbers.map(|numbers| numbers.of_clause(clause)).unwrap_or_default()
    }
}
