//! Reads how leads are kept warm, and the named groups of leads.

use super::at::{At, Entries, check_names};
use super::calendars::quiet;
use super::keys::rhythm::{CHOOSE, PROGRAM, QUIET, SEGMENT, SEND, STEPS, WAIT};
use super::names::{Names, condition, condition_of};
use super::problems::Problems;
use super::values::{name, party, says, span, text, word};
use crate::agreement::model::{Named, NurtureProgram, NurtureStep, PartyKind, Quiet, QuietOf, Segment};
use crate::id::Name;
use crate::problem::Reason;
use crate::time::Span;

/// Reads the nurture programs.
pub(crate) fn nurture(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Named<NurtureProgram> {
    let clauses = root.section("nurture").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), program(at, names, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

fn program(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<NurtureProgram> {
    let entries = at.table(&PROGRAM, problems);
    let says = says(&entries, problems);
    let enrols = condition_of(&entries, "for", &names.lead, problems);
    let steps = entries.get("steps").map(|at| steps(&at, names, problems)).unwrap_or_default();
    let leave = entries.get("leave").map(|at| condition(&at, &names.lead, problems));
    let at_most = entries.get("at_most").and_then(|at| at_most(&at, problems));
    let quiet = entries.section("quiet").and_then(|at| quiet_hours(&at, problems));
    let leave = leave.map_or(Some(None), |leave| leave.map(Some))?;
    Some(NurtureProgram { says, r#for: enrols?, steps, leave, at_most, quiet })
}

fn steps(at: &At<'_>, names: &Names, problems: &mut Problems) -> Vec<NurtureStep> {
    let items = at.items();
    if items.is_empty() {
        problems.key_error(Reason::Missing, at, "the program has no steps", "Write at least one that sends");
    }
    items.iter().filter_map(|item| step(item, names, problems)).collect()
}

fn step(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<NurtureStep> {
    let entries = at.shape(STEPS, problems)?;
    let content =
        |entries: &Entries<'_>, problems: &mut Problems| entries.get("send").and_then(|at| name(&at, problems));
    if entries.is(&WAIT) {
        let time = entries.get("wait").and_then(|at| span(&at, problems));
        let until = entries.get("until").map(|at| condition(&at, &names.lead, problems));
        let until = until.map_or(Some(None), |until| until.map(Some))?;
        return Some(NurtureStep::Wait { time: time?, until });
    }
    if entries.is(&CHOOSE) {
        let when = condition_of(&entries, "when", &names.lead, problems);
        let send = content(&entries, problems);
        let other = entries.get("else").map(|at| content(&at.table(&SEND, problems), problems));
        let other = other.map_or(Some(None), |other| other.map(Some))?;
        return Some(NurtureStep::Choose { when: when?, send: send?, r#else: other });
    }
    content(&entries, problems).map(NurtureStep::Send)
}

/// `2 mails per week`.
fn at_most(at: &At<'_>, problems: &mut Problems) -> Option<(u32, Span)> {
    let text = text(at, problems)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = match words.as_slice() {
        [count, "mail" | "mails", "per", unit] => {
            let days = match *unit {
                "day" => Some(1),
                "week" => Some(7),
                "month" => Some(30),
                _ => None,
            };
            count.parse().ok().filter(|count| *count > 0).zip(days.map(|days| Span::DAY.times(days)))
        }
        _ => None,
    };
    if found.is_none() {
        let what = format!("'{text}' does not say how many mails in how long");
        problems.error(Reason::Value, at, what, "Write it like '2 mails per week'; per day, week or month");
    }
    found
}

fn quiet_hours(at: &At<'_>, problems: &mut Problems) -> Option<Quiet> {
    let entries = at.table(&QUIET, problems);
    let of = entries
        .get("of")
        .and_then(|at| word(&at, &[("lead", QuietOf::Lead), ("agreement", QuietOf::Agreement)], problems));
    let (from_minutes, to_minutes) = entries.get("hours").and_then(|at| quiet(&at, problems))?;
    Some(Quiet { from_minutes, to_minutes, of: of.unwrap_or(QuietOf::Agreement) })
}

/// Reads the segments.
pub(crate) fn segments(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Named<Segment> {
    let clauses = root.section("segments").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let mut read = |at: &At<'_>| {
        let entries = at.table(&SEGMENT, problems);
        let says = says(&entries, problems);
        let owner = entries.get("owner").and_then(|at| party(&at, problems)).unwrap_or(PartyKind::Marketing);
        Some(Segment { says, when: condition_of(&entries, "when", &names.lead, problems)?, owner })
    };
    Named(clauses.iter().filter_map(|(name, at)| Some((name.clone(), read(at)?))).collect())
}
