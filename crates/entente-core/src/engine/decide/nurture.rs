//! Nurture: who is enrolled, what is due to be sent and when, and who leaves.

use jiff::tz::TimeZone;

use crate::agreement::model::{FieldKind, NurtureProgram, Quiet, QuietOf};
use crate::decision::{Concluded, Decision};
use crate::engine::state::{AccountState, Enrolment, LeadState, Place};
use crate::engine::zones::zone_of;
use crate::id::Name;
use crate::plan::frame::Frame;
use crate::plan::slots::UNKNOWN;
use crate::plan::{NurturePlan, NurtureStepPlan, Plan};
use crate::time::{Instant, Span};

use super::{Case, ground};

/// The first thing any program asks for.
pub(super) fn step(case: &Case, frame: &Frame) -> Option<Decision> {
    let programs = case.plan.nurture.iter().zip(case.plan.agreement.nurture.iter()).enumerate();
    programs.into_iter().find_map(|(index, (plan, (_, program)))| {
        let enrolment = case.lead.nurture.iter().rfind(|enrolment| usize::from(enrolment.program) == index);
        match enrolment {
            Some(Enrolment { step: Some(next), since, .. }) => go_on(case, frame, plan, program, *next, *since),
            Some(enrolment) if enrolment.cycle == case.lead.cycle => None,
            _ => enrol(case, frame, plan),
        }
    })
}

/// Whether the person may be written to at all.
fn reachable(lead: &LeadState) -> bool {
    lead.consent != Some(false) && !lead.bounced
}

fn enrol(case: &Case, frame: &Frame, plan: &NurturePlan) -> Option<Decision> {
    let out = case.lead.place == Place::Disqualified || !reachable(case.lead);
    let leaves = plan.leave.as_ref().is_some_and(|leave| frame.holds(leave));
    if out || leaves || !frame.holds(&plan.wanted) {
        return None;
    }
    let what = Concluded::Enrolled { program: plan.name.clone() };
    Some(case.decision(format!("nurture.{}", plan.name), frame.grounds(&plan.wanted), what))
}

fn go_on(
    case: &Case,
    frame: &Frame,
    plan: &NurturePlan,
    program: &NurtureProgram,
    next: u32,
    since: Instant,
) -> Option<Decision> {
    let clause = format!("nurture.{}", plan.name);
    let left = |why: &str| {
        let what = Concluded::NurtureLeft { program: plan.name.clone(), why: Name::from(why) };
        Some(case.decision(clause.clone(), Vec::new(), what))
    };
    if !reachable(case.lead) || case.lead.place == Place::Disqualified {
        return left("consent");
    }
    if plan.leave.as_ref().is_some_and(|leave| frame.holds(leave)) {
        return left("left");
    }
    let stepped = || {
        let what = Concluded::NurtureStepped { program: plan.name.clone(), step: next };
        Some(case.decision(clause.clone(), Vec::new(), what))
    };
    let send = |content: &Name| {
        if case.now < may_send(case.plan, (case.lead, case.account), program, case.now) {
            return None;
        }
        let what = Concluded::MailDue { program: plan.name.clone(), step: next, content: content.clone() };
        Some(case.decision(clause.clone(), vec![ground("step", next + 1)], what))
    };
    match plan.steps.get(next as usize) {
        None => left("finished"),
        Some(NurtureStepPlan::Send(content)) => send(content),
        Some(NurtureStepPlan::Choose(when, yes, no)) => match (frame.holds(when), no) {
            (true, _) => send(yes),
            (false, Some(no)) => send(no),
            (false, None) => stepped(),
        },
        Some(NurtureStepPlan::Wait(time, until)) => {
            let over = case.now >= since + *time || until.as_ref().is_some_and(|until| frame.holds(until));
            if over { stepped() } else { None }
        }
    }
}

/// The first instant from `now` at which a mail may be sent: outside quiet hours and within the limit.
pub(crate) fn may_send(
    plan: &Plan,
    (lead, account): (&LeadState, Option<&AccountState>),
    program: &NurtureProgram,
    now: Instant,
) -> Instant {
    let mut at = now;
    if let Some((most, span)) = program.at_most {
        let recent = lead.mails.iter().rev().nth(most.max(1) as usize - 1);
        at = at.max(recent.map_or(now, |mail| *mail + span));
    }
    program.quiet.as_ref().map_or(at, |quiet| {
        let theirs = account.filter(|_| quiet.of == QuietOf::Lead).and_then(|account| country_zone(plan, account));
        after_quiet(theirs.as_ref().unwrap_or(&plan.zone), quiet, at)
    })
}

/// The zone of the account's country, where the agreement records it and it has one zone.
fn country_zone(plan: &Plan, account: &AccountState) -> Option<TimeZone> {
    let slot = plan.slots.account.get(&Name::from("country")).filter(|slot| slot.kind == FieldKind::Country)?;
    let country = account.numbers.get(slot.index).filter(|country| **country != UNKNOWN)?;
    zone_of(&slot.show(*country))
}

/// `at` itself outside quiet hours, else their end.
fn after_quiet(zone: &TimeZone, quiet: &Quiet, at: Instant) -> Instant {
    let local = zone.to_datetime(at.to_jiff());
    let minute = u32::from(local.hour() as u16) * 60 + u32::from(local.minute() as u16);
    let (from, to) = (u32::from(quiet.from_minutes), u32::from(quiet.to_minutes));
    let (is_quiet, next_day) = if from <= to {
        (from <= minute && minute < to, false)
    } else {
        (minute >= from || minute < to, minute >= from)
    };
    if !is_quiet {
        return at;
    }
    let date = if next_day { local.date().tomorrow().unwrap_or(local.date()) } else { local.date() };
    let end = zone.to_timestamp(date.at((to / 60) as i8, (to % 60) as i8, 0, 0));
    end.map_or(at + Span::HOUR, |end| Instant::from_micros(end.as_microsecond()))
}
