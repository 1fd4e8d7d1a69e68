//! Reads when the parties meet, and how a change of the agreement takes effect.

use super::at::{At, Entries, check_names};
use super::calendars::minutes_of_day;
use super::defaults;
use super::keys::rhythm::{AMEND, MEETING};
use super::problems::Problems;
use super::values::{names, party, says, text, whole, word};
use crate::agreement::model::{Amend, Meeting, Named, OpenClocks, PartyKind, PeriodChange, ScoreChange};
use crate::id::Name;
use crate::problem::Reason;

/// Reads the meetings.
pub(crate) fn meetings(root: &Entries<'_>, problems: &mut Problems) -> Named<Meeting> {
    let clauses = root.section("meetings").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), meeting(at, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

fn meeting(at: &At<'_>, problems: &mut Problems) -> Option<Meeting> {
    let entries = at.table(&MEETING, problems);
    let says = says(&entries, problems);
    let every = entries.get("every").and_then(|at| recurrence(&at, problems));
    let at_minutes = entries.get("at").and_then(|at| minutes_of_day(&at, problems));
    let minutes = entries.get("minutes").and_then(|at| whole(&at, 1, 1440, problems)).unwrap_or(60);
    let who: Option<Vec<PartyKind>> =
        entries.get("who").map(|at| at.items().iter().filter_map(|item| party(item, problems)).collect());
    let who = who.unwrap_or_else(|| vec![PartyKind::Marketing, PartyKind::Sales]);
    let agenda = entries.get("agenda").map(|at| names(&at, problems)).unwrap_or_default();
    Some(Meeting { says, every: every?, at_minutes: at_minutes?, minutes, who, agenda })
}

/// The parts of a recurrence rule and whether a value fits each.
fn fits(part: &str, value: &str) -> Option<bool> {
    let number = |text: &str, most: i32| text.parse::<i32>().is_ok_and(|number| number != 0 && number.abs() <= most);
    let list = |fits: &dyn Fn(&str) -> bool| !value.is_empty() && value.split(',').all(fits);
    let is_day = |text: &str| {
        let (ordinal, day) = text.split_at(text.len().saturating_sub(2));
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(&day) && (ordinal.is_empty() || number(ordinal, 53))
    };
    Some(match part {
        "FREQ" => ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].contains(&value),
        "INTERVAL" | "COUNT" => value.parse::<u32>().is_ok_and(|number| (1..=1000).contains(&number)),
        "BYDAY" => value.is_ascii() && list(&is_day),
        "BYMONTHDAY" => list(&|text| number(text, 31)),
        "BYMONTH" => list(&|text| text.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))),
        "BYSETPOS" => list(&|text| number(text, 366)),
        "WKST" => is_day(value) && value.len() == 2,
        "UNTIL" => is_date(value) && value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z')),
        _ => return None,
    })
}

/// Whether a text begins with a date of the calendar: `20261231`, `20261231T235959Z`.
fn is_date(text: &str) -> bool {
    text.get(..8).is_some_and(|date| date.parse::<jiff::civil::Date>().is_ok())
}

/// An RFC 5545 rule, as far as an agreement needs one: from `FREQ` on, each part known, none twice.
fn recurrence(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    let rule = text(at, problems)?;
    let mut seen: Vec<&str> = Vec::new();
    let mut wrong = None;
    for part in rule.split(';') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let said = match fits(name, value) {
            None => Some(format!("'{name}' is no part of a recurrence rule that is known here")),
            Some(false) => Some(format!("'{value}' does not fit {name}")),
            Some(true) if seen.contains(&name) => Some(format!("{name} stands twice")),
            Some(true) => None,
        };
        seen.push(name);
        wrong = wrong.or(said);
    }
    if !seen.contains(&"FREQ") {
        wrong = wrong.or(Some("the rule does not say how often".to_owned()));
    }
    let Some(what) = wrong else { return Some(rule.to_owned()) };
    problems.error(Reason::Value, at, what, "Write it like FREQ=WEEKLY;BYDAY=TH or FREQ=MONTHLY;BYDAY=2TU");
    None
}

/// Reads how a new version takes effect.
pub(crate) fn amend(root: &Entries<'_>, problems: &mut Problems) -> Amend {
    let Some(at) = root.section("amend") else { return defaults::AMEND };
    let entries = at.table(&AMEND, problems);
    let clocks = [("finish", OpenClocks::Finish), ("restart", OpenClocks::Restart)];
    let scores = [("recompute", ScoreChange::Recompute)];
    let periods = [("next", PeriodChange::Next), ("current", PeriodChange::Current)];
    let open_clocks = entries.get("open_clocks").and_then(|at| word(&at, &clocks, problems));
    let scores = entries.get("scores").and_then(|at| word(&at, &scores, problems));
    let period = entries.get("period").and_then(|at| word(&at, &periods, problems));
    let unwritten = defaults::AMEND;
    Amend {
        open_clocks: open_clocks.unwrap_or(unwritten.open_clocks),
        scores: scores.unwrap_or(unwritten.scores),
        period: period.unwrap_or(unwritten.period),
    }
}
