//! One event of a calendar: which days it names, or why it names none.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Reason;
use super::lines::{Line, plain};
use super::repeat::{self, Rule};

/// Longer than this is a school holiday or a season, and no day on which a firm is closed.
const DAYS_MAX: i32 = 31;

/// An event is left out, for this reason.
pub(super) struct Left(pub(super) Reason);

/// What an event says.
#[derive(Default)]
pub(super) struct Event {
    summary: Option<String>,
    start: Option<When>,
    end: Option<When>,
    lasts_days: Option<i32>,
    rule: Option<Rule>,
    also: Vec<Date>,
    except: Vec<Date>,
    is_called_off: bool,
    is_optional: bool,
}

/// A day, or a time on one.
#[derive(Clone, Copy)]
struct When {
    day: Date,
    is_midnight: bool,
    is_day: bool,
}

impl Event {
    /// Takes in a line of it.
    pub(super) fn take(&mut self, line: &Line) {
        match line.name.as_str() {
            "SUMMARY" => self.summary = Some(plain(&line.value)),
            "DTSTART" => self.start = when(&line.value),
            "DTEND" => self.end = when(&line.value),
            "DURATION" => self.lasts_days = days_of(&line.value),
            "RRULE" => self.rule = Some(repeat::rule(&line.value)),
            "RDATE" if !line.has("VALUE", "PERIOD") => self.also.extend(dates(&line.value)),
            "EXDATE" => self.except.extend(dates(&line.value)),
            "STATUS" => self.is_called_off = line.value.eq_ignore_ascii_case("CANCELLED"),
            "CATEGORIES" => self.is_optional |= is_optional(&line.value),
            "DESCRIPTION" => self.is_optional |= line.value.to_lowercase().starts_with("observance"),
            _ => {}
        }
    }

    /// What the days are called.
    pub(super) fn name(&self) -> String {
        self.summary.clone().unwrap_or_default()
    }

    /// Whether some observe it only.
    pub(super) fn is_optional(&self) -> bool {
        self.is_optional
    }

    /// Its days in the years from `first` to `last`.
    pub(super) fn days(&self, first: i16, last: i16) -> Result<Vec<Date>, Left> {
        if self.is_called_off {
            return Err(Left(Reason::CalledOff));
        }
        if self.name().is_empty() {
            return Err(Left(Reason::NoName));
        }
        let start = self.start.ok_or(Left(Reason::NoDay))?;
        let length = self.length(start)?;
        let mut starts = match &self.rule {
            None => vec![start.day],
            Some(rule) => rule.days(start.day, last).ok_or(Left(Reason::Repeats))?,
        };
        starts.extend(&self.also);
        starts.retain(|day| !self.except.contains(day));
        let each = starts.iter().flat_map(|start| (0..length).filter_map(|more| start.checked_add(more.days()).ok()));
        let days: Vec<Date> = each.filter(|day| (first..=last).contains(&day.year())).collect();
        if days.is_empty() { Err(Left(Reason::OtherYears)) } else { Ok(days) }
    }

    /// How many days it lasts. The end is the first day that no longer belongs to it.
    fn length(&self, start: When) -> Result<i32, Left> {
        let whole = |when: When| when.is_day || when.is_midnight;
        if !whole(start)
            || self.end.is_some_and(|end| !whole(end))
            || (!start.is_day && self.end.is_none() && self.lasts_days.is_none())
        {
            return Err(Left(Reason::Timed));
        }
        let days = match (self.end, self.lasts_days) {
            (Some(end), _) => (end.day - start.day).get_days(),
            (None, Some(days)) => days,
            (None, None) => 1,
        };
        match days {
            0..=1 => Ok(1),
            2..=DAYS_MAX => Ok(days),
            ..0 => Err(Left(Reason::NoDay)),
            _ => Err(Left(Reason::Long)),
        }
    }
}

/// `20261225`, `20261225T000000`, with `Z` or without: the wall time that is written is meant.
fn when(value: &str) -> Option<When> {
    let value = value.trim();
    let day = date(value.get(..8)?)?;
    let time = value.get(8..)?;
    let is_midnight = time.trim_end_matches(['Z', 'z']).strip_prefix(['T', 't']).is_some_and(|time| time == "000000");
    (time.is_empty() || time.starts_with(['T', 't'])).then_some(When { day, is_midnight, is_day: time.is_empty() })
}

/// `20261225`.
pub(super) fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) =
        (text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?.parse().ok()?);
    Date::new(year, month, day).ok().filter(|date| date.year() > 0)
}

fn dates(value: &str) -> impl Iterator<Item = Date> + '_ {
    value.split(',').take(400).filter_map(|text| when(text).map(|when| when.day))
}

/// Whole days of a duration: `P1D`, `P2W`, `PT24H`; none for other lengths.
fn days_of(value: &str) -> Option<i32> {
    let text = value.trim().strip_prefix('P')?;
    let number = |unit: char| text.strip_suffix(unit).and_then(|number| number.parse::<i32>().ok());
    let hours = || text.strip_prefix('T')?.strip_suffix('H')?.parse::<i32>().ok().filter(|hours| hours % 24 == 0);
    number('D')
        .or_else(|| number('W').and_then(|weeks| weeks.checked_mul(7)))
        .or_else(|| hours().map(|hours| hours / 24))
}

/// Categories that some calendars set for days which only some observe.
fn is_optional(categories: &str) -> bool {
    let words = categories.to_lowercase();
    let mut words = words.split(',').map(str::trim);
    words.any(|word| {
        ["optional", "observance", "half_day", "armed_forces", "school", "bank", "government"].contains(&word)
    })
}
