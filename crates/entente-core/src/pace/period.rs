//! Weeks, months, quarters and years as instants in the agreement's zone.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::agreement::model::Per;
use crate::calendar::{date_in, first_instant};
use crate::time::Instant;

/// The period that `at` lies in, half-open: from the first instant of its first date to that of the next period.
#[must_use]
pub fn period_of(zone: &TimeZone, per: Per, at: Instant) -> (Instant, Instant) {
    let first = first_date(per, date_in(zone, at));
    (first_instant(zone, first), first_instant(zone, next(per, first)))
}

/// Every period that shares an instant with `[from, to)`, in order; none where `to` is not after `from`.
pub fn periods_between(
    zone: &TimeZone,
    per: Per,
    from: Instant,
    to: Instant,
) -> impl Iterator<Item = (Instant, Instant)> {
    let first = (from < to).then(|| period_of(zone, per, from));
    std::iter::successors(first, move |(before, end)| {
        Some(period_of(zone, per, *end)).filter(|(begins, _)| before < begins && *begins < to)
    })
}

fn first_date(per: Per, date: Date) -> Date {
    match per {
        Per::Week => date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days()),
        Per::Month => date.first_of_month(),
        Per::Quarter => date.first_of_month().saturating_sub(i64::from((date.month() - 1) % 3).months()),
        Per::Year => date.first_of_year(),
    }
}

fn next(per: Per, first: Date) -> Date {
    first.saturating_add(match per {
        Per::Week => 1.week(),
        Per::Month => 1.month(),
        Per::Quarter => 3.months(),
        Per::Year => 1.year(),
    })
}
