//! A part of a whole with its uncertainty: no share is ever shown without the interval that its small number allows.

use entente_core::number::Decimal;
use entente_core::pace::wilson;
use serde::Serialize;

/// `part` of `of`, as a share with its 95 % Wilson interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// How many of them.
    pub part: u64,
    /// Of how many.
    pub of: u64,
    /// The share, rounded half up; none of nothing has no share.
    pub share: Option<Decimal>,
    /// The lower end of the interval.
    pub low: Option<Decimal>,
    /// The upper end of the interval.
    pub high: Option<Decimal>,
}

impl Rate {
    /// The rate of `part` in `of`. `part` never exceeds `of`; where it did, all of them are meant.
    #[must_use]
    pub fn new(part: u64, of: u64) -> Rate {
        let part = part.min(of);
        if of == 0 {
            return Rate { part, of, share: None, low: None, high: None };
        }
        let (low, high) = wilson(part, of);
        Rate { part, of, share: Some(ratio(i128::from(part), i128::from(of))), low: Some(low), high: Some(high) }
    }
}

/// `part / of` in millionths, rounded half away from zero; zero where `of` is not positive.
pub(crate) fn ratio(part: i128, of: i128) -> Decimal {
    if of <= 0 {
        return Decimal::ZERO;
    }
    let rounded = (part * 2_000_000 + of * part.signum()) / (2 * of);
    Decimal::from_millionths(i64::try_from(rounded).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::Rate;

    fn shown(part: u64, of: u64) -> String {
        let rate = Rate::new(part, of);
        match (rate.share, rate.low, rate.high) {
            (Some(share), Some(low), Some(high)) => format!("{share} [{low}, {high}]"),
            _ => "no share".to_owned(),
        }
    }

    #[test]
    fn a_share_stands_with_its_interval() {
        let rows = [(0, 0), (0, 10), (10, 10), (1, 2), (64, 360), (842, 8000), (1, 1_000_000)];
        let table: String = rows.iter().map(|(part, of)| format!("{part}/{of} {}\n", shown(*part, *of))).collect();
        expect_test::expect![[r#"
            0/0 no share
            0/10 0 [0, 0.277533]
            10/10 1 [0.722467, 1]
            1/2 0.5 [0.094531, 0.905469]
            64/360 0.177778 [0.141747, 0.220612]
            842/8000 0.10525 [0.098713, 0.112166]
            1/1000000 0.000001 [0, 0.000006]
        "#]]
        .assert_eq(&table);
    }
}
