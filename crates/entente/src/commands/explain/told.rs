//! Facts and decisions told in one line each, in the order in which they happened to the log.

use entente_core::decision::{Concluded, Decision, Routed, Verdict};
use entente_core::fact::Fact;
use entente_core::identity::IdentityKey;
use entente_core::time::{Instant, Precision, Span};
use entente_desk::explain::Story;

use crate::when::Local;
use crate::words;

/// A key as people read it, and as `entente explain` takes it.
pub(super) fn key(key: &IdentityKey) -> String {
    match key {
        IdentityKey::Mail(mail) => mail.clone(),
        IdentityKey::User(user) => format!("user:{user}"),
        IdentityKey::Record(source, number) => format!("{source}:{number}"),
        IdentityKey::Anonymous(id) => format!("browser {id}"),
    }
}

/// One line per entry, in the order of folding.
pub(super) fn timeline(story: &Story, clock: &Local) -> Vec<String> {
    let mut lines: Vec<((Instant, u64, bool, u64), String)> = Vec::new();
    for (seq, entry) in &story.facts {
        lines.push(((entry.known, seq.0, false, seq.0), fact_line(entry, clock)));
    }
    for (seq, entry) in &story.decisions {
        let cause = entry.cause.map_or(u64::MAX, |cause| cause.0);
        lines.push(((entry.at, cause, true, seq.0), decision_lines(entry, clock)));
    }
    lines.sort_by_key(|line| line.0);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn fact_line(fact: &Fact, clock: &Local) -> String {
    let at = match fact.precision {
        Precision::Second => clock.show(fact.at),
        Precision::Minute => format!("{} (to the minute)", clock.show(fact.at)),
        Precision::Day => format!("{} (to the day)", clock.date(fact.at)),
    };
    let told = words::what(&fact.what, clock);
    // Who takes an account over is named once.
    let by = fact.by.as_ref().filter(|by| !told.ends_with(&format!(" {by}")));
    let by = by.map(|by| format!(", by {by}")).unwrap_or_default();
    format!("{at}  {told}{by}")
}

/// How much of a target is counted: open time in hours, time on the wall in days.
pub(super) fn counted(target: &str, counted: Span) -> String {
    if target.contains("business") { words::hours(counted) } else { words::days(counted) }
}

fn decision_lines(decision: &Decision, clock: &Local) -> String {
    let what = concluded(&decision.what, clock);
    let mut line = format!("{}    § {}  {what}", clock.show(decision.at), decision.clause);
    // The due instant of a clock stands in the line itself.
    let because: Vec<_> = decision.because.iter().filter(|ground| ground.name != "due").cloned().collect();
    if !because.is_empty() {
        line.push_str(&format!("\n        because {}", super::grounds(&because, clock)));
    }
    if let Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } = &decision.what {
        for candidate in &route.candidates {
            let outcome = word(&candidate.outcome);
            line.push_str(&format!("\n        {}: {outcome}, {} open", candidate.person, candidate.open));
        }
    }
    line
}

/// A closed word of the log as people read it.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        Ok(serde_json::Value::Object(map)) => map.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

fn concluded(what: &Concluded, clock: &Local) -> String {
    match what {
        Concluded::Scored { fit, engagement, grade, level } => {
            format!("scored {}{} (was {}{}): fit {fit}, engagement {engagement}", grade.1, level.1, grade.0, level.0)
        }
        Concluded::StageEntered { stage, .. } => format!("entered {stage}"),
        Concluded::Qualified { rule } => format!("qualified by {rule}"),
        Concluded::NoLongerQualified => "no longer qualified".to_owned(),
        Concluded::HandedOff { cycle, route } => format!("handed off to {} (cycle {cycle})", routed(route)),
        Concluded::Reassigned { why, route, .. } => format!("passed on to {} ({})", routed(route), word(why)),
        Concluded::Recycled { reason, times, not_before } => {
            format!("recycled for {reason} (time {times}); may return from {}", clock.show(*not_before))
        }
        Concluded::Returned => "may be qualified again".to_owned(),
        Concluded::Disqualified { reason } => format!("disqualified for {reason}"),
        Concluded::ClockStarted { target, due, .. } => format!("clock started: {target}, due {}", clock.show(*due)),
        Concluded::ClockStep { step, tell, .. } => {
            let tell: Vec<&str> = tell.iter().map(|person| person.as_str()).collect();
            format!("step {} of the ladder: tell {}", step + 1, tell.join(", "))
        }
        Concluded::ClockMoved { due, reason, .. } => {
            let due = due.map_or_else(|| "open".to_owned(), |due| clock.show(due));
            format!("due moved to {due} for {reason}")
        }
        Concluded::ClockMissed { .. } => "overdue from here on".to_owned(),
        Concluded::Verdict { verdict, counted, wall, due, .. } => {
            // They part company only where closed hours or a pause did not count.
            let counted = if counted == wall { words::days(*counted) } else { words::hours(*counted) };
            verdict_line(*verdict, &counted, &clock.show(*due))
        }
        Concluded::Waived { .. } => "waived by the other party".to_owned(),
        Concluded::CommitmentState { commitment, state, .. } => format!("{commitment} is {}", word(state)),
        Concluded::Enrolled { program } => format!("enrolled in {program}"),
        Concluded::MailDue { content, step, .. } => format!("step {}: {content} is due to be sent", step + 1),
        Concluded::NurtureStepped { step, .. } => format!("step {} is done", step + 1),
        Concluded::NurtureLeft { program, why } => format!("left {program}: {why}"),
    }
}

fn routed(route: &Routed) -> String {
    let owner = route.owner.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
    match &route.nobody {
        Some(reason) => format!("{owner}, since {}", word(reason)),
        None => owner,
    }
}

fn verdict_line(verdict: Verdict, counted: &str, due: &str) -> String {
    match verdict {
        Verdict::Met => format!("met after {counted}"),
        Verdict::MetLate => format!("met late, after {counted}; it was due {due}"),
        Verdict::Missed => format!("missed; it was due {due}"),
        Verdict::Cancelled => "no longer mattered".to_owned(),
        Verdict::CannotTell => "cannot tell: the facts are too coarse for this promise".to_owned(),
    }
}
