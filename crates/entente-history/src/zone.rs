//! Days and periods in a zone: two facts are one day apart when their local dates are, whatever the clock shows.

use entente_core::agreement::model::Per;
use entente_core::time::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A time zone for counting days, weeks, months, quarters and years.
#[derive(Debug, Clone)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// The zone of this IANA name.
    ///
    /// # Errors
    /// Says that no such zone is known.
    pub fn named(name: &str) -> Result<Zone, String> {
        let zone = TimeZone::get(name).map_err(|_| format!("'{name}' is not a time zone, like Europe/Berlin"))?;
        Ok(Zone { name: name.to_owned(), zone })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone itself, for arithmetic.
    pub(crate) fn tz(&self) -> &TimeZone {
        &self.zone
    }

    /// The local date of an instant.
    pub(crate) fn date(&self, at: Instant) -> Date {
        self.zone.to_datetime(at.to_jiff()).date()
    }

    /// The local date as a number of days, so that a difference of dates is a subtraction.
    pub(crate) fn day(&self, at: Instant) -> i64 {
        day_number(self.date(at))
    }

    /// The first date of the period that an instant is in.
    pub(crate) fn period(&self, per: Per, at: Instant) -> Date {
        period_start(per, self.date(at))
    }

    /// The first instant of a local date.
    pub(crate) fn start_of(&self, date: Date) -> Instant {
        let zoned = date.to_zoned_datetime(self.zone.clone());
        let start = zoned.ok().and_then(|zoned| zoned.start_of_day().ok());
        start.map_or(Instant::MAX, |start| Instant::from_micros(start.timestamp().as_microsecond()))
    }
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i64 {
    // Howard Hinnant's days-from-civil arithmetic, in March-based years.
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The first date of the period that `date` is in.
pub(crate) fn period_start(per: Per, date: Date) -> Date {
    let first_of = |month: i8| Date::new(date.year(), month, 1).unwrap_or(date);
    match per {
        Per::Week => {
            let back = i64::from(date.weekday().to_monday_zero_offset());
            date.checked_sub(jiff::Span::new().days(back)).unwrap_or(date)
        }
        Per::Month => first_of(date.month()),
        Per::Quarter => first_of((date.month() - 1) / 3 * 3 + 1),
        Per::Year => first_of(1),
    }
}

/// The first date after the period that starts at `start`.
pub(crate) fn period_end(per: Per, start: Date) -> Date {
    let length = match per {
        Per::Week => jiff::Span::new().days(7),
        Per::Month => jiff::Span::new().months(1),
        Per::Quarter => jiff::Span::new().months(3),
        Per::Year => jiff::Span::new().years(1),
    };
    start.checked_add(length).unwrap_or(Date::MAX)
}

/// A period's name: `2018-05`, `2018-Q2`, `2018`, `2018-W22`.
pub(crate) fn period_name(per: Per, start: Date) -> String {
    match per {
        Per::Week => {
            let week = start.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        Per::Month => format!("{:04}-{:02}", start.year(), start.month()),
        Per::Quarter => format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1),
        Per::Year => format!("{:04}", start.year()),
    }
}

#[cfg(test)]
mod tests {
    use entente_core::agreement::model::Per;
    use entente_core::time::Instant;

    use super::{Zone, period_end, period_name};

    #[test]
    fn a_day_is_the_zone_s_own() {
        let late = Instant::parse("2018-06-01T02:30:00Z").unwrap();
        let rows = ["UTC", "America/Sao_Paulo", "Asia/Seoul", "Nowhere/Else"];
        let table: String = rows
            .iter()
            .map(|name| match Zone::named(name) {
                Ok(zone) => format!("{name} {} {}\n", zone.date(late), zone.day(late)),
                Err(error) => format!("{error}\n"),
            })
            .collect();
        expect_test::expect![[r#"
            UTC 2018-06-01 17683
            America/Sao_Paulo 2018-05-31 17682
            Asia/Seoul 2018-06-01 17683
            'Nowhere/Else' is not a time zone, like Europe/Berlin
        "#]]
        .assert_eq(&table);
    }

    #[test]
    fn periods_start_and_end_on_their_own_dates() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let mut table = String::new();
        for text in ["2026-01-01T00:00:00Z", "2026-03-29T00:30:00Z", "2025-12-31T22:59:59Z", "1969-12-31T00:00:00Z"] {
            let at = Instant::parse(text).unwrap();
            table += text;
            for per in [Per::Week, Per::Month, Per::Quarter, Per::Year] {
                let start = zone.period(per, at);
                table += &format!(" | {} {start}..{}", period_name(per, start), period_end(per, start));
            }
            table += &format!(" | day {} from {}\n", zone.day(at), zone.start_of(zone.date(at)));
        }
        expect_test::expect![[r#"
            2026-01-01T00:00:00Z | 2026-W01 2025-12-29..2026-01-05 | 2026-01 2026-01-01..2026-02-01 | 2026-Q1 2026-01-01..2026-04-01 | 2026 2026-01-01..2027-01-01 | day 20454 from 2025-12-31T23:00:00Z
            2026-03-29T00:30:00Z | 2026-W13 2026-03-23..2026-03-30 | 2026-03 2026-03-01..2026-04-01 | 2026-Q1 2026-01-01..2026-04-01 | 2026 2026-01-01..2027-01-01 | day 20541 from 2026-03-28T23:00:00Z
            2025-12-31T22:59:59Z | 2026-W01 2025-12-29..2026-01-05 | 2025-12 2025-12-01..2026-01-01 | 2025-Q4 2025-10-01..2026-01-01 | 2025 2025-01-01..2026-01-01 | day 20453 from 2025-12-30T23:00:00Z
            1969-12-31T00:00:00Z | 1970-W01 1969-12-29..1970-01-05 | 1969-12 1969-12-01..1970-01-01 | 1969-Q4 1969-10-01..1970-01-01 | 1969 1969-01-01..1970-01-01 | day -1 from 1969-12-30T23:00:00Z
        "#]].assert_eq(&table);
    }
}
