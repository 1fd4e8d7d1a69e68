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
mod tests {
    use super::Spread;

    #[test]
    fn quantiles_are_those_of_linear_interpolation() {
        // The right side of each row was worked out by hand from the definition.
        let rows: [(&[i64], i64); 4] = [(&[7], 1), (&[3, 1, 2, 4], 1), (&[-2, 0, 10], 1), (&[3600, 5400, 90], 3600)];
        let table: String = rows
            .iter()
            .map(|(values, unit)| {
                let s = Spread::of(&mut values.to_vec(), *unit).unwrap();
                format!(
                    "{values:?}/{unit}: {} {} {} mean {} {} {} {} {}\n",
                    s.min, s.p25, s.median, s.mean, s.p75, s.p90, s.p95, s.max
                )
            })
            .collect();
        expect_test::expect![[r#"
            [7]/1: 7 7 7 mean 7 7 7 7 7
            [3, 1, 2, 4]/1: 1 1.75 2.5 mean 2.5 3.25 3.7 3.85 4
            [-2, 0, 10]/1: -2 -1 0 mean 2.666667 5 8 9 10
            [3600, 5400, 90]/3600: 0.025 0.5125 1 mean 0.841667 1.25 1.4 1.45 1.5
        "#]]
        .assert_eq(&table);
    }

    proptest::proptest! {
        /// `p · n` values are at or below a quantile, by counting instead of by places; and moving all values moves it.
        #[test]
        fn quantiles_stand_where_the_counts_say(mut values in proptest::collection::vec(-1_000_i64..1_000, 1..60), by in -500_i64..500) {
            let spread = Spread::of(&mut values, 1).unwrap();
            let last = values.len() - 1;
            for (percent, quantile) in [(25, spread.p25), (50, spread.median), (75, spread.p75), (90, spread.p90), (95, spread.p95)] {
                let below = values.iter().filter(|value| **value * 1_000_000 < quantile.as_millionths()).count();
                let up_to = values.iter().filter(|value| **value * 1_000_000 <= quantile.as_millionths()).count();
                proptest::prop_assert!(below * 100 <= last * percent + 100, "{below} of {values:?} are below {quantile}");
                proptest::prop_assert!(up_to * 100 > last * percent, "only {up_to} of {values:?} are up to {quantile}");
            }
            let moved = Spread::of(&mut values.iter().map(|value| value + by).collect::<Vec<_>>(), 1).unwrap();
            proptest::prop_assert_eq!(moved.median.as_millionths(), spread.median.as_millionths() + by * 1_000_000);
            proptest::prop_assert_eq!(moved.p90.minus(moved.p25), spread.p90.minus(spread.p25));
        }
    }

    #[test]
    fn nothing_has_no_spread() {
        assert_eq!(Spread::of(&mut [], 1), None);
    }
}
