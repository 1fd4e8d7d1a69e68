//! Clocks: started by a moment, stopped by another, climbing the ladder in between.

use crate::agreement::model::{Moment, PartyKind, Tell, Then};
use crate::calendar::{Judged, elapsed_wall};
use crate::decision::{ClockKey, Concluded, Decision, ReassignReason, Verdict};
use crate::engine::clock::{self, Running};
use crate::engine::route;
use crate::engine::state::{Clock, When};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::plan::frame::Frame;
use crate::plan::{ClockPlan, ClockRule};
use crate::time::{Instant, Precision, Span};

use super::answers::{had, leaving};
use super::{Case, ground, once_each};

/// The verdict of the first clock that stopped, or that must end because the lead leaves.
pub(super) fn verdict(case: &Case) -> Option<Decision> {
    let leaving = leaving(case);
    case.lead.clocks.iter().find_map(|clock| {
        let running = clock::running(case.plans, clock)?;
        let judged = |stop: When| running.judge(clock.start, stop, &case.lead.pauses);
        let (stop, end, verdict) = match (stop_of(case, &running, clock), leaving) {
            (Some((stop, true)), _) => (Some(stop), stop.at, done(judged(stop))),
            // What made the rest needless in time cancels it; what came after the due instant does not mend it.
            (Some((stop, false)), _) => (Some(stop), stop.at, left(judged(stop))),
            (None, Some(leaving)) => (None, leaving.at, left(judged(leaving))),
            (None, None) => return None,
        };
        Some(ended(case, &running, clock, stop, end, verdict))
    })
}

/// When a clock stopped and whether what was promised was done; attempts may also become needless.
fn stop_of(case: &Case, running: &Running, clock: &Clock) -> Option<(When, bool)> {
    match &running.promise.rule {
        ClockRule::Until(moments, _) => first_of(case, moments).map(|stop| (stop, true)),
        ClockRule::Attempts(count, channels, _, unless) => {
            let done = clock.attempts.reached(*count, *channels).map(|stop| (stop, true));
            done.or_else(|| first_of(case, unless).map(|stop| (stop, false)))
        }
    }
}

fn first_of(case: &Case, moments: &[Moment]) -> Option<When> {
    moments.iter().filter_map(|moment| case.moment(moment)).min_by_key(|when| when.at)
}

/// The verdict on a promise that was done.
fn done(judged: Judged) -> Verdict {
    match judged {
        Judged::Met => Verdict::Met,
        Judged::Missed => Verdict::MetLate,
        Judged::CannotTell => Verdict::CannotTell,
    }
}

/// The verdict on a promise that was not done when the lead left or it became needless.
fn left(judged: Judged) -> Verdict {
    match judged {
        Judged::Met => Verdict::Cancelled,
        Judged::Missed => Verdict::Missed,
        Judged::CannotTell => Verdict::CannotTell,
    }
}

fn ended(
    case: &Case,
    running: &Running,
    clock: &Clock,
    stop: Option<When>,
    end: Instant,
    verdict: Verdict,
) -> Decision {
    let pauses = clock::pauses_of(&case.lead.pauses);
    let due = running.due(clock.start, &case.lead.pauses);
    let away = |person: &Name| {
        let spells = case.parties.away.get(person).map(Vec::as_slice).unwrap_or_default();
        spells.iter().map(|spell| (spell.from, spell.to)).collect()
    };
    let late = matches!(verdict, Verdict::MetLate | Verdict::Missed);
    let lateness = late.then(|| running.lateness(case.lead, away, clock, end));
    let what = Concluded::Verdict {
        clock: clock.key.clone(),
        verdict,
        start: clock.start.at,
        stop: stop.map(|stop| stop.at),
        due,
        counted: running.counted(clock.start.at, end, &pauses),
        wall: elapsed_wall(clock.start.at, end, &[]).max(Span::ZERO),
        owner: case.lead.owner.clone(),
        lateness,
    };
    let mut decision = case.decision(clock.key.commitment.0.clone(), vec![ground("due", due)], what);
    decision.agreement = clock.agreement;
    decision
}

/// The first clock that a moment starts as it is learnt; a promise agreed later asks nothing of what came before. A
/// promise whose stop came before its start is started and judged all the same: a rep who acted early kept it.
pub(super) fn start(case: &Case, frame: &Frame) -> Option<Decision> {
    case.plan.clocks.iter().find_map(|promise| {
        let start = case.moment(&promise.from).filter(|start| start.known == case.now)?;
        let key = ClockKey { commitment: promise.clause.clone(), cycle: case.lead.cycle_of(&promise.from) };
        let known = case.lead.clock(&key).is_some() || case.lead.ended.contains(&key);
        // What belongs to a handoff is asked of the cycle it opened, not of an earlier one that is over.
        let stale = promise.from == Moment::Milestone(Milestone::HandedOff) && !case.lead.open;
        let wanted = promise.wanted.as_ref().is_none_or(|wanted| frame.holds(wanted));
        if known || stale || !wanted {
            return None;
        }
        started(case, frame, promise, &key, start)
    })
}

/// Where a new version says so, what becomes of a lead's clocks as it is taken up: each that runs under an earlier
/// version is cancelled, and started anew where the new one still promises it and its stop has not come.
pub(super) fn restart(case: &Case) -> Vec<Decision> {
    let frame = Frame::new(case.plan, case.lead, case.account, case.now);
    let now = When { at: case.now, precision: Precision::Second, known: case.now };
    let mut decisions = Vec::new();
    for clock in case.lead.clocks.iter().filter(|clock| clock.agreement != case.plan.hash) {
        let Some(running) = clock::running(case.plans, clock) else { continue };
        let mut cancelled = ended(case, &running, clock, None, case.now, Verdict::Cancelled);
        cancelled.because.push(ground("amend.open_clocks", "restart"));
        decisions.push(cancelled);
        let promise = case.plan.clocks.iter().find(|promise| promise.clause == clock.key.commitment);
        let promise = promise.filter(|promise| !is_over(case, promise));
        let wanted = promise.filter(|promise| promise.wanted.as_ref().is_none_or(|wanted| frame.holds(wanted)));
        decisions.extend(wanted.and_then(|promise| started(case, &frame, promise, &clock.key, now)));
    }
    decisions
}

/// Whether a promise asks nothing of the lead any more: what stops it has come, or sales does not have it.
fn is_over(case: &Case, promise: &ClockPlan) -> bool {
    let stops = match &promise.rule {
        ClockRule::Until(moments, _) | ClockRule::Attempts(_, _, _, moments) => moments,
    };
    let is_stale = promise.from == Moment::Milestone(Milestone::HandedOff) && !case.lead.open;
    is_stale || first_of(case, stops).is_some()
}

fn started(case: &Case, frame: &Frame, promise: &ClockPlan, key: &ClockKey, start: When) -> Option<Decision> {
    let (tier, because) = match &promise.rule {
        ClockRule::Attempts(..) => (0, Vec::new()),
        ClockRule::Until(_, tiers) => {
            let matching = |tier: &crate::plan::TierPlan| tier.when.as_ref().is_none_or(|when| frame.holds(when));
            let index = tiers.iter().position(matching)?;
            let because = tiers[index].when.as_ref().map(|when| frame.grounds(when)).unwrap_or_default();
            (index as u8, because)
        }
    };
    let (team, pauses) = (case.lead.team.as_ref(), &case.lead.pauses);
    let what = clock::begin(case.plan, promise, key, start, tier, team, pauses)?;
    Some(case.decision(promise.clause.0.clone(), because, what))
}

/// The first thing a running clock asks for: its due instant moved, a step of the ladder came, or it is late.
pub(super) fn run_on(case: &Case, frame: &Frame) -> Option<Decision> {
    case.lead.clocks.iter().find_map(|clock| {
        let running = clock::running(case.plans, clock)?;
        let mut decision = moved(case, &running, clock)
            .or_else(|| late(case, frame, &running, clock))
            .or_else(|| ladder(case, &running, clock))?;
        decision.agreement = clock.agreement;
        Some(decision)
    })
}

fn moved(case: &Case, running: &Running, clock: &Clock) -> Option<Decision> {
    let pause = case.lead.pauses.last()?;
    let due = running.due(clock.start, &case.lead.pauses);
    if due == clock.due || clock.missed {
        return None;
    }
    let what = Concluded::ClockMoved { clock: clock.key.clone(), due: Some(due), reason: pause.reason.clone() };
    let because = vec![ground("pause", &pause.reason), ground("until", pause.to)];
    Some(case.decision(format!("sla.pauses.{}", pause.reason), because, what))
}

/// The due instant passed. Where the promise says so, the lead goes to another owner, who never had it before.
fn late(case: &Case, frame: &Frame, running: &Running, clock: &Clock) -> Option<Decision> {
    let clause = clock.key.commitment.0.clone();
    if case.now < clock.due || !running.is_late(clock, &case.lead.pauses, case.now) {
        return None;
    }
    if !clock.missed {
        let what = Concluded::ClockMissed { clock: clock.key.clone() };
        return Some(case.decision(clause, vec![ground("due", clock.due)], what));
    }
    // A leg that began at or after the due instant is the answer to its lateness.
    let answered = case.lead.legs.last().is_some_and(|leg| leg.from >= clock.due);
    let by_ladder = running.plan.agreement.sla.ladder.iter().any(|step| step.then == Then::Reassign);
    if (running.promise.late != Then::Reassign && !by_ladder) || answered || !case.lead.open {
        return None;
    }
    let from = case.lead.owner.clone();
    let mut route = route::route(frame, case.parties, &had(case));
    if route.owner.is_none() {
        // Nobody else can take it: it stays where it is, and the record says why.
        (route.owner, route.team) = (from.clone(), case.lead.team.clone());
    }
    Some(case.decision(clause, Vec::new(), Concluded::Reassigned { from, why: ReassignReason::Late, route }))
}

fn ladder(case: &Case, running: &Running, clock: &Clock) -> Option<Decision> {
    let at = clock.next_step.filter(|at| *at <= case.now)?;
    let step = running.plan.agreement.sla.ladder.get(usize::from(clock.steps))?;
    let tell = once_each(step.tell.iter().filter_map(|tell| who(case, running, tell)));
    let what = Concluded::ClockStep { clock: clock.key.clone(), step: u32::from(clock.steps), tell };
    let because = vec![ground("at", step.at), ground("due", clock.due), ground("step", at)];
    Some(case.decision("sla.ladder", because, what))
}

fn who(case: &Case, running: &Running, tell: &Tell) -> Option<Name> {
    let agreement = &running.plan.agreement;
    let signer = |party: PartyKind| match party {
        PartyKind::Marketing => Name::new(agreement.parties.marketing.signs.clone()),
        PartyKind::Sales => Name::new(agreement.parties.sales.signs.clone()),
    };
    match tell {
        Tell::Owner if running.promise.party == PartyKind::Marketing => Some(signer(PartyKind::Marketing)),
        Tell::Owner => case.lead.owner.clone(),
        Tell::Manager => {
            let handoff = agreement.handoff.as_ref();
            let team = case.lead.team.as_ref().and_then(|team| handoff?.teams.get(team.as_str()));
            Some(team.and_then(|team| team.manager.clone()).unwrap_or_else(|| signer(running.promise.party)))
        }
        Tell::Marketing => Some(signer(PartyKind::Marketing)),
        Tell::Sales => Some(signer(PartyKind::Sales)),
        Tell::Person(person) => Some(person.clone()),
    }
}
