//! Quantiles against the definition: by hand over small lists, and by counting over any.

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

#[test]
fn small_lists_by_hand() {
    // values / unit: p25, median, p75, p90, p95. The place in the sorted list is (n - 1) · p, counted from 0.
    let rows: [(&[i64], i64, [&str; 5]); 8] = [
        (&[10, 0], 1, ["2.5", "5", "7.5", "9", "9.5"]), // places 0.25, 0.5, 0.75, 0.9, 0.95
        (&[5, 5, 5], 1, ["5", "5", "5", "5", "5"]),
        (&[5, 3, 1, 2, 4], 1, ["2", "3", "4", "4.6", "4.8"]), // places 1, 2, 3, 3.6, 3.8
        (&[0, 0, 0, 100], 1, ["0", "0", "25", "70", "85"]),   // places 0.75, 1.5, 2.25, 2.7, 2.85
        (&[-3, -10], 1, ["-8.25", "-6.5", "-4.75", "-3.7", "-3.35"]),
        (&[2, 1], 3, ["0.416667", "0.5", "0.583333", "0.633333", "0.65"]), // rounded once, after the division
        (&[60, 0, 20, 40, 100, 80, 120], 60, ["0.5", "1", "1.5", "1.8", "1.9"]), // places 1.5, 3, 4.5, 5.4, 5.7
        (&[100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0], 1, ["25", "50", "75", "90", "95"]),
    ];
    for (values, unit, wanted) in rows {
        let s = Spread::of(&mut values.to_vec(), unit).unwrap();
        let got = [s.p25, s.median, s.p75, s.p90, s.p95].map(|quantile| quantile.to_string());
        assert_eq!(got, wanted, "{values:?} / {unit}");
    }
}
