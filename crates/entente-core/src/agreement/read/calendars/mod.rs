//! Reads business calendars: zone, weekly hours, closed and special dates.

mod hours;
mod zone;

use hours::{hours_of_date, weekly};
pub(crate) use hours::{minutes_of_day, quiet};
pub(crate) use zone::zone;

use super::at::{At, check_names};
use super::keys::people;
use super::problems::Problems;
use super::values::text;
use super::{defaults, source};
use crate::agreement::model::{CalendarDef, DateClosed, LocalInterval, Named};
use crate::id::Name;
use crate::problem::{Problem, Reason, Weight};

/// Reads the calendars of a whole agreement, of a file with only its `calendars` section, or of a file with that
/// section's content alone.
///
/// # Errors
/// All problems of the calendars, in the order of the text, where one of them is more than advice; an agreement's
/// other sections are not looked at.
pub fn read_calendars(text: &str) -> Result<Named<CalendarDef>, Vec<Problem>> {
    let parsed = source::parse(text);
    let mut problems = Problems(parsed.problems);
    let mut calendars = Named::default();
    if let Some(root) = &parsed.root {
        let zone = root.get("timezone").and_then(|node| node.text()).unwrap_or(defaults::TIMEZONE);
        let is_agreement = root
            .entries()
            .is_some_and(|entries| entries.iter().any(|(key, _)| key.text == "calendars" || key.text == "entente"));
        let at = At::root(root);
        let section = match root.get("calendars") {
            Some(_) => at.pairs(&mut problems).into_iter().find(|(key, _)| *key == "calendars").map(|(_, at)| at),
            None if is_agreement => None,
            None => Some(at),
        };
        calendars = self::calendars(section.map(|at| at.as_clause()).as_ref(), zone, &mut problems);
    }
    let problems = problems.sorted();
    let is_sound = problems.iter().all(|problem| problem.weight == Weight::Advice);
    if is_sound { Ok(calendars) } else { Err(problems) }
}

/// Reads the calendars, or gives the one that holds where none is written.
pub(crate) fn calendars(at: Option<&At<'_>>, timezone: &str, problems: &mut Problems) -> Named<CalendarDef> {
    let clauses = at.map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    if clauses.is_empty() {
        return Named(vec![(Name::from(defaults::CALENDAR), defaults::calendar(timezone))]);
    }
    let read = |(name, at): &(Name, At<'_>)| (name.clone(), calendar(at, timezone, problems));
    Named(clauses.iter().map(read).collect())
}

fn calendar(at: &At<'_>, timezone: &str, problems: &mut Problems) -> CalendarDef {
    let entries = at.table(&people::CALENDAR, problems);
    let own_zone = entries.get("timezone").and_then(|at| zone(&at, problems));
    let told = problems.0.len();
    let open = entries.get("open").map(|at| weekly(&at, problems));
    let is_read = problems.0.len() == told;
    let closed = entries.get("closed").map(|at| closed(&at, problems)).unwrap_or_default();
    let special = entries.get("special").map(|at| special(&at, problems)).unwrap_or_default();
    for (date, _) in special.iter().filter(|(date, _)| closed.get(date.as_str()).is_some()) {
        let what = format!("{date} is both closed and has hours of its own");
        problems.key_error(Reason::Duplicate, at, what, "Keep it in 'closed' or in 'special'");
    }
    if let Some(open) = open.as_ref().filter(|_| is_read) {
        refuse_never_open(at, open, &closed, problems);
    }
    let timezone = own_zone.unwrap_or_else(|| timezone.to_owned());
    CalendarDef { timezone, open: open.unwrap_or_default(), closed, special }
}

/// Closed dates with their reasons, or as a list.
fn closed(at: &At<'_>, problems: &mut Problems) -> Named<DateClosed> {
    let mut dates = Named::default();
    if at.node.entries().is_some() {
        for (date, at) in at.pairs(problems) {
            let reason = if at.node.is_null() { "" } else { text(&at, problems).unwrap_or_default() };
            dates.0.extend(is_date(&at, date, problems).then(|| (Name::from(date), reason.to_owned())));
        }
        return dates;
    }
    for item in at.items() {
        let Some(date) = text(&item, problems) else { continue };
        dates.0.extend(is_date(&item, date, problems).then(|| (Name::from(date), String::new())));
    }
    dates
}

fn special(at: &At<'_>, problems: &mut Problems) -> Named<Vec<LocalInterval>> {
    let mut dates = Named::default();
    for (date, at) in at.pairs(problems) {
        let hours = hours_of_date(&at, problems);
        dates.0.extend(is_date(&at, date, problems).then(|| (Name::from(date), hours)));
    }
    dates
}

fn is_date(at: &At<'_>, text: &str, problems: &mut Problems) -> bool {
    let is_one = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    if !is_one {
        let what = format!("'{text}' is not a date");
        problems.key_error(Reason::Value, at, what, "Write it like \"2026-12-25\"");
    }
    is_one
}

/// A calendar must open within 366 days of any day, so that every promise in its time comes due.
fn refuse_never_open(at: &At<'_>, open: &[Vec<LocalInterval>; 7], closed: &Named<DateClosed>, problems: &mut Problems) {
    let weekday = |date: jiff::civil::Date| usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let mut shut: Vec<jiff::civil::Date> = closed.names().filter_map(|date| date.parse().ok()).collect();
    shut.sort_unstable();
    let is_open = |date: jiff::civil::Date| !open[weekday(date)].is_empty() && shut.binary_search(&date).is_err();
    let never = |from: &jiff::civil::Date| from.series(jiff::Span::new().days(1)).take(366).all(|date| !is_open(date));
    let never_at_all = open.iter().all(Vec::is_empty);
    if let Some(from) = shut.iter().find(|from| never_at_all || never(from)) {
        let what = format!("the calendar is not open for 366 days from {from}");
        problems.key_error(
            Reason::NeverOpen,
            at,
            what,
            "Give it weekly hours in 'open', and take dates out of 'closed'",
        );
    } else if never_at_all {
        let remedy = "Give it weekly hours in 'open': {mon-fri: [\"09:00-17:00\"]}";
        problems.key_error(Reason::NeverOpen, at, "the calendar is never open in 366 days", remedy);
    }
}
