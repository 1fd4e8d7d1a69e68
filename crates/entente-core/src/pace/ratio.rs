//! Division and square roots of exact decimals, each rounded in the direction its name says.

use crate::number::Decimal;

const ONE: i64 = 1_000_000;

fn millionths(number: Decimal) -> i128 {
    i128::from(number.as_millionths())
}

/// `number × times ÷ by`, to the nearest millionth, halves away from zero, held at the ends of the range. Nothing
/// divided by nothing is taken as divided by one.
pub(super) fn scale(number: Decimal, times: u32, by: u32) -> Decimal {
    let (product, by) = (millionths(number) * i128::from(times), i128::from(by.max(1)));
    let nearest = (product + by / 2 * product.signum()) / by;
    Decimal::from_millionths(nearest.clamp(i64::MIN.into(), i64::MAX.into()) as i64)
}

/// `√(a × b)`, rounded up to a millionth; zero where the product is not positive.
pub(super) fn root_of_product(a: Decimal, b: Decimal) -> Decimal {
    let square = u128::try_from(millionths(a) * millionths(b)).unwrap_or(0);
    // At most i64::MAX: the root of the product of two numbers is not above the larger one.
    Decimal::from_millionths(root_up(square).min(i64::MAX as u128) as i64)
}

/// The smallest whole number whose square is not below.
pub(super) fn root_up(square: u128) -> u128 {
    let root = square.isqrt();
    root + u128::from(root * root < square)
}

/// The largest whole number that is not above.
pub(super) fn floor(number: Decimal) -> i64 {
    number.as_millionths().div_euclid(ONE)
}

/// The smallest whole number that is not below.
pub(super) fn ceil(number: Decimal) -> i64 {
    floor(number) + i64::from(number.as_millionths().rem_euclid(ONE) != 0)
}
