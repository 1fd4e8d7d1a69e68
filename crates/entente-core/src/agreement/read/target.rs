//! How long something may take, in the words of the agreement: wall time, business time, business or calendar days.

use crate::agreement::model::Target;
use crate::condition::span::span;
use crate::time::Span;

/// No target is longer: ten years of 366 days.
const DAYS_MAX: u32 = 3_660;

/// Reads `90m`, `20s`, `4h`, `7d`, `4 hours` (wall time), `30 business minutes`, `4 business hours`,
/// `2 business days`, `1 calendar day`, `same day`.
///
/// # Errors
/// Says what is wrong and how it is written.
pub fn target(text: &str) -> Result<Target, String> {
    let wrong =
        || format!("'{text}' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day");
    let words: Vec<&str> = text.split_whitespace().collect();
    let target = match words.as_slice() {
        ["same", "day"] => return Ok(Target::CalendarDays(0)),
        [compact] => Target::Wall(span(compact).map_err(|_| wrong())?),
        [count, unit] => Target::Wall(times(count, wall_unit(unit).ok_or_else(wrong)?).ok_or_else(wrong)?),
        [count, "business", "day" | "days"] => Target::BusinessDays(count.parse().map_err(|_| wrong())?),
        [count, "calendar", "day" | "days"] => Target::CalendarDays(count.parse().map_err(|_| wrong())?),
        [count, "business", unit] => {
            let unit = open_unit(unit).ok_or_else(wrong)?;
            Target::Business(times(count, unit).ok_or_else(wrong)?)
        }
        _ => return Err(wrong()),
    };
    let days = match target {
        Target::Wall(span) | Target::Business(span) if span <= Span::ZERO => 0,
        Target::Wall(span) | Target::Business(span) => (span.as_seconds() / 86_400).max(1),
        Target::BusinessDays(days) | Target::CalendarDays(days) => i64::from(days),
    };
    match days {
        0 => Err(format!("'{text}' is no time at all: write it like 90m, 4 business hours or same day")),
        days if days > i64::from(DAYS_MAX) => Err(format!("'{text}' is longer than ten years")),
        _ => Ok(target),
    }
}

fn times(count: &str, unit: Span) -> Option<Span> {
    count.parse().ok().map(|count: u32| unit.times(i64::from(count)))
}

fn open_unit(word: &str) -> Option<Span> {
    match word {
        "second" | "seconds" => Some(Span::SECOND),
        "minute" | "minutes" => Some(Span::MINUTE),
        "hour" | "hours" => Some(Span::HOUR),
        _ => None,
    }
}

fn wall_unit(word: &str) -> Option<Span> {
    match word {
        "day" | "days" => Some(Span::DAY),
        "week" | "weeks" => Some(Span::DAY.times(7)),
        _ => open_unit(word),
    }
}
