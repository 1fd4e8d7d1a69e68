//! One lead of a queue: who it is, what it did last, and the promise that presses most.

use std::sync::Arc;

use entente_core::engine::clock::{self, pauses_of, plan_of};
use entente_core::engine::state::{Clock, LeadState};
use entente_core::engine::status::Status;
use entente_core::id::{ClauseId, LeadId, Name};
use entente_core::milestone::Milestone;
use entente_core::plan::{ClockRule, Plan};
use entente_core::time::{Instant, Span};
use entente_store::Card;

use super::{BandKind, says};
use crate::clause::Numbers;

/// A lead of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub lead: LeadId,
    /// What the person is called: name, else mail address, else the lead's number.
    pub name: String,
    /// What they do.
    pub title: Option<String>,
    /// What their company is called.
    pub company: Option<String>,
    /// Where they are.
    pub city: Option<String>,
    /// The grade.
    pub grade: Option<Name>,
    /// The level.
    pub level: Option<Name>,
    /// What the rep is doing about it.
    pub status: Status,
    /// Whether it waits to be accepted or rejected.
    pub waits_for_answer: bool,
    /// When it last did something.
    pub heard: Instant,
    /// What it did of late, the latest first; two at most.
    pub signals: Vec<SignalSeen>,
    /// The promise that presses most; none where none runs.
    pub pressing: Option<Pressing>,
    /// Why its clocks stand still, where they do.
    pub paused: Option<Pausing>,
}

/// A signal it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalSeen {
    /// How the agreement says it, else its name.
    pub says: String,
    /// When last.
    pub at: Instant,
    /// How often, ever.
    pub count: u64,
}

/// A promise whose clock runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressing {
    /// Its clause.
    pub clause: ClauseId,
    /// The clause's number in the agreement in force.
    pub number: String,
    /// How the agreement says it.
    pub says: String,
    /// Open time left in the clock's own calendar; less than nothing where it is late.
    pub left: Span,
    /// When it is due.
    pub due: Instant,
    /// Attempts made and asked for, where it counts them.
    pub attempts: Option<(u32, u32)>,
}

/// Why clocks stand still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pausing {
    /// The reason of the agreement.
    pub reason: Name,
    /// Until when at the latest.
    pub until: Instant,
}

/// The row of a lead and the band it belongs to.
pub(super) fn row(
    plans: &[Arc<Plan>],
    plan: &Plan,
    numbers: &Numbers,
    card: Card,
    state: &LeadState,
    now: Instant,
) -> (BandKind, Row) {
    let pressing = state.clocks.iter().filter_map(|clock| pressing(plans, numbers, state, clock, now));
    let most = pressing.min_by_key(|(_, pressing)| (pressing.left, pressing.due));
    let resting = state.pauses.iter().filter(|pause| pause.from <= now && now < pause.to).max_by_key(|pause| pause.to);
    let paused = resting.map(|pause| Pausing { reason: pause.reason.clone(), until: pause.to });
    let kind = match (&most, &paused) {
        (_, Some(_)) => BandKind::Paused,
        (Some((kind, _)), None) => *kind,
        (None, None) => BandKind::Quiet,
    };
    let answered = [Milestone::Accepted, Milestone::Rejected];
    let row = Row {
        lead: card.lead,
        name: card.name.or(card.mail).unwrap_or_else(|| card.lead.to_string()),
        title: card.title,
        company: card.company,
        city: card.city,
        grade: card.grade,
        level: card.level,
        status: card.status,
        waits_for_answer: !answered.iter().any(|milestone| state.reached(*milestone).is_some()),
        heard: card.heard,
        signals: signals(plan, state),
        pressing: most.map(|(_, pressing)| pressing),
        paused,
    };
    (kind, row)
}

/// A clock as a promise that presses, and the band it would put its lead in.
fn pressing(
    plans: &[Arc<Plan>],
    numbers: &Numbers,
    state: &LeadState,
    clock: &Clock,
    now: Instant,
) -> Option<(BandKind, Pressing)> {
    let running = clock::running(plans, clock)?;
    let pauses = pauses_of(&state.pauses);
    // What is due as the office closes may be done until it opens again: it is late when the engine says so.
    let is_late = running.is_late(clock, &state.pauses, now);
    let left = if is_late {
        Span::ZERO - running.counted(clock.due, now, &pauses)
    } else {
        running.counted(now, clock.due, &pauses)
    };
    let zone = running.calendar.map_or(&running.plan.zone, |calendar| calendar.zone());
    let day = |at: Instant| zone.to_datetime(at.to_jiff()).date();
    let kind = match () {
        () if is_late => BandKind::Late,
        () if left.as_seconds() <= Span::HOUR.as_seconds() => BandKind::NextHour,
        () if day(clock.due) == day(now) => BandKind::Today,
        () => BandKind::Later,
    };
    let attempts = match &running.promise.rule {
        ClockRule::Attempts(asked, ..) => Some((clock.attempts.made.len() as u32, *asked)),
        ClockRule::Until(..) => None,
    };
    let clause = clock.key.commitment.clone();
    let plan = plan_of(plans, clock.agreement)?;
    let (number, says) = (numbers.of_clause(&clause), says(plan, &clause.0));
    Some((kind, Pressing { clause, number, says, left, due: clock.due, attempts }))
}

/// The two signals seen last.
fn signals(plan: &Plan, state: &LeadState) -> Vec<SignalSeen> {
    let named = state.signals.beside(&plan.agreement.signals.0);
    let mut seen: Vec<SignalSeen> = named
        .filter_map(|((name, signal), seen)| {
            let says = if signal.says.is_empty() { name.as_str().replace('_', " ") } else { signal.says.clone() };
            seen.last.map(|at| SignalSeen { says, at, count: seen.count })
        })
        .collect();
    seen.sort_by_key(|signal| std::cmp::Reverse(signal.at));
    seen.truncate(2);
    seen
}
