//! Holidays out of an iCalendar file: whole days with their names, for somebody to review before any clock stands still.
//!
//! The file is read line by line, so that one broken event costs that event. What is left out is counted by reason.

mod event;
mod lines;
mod repeat;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Cursor;

use jiff::civil::Date;

use crate::csv::decode;
use event::{Event, Left};

/// The largest file that is read: no list of holidays is larger.
pub const BYTES_MAX: usize = 5 * 1024 * 1024;
/// The most days that one file may name.
const DAYS_MAX: usize = 5_000;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    /// What the calendar calls itself.
    pub name: Option<String>,
    /// Every day once, in order. Several names of one day stand in one text.
    pub days: BTreeMap<Date, Holiday>,
    /// Events that are no holiday here, by reason, and how many.
    pub left_out: BTreeMap<Reason, u64>,
}

/// A day that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Its name.
    pub name: String,
    /// Whether the calendar says of it that it is observed by some only, and so no day off for all.
    pub is_optional: bool,
}

/// Why an event is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It has a time of day: a meeting, no holiday.
    Timed,
    /// It says no day, or one that is none.
    NoDay,
    /// It has no name.
    NoName,
    /// It was called off.
    CalledOff,
    /// It repeats in a way that holidays do not, like every week.
    Repeats,
    /// It lasts longer than a month.
    Long,
    /// It lies outside the years asked for.
    OtherYears,
}

/// Why a file cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is no iCalendar file.
    #[error("this is no iCalendar file: it has no line BEGIN:VCALENDAR; export the holidays as .ics")]
    NoCalendar,
    /// It is larger than any list of holidays.
    #[error("the file is larger than 5 MiB: export the holidays alone")]
    TooLarge,
    /// It is an invitation or an answer to one.
    #[error("this is an invitation (METHOD:{0}), not a list of holidays: export the calendar itself")]
    Invitation(String),
    /// It names more days than any list of holidays.
    #[error("it names more than {DAYS_MAX} days: export fewer years")]
    TooMany,
}

/// Reads the holidays of the years from `first` to `last`, both included.
///
/// # Errors
/// Says what the file is instead.
pub fn read(bytes: &[u8], first: i16, last: i16) -> Result<Holidays, Error> {
    if bytes.len() > BYTES_MAX {
        return Err(Error::TooLarge);
    }
    let text = text(&lines::unfolded(bytes));
    let (mut holidays, mut events) =
        (Holidays { name: None, days: BTreeMap::new(), left_out: BTreeMap::new() }, Vec::new());
    let (mut inside, mut depth, mut is_calendar) = (None::<Event>, 0_u32, false);
    for line in text.lines().filter_map(lines::property) {
        match (line.name.as_str(), line.value.to_ascii_uppercase().as_str()) {
            ("BEGIN", "VCALENDAR") => is_calendar = true,
            ("BEGIN", "VEVENT") if inside.is_none() => (inside, depth) = (Some(Event::default()), 0),
            ("BEGIN", _) if inside.is_some() => depth += 1,
            ("END", "VEVENT") if depth == 0 => events.extend(inside.take()),
            ("END", _) if inside.is_some() => depth = depth.saturating_sub(1),
            ("METHOD", method) if inside.is_none() && method != "PUBLISH" => {
                return Err(Error::Invitation(method.chars().take(20).collect()));
            }
            ("X-WR-CALNAME" | "NAME", _) if inside.is_none() => holidays.name = Some(lines::plain(&line.value)),
            _ if depth == 0 => {
                if let Some(event) = &mut inside {
                    event.take(&line);
                }
            }
            _ => {}
        }
    }
    if !is_calendar {
        return Err(Error::NoCalendar);
    }
    for event in &events {
        holidays.add(event, first, last)?;
    }
    Ok(holidays)
}

impl Holidays {
    fn add(&mut self, event: &Event, first: i16, last: i16) -> Result<(), Error> {
        let days = match event.days(first, last) {
            Ok(days) => days,
            Err(Left(reason)) => {
                *self.left_out.entry(reason).or_default() += 1;
                return Ok(());
            }
        };
        for day in days {
            self.name_day(day, event);
            if self.days.len() > DAYS_MAX {
                return Err(Error::TooMany);
            }
        }
        Ok(())
    }

    fn name_day(&mut self, day: Date, event: &Event) {
        let (name, is_optional) = (event.name(), event.is_optional());
        let Some(known) = self.days.get_mut(&day) else {
            self.days.insert(day, Holiday { name, is_optional });
            return;
        };
        // A day off for all is one, whatever else falls on it.
        known.is_optional &= is_optional;
        if !known.name.split(" / ").any(|own| own == name) && known.name.len() < 200 {
            known.name = format!("{} / {name}", known.name);
        }
    }
}

/// The bytes as text, in whatever encoding they are; UTF-8 nearly always.
fn text(bytes: &[u8]) -> String {
    let found = decode::sniff(&mut Cursor::new(bytes)).map_or(encoding_rs::UTF_8, |found| found.encoding);
    found.decode(bytes).0.into_owned()
}
