//! The periods a page is asked about, as local dates, so that a link to a list means the same tomorrow.

use std::fmt;
use std::str::FromStr;

use entente_core::agreement::model::Per;
use entente_core::calendar::{date_in, first_instant};
use entente_core::pace::period_of;
use entente_core::time::{Instant, Span};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A period that a page offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Period {
    /// The month at hand.
    #[default]
    ThisMonth,
    /// The month before it.
    LastMonth,
    /// The quarter at hand.
    ThisQuarter,
    /// The year at hand.
    ThisYear,
    /// Today and the 29 days before it.
    Last30Days,
}

impl Period {
    /// All of them, in the order they are offered.
    pub const ALL: [Period; 5] =
        [Period::ThisMonth, Period::LastMonth, Period::ThisQuarter, Period::ThisYear, Period::Last30Days];

    /// Its word, in addresses and as a page's key.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Period::ThisMonth => "this-month",
            Period::LastMonth => "last-month",
            Period::ThisQuarter => "this-quarter",
            Period::ThisYear => "this-year",
            Period::Last30Days => "last-30-days",
        }
    }

    /// The period of a word; none for any other.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|period| period.word() == word)
    }

    /// Its dates as of `now`.
    #[must_use]
    pub fn dates(self, zone: &TimeZone, now: Instant) -> Dates {
        let of = |per, at| Dates::of(zone, period_of(zone, per, at));
        match self {
            Period::ThisMonth => of(Per::Month, now),
            Period::LastMonth => of(Per::Month, period_of(zone, Per::Month, now).0 - Span::SECOND),
            Period::ThisQuarter => of(Per::Quarter, now),
            Period::ThisYear => of(Per::Year, now),
            Period::Last30Days => {
                let today = date_in(zone, now);
                Dates { from: today.saturating_sub(29.days()), to: today.saturating_add(1.day()) }
            }
        }
    }
}

/// Some local dates, the last one excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dates {
    /// The first date.
    pub from: Date,
    /// The first date after them.
    pub to: Date,
}

impl Dates {
    /// The dates of two instants in a zone.
    #[must_use]
    pub fn of(zone: &TimeZone, (from, to): (Instant, Instant)) -> Dates {
        Dates { from: date_in(zone, from), to: date_in(zone, to) }
    }

    /// Their first instant and the first after them.
    #[must_use]
    pub fn instants(self, zone: &TimeZone) -> (Instant, Instant) {
        (first_instant(zone, self.from), first_instant(zone, self.to))
    }

    /// The last date of them.
    #[must_use]
    pub fn last(self) -> Date {
        self.to.yesterday().unwrap_or(self.to)
    }

    /// The dates in which leads were created whose way is shown beside a period: a month is too short for most to get
    /// far, so three months before it count in.
    #[must_use]
    pub fn cohort(self) -> Dates {
        let is_short = self.from.saturating_add(35.days()) >= self.to;
        let from = if is_short { self.from.first_of_month().saturating_sub(3.months()) } else { self.from };
        Dates { from, ..self }
    }

    /// Each date.
    pub fn each(self) -> impl Iterator<Item = Date> {
        std::iter::successors(Some(self.from), |date| date.tomorrow().ok()).take_while(move |date| *date < self.to)
    }
}

/// `2026-11-01..2026-12-01`.
impl fmt::Display for Dates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

impl FromStr for Dates {
    type Err = ();
    fn from_str(text: &str) -> Result<Dates, ()> {
        let (from, to) = text.split_once("..").ok_or(())?;
        let (from, to) = (from.parse().map_err(drop)?, to.parse().map_err(drop)?);
        if from < to { Ok(Dates { from, to }) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use entente_core::time::Instant;
    use jiff::tz::TimeZone;

    use super::{Dates, Period};

    #[test]
    fn periods_are_those_of_the_agreement_s_zone() {
        let zone = TimeZone::get("Asia/Seoul").unwrap();
        let mut table = String::new();
        for now in ["2026-03-31T14:59:59Z", "2026-03-31T15:00:00Z", "2026-12-31T23:00:00Z"] {
            let now = Instant::parse(now).unwrap();
            for period in Period::ALL {
                let dates = period.dates(&zone, now);
                assert_eq!(Dates::of(&zone, dates.instants(&zone)), dates);
                assert_eq!(dates.to_string().parse(), Ok(dates));
                assert_eq!(Period::from_word(period.word()), Some(period));
                table += &format!("{} {dates} from {}\n", period.word(), dates.cohort().from);
            }
        }
        expect_test::expect![[r#"
            this-month 2026-03-01..2026-04-01 from 2025-12-01
            last-month 2026-02-01..2026-03-01 from 2025-11-01
            this-quarter 2026-01-01..2026-04-01 from 2026-01-01
            this-year 2026-01-01..2027-01-01 from 2026-01-01
            last-30-days 2026-03-02..2026-04-01 from 2025-12-01
            this-month 2026-04-01..2026-05-01 from 2026-01-01
            last-month 2026-03-01..2026-04-01 from 2025-12-01
            this-quarter 2026-04-01..2026-07-01 from 2026-04-01
            this-year 2026-01-01..2027-01-01 from 2026-01-01
            last-30-days 2026-03-03..2026-04-02 from 2025-12-01
            this-month 2027-01-01..2027-02-01 from 2026-10-01
            last-month 2026-12-01..2027-01-01 from 2026-09-01
            this-quarter 2027-01-01..2027-04-01 from 2027-01-01
            this-year 2027-01-01..2028-01-01 from 2027-01-01
            last-30-days 2026-12-03..2027-01-02 from 2026-09-01
        "#]]
        .assert_eq(&table);
    }

    #[test]
    fn dates_that_are_none_are_refused() {
        for text in
            ["", "..", "2026-01-01", "2026-01-01..2026-01-01", "2026-02-30..2026-03-01", "2026-03-01..2026-01-01"]
        {
            assert_eq!(text.parse::<Dates>(), Err(()), "{text}");
        }
    }
}
