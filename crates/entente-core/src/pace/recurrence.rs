//! Which dates a recurrence rule (RFC 5545) calls for, so that a promise to meet can be held against them.

use jiff::ToSpan;
use jiff::civil::Date;

/// A rule, by the parts that an agreement may write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    every: Every,
    interval: i64,
    /// Which of these weekdays of the month or year (0: all), and the weekday from Monday, 0.
    days: Vec<(i32, i8)>,
    dates: Vec<i32>,
    months: Vec<i32>,
    positions: Vec<i32>,
    count: Option<usize>,
    until: Option<Date>,
    week_starts: i8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Every {
    Day,
    Week,
    Month,
    Year,
}

impl Recurrence {
    /// Reads a rule that the checker has accepted; none for any other text.
    #[must_use]
    pub fn parse(rule: &str) -> Option<Recurrence> {
        let (days, dates, months, positions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (every, count, until) = (Every::Day, None, None);
        let mut read = Recurrence { every, interval: 1, days, dates, months, positions, count, until, week_starts: 0 };
        let mut is_told = false;
        for part in rule.split(';') {
            let (name, value) = part.split_once('=')?;
            is_told |= name == "FREQ";
            read.part(name, value)?;
        }
        is_told.then_some(read)
    }

    fn part(&mut self, name: &str, value: &str) -> Option<()> {
        let numbers = || value.split(',').map(|number| number.parse().ok()).collect::<Option<Vec<i32>>>();
        match name {
            "FREQ" => {
                self.every = match value {
                    "DAILY" => Every::Day,
                    "WEEKLY" => Every::Week,
                    "MONTHLY" => Every::Month,
                    "YEARLY" => Every::Year,
                    _ => return None,
                }
            }
            "INTERVAL" => self.interval = value.parse().ok().filter(|interval| *interval > 0)?,
            "COUNT" => self.count = Some(value.parse().ok()?),
            "UNTIL" => self.until = Some(value.get(..8)?.parse().ok()?),
            "BYDAY" => self.days = value.split(',').map(day).collect::<Option<_>>()?,
            "BYMONTHDAY" => self.dates = numbers()?,
            "BYMONTH" => self.months = numbers()?,
            "BYSETPOS" => self.positions = numbers()?,
            "WKST" => self.week_starts = day(value)?.1,
            _ => return None,
        }
        Some(())
    }

    /// The dates in `[from, to)` on which the rule falls, where `first` is the date it begins on.
    #[must_use]
    pub fn dates(&self, first: Date, from: Date, to: Date) -> Vec<Date> {
        let mut dates: Vec<Date> = Vec::new();
        let mut seen = 0;
        let mut period = self.period_of(first);
        while period < to {
            let end = self.after(period, 1);
            // What is counted is counted from the beginning; all else only where it is asked for.
            if self.count.is_some() || from < end {
                for date in self.chosen(period, end, first) {
                    let is_in = date >= first && self.until.is_none_or(|until| date <= until);
                    let is_counted = self.count.is_none_or(|count| seen < count);
                    seen += usize::from(is_in);
                    if is_in && is_counted && from <= date && date < to {
                        dates.push(date);
                    }
                }
            }
            let next = self.after(period, self.interval);
            if next <= period {
                break;
            }
            period = next;
        }
        dates
    }

    /// The dates of one period, of which `BYSETPOS` may choose some.
    fn chosen(&self, period: Date, end: Date, first: Date) -> Vec<Date> {
        let days = std::iter::successors(Some(period), |date| date.tomorrow().ok()).take_while(|date| *date < end);
        let all: Vec<Date> = days.filter(|date| self.falls_on(*date, first)).collect();
        if self.positions.is_empty() {
            return all;
        }
        let size = all.len() as i32;
        let is_chosen = |index: i32| self.positions.contains(&(index + 1)) || self.positions.contains(&(index - size));
        all.into_iter().enumerate().filter(|(index, _)| is_chosen(*index as i32)).map(|(_, date)| date).collect()
    }

    fn falls_on(&self, date: Date, first: Date) -> bool {
        let (day, last) = (i32::from(date.day()), i32::from(date.days_in_month()));
        let in_month = self.months.is_empty() || self.months.contains(&i32::from(date.month()));
        let on_date = self.dates.is_empty() || self.dates.contains(&day) || self.dates.contains(&(day - last - 1));
        let on_day = self.days.is_empty() || self.days.iter().any(|wanted| self.is_day(date, *wanted));
        let as_first = !self.days.is_empty()
            || !self.dates.is_empty()
            || match self.every {
                Every::Day => true,
                Every::Week => date.weekday() == first.weekday(),
                Every::Month => date.day() == first.day(),
                Every::Year => date.day() == first.day() && (!self.months.is_empty() || date.month() == first.month()),
            };
        in_month && on_date && on_day && as_first
    }

    /// Whether a date is that weekday, counted within its month, or within its year where the rule names no month.
    fn is_day(&self, date: Date, (ordinal, weekday): (i32, i8)) -> bool {
        let is_yearly = self.every == Every::Year && self.months.is_empty();
        let (day, last) = match is_yearly {
            true => (i32::from(date.day_of_year()), i32::from(date.days_in_year())),
            false => (i32::from(date.day()), i32::from(date.days_in_month())),
        };
        let (from_start, from_end) = ((day - 1) / 7 + 1, -((last - day) / 7 + 1));
        date.weekday().to_monday_zero_offset() == weekday && [0, from_start, from_end].contains(&ordinal)
    }

    fn period_of(&self, date: Date) -> Date {
        match self.every {
            Every::Day => date,
            Every::Week => {
                let past = (date.weekday().to_monday_zero_offset() - self.week_starts).rem_euclid(7);
                date.saturating_sub(i64::from(past).days())
            }
            Every::Month => date.first_of_month(),
            Every::Year => date.first_of_year(),
        }
    }

    fn after(&self, period: Date, times: i64) -> Date {
        period.saturating_add(match self.every {
            Every::Day => times.days(),
            Every::Week => times.weeks(),
            Every::Month => times.months(),
            Every::Year => times.years(),
        })
    }
}

/// `2TU` is the second Tuesday, `TH` every Thursday.
fn day(text: &str) -> Option<(i32, i8)> {
    let (ordinal, code) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|known| *known == code)?;
    let ordinal = if ordinal.is_empty() { 0 } else { ordinal.parse().ok()? };
    Some((ordinal, weekday as i8))
}
