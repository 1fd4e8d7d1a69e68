//! Decisions in words, one line each, as stories compare them.

use std::fmt::Write as _;

use entente_core::decision::{CandidateOutcome, Concluded, Decision, Routed};
use entente_core::id::Name;
use entente_core::number::Decimal;
use entente_core::time::Span;

use super::story::{Show, local};

/// Prints one decision, with what it rests on where that is asked for.
pub(super) fn print(into: &mut String, decision: &Decision, show: Show) {
    let lead = decision.lead.map_or_else(|| "-".to_owned(), |lead| lead.0.to_string());
    writeln!(into, "{} {lead} §{} {}", local(decision.at), decision.clause, concluded(&decision.what)).unwrap();
    if show == Show::Because {
        for ground in &decision.because {
            writeln!(into, "    {} is {}", ground.name, ground.value).unwrap();
        }
        if let Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } = &decision.what {
            for candidate in &route.candidates {
                let pointer = Decimal::from_millionths(candidate.pointer);
                let (person, outcome) = (&candidate.person, &candidate.outcome);
                writeln!(into, "    {person}: {outcome:?}, {} open, at {pointer}", candidate.open).unwrap();
            }
        }
    }
}

fn concluded(what: &Concluded) -> String {
    match what {
        Concluded::Scored { fit, engagement, grade, level } => {
            format!("{}{} -> {}{} (fit {fit}, engagement {engagement})", grade.0, level.0, grade.1, level.1)
        }
        Concluded::StageEntered { stage, from, .. } => match from {
            Some(from) => format!("stage {from} -> {stage}"),
            None => format!("stage {stage}"),
        },
        Concluded::Qualified { rule } => format!("qualified by {rule}"),
        Concluded::NoLongerQualified => "no longer qualified".to_owned(),
        Concluded::HandedOff { cycle, route } => format!("handed off to {}, cycle {cycle}", routed(route)),
        Concluded::Reassigned { why, route, .. } => format!("reassigned to {}, {why:?}", routed(route)),
        Concluded::Recycled { reason, times, not_before } => {
            format!("recycled for {reason}, time {times}, not before {}", local(*not_before))
        }
        Concluded::Returned => "returned".to_owned(),
        Concluded::Disqualified { reason } => format!("disqualified for {reason}"),
        Concluded::ClockStarted { target, due, .. } => format!("clock of {target}, due {}", local(*due)),
        Concluded::ClockStep { step, tell, .. } => {
            let tell: Vec<&str> = tell.iter().map(Name::as_str).collect();
            format!("step {step}: tell {}", tell.join(", "))
        }
        Concluded::ClockMoved { due, .. } => format!("due moved to {}", due.map_or_else(String::new, local)),
        Concluded::ClockMissed { .. } => "due passed".to_owned(),
        Concluded::Verdict { verdict, counted, lateness, .. } => match lateness {
            Some(late) => format!("{verdict:?} after {counted}: {}", parts(late)),
            None => format!("{verdict:?} after {counted}"),
        },
        Concluded::Waived { .. } => "waived".to_owned(),
        Concluded::CommitmentState { state, .. } => format!("{state:?}"),
        Concluded::Enrolled { program } => format!("enrolled in {program}"),
        Concluded::MailDue { content, .. } => format!("mail due: {content}"),
        Concluded::NurtureStepped { step, .. } => format!("step {step} done"),
        Concluded::NurtureLeft { why, .. } => format!("left: {why}"),
    }
}

fn routed(route: &Routed) -> String {
    let owner = route.owner.as_ref().map_or("nobody", Name::as_str);
    let chosen = route.candidates.iter().filter(|candidate| candidate.outcome == CandidateOutcome::Chosen).count();
    assert!(chosen <= 1, "more than one was chosen: {route:?}");
    let by = route.route.as_ref().map_or_else(String::new, |name| format!(" by {name}"));
    match route.nobody {
        Some(reason) => format!("{owner}{by} ({reason:?})"),
        None => format!("{owner}{by}"),
    }
}

/// The parts of lateness that are not zero.
fn parts(late: &entente_core::decision::Lateness) -> String {
    let parts = [
        ("receive", late.receive),
        ("qualify", late.qualify),
        ("route", late.route),
        ("unassigned", late.unassigned),
        ("owner closed", late.owner_closed),
        ("owner open", late.owner_open),
    ];
    let shown = parts.iter().filter(|(_, span)| *span != Span::ZERO).map(|(name, span)| format!("{name} {span}"));
    shown.collect::<Vec<_>>().join(", ")
}
