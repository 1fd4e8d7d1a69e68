//! How the times of a column are written: every way that reads all of them, so that a doubtful one can be asked about.

use jiff::tz::TimeZone;

use crate::csv::value::{Format, Moment, TimeForm, moment};

/// Ways to write a time that exports use, the likelier one first. Each is tried on every value.
pub(super) const WAYS: &[&str] = &[
    "iso",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%y",
    "%m/%d/%Y",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y, %I:%M %p",
    "%m/%d/%y",
    "%m/%d/%y %H:%M",
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%y",
    "%d/%m/%y %H:%M",
    "%d-%m-%Y",
    "%d-%m-%Y %H:%M",
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y.%m.%d",
    "%Y.%m.%d.",
    "%Y.%m.%d %H:%M",
    "%Y.%m.%d %H:%M:%S",
    "%Y. %m. %d.",
    "%Y. %m. %d",
    "%Y년 %m월 %d일",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%d %B %Y",
    "%Y%m%d",
    "unix_ms",
    "unix",
];

/// Values after which a column that never fitted is no longer tried.
const TRIES: u64 = 40;

/// How many values of a column each way reads.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Times {
    fits: Vec<u64>,
    tried: u64,
}

impl Default for Times {
    fn default() -> Times {
        Times { fits: vec![0; WAYS.len()], tried: 0 }
    }
}

impl Times {
    /// Tries a value.
    pub(super) fn take(&mut self, text: &str) {
        let is_hopeless = self.tried > TRIES && self.fits.iter().all(|fits| *fits * 2 < self.tried);
        if is_hopeless || text.len() > 40 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.tried += 1;
            return;
        }
        self.tried += 1;
        let before = self.tried - 1;
        for (way, fits) in WAYS.iter().zip(&mut self.fits) {
            // One that has failed on most values so far is not the way of this column.
            if (before > TRIES && *fits * 2 < before) || !may_be(way, text) {
                continue;
            }
            *fits += u64::from(moment(text, &form(way)).is_ok());
        }
    }

    /// The ways that read the most values, and how many those are. More than one: the values do not tell them apart.
    pub(super) fn best(&self) -> (Vec<&'static str>, u64) {
        let most = self.fits.iter().copied().max().unwrap_or(0);
        let best = WAYS.iter().zip(&self.fits).filter(|(_, fits)| most > 0 && **fits == most).map(|(way, _)| *way);
        (best.collect(), most)
    }
}

/// How a moment of 2026 looks in a way: `28.11.2026 14:05`.
pub fn example(way: &str) -> String {
    let moment = jiff::civil::date(2026, 11, 28).at(14, 5, 9, 0);
    match way {
        "" | "iso" => "2026-11-28 14:05".to_owned(),
        "unix" => "1795874709".to_owned(),
        "unix_ms" => "1795874709000".to_owned(),
        pattern => jiff::fmt::strtime::format(pattern, moment).unwrap_or_else(|_| pattern.to_owned()),
    }
}

/// Those of `ways` that read some of `values` as another time than the ways before them.
pub(super) fn differing<'a>(
    ways: &[&'static str],
    values: &(impl Iterator<Item = &'a String> + Clone),
) -> Vec<&'static str> {
    let mut kept: Vec<(&'static str, Vec<Option<Moment>>)> = Vec::new();
    for way in ways {
        let read: Vec<_> = values.clone().map(|text| moment(text, &form(way)).ok()).collect();
        if !kept.iter().any(|(_, own)| *own == read) {
            kept.push((way, read));
        }
    }
    kept.into_iter().map(|(way, _)| way).collect()
}

/// Numbers alone are times only where they can hardly be anything else.
fn may_be(way: &str, text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match way {
        "unix" => digits && text.len() == 10,
        "unix_ms" => digits && text.len() == 13,
        "%Y%m%d" => digits && text.len() == 8 && (text.starts_with("19") || text.starts_with("20")),
        _ => !digits,
    }
}

/// A way as the reader of values takes it, in UTC.
fn form(way: &str) -> TimeForm {
    let format = match way {
        "iso" => Format::Iso,
        "unix" => Format::Unix,
        "unix_ms" => Format::UnixMillis,
        pattern => Format::Pattern(pattern.to_owned()),
    };
    TimeForm { formats: vec![format], zone: TimeZone::UTC, precision: None }
}
