//! Dates and times as files write them, as an instant and how finely it is known.

use crate::csv::unfit::Unfit;
use entente_core::time::{Instant, Precision, Span};
use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

/// How times are written and in which zone those without an offset are meant.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeForm {
    /// Tried in order; the first that fits wins.
    pub formats: Vec<Format>,
    /// The zone of dates and of times without an offset.
    pub zone: TimeZone,
    /// How finely times are taken; none: as finely as each is written.
    pub precision: Option<Precision>,
}

/// One way to write a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// ISO 8601: a date, a date and time, or both with an offset.
    Iso,
    /// Seconds since 1970-01-01T00:00:00Z.
    Unix,
    /// Milliseconds since then.
    UnixMillis,
    /// A `strftime` pattern (`%d.%m.%Y %H:%M`).
    Pattern(String),
}

/// When something happened, and how finely that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When; the first instant of the minute or local date where the precision is coarser than a second.
    pub at: Instant,
    /// How finely it is known.
    pub precision: Precision,
}

impl Moment {
    /// The date in the form's zone where only the date is known, else the instant in UTC.
    pub fn to_iso(self, form: &TimeForm) -> String {
        match self.precision {
            Precision::Day => self.at.to_jiff().to_zoned_datetime(form.zone.clone()).date().to_string(),
            Precision::Minute | Precision::Second => self.at.to_string(),
        }
    }

    /// This moment taken no finer than `precision`.
    fn coarsened(self, precision: Precision, zone: &TimeZone) -> Option<Moment> {
        let minute = Span::MINUTE.as_micros();
        let at = match precision.max(self.precision) {
            Precision::Second => self.at,
            Precision::Minute => Instant::from_micros(self.at.as_micros().div_euclid(minute) * minute),
            Precision::Day => first_instant(self.at.to_jiff().to_zoned_datetime(zone.clone()).date(), zone)?,
        };
        Some(Moment { at, precision: precision.max(self.precision) })
    }
}

/// Reads a time in the first format that fits.
///
/// A local time that a clock change skips is moved past the gap; one that comes twice is the first of both.
///
/// # Errors
/// Says which formats the text does not fit.
pub fn moment(text: &str, form: &TimeForm) -> Result<Moment, Unfit> {
    let found = form.formats.iter().find_map(|format| match format {
        Format::Iso => iso(text, &form.zone),
        Format::Unix => {
            text.parse().ok().and_then(|seconds| in_range(Instant::from_micros(micros(seconds, 1_000_000)?)))
        }
        Format::UnixMillis => {
            text.parse().ok().and_then(|millis| in_range(Instant::from_micros(micros(millis, 1_000)?)))
        }
        Format::Pattern(pattern) => patterned(text, pattern, &form.zone),
    });
    let coarse = form.precision.unwrap_or_default();
    found.and_then(|moment| moment.coarsened(coarse, &form.zone)).ok_or_else(|| {
        let formats: Vec<String> = form.formats.iter().map(ToString::to_string).collect();
        Unfit::Time(text.to_owned(), formats.join(" or "))
    })
}

/// Reads a length of time: `90` seconds, `1:30` minutes, `0:01:30` hours.
///
/// # Errors
/// Says that the text is none.
pub fn lasted(text: &str) -> Result<Span, Unfit> {
    let wrong = || Unfit::Length(text.to_owned());
    let mut seconds: i64 = 0;
    let parts: Vec<&str> = text.split(':').collect();
    for (place, part) in parts.iter().enumerate() {
        let number: i64 = part.parse().ok().filter(|number| *number >= 0).ok_or_else(wrong)?;
        if parts.len() > 3 || (place > 0 && number > 59) {
            return Err(wrong());
        }
        seconds = seconds.checked_mul(60).and_then(|sum| sum.checked_add(number)).ok_or_else(wrong)?;
    }
    Ok(Span::from_seconds(seconds))
}

fn micros(count: i64, unit: i64) -> Option<i64> {
    count.checked_mul(unit)
}

fn in_range(at: Instant) -> Option<Moment> {
    (Instant::MIN..=Instant::MAX).contains(&at).then_some(Moment { at, precision: Precision::Second })
}

/// `2018-02-26`, `2018-02-26 19:58`, `2018-02-26T19:58:54.5`, each but the first also with an offset.
fn iso(text: &str, zone: &TimeZone) -> Option<Moment> {
    let (date, time) = (text.get(..10)?, text.get(10..)?);
    if time.is_empty() {
        let date: Date = date.parse().ok()?;
        return Some(Moment { at: first_instant(date, zone)?, precision: Precision::Day });
    }
    if !time.starts_with([' ', 'T', 't']) {
        return None;
    }
    let has_seconds = time.as_bytes().get(6) == Some(&b':');
    let precision = if has_seconds { Precision::Second } else { Precision::Minute };
    let at = match text.parse::<jiff::Timestamp>() {
        Ok(stamp) => Instant::from_micros(stamp.as_microsecond()),
        Err(_) => instant(text.parse().ok()?, zone)?,
    };
    Some(Moment { at, precision })
}

fn patterned(text: &str, pattern: &str, zone: &TimeZone) -> Option<Moment> {
    let time = BrokenDownTime::parse(pattern, text).ok()?;
    let precision = match (time.hour(), time.second()) {
        _ if time.timestamp().is_some() => Precision::Second,
        (None, _) => Precision::Day,
        (Some(_), None) => Precision::Minute,
        (Some(_), Some(_)) => Precision::Second,
    };
    let at = match (time.to_timestamp(), precision) {
        (Ok(stamp), _) => Instant::from_micros(stamp.as_microsecond()),
        (Err(_), Precision::Day) => first_instant(time.to_date().ok()?, zone)?,
        (Err(_), _) => instant(time.to_datetime().ok()?, zone)?,
    };
    Some(Moment { at, precision })
}

/// The first instant of a local date, which is not midnight where a clock change skips it.
fn first_instant(date: Date, zone: &TimeZone) -> Option<Instant> {
    instant(date.to_datetime(jiff::civil::Time::midnight()), zone)
}

fn instant(local: DateTime, zone: &TimeZone) -> Option<Instant> {
    let stamp = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    Some(Instant::from_micros(stamp.as_microsecond()))
}

/// As a person recognises it in a refusal: `2022-01-31 14:05`, or the pattern.
impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Format::Iso => f.write_str("2022-01-31, 2022-01-31 14:05 or 2022-01-31T14:05:09Z"),
            Format::Unix => f.write_str("1643637909 (seconds)"),
            Format::UnixMillis => f.write_str("1643637909000 (milliseconds)"),
            Format::Pattern(pattern) => write!(f, "'{pattern}'"),
        }
    }
}
