//! Exact numbers in millionths, so that a 40-point signal meets a 40-point threshold on every machine.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(test)]
mod tests;

/// An exact decimal number: an integer count of millionths. Ranges to about ±9.2 × 10¹².
///
/// Points, shares (`5%` is 50,000 millionths), amounts of money and number fields are all of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal(0);
    /// One whole.
    pub const ONE: Decimal = Decimal(1_000_000);

    /// The number this many millionths are.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Decimal {
        Decimal(millionths)
    }

    /// A whole number, saturating beyond the range.
    #[must_use]
    pub const fn from_int(whole: i64) -> Decimal {
        Decimal(whole.saturating_mul(1_000_000))
    }

    /// The count of millionths.
    #[must_use]
    pub const fn as_millionths(self) -> i64 {
        self.0
    }

    /// The whole part, towards zero.
    #[must_use]
    pub const fn trunc(self) -> i64 {
        self.0 / 1_000_000
    }

    /// The sum, saturating.
    #[must_use]
    pub const fn plus(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_add(other.0))
    }

    /// The difference, saturating.
    #[must_use]
    pub const fn minus(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_sub(other.0))
    }

    /// Reads `40`, `-7.5`, `2400000`, `0.000001`; at most six decimals, no exponent, no grouping.
    ///
    /// # Errors
    /// Says what is wrong: not a number, more than six decimals, or out of range.
    pub fn parse(text: &str) -> Result<Decimal, String> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return Err(format!("'{text}' is not a number"));
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 6 {
            return Err(format!("'{text}' has more than six decimals"));
        }
        let range = || format!("'{text}' is out of range");
        let whole: i64 = whole.parse().map_err(|_| range())?;
        let part: i64 = if fraction.is_empty() { 0 } else { format!("{fraction:0<6}").parse().map_err(|_| range())? };
        // Wider than the result, because the least number has no counterpart above zero.
        let millionths = i128::from(whole) * 1_000_000 + i128::from(part);
        i64::try_from(if negative { -millionths } else { millionths }).map(Decimal).map_err(|_| range())
    }
}

/// Plain decimal notation without trailing zeros: `40`, `-7.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let sign = if self.0 < 0 { "-" } else { "" };
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{part:06}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// Whole numbers as JSON integers, others as decimal text: JSON numbers with a fraction are not portable.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            if self.0 % 1_000_000 == 0 && self.trunc().unsigned_abs() < (1 << 53) {
                serializer.serialize_i64(self.trunc())
            } else {
                serializer.serialize_str(&self.to_string())
            }
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or a decimal number as text")
            }
            fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Decimal, E> {
                let millionths = whole.checked_mul(1_000_000);
                millionths.map(Decimal).ok_or_else(|| E::custom(format_args!("{whole} is out of range")))
            }
            fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Decimal, E> {
                let signed = i64::try_from(whole);
                signed
                    .map_err(|_| E::custom(format_args!("{whole} is out of range")))
                    .and_then(|whole| self.visit_i64(whole))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Decimal, E> {
                Decimal::parse(text).map_err(E::custom)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Visitor)
        } else {
            i64::deserialize(deserializer).map(Decimal)
        }
    }
}
