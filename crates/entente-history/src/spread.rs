//! How a set of durations is spread: exact quantiles and mean by integers.
//!
//! A quantile is what pandas and most spreadsheets call linear interpolation: it stands at place `(n - 1) * p` of the
//! sorted values, counted from 0, and between two values it is taken in proportion. All of it is rational arithmetic,
//! rounded once, at the end, to a millionth of the unit.

use entente_core::number::Decimal;
use serde::Serialize;

use crate::rate::ratio;

/// The spread of some durations, in the unit of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// The least.
    pub min: Decimal,
    /// A quarter are at or below.
    pub p25: Decimal,
    /// Half are at or below.
    pub median: Decimal,
    /// The sum divided by the number.
    pub mean: Decimal,
    /// Three quarters are at or below.
    pub p75: Decimal,
    /// Nine tenths are at or below.
    pub p90: Decimal,
    /// Nineteen twentieths are at or below.
    pub p95: Decimal,
    /// The most.
    pub max: Decimal,
}

impl Spread {
    /// The spread of `values`, which it sorts; `unit` of them make one. None where there are none.
    #[must_use]
    pub fn of(values: &mut [i64], unit: i64) -> Option<Spread> {
        values.sort_unstable();
        let (first, last) = (*values.first()?, *values.last()?);
        let sum: i128 = values.iter().map(|value| i128::from(*value)).sum();
        let one = |value: i64| ratio(i128::from(value), i128::from(unit));
        let at = |percent| quantile(values, percent, unit);
        Some(Spread {
            min: one(first),
            p25: at(25),
            median: at(50),
            mean: ratio(sum, values.len() as i128 * i128::from(unit)),
            p75: at(75),
            p90: at(90),
            p95: at(95),
            max: one(last),
        })
    }
}

/// The quantile at `percent` of sorted, non-empty values.
fn quantile(sorted: &[i64], percent: usize, unit: i64) -> Decimal {
    let place = (sorted.len() - 1) * percent;
    let (below, rest) = (place / 100, (place % 100) as i128);
    let low = i128::from(sorted[below]);
    let high = i128::from(*sorted.get(below + 1).unwrap_or(&sorted[below]));
    ratio(low * 100 + (high - low) * rest, 100 * i128::from(unit))
}

#[cfg(test)]
mod tests;
