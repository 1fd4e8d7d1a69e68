//! Figures as people read them: shares with their interval, numbers to a few decimals. Exact ones are in the JSON.

use entente_core::lang;
use entente_core::number::Decimal;
use entente_history::Rate;

/// A number rounded half away from zero to `places` decimals, of at most six.
pub(in crate::commands) fn rounded(number: Decimal, places: u32) -> String {
    let step = 10_i64.pow(6 - places.min(6));
    let millionths = number.as_millionths();
    let halves = (millionths.unsigned_abs() + step.unsigned_abs() / 2) / step.unsigned_abs();
    let sign = if millionths < 0 && halves > 0 { "-" } else { "" };
    let unit = 10_u64.pow(places.min(6));
    match places {
        0 => format!("{sign}{halves}"),
        _ => format!("{sign}{}.{:0width$}", halves / unit, halves % unit, width = places as usize),
    }
}

/// `17.8%`; a dash where there is no share.
pub(in crate::commands) fn percent(share: Option<Decimal>) -> String {
    let hundredfold = |share: Decimal| Decimal::from_millionths(share.as_millionths().saturating_mul(100));
    share.map_or_else(|| "–".to_owned(), |share| format!("{}%", rounded(hundredfold(share), 1)))
}

/// `14.2–22.1`, the interval of a share in percent.
pub(in crate::commands) fn interval(rate: &Rate) -> String {
    let Some((low, high)) = rate.low.zip(rate.high) else { return String::new() };
    let hundredfold = |share: Decimal| Decimal::from_millionths(share.as_millionths().saturating_mul(100));
    format!("{}–{}", rounded(hundredfold(low), 1), rounded(hundredfold(high), 1))
}

/// `64  17.8% [14.2–22.1]`; the count alone where there is no share.
pub(in crate::commands) fn rate(rate: &Rate) -> String {
    if rate.share.is_none() {
        return rate.part.to_string();
    }
    format!("{} {} [{}]", grouped(rate.part), percent(rate.share), interval(rate))
}

/// `17.8% [14.2–22.1]`; a dash where there is no share.
pub(in crate::commands) fn share_only(rate: &Rate) -> String {
    match rate.share {
        Some(_) => format!("{} [{}]", percent(rate.share), interval(rate)),
        None => "–".to_owned(),
    }
}

/// `64 17.8%`.
pub(in crate::commands) fn share(rate: &Rate) -> String {
    if rate.share.is_none() {
        return rate.part.to_string();
    }
    format!("{} {}", grouped(rate.part), percent(rate.share))
}

/// `1 row`, `2,192 rows`.
pub(in crate::commands) fn count(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// `8,000`.
pub(in crate::commands) fn grouped(number: u64) -> String {
    i64::try_from(number).map_or_else(|_| number.to_string(), |number| lang::grouped(Decimal::from_int(number)))
}

#[cfg(test)]
mod tests {
    use entente_core::number::Decimal;
    use entente_history::Rate;

    use super::{grouped, rate, rounded};

    #[test]
    fn figures_are_rounded_once_and_half_away_from_zero() {
        let rows = ["0", "0.5", "-0.5", "-0.04", "48.440618", "54.75", "161.9", "-2", "0.818322"];
        let table: String = rows
            .iter()
            .map(|text| Decimal::parse(&text[..text.len().min(9)]).unwrap())
            .map(|number| format!("{number}: {} {} {}\n", rounded(number, 0), rounded(number, 1), rounded(number, 4)))
            .collect();
        expect_test::expect![[r#"
            0: 0 0.0 0.0000
            0.5: 1 0.5 0.5000
            -0.5: -1 -0.5 -0.5000
            -0.04: 0 0.0 -0.0400
            48.440618: 48 48.4 48.4406
            54.75: 55 54.8 54.7500
            161.9: 162 161.9 161.9000
            -2: -2 -2.0 -2.0000
            0.818322: 1 0.8 0.8183
        "#]]
        .assert_eq(&table);
    }

    #[test]
    fn a_share_stands_with_its_count_and_interval() {
        let table: String =
            [(64, 360), (0, 0), (2928, 9240)].iter().map(|(part, of)| rate(&Rate::new(*part, *of)) + "\n").collect();
        expect_test::expect![[r#"
            64 17.8% [14.2–22.1]
            0
            2,928 31.7% [30.7–32.6]
        "#]]
        .assert_eq(&table);
        assert_eq!((grouped(0), grouped(999), grouped(1_000_000)), ("0".into(), "999".into(), "1,000,000".into()));
    }
}
