//! Holidays of a file, reviewed by a person, kept as a snapshot, and brought into the text that both parties sign next.
//!
//! A calendar is part of the agreement: reviewing a list changes no clock. Its days count once they are in a version
//! that both parties signed.

mod insert;
mod keep;

use entente_connect::calendar;
use entente_core::agreement::model::CalendarDef;
use jiff::ToSpan;
use jiff::civil::Date;

pub use entente_connect::calendar::{Error as FileError, Reason};
pub use insert::{lines, with_days};
pub use keep::{Kept, Refused, into_draft, keep, list};

/// How many years from now on are looked at.
const YEARS: i16 = 2;

/// A list to review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// What the file calls itself.
    pub name: String,
    /// Its days from this year on, in order.
    pub days: Vec<Day>,
    /// Events that are no holiday here, by reason, and how many.
    pub left_out: Vec<(Reason, u64)>,
}

/// A day to take or to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// `2026-12-25`.
    pub date: String,
    /// 0 is Monday.
    pub weekday: usize,
    /// Its name in the file.
    pub name: String,
    /// How it stands to the calendar.
    pub standing: Standing,
}

/// How a day stands to a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is not in the calendar yet.
    New,
    /// The calendar has it, under this name.
    Known(String),
    /// It is over.
    Past,
    /// The calendar has no open hours on its weekday anyway.
    Closed,
    /// The file says that some observe it only.
    Optional,
}

impl Standing {
    /// Whether it is taken unless somebody says otherwise.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        *self == Standing::New
    }
}

/// Reads a file and holds its days against a calendar. `today` is the date in the calendar's zone.
///
/// # Errors
/// Says what the file is instead.
pub fn review(bytes: &[u8], calendar: Option<&CalendarDef>, today: Date) -> Result<Review, FileError> {
    let read = calendar::read(bytes, today.year(), today.year().saturating_add(YEARS))?;
    let days = read.days.into_iter().map(|(date, holiday)| Day {
        date: date.to_string(),
        weekday: weekday(date),
        standing: standing(calendar, date, today, holiday.is_optional),
        name: holiday.name,
    });
    Ok(Review {
        name: read.name.unwrap_or_default(),
        days: days.collect(),
        left_out: read.left_out.into_iter().collect(),
    })
}

fn standing(calendar: Option<&CalendarDef>, date: Date, today: Date, is_optional: bool) -> Standing {
    let text = date.to_string();
    let known = calendar.and_then(|calendar| calendar.closed.iter().find(|(own, _)| own.as_str() == text));
    // What stood open past midnight the day before is not asked: a holiday closes its own date.
    let is_open = |calendar: &CalendarDef| calendar.open.get(weekday(date)).is_some_and(|hours| !hours.is_empty());
    match known {
        _ if date < today => Standing::Past,
        Some((_, name)) => Standing::Known(name.clone()),
        None if calendar.is_some_and(|calendar| !is_open(calendar)) => Standing::Closed,
        None if is_optional => Standing::Optional,
        None => Standing::New,
    }
}

fn weekday(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)
}

/// The weekday of a date as a page has it; 0 is Monday, also for what is no date.
#[must_use]
pub fn weekday_of(date: &str) -> usize {
    date.parse().map_or(0, weekday)
}

/// Until which date a calendar names its closed days: a clock that runs beyond it meets no holiday.
#[must_use]
pub fn named_until(calendar: &CalendarDef) -> Option<String> {
    calendar.closed.iter().map(|(date, _)| date.as_str().to_owned()).max()
}

/// Whether a calendar names no closed day in the half year after `today`, as most do once a year has passed.
#[must_use]
pub fn runs_out(calendar: &CalendarDef, today: Date) -> bool {
    let soon = today.saturating_add(183.days()).to_string();
    let today = today.to_string();
    !calendar.closed.iter().any(|(date, _)| (today.as_str()..=soon.as_str()).contains(&date.as_str()))
}
