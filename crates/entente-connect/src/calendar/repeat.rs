//! The rules by which holidays return: every year on a date, or on a weekday of a month.

use jiff::civil::{Date, Weekday};

use super::event::date;

/// How an event returns.
pub(super) enum Rule {
    /// Every so many years.
    Yearly(Yearly),
    /// In a way that no holiday does.
    Other,
}

/// Every so many years.
#[derive(Default)]
pub(super) struct Yearly {
    interval: i16,
    /// How often in all.
    count: Option<u32>,
    /// The last day it may fall on.
    until: Option<Date>,
    month: Option<i8>,
    month_day: Option<i8>,
    /// The first is 1, the last is -1.
    weekday: Option<(i8, Weekday)>,
}

/// Reads `FREQ=YEARLY;BYMONTH=11;BYDAY=4TH` and the like.
pub(super) fn rule(value: &str) -> Rule {
    let mut rule = Yearly { interval: 1, ..Yearly::default() };
    let mut is_yearly = false;
    for (name, value) in value.split(';').filter_map(|part| part.split_once('=')) {
        let value = value.trim();
        let known = match name.trim().to_ascii_uppercase().as_str() {
            "FREQ" => {
                is_yearly = value.eq_ignore_ascii_case("YEARLY");
                is_yearly
            }
            "INTERVAL" => value
                .parse()
                .ok()
                .filter(|number| (1..=100).contains(number))
                .map(|number| rule.interval = number)
                .is_some(),
            "COUNT" => value.parse().map(|number| rule.count = Some(number)).is_ok(),
            "UNTIL" => value.get(..8).and_then(date).map(|day| rule.until = Some(day)).is_some(),
            "BYMONTH" => value
                .parse()
                .ok()
                .filter(|number| (1..=12).contains(number))
                .map(|number| rule.month = Some(number))
                .is_some(),
            "BYMONTHDAY" => value
                .parse()
                .ok()
                .filter(|number| (1..=31).contains(number))
                .map(|number| rule.month_day = Some(number))
                .is_some(),
            "BYDAY" => weekday(value).map(|found| rule.weekday = Some(found)).is_some(),
            "WKST" => true,
            _ => false,
        };
        if !known {
            return Rule::Other;
        }
    }
    // A weekday of the whole year, or a weekday that must fall on a date, is no holiday's rule.
    let is_plain = rule.weekday.is_none() || (rule.month.is_some() && rule.month_day.is_none());
    if is_yearly && is_plain { Rule::Yearly(rule) } else { Rule::Other }
}

/// `4TH`, `-1MO`.
fn weekday(text: &str) -> Option<(i8, Weekday)> {
    let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number: i8 = number.parse().ok().filter(|number| (1..=5).contains(number) || (-5..=-1).contains(number))?;
    let days = [
        ("MO", Weekday::Monday),
        ("TU", Weekday::Tuesday),
        ("WE", Weekday::Wednesday),
        ("TH", Weekday::Thursday),
        ("FR", Weekday::Friday),
        ("SA", Weekday::Saturday),
        ("SU", Weekday::Sunday),
    ];
    days.iter().find(|(own, _)| day.eq_ignore_ascii_case(own)).map(|(_, day)| (number, *day))
}

impl Rule {
    /// The days on which it falls from `start` to the end of the year `last`; none where the rule is not one of these.
    pub(super) fn days(&self, start: Date, last: i16) -> Option<Vec<Date>> {
        let Rule::Yearly(rule) = self else { return None };
        let mut days = Vec::new();
        let mut year = start.year();
        while year <= last && rule.count.is_none_or(|count| days.len() < count as usize) {
            let day = rule.day(start, year).filter(|day| *day >= start);
            if day.is_some_and(|day| rule.until.is_some_and(|until| day > until)) {
                break;
            }
            days.extend(day);
            year = year.checked_add(rule.interval)?;
        }
        Some(days)
    }
}

impl Yearly {
    /// The day of a year; none where it has no such day, like 29 February.
    fn day(&self, start: Date, year: i16) -> Option<Date> {
        let month = self.month.unwrap_or(start.month());
        match self.weekday {
            None => Date::new(year, month, self.month_day.unwrap_or(start.day())).ok(),
            Some((number, weekday)) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(number, weekday).ok(),
        }
    }
}
