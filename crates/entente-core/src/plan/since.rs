//! Since when each promise is in force: what came before it counts for nobody.

use super::Plan;
use crate::agreement::model::{Agreement, CommitmentKind, PartyKind, Per};
use crate::id::ClauseId;
use crate::time::Instant;

impl Plan {
    /// This plan as it comes in force at `effective` after `before`, the version until then. A promise that both have,
    /// of the same kind of period, is in force since it first was; any other since now.
    #[must_use]
    pub fn come_in_force(mut self, effective: Instant, before: Option<&Plan>) -> Plan {
        let kept = |clause: &ClauseId, per: Per| {
            let before = before?;
            periodic(&before.agreement).find(|one| *one == (clause.clone(), per)).map(|_| before.since(clause))
        };
        let agreement = self.agreement.clone();
        let promises = periodic(&agreement);
        self.since = promises.map(|(clause, per)| (clause.clone(), kept(&clause, per).unwrap_or(effective))).collect();
        self
    }

    /// Since when a promise is in force; always, where the plan was not told when it came in force.
    #[must_use]
    pub fn since(&self, clause: &ClauseId) -> Instant {
        self.since.get(clause).copied().unwrap_or(Instant::MIN)
    }
}

/// Every promise that is counted by periods, with its period.
fn periodic(agreement: &Agreement) -> impl Iterator<Item = (ClauseId, Per)> {
    let sla = &agreement.sla;
    [(PartyKind::Marketing, &sla.marketing), (PartyKind::Sales, &sla.sales)].into_iter().flat_map(
        |(party, promises)| {
            promises.into_iter().filter_map(move |(name, commitment)| {
                let clause = ClauseId(format!("sla.{}.{name}", party.as_str()));
                commitment.kind.per().map(|per| (clause, per))
            })
        },
    )
}

impl CommitmentKind {
    /// The period of a promise that is counted by periods; none for one with clocks.
    #[must_use]
    pub fn per(&self) -> Option<Per> {
        match self {
            CommitmentKind::Count { per, .. }
            | CommitmentKind::Share { per, .. }
            | CommitmentKind::Sum { per, .. }
            | CommitmentKind::Cadence { per, .. } => Some(*per),
            CommitmentKind::Time { .. } | CommitmentKind::Attempts { .. } => None,
        }
    }
}
