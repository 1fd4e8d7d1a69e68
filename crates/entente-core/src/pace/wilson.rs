//! How sure a rate is: Wilson's interval, so that 3 of 4 is never read as 75 percent and nothing more.

use super::ratio::root_up;
use crate::number::Decimal;

/// The square of the normal quantile of 95 %, 1.959964², in millionths, rounded up.
const Z_SQUARED: u128 = 3_841_459;
const MILLION: u128 = 1_000_000;

/// Counts above this are scaled down; the interval is narrower than a millionth there.
const TRIALS_BITS_MAX: u32 = 40;

/// The 95 % Wilson score interval of `successes` in `trials`, as shares between 0 and 1: the lower end rounded down
/// to a millionth, the upper one up, so that rounding never claims more than is known.
///
/// No trials say nothing: 0 to 1. More successes than trials are taken as all of them.
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> (Decimal, Decimal) {
    if trials == 0 {
        return (Decimal::ZERO, Decimal::ONE);
    }
    let excess = (u64::BITS - trials.leading_zeros()).saturating_sub(TRIALS_BITS_MAX);
    let (hits, trials) = (u128::from(successes.min(trials) >> excess), u128::from(trials >> excess));
    // With everything multiplied by 2 · (n + z²): centre ± z · √(4 · s · (n − s) / n + z²), where z² is in millionths.
    let centre = 2 * MILLION * hits + Z_SQUARED;
    let square = (4 * MILLION * Z_SQUARED * hits * (trials - hits)).div_ceil(trials) + Z_SQUARED * Z_SQUARED;
    let spread = root_up(square);
    let whole = 2 * (MILLION * trials + Z_SQUARED);
    let low = centre.saturating_sub(spread) * MILLION / whole;
    let high = ((centre + spread) * MILLION).div_ceil(whole).min(MILLION);
    (share(low), share(high))
}

/// At most a million millionths.
fn share(millionths: u128) -> Decimal {
    Decimal::from_millionths(millionths as i64)
}
