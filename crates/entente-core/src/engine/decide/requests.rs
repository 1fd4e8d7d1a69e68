//! Promises about content requests: clocks that run on no lead.

use std::sync::Arc;

use crate::agreement::model::{Moment, PartyKind, Tell};
use crate::calendar::{Judged, elapsed_wall};
use crate::decision::{ClockKey, Concluded, Decision, Ground, Verdict};
use crate::engine::clock::{self, Running};
use crate::engine::state::{Clock, PartiesState, RequestState, When};
use crate::id::{Name, Seq};
use crate::milestone::Milestone;
use crate::plan::{ClockPlan, ClockRule, Plan};
use crate::time::{Instant, Precision, Span};

use super::{ground, once_each};

/// The decision about any content request that follows first. Its first ground is the request's number.
#[must_use]
pub fn next(plans: &[Arc<Plan>], parties: &PartiesState, now: Instant, cause: Option<Seq>) -> Option<Decision> {
    parties.requests.iter().find_map(|(number, request)| {
        let asked = Asked { plans, number, request, now, cause };
        asked.verdict().or_else(|| asked.start()).or_else(|| asked.run_on())
    })
}

/// What a new version decides of the running clocks of requests as it is taken up, where it says that they restart.
#[must_use]
pub fn restart(plans: &[Arc<Plan>], parties: &PartiesState, now: Instant) -> Vec<Decision> {
    let all = parties.requests.iter();
    all.flat_map(|(number, request)| Asked { plans, number, request, now, cause: None }.restart()).collect()
}

/// One request and everything a decision about it may rest on.
struct Asked<'a> {
    plans: &'a [Arc<Plan>],
    number: &'a str,
    request: &'a RequestState,
    now: Instant,
    cause: Option<Seq>,
}

impl Asked<'_> {
    fn moment(&self, moment: &Moment) -> Option<When> {
        match moment {
            Moment::Milestone(Milestone::ContentRequested) => self.request.requested,
            Moment::Milestone(Milestone::ContentAnswered) => self.request.answered,
            _ => None,
        }
    }

    fn decision(&self, plan: &Plan, key: &ClockKey, because: Vec<Ground>, what: Concluded) -> Decision {
        let mut grounds = vec![ground("request", self.number)];
        grounds.extend(because);
        Decision {
            lead: None,
            at: self.now,
            clause: key.commitment.clone(),
            agreement: plan.hash,
            cause: self.cause,
            because: grounds,
            what,
        }
    }

    fn verdict(&self) -> Option<Decision> {
        self.request.clocks.iter().find_map(|clock| {
            let running = clock::running(self.plans, clock)?;
            let ClockRule::Until(until, _) = &running.promise.rule else { return None };
            let stop = until.iter().filter_map(|moment| self.moment(moment)).min_by_key(|when| when.at)?;
            let verdict = match running.judge(clock.start, stop, &[]) {
                Judged::Met => Verdict::Met,
                Judged::Missed => Verdict::MetLate,
                Judged::CannotTell => Verdict::CannotTell,
            };
            Some(self.ended(&running, clock, (Some(stop.at), stop.at), verdict))
        })
    }

    /// A clock that ended, by what stopped it where anything did.
    fn ended(&self, running: &Running, clock: &Clock, stop: (Option<Instant>, Instant), verdict: Verdict) -> Decision {
        let (stop, end) = stop;
        let what = Concluded::Verdict {
            clock: clock.key.clone(),
            verdict,
            start: clock.start.at,
            stop,
            due: clock.due,
            counted: running.counted(clock.start.at, end, &[]),
            wall: elapsed_wall(clock.start.at, end, &[]).max(Span::ZERO),
            owner: None,
            lateness: None,
        };
        self.decision(running.plan, &clock.key, vec![ground("due", clock.due)], what)
    }

    fn restart(&self) -> Vec<Decision> {
        let Some(plan) = self.plans.last() else { return Vec::new() };
        let now = When { at: self.now, precision: Precision::Second, known: self.now };
        let mut decisions = Vec::new();
        for clock in self.request.clocks.iter().filter(|clock| clock.agreement != plan.hash) {
            let Some(running) = clock::running(self.plans, clock) else { continue };
            let mut cancelled = self.ended(&running, clock, (None, self.now), Verdict::Cancelled);
            cancelled.because.push(ground("amend.open_clocks", "restart"));
            decisions.push(cancelled);
            let promise = plan.clocks.iter().find(|promise| promise.clause == clock.key.commitment);
            decisions.extend(promise.and_then(|promise| self.started(plan, promise, &clock.key, now)));
        }
        decisions
    }

    fn start(&self) -> Option<Decision> {
        let plan = self.plans.last()?;
        let start = self.request.requested.filter(|start| start.known == self.now)?;
        let asked = Moment::Milestone(Milestone::ContentRequested);
        plan.clocks.iter().filter(|promise| promise.from == asked).find_map(|promise| {
            let key = ClockKey { commitment: promise.clause.clone(), cycle: 1 };
            let known = self.request.clocks.iter().any(|clock| clock.key == key) || self.request.ended.contains(&key);
            if known { None } else { self.started(plan, promise, &key, start) }
        })
    }

    fn started(&self, plan: &Plan, promise: &ClockPlan, key: &ClockKey, start: When) -> Option<Decision> {
        let ClockRule::Until(_, tiers) = &promise.rule else { return None };
        // Tiers ask about leads; a request has none, so the row for all others counts.
        let tier = tiers.iter().position(|tier| tier.when.is_none())?;
        let what = clock::begin(plan, promise, key, start, tier as u8, None, &[])?;
        Some(self.decision(plan, key, Vec::new(), what))
    }

    fn run_on(&self) -> Option<Decision> {
        self.request.clocks.iter().find_map(|clock| {
            let running = clock::running(self.plans, clock)?;
            self.late(&running, clock).or_else(|| self.ladder(&running, clock))
        })
    }

    fn late(&self, running: &Running, clock: &Clock) -> Option<Decision> {
        if clock.missed || clock.due == Instant::MAX || self.now < running.late_from(clock.due, &[]) {
            return None;
        }
        let what = Concluded::ClockMissed { clock: clock.key.clone() };
        Some(self.decision(running.plan, &clock.key, vec![ground("due", clock.due)], what))
    }

    fn ladder(&self, running: &Running, clock: &Clock) -> Option<Decision> {
        clock.next_step.filter(|at| *at <= self.now)?;
        let step = running.plan.agreement.sla.ladder.get(usize::from(clock.steps))?;
        let tell = once_each(step.tell.iter().map(|tell| who(running, tell)));
        let what = Concluded::ClockStep { clock: clock.key.clone(), step: u32::from(clock.steps), tell };
        let because = vec![ground("at", step.at), ground("due", clock.due)];
        Some(self.decision(running.plan, &clock.key, because, what))
    }
}

/// A request has no owner: whoever signs for the party that promised stands in for one, and for their manager.
fn who(running: &Running, tell: &Tell) -> Name {
    let parties = &running.plan.agreement.parties;
    let party = match tell {
        Tell::Person(person) => return person.clone(),
        Tell::Owner | Tell::Manager => running.promise.party,
        Tell::Marketing => PartyKind::Marketing,
        Tell::Sales => PartyKind::Sales,
    };
    let party = if party == PartyKind::Marketing { &parties.marketing } else { &parties.sales };
    Name::new(party.signs.clone())
}
