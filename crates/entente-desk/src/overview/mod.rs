//! The overview: both parties' promises side by side, the way of the leads, what sales says of them, goals and meetings.
//!
//! It holds numbers and names; what they are called stands in the pages. Every number that counts leads knows the list
//! behind it.

mod first;
mod funnel;
mod goals;
mod meetings;
mod needs;
mod promises;
mod voice;

use entente_core::agreement::model::PartyKind;
use entente_history::report::commitments;

use crate::figures::{Asked, Dates, Snapshot};

pub use first::{FirstStep, first_steps};
pub use funnel::{Funnel, Step};
pub use goals::{Demand, Goal, GoalLine, Measure as GoalMeasure};
pub use meetings::MeetingLine;
pub use needs::{Need, Needs, needs};
pub use promises::{Bar, Earlier, Measure, PromiseLine};
pub use voice::{ReasonLine, VoiceOfSales};

pub(crate) use promises::{line, own_dates};

/// Everything on the front page that does not change within a snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What was asked about.
    pub asked: Asked,
    /// The dates of the period.
    pub dates: Dates,
    /// Which open day of the period it is; the last one once it is over.
    pub day: u32,
    /// How many open days the period has.
    pub days: u32,
    /// Marketing's promises, then sales'.
    pub sides: [Side; 2],
    /// The way of the leads.
    pub funnel: Funnel,
    /// What sales says of them.
    pub voice: VoiceOfSales,
    /// What both want together.
    pub goals: Vec<GoalLine>,
    /// When they meet.
    pub meetings: Vec<MeetingLine>,
    /// Of how many leads it cannot be told whether they are of the buyer asked about.
    pub cannot_tell: u64,
}

/// One party and what it promises.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Which.
    pub party: PartyKind,
    /// What it calls itself.
    pub name: String,
    /// Its promises, in the agreement's order.
    pub promises: Vec<PromiseLine>,
}

impl Side {
    /// How many promises are kept so far, of how many that were judged.
    #[must_use]
    pub fn kept(&self) -> (usize, usize) {
        let judged = self.promises.iter().filter(|promise| promise.state.is_judged());
        let kept = judged.clone().filter(|promise| promise.state.is_kept());
        (kept.count(), judged.count())
    }
}

/// Makes the overview.
pub(crate) fn view(snapshot: &Snapshot, asked: &Asked) -> Overview {
    let dates = snapshot.dates(asked.period);
    let among = asked.buyer.as_deref().and_then(|name| snapshot.buyer(name));
    let ground = snapshot.ground(among.as_deref());
    let days = ground.days(dates.instants(snapshot.zone()));
    let side = |party: PartyKind| {
        let own = commitments(snapshot.agreement()).filter(|(_, of, _)| *of == party);
        let promises = own.filter_map(|(clause, ..)| line(snapshot, &clause, dates, asked.buyer.as_deref())).collect();
        let parties = &snapshot.agreement().parties;
        let name = match party {
            PartyKind::Marketing => parties.marketing.name.clone(),
            PartyKind::Sales => parties.sales.name.clone(),
        };
        Side { party, name, promises }
    };
    Overview {
        asked: asked.clone(),
        dates,
        day: (days.done + 1).min(days.open),
        days: days.open,
        sides: [side(PartyKind::Marketing), side(PartyKind::Sales)],
        funnel: funnel::funnel(snapshot, &ground, dates.cohort(), asked.buyer.as_deref()),
        voice: voice::voice(snapshot, &ground, dates, asked.buyer.as_deref()),
        goals: goals::goals(snapshot),
        meetings: meetings::meetings(snapshot),
        cannot_tell: among.map_or(0, |among| among.cannot_tell()),
    }
}
