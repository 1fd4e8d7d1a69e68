//! Stands in for the agreement's reader until that is here: calendars from JSON, targets in minutes and days.

use entente_core::agreement::model::{CalendarDef, LocalInterval, Named, Target};
use entente_core::id::Name;
use entente_core::problem::{Place, Problem, Reason, Weight};
use entente_core::time::Span;
use serde_json::Value;

pub(super) fn read_calendars(text: &str) -> Result<Named<CalendarDef>, Vec<Problem>> {
    let problem = |what: &str| {
        vec![Problem {
            reason: Reason::Syntax,
            weight: Weight::Error,
            place: Place { line: 1, column: 1 },
            clause: String::new(),
            what: what.to_owned(),
            remedy: "Write it as JSON".to_owned(),
        }]
    };
    let root: Value = serde_json::from_str(text).map_err(|error| problem(&error.to_string()))?;
    let section = root.get("calendars").unwrap_or(&root);
    let read = |(name, text): (&String, &Value)| Some((Name::from(name.as_str()), calendar(text)?));
    let all: Option<Vec<_>> = section.as_object().into_iter().flatten().map(read).collect();
    all.map(Named).ok_or_else(|| problem("not calendars"))
}

fn calendar(text: &Value) -> Option<CalendarDef> {
    let mut open: [Vec<LocalInterval>; 7] = Default::default();
    let index = |day: &str| ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|name| *name == day);
    for (days, windows) in text["open"].as_object()? {
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        (index(first)?..=index(last)?).try_for_each(|day| {
            open[day] = hours(windows)?;
            Some(())
        })?;
    }
    let dates = |key: &str| text[key].as_object().into_iter().flatten();
    let closed = dates("closed").map(|(date, _)| (Name::from(date.as_str()), String::new())).collect();
    let special: Option<Vec<_>> =
        dates("special").map(|(date, windows)| Some((Name::from(date.as_str()), hours(windows)?))).collect();
    let timezone = text["timezone"].as_str()?.to_owned();
    Some(CalendarDef { timezone, open, closed: Named(closed), special: Named(special?) })
}

fn hours(windows: &Value) -> Option<Vec<LocalInterval>> {
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':')?;
        Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
    };
    let window = |window: &Value| {
        let (from, to) = window.as_str()?.split_once('-')?;
        Some(LocalInterval { from_minutes: minutes(from)?, to_minutes: minutes(to)? })
    };
    windows.as_array()?.iter().map(window).collect()
}

pub(super) fn target(text: &str) -> Result<Target, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |text: &str| text.parse::<u32>().map_err(|_| format!("'{text}' is not a target"));
    match words[..] {
        ["same", "day"] => Ok(Target::CalendarDays(0)),
        [compact] => Ok(Target::Wall(Span::MINUTE.times(i64::from(number(compact.trim_end_matches('m'))?)))),
        [count, "business", "hours"] => Ok(Target::Business(Span::HOUR.times(i64::from(number(count)?)))),
        [count, "business", "days"] => Ok(Target::BusinessDays(number(count)?)),
        _ => Err(format!("'{text}' is not a target")),
    }
}
