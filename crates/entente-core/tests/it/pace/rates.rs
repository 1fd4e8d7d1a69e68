//! Wilson's interval: known figures, the textbook formula, and rounding outwards.

use entente_core::number::Decimal;
use entente_core::pace::wilson;
use expect_test::{Expect, expect};
use proptest::prelude::*;

/// `successes of trials | low | high`.
fn check(table: &Expect) {
    let line = |line: &str| {
        let rate = line.split('|').next().unwrap_or_default().trim();
        let (successes, trials) = rate.split_once(" of ").unwrap();
        let (low, high) = wilson(successes.parse().unwrap(), trials.parse().unwrap());
        format!("{rate} | {low} | {high}\n")
    };
    table.assert_eq(&table.data().trim().lines().map(line).collect::<String>());
}

#[test]
fn few_trials_say_little() {
    check(&expect![[r#"
        0 of 0 | 0 | 1
        0 of 1 | 0 | 0.793451
        1 of 1 | 0.206549 | 1
        3 of 4 | 0.300641 | 0.954413
        4 of 4 | 0.510109 | 1
        7 of 4 | 0.510109 | 1
        50 of 100 | 0.403831 | 0.596169
        211 of 360 | 0.534585 | 0.635819
        950000 of 1000000 | 0.949571 | 0.950426
        9223372036854775807 of 18446744073709551615 | 0.499999 | 0.500001
    "#]]);
}

proptest! {
    #[test]
    fn it_is_the_textbook_interval_rounded_outwards(trials in 1_u64..5_000_000, part in 0.0..=1.0_f64) {
        let successes = (trials as f64 * part) as u64;
        let (low, high) = wilson(successes, trials);
        let (n, p, z) = (trials as f64, successes as f64 / trials as f64, 1.959_963_984_540_054_f64);
        let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
        let millionths = |share: Decimal| share.as_millionths() as f64 / 1e6;
        prop_assert!((-1e-9..2e-6).contains(&(centre - spread - millionths(low))), "{} {low}", centre - spread);
        prop_assert!((-1e-9..2e-6).contains(&(millionths(high) - centre - spread)), "{} {high}", centre + spread);
    }

    #[test]
    fn no_rate_is_too_odd(successes in any::<u64>(), trials in any::<u64>()) {
        let (low, high) = wilson(successes, trials);
        prop_assert!(Decimal::ZERO <= low && low <= high && high <= Decimal::ONE);
    }
}
