//! The clocks of one time promise that started in a period: how each stands, how long it took, and where lateness came from.

use entente_core::agreement::model::Share;
use entente_core::decision::Lateness;
use entente_core::id::{ClauseId, LeadId};
use entente_core::time::{Instant, Span};

use super::counting::commitments;
use super::ground::{Ground, Period, is_in};
use super::sla::{Outcome, PromiseRow, promised};
use crate::history::Clock;
use crate::words::NONE;

/// The clocks of one promise in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Clocks {
    /// The share that must be met.
    pub promised: Share,
    /// All of them together.
    pub all: PromiseRow,
    /// Each of them, in the order in which they started in the log.
    pub each: Vec<ClockRow>,
    /// Half of those that were done took so long or less, in the time that counts; none where none was done.
    pub median: Option<Span>,
}

/// One clock.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockRow {
    /// Which lead; none for a request.
    pub lead: Option<LeadId>,
    /// The cycle, from 1.
    pub cycle: u32,
    /// When it started.
    pub start: Instant,
    /// When it is or was due.
    pub due: Instant,
    /// When it ended.
    pub end: Option<Instant>,
    /// How it stands.
    pub outcome: Outcome,
    /// Whether the other party waived it.
    pub is_waived: bool,
    /// Who held the lead when it ended, else who holds it now.
    pub owner: Option<String>,
    /// The time that counted until it ended.
    pub counted: Option<Span>,
    /// Where lateness came from, where it ended late.
    pub lateness: Option<Lateness>,
}

/// The clocks of a promise that started in a period; none for a clause that runs no clocks.
#[must_use]
pub fn clocks(ground: &Ground<'_>, clause: &ClauseId, period: Period) -> Option<Clocks> {
    let history = ground.history;
    let (_, _, commitment) = commitments(&history.agreement).find(|(id, ..)| id == clause)?;
    let promised = promised(commitment)?;
    let (mut all, mut each) = (PromiseRow::default(), Vec::new());
    let number = history.words.find(&clause.0);
    let own = history.clocks.iter().filter(|clock| Some(clock.commitment) == number && is_in(period, clock.start));
    for clock in own.filter(|clock| is_asked_about(ground, clock)) {
        all.count(history, clock);
        each.push(row(ground, clock));
    }
    all.judge(promised);
    let median = median(each.iter().filter(|row| row.outcome == Outcome::Met || row.outcome == Outcome::MetLate));
    Some(Clocks { promised, all, each, median })
}

/// A clock of a request is about no lead, and so about nobody who was singled out.
fn is_asked_about(ground: &Ground<'_>, clock: &Clock) -> bool {
    match clock.lead {
        Some(lead) => ground.asks_about_lead(lead),
        None => ground.among.is_none(),
    }
}

fn row(ground: &Ground<'_>, clock: &Clock) -> ClockRow {
    let history = ground.history;
    let ended = clock.ended.as_ref();
    let held = ended.map(|ended| ended.owner).filter(|owner| *owner != NONE);
    let holds = || clock.lead.and_then(|lead| history.slot(lead)).map(|slot| history.owner(slot));
    let owner = held.or_else(holds).and_then(|owner| history.words.text(owner));
    ClockRow {
        lead: clock.lead.map(|lead| history.root(lead)),
        cycle: clock.cycle,
        start: clock.start,
        due: clock.due,
        end: ended.map(|ended| ended.at),
        outcome: Outcome::of(history, clock),
        is_waived: clock.is_waived,
        owner: owner.map(str::to_owned),
        counted: ended.map(|ended| ended.counted),
        lateness: ended.and_then(|ended| ended.lateness.as_deref().copied()),
    }
}

/// The middle of what the clocks took, the lower of two.
fn median<'a>(done: impl Iterator<Item = &'a ClockRow>) -> Option<Span> {
    let mut took: Vec<Span> = done.filter_map(|row| row.counted).collect();
    took.sort_unstable();
    took.get(took.len().checked_sub(1)? / 2).copied()
}

/// The parts of lateness of many clocks, added up, and of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LatenessSum {
    /// How many clocks were late.
    pub n: u64,
    /// Their parts, each added up.
    pub parts: Lateness,
}

impl LatenessSum {
    /// The lateness of these clocks together.
    #[must_use]
    pub fn of(clocks: &[ClockRow]) -> LatenessSum {
        let mut sum = LatenessSum::default();
        for late in clocks.iter().filter_map(|clock| clock.lateness) {
            sum.n += 1;
            let parts = &mut sum.parts;
            for (part, more) in [
                (&mut parts.receive, late.receive),
                (&mut parts.qualify, late.qualify),
                (&mut parts.route, late.route),
                (&mut parts.unassigned, late.unassigned),
                (&mut parts.owner_closed, late.owner_closed),
                (&mut parts.owner_open, late.owner_open),
            ] {
                *part = *part + more;
            }
        }
        sum
    }

    /// What came from systems and rules: receiving, qualifying, routing, waiting without an owner.
    #[must_use]
    pub fn of_systems(&self) -> Span {
        self.parts.receive + self.parts.qualify + self.parts.route + self.parts.unassigned
    }

    /// What came from people: closed hours and open hours of the owner.
    #[must_use]
    pub fn of_people(&self) -> Span {
        self.parts.owner_closed + self.parts.owner_open
    }
}

#[cfg(test)]
mod tests;
