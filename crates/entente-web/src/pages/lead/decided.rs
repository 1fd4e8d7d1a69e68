//! Decisions in words: what was concluded, as both parties would say it.

use entente_core::decision::{CandidateOutcome, Concluded, PaceState, ReassignReason, Routed, Verdict};
use entente_core::time::Span;

use super::told::Said;
use super::words::{Voice, score};

fn said(head: String) -> Said {
    Said { head, ..Said::default() }
}

/// A decision in words; `says` is how the agreement calls what it names.
pub(super) fn decision(voice: Voice, what: &Concluded, says: &str) -> Said {
    match what {
        Concluded::Scored { fit, engagement, grade, level } => {
            let (now, before) = (format!("{}{}", grade.1, level.1), format!("{}{}", grade.0, level.0));
            let detail = voice.say("decision-scored-of", &[("fit", &score(*fit)), ("engagement", &score(*engagement))]);
            Said { detail, ..said(voice.say("decision-scored", &[("now", &now), ("before", &before)])) }
        }
        Concluded::StageEntered { stage, .. } => {
            let stage = if says.is_empty() { stage.as_str() } else { says };
            said(voice.say("decision-stage", &[("stage", stage)]))
        }
        Concluded::Qualified { rule } => {
            let rule = if says.is_empty() { rule.as_str() } else { says };
            said(voice.say("decision-qualified", &[("rule", rule)]))
        }
        Concluded::NoLongerQualified => said(voice.say("decision-no-longer-qualified", &[])),
        Concluded::HandedOff { route, .. } => routed(voice, "decision-handed-off", route),
        Concluded::Reassigned { why, route, .. } => routed(voice, reassigned(*why), route),
        Concluded::Recycled { reason, times, not_before } => {
            let (reason, from) = (voice.reason(reason), voice.page.day(not_before));
            let head = voice.say("decision-recycled", &[("reason", &reason)]);
            let detail = voice.say("decision-recycled-from", &[("times", &times.to_string()), ("from", &from)]);
            Said { detail, ..said(head) }
        }
        Concluded::Returned => said(voice.say("decision-returned", &[])),
        Concluded::Disqualified { reason } => {
            said(voice.say("decision-disqualified", &[("reason", &voice.reason(reason))]))
        }
        Concluded::Enrolled { .. } => said(voice.say("decision-enrolled", &[("program", says)])),
        Concluded::MailDue { content, step, .. } => {
            let content = content.as_str().replace(['-', '_'], " ");
            let detail = voice.say("decision-program-step", &[("program", says), ("step", &(step + 1).to_string())]);
            Said { detail, ..said(voice.say("decision-mail-due", &[("content", &content)])) }
        }
        Concluded::NurtureStepped { step, .. } => {
            said(voice.say("decision-program-step", &[("program", says), ("step", &(step + 1).to_string())]))
        }
        Concluded::NurtureLeft { why, .. } => {
            let why = voice.word("left", why.as_str());
            said(voice.say("decision-program-left", &[("program", says), ("why", &why)]))
        }
        Concluded::CommitmentState { state, .. } => {
            said(voice.say("decision-pace", &[("promise", says), ("state", &voice.word("pace", pace(*state)))]))
        }
        clock => of_clock(voice, clock, says),
    }
}

/// What was concluded about a clock.
fn of_clock(voice: Voice, what: &Concluded, promise: &str) -> Said {
    match what {
        Concluded::ClockStarted { due, .. } => {
            let detail = voice.say("decision-clock-due", &[("due", &voice.page.near(due))]);
            Said { detail, ..said(voice.say("decision-clock-started", &[("promise", promise)])) }
        }
        Concluded::ClockStep { tell, .. } => {
            let told = voice.names.call_all(tell);
            Said { detail: promise.to_owned(), ..said(voice.say("decision-clock-step", &[("told", &told)])) }
        }
        Concluded::ClockMoved { due, reason, .. } => {
            let due = due.map_or_else(|| voice.say("lead-open-end", &[]), |due| voice.page.near(&due));
            let head = voice.say("decision-clock-moved", &[("due", &due), ("reason", &voice.reason(reason))]);
            Said { detail: promise.to_owned(), ..said(head) }
        }
        Concluded::ClockMissed { .. } => said(voice.say("decision-clock-missed", &[("promise", promise)])),
        Concluded::Waived { .. } => said(voice.say("decision-waived", &[("promise", promise)])),
        Concluded::Verdict { verdict: how, counted, due, .. } => {
            let (counted, due) = (voice.page.left(counted), voice.page.near(due));
            let key = if matches!(how, Verdict::Met | Verdict::MetLate) { "verdict-after" } else { "verdict-due" };
            let detail = voice.say(key, &[("counted", &counted), ("due", &due)]);
            Said { detail, ..said(voice.say(&format!("decision-{}", verdict(*how)), &[("promise", promise)])) }
        }
        _ => Said::default(),
    }
}

fn routed(voice: Voice, key: &str, route: &Routed) -> Said {
    let looked = route.candidates.len();
    let detail = match (&route.nobody, looked) {
        (Some(reason), _) => voice.word("nobody", reason.word()),
        (None, 0) => String::new(),
        (None, _) => voice.say("decision-looked-at", &[("n", &looked.to_string())]),
    };
    match &route.owner {
        Some(owner) => Said { detail, ..said(voice.say(key, &[("owner", &voice.person(owner))])) },
        None => Said { detail, ..said(voice.say("decision-nobody", &[])) },
    }
}

fn reassigned(why: ReassignReason) -> &'static str {
    match why {
        ReassignReason::Late => "decision-reassigned-late",
        ReassignReason::Rejected => "decision-reassigned-rejected",
        ReassignReason::ByHand => "decision-reassigned-by-hand",
    }
}

/// The word of a verdict in message ids.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::MetLate => "met-late",
        Verdict::Missed => "missed",
        Verdict::Cancelled => "cancelled",
        Verdict::CannotTell => "cannot-tell",
    }
}

/// The word in message ids of what came of looking at somebody.
pub(super) fn outcome(outcome: CandidateOutcome) -> &'static str {
    match outcome {
        CandidateOutcome::Chosen => "chosen",
        CandidateOutcome::LaterTurn => "later-turn",
        CandidateOutcome::Absent(_) => "absent",
        CandidateOutcome::Full => "full",
        CandidateOutcome::HadIt => "had-it",
    }
}

fn pace(state: PaceState) -> &'static str {
    match state {
        PaceState::Ahead => "ahead",
        PaceState::OnPace => "on-pace",
        PaceState::Behind => "behind",
        PaceState::OutOfReach => "out-of-reach",
        PaceState::Met => "met",
        PaceState::Missed => "missed",
    }
}

/// Whether a length is worth saying.
pub(super) fn is_some(span: Span) -> bool {
    span > Span::ZERO
}
