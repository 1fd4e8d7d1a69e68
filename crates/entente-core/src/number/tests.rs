//! Goal: a number is read exactly, refused in words, or saturates where that is said. Method: tables and properties.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// Each row's last column is what `answer` makes of the text before it.
#[track_caller]
fn check(want: &Expect, answer: impl Fn(&str) -> String) {
    let mut got = String::new();
    for row in want.data().trim().lines() {
        let told = row.split(" => ").next().unwrap_or_default().trim();
        got += &format!("{told:<28} => {}\n", answer(told));
    }
    want.assert_eq(&got);
}

#[test]
fn text_is_read_exactly_or_refused() {
    check(
        &expect![[r#"
            40                           => 40
            -7.5                         => -7.5
            +3                           => 3
            007                          => 7
            2400000                      => 2400000
            0.000001                     => 0.000001
            -0.000001                    => -0.000001
            1.500000000                  => 1.5
            -0                           => 0
            9223372036854.775807         => 9223372036854.775807
            9223372036854.775808         => '9223372036854.775808' is out of range
            -9223372036854.775808        => -9223372036854.775808
            -9223372036854.775809        => '-9223372036854.775809' is out of range
            99999999999999999999         => '99999999999999999999' is out of range
            0.0000001                    => '0.0000001' has more than six decimals
            1.                           => '1.' is not a number
            .5                           => '.5' is not a number
            -                            => '-' is not a number
            --1                          => '--1' is not a number
            1,000                        => '1,000' is not a number
            1 000                        => '1 000' is not a number
            1e3                          => '1e3' is not a number
            0x10                         => '0x10' is not a number
            NaN                          => 'NaN' is not a number
            ٣                            => '٣' is not a number
            5%                           => '5%' is not a number
            1.2.3                        => '1.2.3' is not a number
        "#]],
        |text| Decimal::parse(text).map_or_else(|refused| refused, |number| number.to_string()),
    );
    assert_eq!(Decimal::parse(""), Err("'' is not a number".to_owned()));
}

#[test]
fn json_is_read_exactly_or_refused() {
    check(
        &expect![[r#"
            40                           => 40
            -40                          => -40
            "7.5"                        => "7.5"
            "40"                         => 40
            9223372036854                => 9223372036854
            9223372036855                => 9223372036855 is out of range at line 1 column 13
            -9223372036855               => -9223372036855 is out of range at line 1 column 14
            18446744073709551615         => 18446744073709551615 is out of range at line 1 column 20
            "-9223372036854.775808"      => "-9223372036854.775808"
            1.5                          => invalid type: floating point `1.5`, expected a whole number, or a decimal number as text at line 1 column 3
            1e2                          => invalid type: floating point `100.0`, expected a whole number, or a decimal number as text at line 1 column 3
            true                         => invalid type: boolean `true`, expected a whole number, or a decimal number as text at line 1 column 4
            null                         => invalid type: null, expected a whole number, or a decimal number as text at line 1 column 4
            "forty"                      => 'forty' is not a number at line 1 column 7
            [1]                          => invalid type: sequence, expected a whole number, or a decimal number as text at line 1 column 1
        "#]],
        |json| match serde_json::from_str::<Decimal>(json) {
            Ok(number) => serde_json::to_string(&number).unwrap(),
            Err(refused) => refused.to_string(),
        },
    );
}

#[test]
fn sums_end_where_the_range_does() {
    let (least, most) = (Decimal::from_millionths(i64::MIN), Decimal::from_millionths(i64::MAX));
    let part = Decimal::from_millionths(1);
    assert_eq!(most.plus(part), most);
    assert_eq!(least.minus(part), least);
    assert_eq!(least.plus(most), Decimal::from_millionths(-1));
    assert_eq!(Decimal::ZERO.minus(least), most);
    assert_eq!(Decimal::from_int(i64::MAX), most);
    assert_eq!(Decimal::from_int(i64::MIN), least);
    assert_eq!(Decimal::from_int(40), Decimal::parse("40").unwrap());
}

#[test]
fn the_whole_part_is_cut_towards_zero() {
    let whole = |text: &str| Decimal::parse(text).unwrap().trunc();
    assert_eq!([whole("7.999999"), whole("-7.999999"), whole("0.5"), whole("-0.5")], [7, -7, 0, 0]);
}

/// Any number, those at the ends of the range among them.
fn any_number() -> impl Strategy<Value = Decimal> {
    let millionths =
        prop_oneof![any::<i64>(), -3_000_000..3_000_000_i64, Just(i64::MIN), Just(i64::MIN + 1), Just(i64::MAX)];
    millionths.prop_map(Decimal::from_millionths)
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(number in any_number()) {
        prop_assert_eq!(Decimal::parse(&number.to_string()), Ok(number));
    }

    #[test]
    fn what_is_written_is_read_back(number in any_number()) {
        let json = serde_json::to_string(&number).unwrap();
        prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), number);
        let bytes = postcard::to_allocvec(&number).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Decimal>(&bytes).unwrap(), number);
    }

    #[test]
    fn a_number_has_one_spelling(text in "[+-]?[0-9]{1,8}(\\.[0-9]{1,8})?") {
        if let Ok(number) = Decimal::parse(&text) {
            let printed = number.to_string();
            prop_assert!(!printed.contains('.') || !printed.ends_with('0'), "{}", printed);
            prop_assert_eq!(Decimal::parse(&printed), Ok(number));
            let as_float: f64 = text.parse().unwrap();
            prop_assert!((number.as_millionths() as f64 / 1e6 - as_float).abs() < 1e-6, "{} for {}", printed, text);
        }
    }

    #[test]
    fn no_text_makes_it_stumble(text in any::<String>()) {
        if let Err(refused) = Decimal::parse(&text) {
            prop_assert!(refused.contains(&text));
        }
    }

    #[test]
    fn order_is_that_of_numbers(a in any_number(), b in any_number()) {
        prop_assert_eq!(a < b, a.as_millionths() < b.as_millionths());
        prop_assert_eq!(a.plus(b), b.plus(a));
        if let Some(sum) = a.as_millionths().checked_add(b.as_millionths()) {
            prop_assert_eq!(a.plus(b), Decimal::from_millionths(sum));
            prop_assert_eq!(a.plus(b).minus(b), a);
        }
    }
}
