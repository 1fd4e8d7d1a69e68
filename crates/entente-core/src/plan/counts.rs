//! Promises that count or sum in a period, compiled.

use crate::agreement::model::{CommitmentKind, Less, Moment, PartyKind, Per, Target};
use crate::id::ClauseId;
use crate::pace::Bounds;
use crate::plan::PlanError;
use crate::plan::lay::Names;
use crate::plan::program::Program;

/// A promise that counts or sums in a period.
#[derive(Debug, Clone)]
pub struct CountPlan {
    /// Its clause: `sla.marketing.volume`.
    pub clause: ClauseId,
    /// Whose promise it is.
    pub party: PartyKind,
    /// What is counted or summed.
    pub what: Counted,
    /// Only for leads of which this holds when it happens.
    pub wanted: Option<Program>,
    /// What is promised for a period.
    pub bounds: Bounds,
    /// The period.
    pub per: Per,
    /// What is taken back.
    pub less: Vec<Less>,
    /// How long a rejection may take something back; without end where none.
    pub dispute: Option<Target>,
}

/// What a promise counts or sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// Each lead once per cycle, at this moment.
    Moment(Moment),
    /// The amounts of deals when they are opened.
    Amount,
    /// The amounts of deals when they are won.
    Won,
    /// What deals bring in every year, when they are won.
    Recurring,
}

pub(super) fn compile(names: &Names) -> Result<Vec<CountPlan>, PlanError> {
    let sla = &names.agreement.sla;
    let mut counts = Vec::new();
    for (party, promises) in [(PartyKind::Marketing, &sla.marketing), (PartyKind::Sales, &sla.sales)] {
        for (name, commitment) in promises {
            let wanted = commitment.r#where.as_ref().map(|condition| names.compile(condition)).transpose()?;
            let clause = ClauseId(format!("sla.{}.{name}", party.as_str()));
            counts.extend(one(clause, party, wanted, &commitment.kind)?);
        }
    }
    Ok(counts)
}

/// The promise as one that counts; none for promises of another kind.
fn one(
    clause: ClauseId,
    party: PartyKind,
    wanted: Option<Program>,
    kind: &CommitmentKind,
) -> Result<Option<CountPlan>, PlanError> {
    let (what, least, most, per, less, dispute) = match kind {
        CommitmentKind::Count { count, at_least, at_most, per, less, dispute } => {
            (Counted::Moment(count.clone()), at_least, at_most, *per, less.clone(), *dispute)
        }
        CommitmentKind::Sum { sum, at_least, at_most, per } => {
            let what = match sum.as_str() {
                "opportunity.amount" => Counted::Amount,
                "customer.amount" => Counted::Won,
                "customer.recurring_revenue" => Counted::Recurring,
                other => return Err(PlanError::Unknown(other.to_owned())),
            };
            (what, at_least, at_most, *per, Vec::new(), None)
        }
        _ => return Ok(None),
    };
    let bounds = Bounds { least: *least, most: *most };
    Ok(Some(CountPlan { clause, party, what, wanted, bounds, per, less, dispute }))
}
