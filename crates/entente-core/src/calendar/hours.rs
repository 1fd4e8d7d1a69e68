//! The local opening hours of any date: the week's, or the date's own.

use super::day::Day;
use crate::agreement::model::LocalInterval;

/// Hours per weekday, and the dates that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hours {
    /// Monday first; sorted.
    pub(super) week: [Vec<LocalInterval>; 7],
    /// Sorted by date, each date once; no hours is a closed date.
    pub(super) dates: Vec<(Day, Vec<LocalInterval>)>,
}

impl Hours {
    /// The hours of a date, earliest first.
    pub(super) fn on(&self, day: Day) -> &[LocalInterval] {
        match self.dates.binary_search_by_key(&day, |(date, _)| *date) {
            Ok(index) => &self.dates[index].1,
            Err(_) => &self.week[day.weekday()],
        }
    }

    /// The last date that can have hours; none where every date is closed.
    pub(super) fn last_day(&self) -> Option<Day> {
        if self.week.iter().any(|hours| !hours.is_empty()) {
            return Some(Day(i64::MAX));
        }
        self.dates.iter().rev().find(|(_, hours)| !hours.is_empty()).map(|(day, _)| *day)
    }
}
