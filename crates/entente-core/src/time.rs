//! Instants, spans and precision, so that no bare integer of time crosses a module border.

use std::fmt;
use std::ops::{Add, Sub};

use serde::{Deserialize, Deserializer, Serialize};

#[cfg(test)]
mod tests;

/// A point on the UTC time line, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// It is kept as that number. Where a person or a program of somebody else writes it, RFC 3339 text is taken too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Instant(i64);

/// A length of time in whole microseconds; negative where the end comes before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(i64);

/// How finely a fact's time is known. A fact of precision `Day` happened somewhere in the 24 hours (or 23, or 25)
/// of its local date; its `at` is that date's first instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the second or finer: `at` is taken as exact.
    #[default]
    Second,
    /// Somewhere in the minute that starts at `at`.
    Minute,
    /// Somewhere in the local date that starts at `at`.
    Day,
}

impl Instant {
    /// The earliest instant that can be written.
    pub const MIN: Instant = Instant(-62_135_596_800_000_000); // 0001-01-01T00:00:00Z
    /// The latest instant that can be written.
    pub const MAX: Instant = Instant(253_402_207_200_000_000); // 9999-12-30T22:00:00Z, jiff's last

    /// The instant this many microseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Instant {
        Instant(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 text (`2026-03-06T16:30-05:00`, `2026-03-06T21:30:00Z`); the offset is required.
    ///
    /// # Errors
    /// Says what is wrong with the text; nothing is guessed, and nothing outside of [`Instant::MIN`] and
    /// [`Instant::MAX`] is taken.
    pub fn parse(text: &str) -> Result<Instant, String> {
        let stamp: jiff::Timestamp = text.parse().map_err(|error| {
            format!("'{text}' is not an instant with an offset, like 2026-03-06T16:30-05:00: {error}")
        })?;
        let instant = Instant(stamp.as_microsecond());
        let is_written = (Instant::MIN..=Instant::MAX).contains(&instant);
        is_written.then_some(instant).ok_or_else(|| format!("'{text}' is outside of the years 1 to 9999"))
    }

    /// The same instant for time-zone arithmetic; clamped to what a calendar can show.
    #[must_use]
    pub fn to_jiff(self) -> jiff::Timestamp {
        let micros = self.0.clamp(Self::MIN.0, Self::MAX.0);
        jiff::Timestamp::from_microsecond(micros).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// This instant moved by `span`, saturating at the ends of the time line.
    #[must_use]
    pub const fn plus(self, span: Span) -> Instant {
        Instant(self.0.saturating_add(span.0))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Instant;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("microseconds since 1970, or text like 2026-03-06T21:30:00Z")
            }
            fn visit_i64<E: serde::de::Error>(self, micros: i64) -> Result<Instant, E> {
                Ok(Instant(micros))
            }
            fn visit_u64<E: serde::de::Error>(self, micros: u64) -> Result<Instant, E> {
                i64::try_from(micros).map(Instant).map_err(|_| E::custom(format_args!("{micros} is out of range")))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Instant, E> {
                Instant::parse(text).map_err(E::custom)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Visitor)
        } else {
            i64::deserialize(deserializer).map(Instant)
        }
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);
    /// One second.
    pub const SECOND: Span = Span(1_000_000);
    /// One minute.
    pub const MINUTE: Span = Span(60_000_000);
    /// One hour.
    pub const HOUR: Span = Span(3_600_000_000);
    /// Twenty-four hours.
    pub const DAY: Span = Span(86_400_000_000);

    /// A span of this many microseconds.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Span {
        Span(micros)
    }

    /// A span of this many seconds.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Span {
        Span(seconds.saturating_mul(1_000_000))
    }

    /// The span in microseconds.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The span in whole seconds, towards zero.
    #[must_use]
    pub const fn as_seconds(self) -> i64 {
        self.0 / 1_000_000
    }

    /// This span `count` times over, saturating.
    #[must_use]
    pub const fn times(self, count: i64) -> Span {
        Span(self.0.saturating_mul(count))
    }
}

impl Add<Span> for Instant {
    type Output = Instant;
    fn add(self, span: Span) -> Instant {
        self.plus(span)
    }
}

impl Sub for Instant {
    type Output = Span;
    fn sub(self, earlier: Instant) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Sub<Span> for Instant {
    type Output = Instant;
    fn sub(self, span: Span) -> Instant {
        Instant(self.0.saturating_sub(span.0))
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Span;
    fn sub(self, other: Span) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

/// RFC 3339 in UTC, with as many decimals of a second as are not zero.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_jiff())
    }
}

/// Exact, in the largest units that fit: `20s`, `1h30m`, `30d`, `1d12h`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        if rest == 0 {
            return f.write_str("0s");
        }
        for (unit, name) in
            [(86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"), (1, "us")]
        {
            if rest >= unit {
                write!(f, "{}{name}", rest / unit)?;
                rest %= unit;
            }
        }
        Ok(())
    }
}
