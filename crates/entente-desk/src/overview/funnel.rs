//! The way of the leads created in a time: each stage with how many came so far, whose it is, and where sales takes over.

use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::number::Decimal;
use entente_core::time::Span;
use entente_history::report::{Ground, reached};

use crate::figures::{Dates, Figure, Snapshot};

/// The way of the leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// When the leads were created.
    pub dates: Dates,
    /// How many there are.
    pub leads: u64,
    /// Each stage, first to last.
    pub steps: Vec<Step>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its name.
    pub stage: String,
    /// In plain words.
    pub says: String,
    /// Who answers for a lead in it.
    pub party: PartyKind,
    /// How many reached it or went beyond.
    pub n: u64,
    /// Of those who reached the stage before; none of nobody, and for the first.
    pub rate: Option<Decimal>,
    /// Half of those who entered it took so long or less since the stage before.
    pub took: Option<Span>,
    /// Whether sales takes over before it.
    pub is_handoff: bool,
    /// The leads that reached it.
    pub figure: Figure,
}

impl Funnel {
    /// How tall a stage stands beside the tallest, in thousandths: by the square root, so that small ones can be seen.
    #[must_use]
    pub fn height(&self, step: &Step) -> u32 {
        let most = self.steps.iter().map(|step| step.n).max().unwrap_or(0).max(1);
        (u128::from(step.n) * 1_000_000 / u128::from(most)).isqrt() as u32
    }
}

pub(super) fn funnel(snapshot: &Snapshot, ground: &Ground<'_>, dates: Dates, buyer: Option<&str>) -> Funnel {
    let agreement = snapshot.agreement();
    let reached = reached(ground, dates.instants(snapshot.zone()));
    let handoff = first_of_sales(agreement);
    let stages = agreement.stages.iter().zip(reached.stages).enumerate();
    let steps = stages.map(|(place, ((name, stage), reached))| Step {
        stage: name.to_string(),
        says: if stage.says.is_empty() { name.to_string() } else { stage.says.clone() },
        party: stage.owner,
        n: reached.of_previous.part,
        rate: reached.of_previous.share.filter(|_| place > 0),
        took: reached.took,
        is_handoff: handoff == Some(place),
        figure: Figure::Reached { stage: Some(name.to_string()), dates, buyer: buyer.map(str::to_owned) },
    });
    Funnel { dates, leads: reached.leads, steps: steps.collect() }
}

/// The stage behind the one that hands over; the first of sales where other software does.
fn first_of_sales(agreement: &Agreement) -> Option<usize> {
    let handoff = agreement.handoff.as_ref()?;
    let sales = || agreement.stages.iter().position(|(_, stage)| stage.owner == PartyKind::Sales);
    match agreement.stages.position(handoff.at.as_str()) {
        Some(place) => Some(place + 1).filter(|place| *place < agreement.stages.len()),
        None => sales(),
    }
}
