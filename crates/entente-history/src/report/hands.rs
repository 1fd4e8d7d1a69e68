//! What sales has in hand, and who was given how much: handoffs that are open now, and shares of each team's turn.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use entente_core::decision::NobodyReason;
use entente_core::id::LeadId;
use entente_core::milestone::Milestone;
use entente_core::time::Instant;
use rayon::prelude::*;

use super::ground::{Ground, Period, is_in};
use super::handoffs::first_of_cycle;
use crate::dimension::Dimension;
use crate::history::{Handed, History, Waiver};
use crate::moments::{Code, Moments};

/// One lead that was handed over and whose cycle is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InHand {
    /// Which lead.
    pub lead: LeadId,
    /// When it was handed over.
    pub since: Instant,
    /// Who holds it now; none where nobody does.
    pub owner: Option<String>,
    /// Which team does.
    pub team: Option<String>,
    /// Whether it was touched since.
    pub is_touched: bool,
    /// Whether sales accepted it.
    pub is_accepted: bool,
    /// Why its route found no owner at the handoff, where it is still with whoever such leads go to, or with nobody.
    pub nobody: Option<NobodyReason>,
}

/// What ends a cycle.
const ENDS: [Milestone; 5] = [
    Milestone::Rejected,
    Milestone::Recycled,
    Milestone::Disqualified,
    Milestone::OpportunityWon,
    Milestone::OpportunityLost,
];

/// All leads asked about that sales has in hand, the longest first.
#[must_use]
pub fn in_hand(ground: &Ground<'_>) -> Vec<InHand> {
    let history = ground.history;
    // Only the last handoff of a lead can be open.
    let last: BTreeMap<LeadId, Handed> =
        first_of_cycle(history).into_iter().map(|handed| (handed.lead, handed)).collect();
    let last: Vec<Handed> = last.into_values().collect();
    let mut open: Vec<InHand> = last.par_iter().filter_map(|handed| open(ground, handed)).collect();
    open.sort_by_key(|lead| (lead.since, lead.lead));
    open
}

fn open(ground: &Ground<'_>, handed: &Handed) -> Option<InHand> {
    let history = ground.history;
    let slot = history.slot(handed.lead).filter(|slot| ground.asks_about(*slot))?;
    let ends = ENDS.map(Moments::milestone);
    let after = |is: &dyn Fn(Code) -> bool| history.rows(slot).any(|row| is(row.code) && row.latest() >= handed.at);
    if after(&|code| ends.contains(&code)) {
        return None;
    }
    let came = |milestone: Milestone| after(&|code| code == Moments::milestone(milestone));
    let text = |by: &Dimension| history.words.text(history.group(Some(by), slot)).map(str::to_owned);
    let owner = text(&Dimension::Owner);
    Some(InHand {
        lead: handed.lead,
        since: handed.at,
        nobody: handed.nobody.filter(|_| history.owner(slot) == handed.owner),
        owner,
        team: text(&Dimension::Team),
        is_touched: came(Milestone::FirstAttempt),
        is_accepted: came(Milestone::Accepted),
    })
}

/// Who was given leads by a team's turn in a period.
#[must_use]
pub fn given(ground: &Ground<'_>, period: Period) -> Vec<Given> {
    let history: &History = ground.history;
    let text = |number: u32| history.words.text(number).map(str::to_owned);
    let in_time = history.handoffs.iter().filter(|handed| is_in(period, handed.at));
    let asked = in_time.filter(|handed| ground.asks_about_lead(handed.lead));
    let given = asked.filter_map(|handed| {
        let (owner, team) = (text(handed.owner)?, text(handed.team));
        Some(Given { lead: history.root(handed.lead), at: handed.at, owner, team, by_turn: handed.by_turn })
    });
    given.collect()
}

/// One lead that was given to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which lead.
    pub lead: LeadId,
    /// When.
    pub at: Instant,
    /// To whom.
    pub owner: String,
    /// Of which team.
    pub team: Option<String>,
    /// Whether the team's turn decided.
    pub by_turn: bool,
}

/// A promise that was waived for one lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Which lead.
    pub lead: LeadId,
    /// When.
    pub at: Instant,
    /// The promise's clause path.
    pub commitment: String,
    /// Who did.
    pub by: Option<String>,
    /// Why.
    pub words: Option<String>,
}

/// The waivers given in a period that stand, the latest first. One by somebody who may not waive never did.
#[must_use]
pub fn waived(ground: &Ground<'_>, period: Period) -> Vec<Waived> {
    let history = ground.history;
    let text = |number: u32| history.words.text(number).map(str::to_owned);
    let clocks = history.clocks.iter().filter(|clock| clock.is_waived);
    let stand: BTreeSet<(LeadId, u32)> =
        clocks.filter_map(|clock| Some((history.root(clock.lead?), clock.commitment))).collect();
    let stands = |waiver: &&Waiver| stand.contains(&(history.root(waiver.lead), waiver.commitment));
    let given = history.waivers.iter().filter(|waiver| is_in(period, waiver.at)).filter(stands);
    let asked = given.filter(|waiver| ground.asks_about_lead(waiver.lead));
    let mut waived: Vec<Waived> = asked
        .map(|waiver| Waived {
            lead: history.root(waiver.lead),
            at: waiver.at,
            commitment: text(waiver.commitment).unwrap_or_default(),
            by: text(waiver.by),
            words: text(waiver.words),
        })
        .collect();
    waived.sort_by_key(|one| Reverse((one.at, one.lead)));
    waived
}

#[cfg(test)]
mod tests;
