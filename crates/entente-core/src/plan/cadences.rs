//! Promises to meet, compiled.

use crate::agreement::model::{CommitmentKind, PartyKind, Per, Share};
use crate::id::{ClauseId, Name};
use crate::pace::Recurrence;
use crate::plan::PlanError;
use crate::plan::lay::Names;

/// A promise that a meeting is held as agreed.
#[derive(Debug, Clone)]
pub struct CadencePlan {
    /// Its clause: `sla.sales.reviews`.
    pub clause: ClauseId,
    /// Whose promise it is.
    pub party: PartyKind,
    /// Which meeting.
    pub meeting: Name,
    /// When that is to be held.
    pub every: Recurrence,
    /// The share that must be held.
    pub kept: Share,
    /// The period in which the share is judged.
    pub per: Per,
}

pub(super) fn compile(names: &Names) -> Result<Vec<CadencePlan>, PlanError> {
    let sla = &names.agreement.sla;
    let mut cadences = Vec::new();
    for (party, promises) in [(PartyKind::Marketing, &sla.marketing), (PartyKind::Sales, &sla.sales)] {
        for (name, commitment) in promises {
            let CommitmentKind::Cadence { meeting, kept, per } = &commitment.kind else { continue };
            let held = names.agreement.meetings.get(meeting.as_str());
            let every = held.and_then(|held| Recurrence::parse(&held.every));
            let every = every.ok_or_else(|| PlanError::Unknown(meeting.to_string()))?;
            let clause = ClauseId(format!("sla.{}.{name}", party.as_str()));
            cadences.push(CadencePlan { clause, party, meeting: meeting.clone(), every, kept: *kept, per: *per });
        }
    }
    Ok(cadences)
}
