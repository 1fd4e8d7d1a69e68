//! A rep's queue: the leads they have in hand, by how much open time is left on the promise that presses most.

mod person;
mod row;

use entente_core::engine::state::{LeadState, StateKey, from_bytes};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::plan::Plan;
use entente_core::time::{Instant, Span};
use entente_store::Store;

use crate::Error;
use crate::acts::plan_at;
use crate::clause::Numbers;
use crate::force::InForce;

pub use person::{Hours, Standing, Turn};
pub use row::{Pausing, Pressing, Row, SignalSeen};

/// What a rep has before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Whose.
    pub person: Name,
    /// Where they stand: team, hours, leads held, place in the turn.
    pub standing: Standing,
    /// The bands that hold anything, most pressing first.
    pub bands: Vec<Band>,
    /// The last entry of the log that this rests on: what a form says it has seen.
    pub seen: Seq,
    /// How many leads nobody holds: up to [`UNOWNED_MAX`] are counted.
    pub unowned: usize,
}

/// Leads nobody holds are counted up to this.
pub const UNOWNED_MAX: usize = 100;

/// Leads of one urgency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Which.
    pub kind: BandKind,
    /// Its leads, most pressing first.
    pub rows: Vec<Row>,
}

/// How much open time is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandKind {
    /// The promise is past its due instant.
    Late,
    /// An open hour or less.
    NextHour,
    /// Due before the day of the calendar ends.
    Today,
    /// Due later.
    Later,
    /// Its clocks stand still.
    Paused,
    /// In hand, and no promise runs.
    Quiet,
}

impl BandKind {
    /// The word in message ids and styles.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            BandKind::Late => "late",
            BandKind::NextHour => "next-hour",
            BandKind::Today => "today",
            BandKind::Later => "later",
            BandKind::Paused => "paused",
            BandKind::Quiet => "quiet",
        }
    }
}

/// The queue of a person as of an instant. Cost grows with the leads in hand, not with those in the log.
///
/// # Errors
/// [`Error::NoAgreement`] where none is in force; those of the store.
pub fn view(store: &Store, plans: &[InForce], person: &Name, now: Instant) -> Result<Queue, Error> {
    let plan = plan_at(plans, now).ok_or(Error::NoAgreement)?;
    let numbers = Numbers::of(&plan.agreement);
    let all: Vec<_> = plans.iter().map(|version| version.plan.clone()).collect();
    let mut rows: Vec<(BandKind, Row)> = Vec::new();
    for card in store.cards_of_owner(person)? {
        let Some(state) = lead_state(store, card.lead)? else { continue };
        rows.push(row::row(&all, &plan, &numbers, card, &state, now));
    }
    rows.sort_by_key(|(kind, row)| (*kind, order(*kind, row), row.lead));
    let mut bands: Vec<Band> = Vec::new();
    for (kind, row) in rows {
        match bands.last_mut().filter(|band| band.kind == kind) {
            Some(band) => band.rows.push(row),
            None => bands.push(Band { kind, rows: vec![row] }),
        }
    }
    Ok(Queue {
        person: person.clone(),
        standing: person::standing(store, &plan, person, now)?,
        bands,
        seen: store.last_seq()?,
        unowned: store.cards_unowned(UNOWNED_MAX)?.len(),
    })
}

/// Within a band: by open time left; those that rest by when they wake; those without a promise by who moved last.
fn order(kind: BandKind, row: &Row) -> (Span, Instant) {
    let left = row.pressing.as_ref().map_or(Span::ZERO, |pressing| pressing.left);
    match kind {
        BandKind::Paused => (Span::ZERO, row.paused.as_ref().map_or(Instant::MAX, |paused| paused.until)),
        BandKind::Quiet => (Span::ZERO - (row.heard - Instant::MIN), row.heard),
        _ => (left, Instant::MIN),
    }
}

/// The state of a lead; none where nothing was decided of it.
fn lead_state(store: &Store, lead: LeadId) -> Result<Option<LeadState>, Error> {
    let states = store.states(&[StateKey::Lead(lead)])?;
    states.first().map(|(_, bytes)| from_bytes(bytes)).transpose().map_err(Error::State)
}

/// How a promise is said: its own words, else its name.
pub(crate) fn says(plan: &Plan, clause: &str) -> String {
    let mut parts = clause.split('.').skip(1);
    let (party, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let sla = &plan.agreement.sla;
    let of = if party == "marketing" { &sla.marketing } else { &sla.sales };
    match of.get(name) {
        Some(commitment) if !commitment.says.is_empty() => commitment.says.clone(),
        _ => name.replace('_', " "),
    }
}
