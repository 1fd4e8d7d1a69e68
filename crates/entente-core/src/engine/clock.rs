//! Clocks: when a promise is due, when its ladder steps are, and how it was kept, pauses and precision included.

use std::sync::Arc;

use crate::agreement::model::Target;
use crate::calendar::{Calendar, Judged, Known, Pause, Reckoning, due_in_zone_paused, elapsed_wall, judge};
use crate::decision::{ClockKey, Concluded, Lateness};
use crate::engine::state::{Clock, LeadState, Pausing, When};
use crate::id::{AgreementHash, Name};
use crate::milestone::Milestone;
use crate::plan::{ClockPlan, ClockRule, Plan};
use crate::time::{Instant, Precision, Span};

/// A clock with the plan and promise it runs under.
pub struct Running<'a> {
    /// The plan of the agreement it started under.
    pub plan: &'a Plan,
    /// The promise.
    pub promise: &'a ClockPlan,
    /// The calendar it counts in; none: wall time.
    pub calendar: Option<&'a Calendar>,
    /// How long it may take.
    pub target: Target,
}

/// The plan of a version of the agreement.
#[must_use]
pub fn plan_of(plans: &[Arc<Plan>], hash: AgreementHash) -> Option<&Plan> {
    plans.iter().rfind(|plan| plan.hash == hash).map(Arc::as_ref)
}

/// A clock's plan, promise, calendar and target; none where its agreement is not among `plans`.
#[must_use]
pub fn running<'a>(plans: &'a [Arc<Plan>], clock: &Clock) -> Option<Running<'a>> {
    let plan = plan_of(plans, clock.agreement)?;
    let promise = plan.clocks.iter().find(|promise| promise.clause == clock.key.commitment)?;
    let target = target_of(promise, clock.tier)?;
    let calendar = clock.calendar.as_ref().and_then(|name| plan.calendars.get(name)).map(Arc::as_ref);
    Some(Running { plan, promise, calendar, target })
}

fn target_of(promise: &ClockPlan, tier: u8) -> Option<Target> {
    match &promise.rule {
        ClockRule::Until(_, tiers) => tiers.get(usize::from(tier)).map(|tier| tier.target),
        ClockRule::Attempts(_, _, target, _) => Some(*target),
    }
}

/// What is concluded of a promise that a moment starts, under this tier, for a lead of this team. None where the promise
/// has no such tier.
#[must_use]
pub fn begin(
    plan: &Plan,
    promise: &ClockPlan,
    key: &ClockKey,
    start: When,
    tier: u8,
    team: Option<&Name>,
    pauses: &[Pausing],
) -> Option<Concluded> {
    let target = target_of(promise, tier)?;
    let named = calendar_for(plan, promise, target, team);
    let calendar = named.as_ref().and_then(|name| plan.calendars.get(name)).map(Arc::as_ref);
    let due = Running { plan, promise, calendar, target }.due(start, pauses);
    Some(Concluded::ClockStarted {
        clock: key.clone(),
        target: target.to_string(),
        start: start.at,
        precision: start.precision,
        known: start.known,
        tier,
        due,
        calendar: named,
    })
}

/// The calendar a promise counts in for a lead of this team; none where it counts wall time or dates.
fn calendar_for(plan: &Plan, promise: &ClockPlan, target: Target, team: Option<&Name>) -> Option<Name> {
    let named = match target {
        Target::Business(_) | Target::BusinessDays(_) => promise.calendar.as_ref().or_else(|| plan.calendar_of(team)),
        Target::Wall(_) | Target::CalendarDays(_) => None,
    };
    named.map(|calendar| calendar.name().clone())
}

/// A lead's pauses as the calendar takes them.
#[must_use]
pub fn pauses_of(pauses: &[Pausing]) -> Vec<Pause> {
    pauses.iter().map(|pause| Pause { from: pause.from, to: pause.to }).collect()
}

impl Running<'_> {
    /// When the promise is due from the last instant at which it may have started. The end of time where it never is.
    #[must_use]
    pub fn due(&self, start: When, pauses: &[Pausing]) -> Instant {
        self.reach(self.last_start(start), self.target, &pauses_of(pauses))
    }

    fn reach(&self, start: Instant, target: Target, pauses: &[Pause]) -> Instant {
        let due = match self.calendar {
            Some(calendar) => calendar.due(start, target, pauses),
            None => due_in_zone_paused(&self.plan.zone, start, target, pauses),
        };
        due.unwrap_or(Instant::MAX)
    }

    /// From when on a promise that is due then is late: with the next open time that would be used beyond it. One in
    /// open hours that is due at closing is kept until it opens again, one in open days until the next date opens.
    #[must_use]
    pub fn late_from(&self, due: Instant, pauses: &[Pausing]) -> Instant {
        self.calendar.map_or(due, |calendar| calendar.late_from(self.target, due, &pauses_of(pauses)))
    }

    /// Whether a clock that has not ended is late at an instant: it was called so, or would be now.
    #[must_use]
    pub fn is_late(&self, clock: &Clock, pauses: &[Pausing], now: Instant) -> bool {
        clock.missed || (clock.due <= now && clock.due < Instant::MAX && self.late_from(clock.due, pauses) <= now)
    }

    /// The last instant at which something known this finely may have happened.
    fn last_start(&self, start: When) -> Instant {
        match (start.precision, self.target) {
            (Precision::Day, Target::CalendarDays(_) | Target::BusinessDays(_)) => start.at,
            (Precision::Second, _) => start.at,
            (Precision::Minute | Precision::Day, _) => {
                start.last(self.calendar.map_or(&self.plan.zone, Calendar::zone)) + Span::from_micros(1)
            }
        }
    }

    /// Time that counts between two instants.
    #[must_use]
    pub fn counted(&self, from: Instant, to: Instant, pauses: &[Pause]) -> Span {
        match self.calendar {
            Some(calendar) => calendar.elapsed(from, to, pauses),
            None => elapsed_wall(from, to, pauses),
        }
    }

    /// When a step of the ladder is: that part of the counted time, moved into open hours of the calendar.
    #[must_use]
    pub fn step_at(&self, clock: &Clock, step: usize, pauses: &[Pausing]) -> Option<Instant> {
        let share = self.plan.agreement.sla.ladder.get(step)?.at.0.as_millionths();
        if clock.due == Instant::MAX {
            return None;
        }
        let pauses = pauses_of(pauses);
        let start = self.last_start(clock.start);
        let whole = self.counted(start, clock.due, &pauses).as_micros();
        let part = Span::from_micros((i128::from(whole) * i128::from(share) / 1_000_000) as i64);
        let target = if self.calendar.is_some() { Target::Business(part) } else { Target::Wall(part) };
        let at = if share == 1_000_000 { clock.due } else { self.reach(start, target, &pauses) };
        Some(self.calendar.and_then(|calendar| calendar.next_open(at)).unwrap_or(at))
    }

    /// Judges a stop: in time, too late, or not to be told from facts this coarse.
    #[must_use]
    pub fn judge(&self, start: When, stop: When, pauses: &[Pausing]) -> Judged {
        let reckoning = match self.calendar {
            Some(calendar) => Reckoning::Hours(calendar),
            None => Reckoning::Zone(&self.plan.zone),
        };
        let known = |when: When| Known { at: when.at, precision: when.precision };
        judge(reckoning, known(start), known(stop), self.target, &pauses_of(pauses))
    }

    /// Where the counted time between start and stop went; the parts add up to all of it.
    #[must_use]
    pub fn lateness(
        &self,
        lead: &LeadState,
        away: impl Fn(&Name) -> Vec<(Instant, Instant)>,
        clock: &Clock,
        stop: Instant,
    ) -> Lateness {
        let pauses = pauses_of(&lead.pauses);
        let mut lateness = Lateness::default();
        let known = clock.start.known.clamp(clock.start.at, stop.max(clock.start.at));
        lateness.receive = self.counted(clock.start.at, known, &pauses);
        let qualified = lead.reached(Milestone::Qualified).map_or(known, |qualified| qualified.at);
        let mut from = qualified.clamp(known, stop.max(known));
        lateness.qualify = self.counted(known, from, &pauses);
        for (index, leg) in lead.legs.iter().enumerate() {
            let end = lead.legs.get(index + 1).map_or(stop, |next| next.from).min(stop);
            lateness.route = lateness.route + self.counted(from, leg.from.min(stop), &pauses);
            let start = leg.from.max(from);
            from = end.max(start);
            let whole = self.counted(start, end, &pauses);
            let Some(owner) = &leg.owner else {
                lateness.unassigned = lateness.unassigned + whole;
                continue;
            };
            let absent = self.counted_within(start, end, &away(owner), &pauses);
            lateness.owner_closed = lateness.owner_closed + absent;
            lateness.owner_open = lateness.owner_open + (whole - absent);
        }
        lateness.unassigned = lateness.unassigned + self.counted(from, stop, &pauses);
        lateness
    }

    /// Counted time of `[from, to)` inside any of `spells`, which do not overlap once clipped and sorted.
    fn counted_within(&self, from: Instant, to: Instant, spells: &[(Instant, Instant)], pauses: &[Pause]) -> Span {
        let mut sorted = spells.to_vec();
        sorted.sort_unstable();
        let mut done = from;
        let mut sum = Span::ZERO;
        for (start, end) in sorted {
            let (start, end) = (start.max(done), end.min(to));
            if start < end {
                sum = sum + self.counted(start, end, pauses);
                done = end;
            }
        }
        sum
    }
}

/// When time alone next asks something of a clock: its due instant, the one from which it is late, a ladder step.
pub(super) fn looks(
    plans: &[Arc<Plan>],
    clock: &Clock,
    pauses: &[Pausing],
    now: Instant,
) -> impl Iterator<Item = Instant> {
    // Only a clock that is due and not yet called late is asked from when on it is.
    let is_between = clock.due <= now && !clock.missed;
    let running = if is_between { running(plans, clock) } else { None };
    let late = running.map(|running| running.late_from(clock.due, pauses));
    [Some(clock.due), clock.next_step, late].into_iter().flatten()
}

/// Sets when the clock's next step of the ladder is.
pub fn refresh(plans: &[Arc<Plan>], clock: &mut Clock, pauses: &[Pausing]) {
    clock.next_step =
        running(plans, clock).and_then(|running| running.step_at(clock, usize::from(clock.steps), pauses));
}
