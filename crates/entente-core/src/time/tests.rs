//! Goal: an instant is read to the microsecond or refused, and a span is printed in full. Method: tables and properties.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(want: &Expect, answer: impl Fn(&str) -> String) {
    let mut got = String::new();
    for row in want.data().trim().lines() {
        let told = row.split(" => ").next().unwrap_or_default().trim();
        got += &format!("{told:<32} => {}\n", answer(told));
    }
    want.assert_eq(&got);
}

/// What is refused is marked so: the reason behind it is the library's and may be worded otherwise tomorrow.
#[test]
fn instants() {
    check(
        &expect![[r#"
            2026-03-06T21:30:00Z             => 2026-03-06T21:30:00Z
            2026-03-06T16:30-05:00           => 2026-03-06T21:30:00Z
            2026-03-06T16:30:00.5+01:00      => 2026-03-06T15:30:00.5Z
            2026-03-06T16:30:00.123456Z      => 2026-03-06T16:30:00.123456Z
            2026-03-06T16:30:00.123456999Z   => 2026-03-06T16:30:00.123456Z
            2026-03-06 16:30:00+09:00        => 2026-03-06T07:30:00Z
            2026-03-06t16:30:00z             => 2026-03-06T16:30:00Z
            1970-01-01T00:00:00Z             => 1970-01-01T00:00:00Z
            1969-12-31T23:59:59.999999Z      => 1969-12-31T23:59:59.999999Z
            0001-01-01T00:00:00Z             => 0001-01-01T00:00:00Z
            0000-12-31T23:59:59Z             => refused
            9999-12-30T22:00:00Z             => 9999-12-30T22:00:00Z
            9999-12-30T22:00:00.000001Z      => refused
            9999-12-31T23:59:59Z             => refused
            2024-02-29T00:00:00Z             => 2024-02-29T00:00:00Z
            2026-02-29T00:00:00Z             => refused
            2026-03-06T24:00:00Z             => refused
            2026-03-06T16:30:60Z             => 2026-03-06T16:30:59Z
            2026-03-06T16:30:00              => refused
            2026-03-06                       => refused
            2026-03-06T16:30:00 Europe/Berlin => refused
            06.03.2026 16:30                 => refused
            1772832600                       => refused
            now                              => refused
        "#]],
        |text| Instant::parse(text).map_or_else(|_| "refused".to_owned(), |instant| instant.to_string()),
    );
}

#[test]
fn a_refusal_says_what_was_written_and_what_would_do() {
    let refused = |text: &str| Instant::parse(text).unwrap_err();
    assert!(refused("soon").starts_with("'soon' is not an instant with an offset, like 2026-03-06T16:30-05:00"));
    assert_eq!(refused("0000-01-01T00:00:00Z"), "'0000-01-01T00:00:00Z' is outside of the years 1 to 9999");
}

#[test]
fn spans() {
    check(
        &expect![[r#"
            0                                => 0s
            1                                => 1us
            999999                           => 999999us
            1000000                          => 1s
            20000000                         => 20s
            5400000000                       => 1h30m
            3600000000                       => 1h
            86399999999                      => 23h59m59s999999us
            86400000000                      => 1d
            129600000000                     => 1d12h
            2592000000000                    => 30d
            -1                               => -1us
            -5400000000                      => -1h30m
            9223372036854775807              => 106751991d4h54s775807us
            -9223372036854775808             => -106751991d4h54s775808us
        "#]],
        |text| Span::from_micros(text.parse().unwrap()).to_string(),
    );
}

#[test]
fn the_ends_of_the_time_line_hold() {
    let (first, last) = (Instant::from_micros(i64::MIN), Instant::from_micros(i64::MAX));
    let (shortest, longest) = (Span::from_micros(i64::MIN), Span::from_micros(i64::MAX));
    assert_eq!(last + Span::SECOND, last);
    assert_eq!(first - Span::SECOND, first);
    assert_eq!(first + shortest, first);
    assert_eq!(last - first, longest);
    assert_eq!(first - last, shortest);
    assert_eq!(longest + Span::DAY, longest);
    assert_eq!(shortest - Span::DAY, shortest);
    assert_eq!(Span::DAY.times(i64::MAX), longest);
    assert_eq!(Span::DAY.times(i64::MIN), shortest);
    assert_eq!(Span::from_seconds(i64::MAX), longest);
    assert_eq!(first.to_string(), Instant::MIN.to_string(), "beyond what can be written, the last that can is");
    assert_eq!(last.to_string(), Instant::MAX.to_string());
}

#[test]
fn seconds_are_cut_towards_zero() {
    let seconds = |micros: i64| Span::from_micros(micros).as_seconds();
    assert_eq!([seconds(1_999_999), seconds(-1_999_999), seconds(999_999)], [1, -1, 0]);
    assert_eq!(Span::from_seconds(90).as_micros(), 90_000_000);
}

#[test]
fn finer_is_less() {
    assert!(Precision::Second < Precision::Minute && Precision::Minute < Precision::Day);
    let written = serde_json::to_string(&[Precision::Second, Precision::Minute, Precision::Day]).unwrap();
    assert_eq!(written, r#"["second","minute","day"]"#);
    assert_eq!(Precision::default(), Precision::Second);
}

/// The micros of a span as it is printed, read by a reader of its own.
fn micros(text: &str) -> Option<i128> {
    let (sign, mut rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut sum = 0_i128;
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let unit = rest[digits..].find(|letter: char| letter.is_ascii_digit()).map_or(rest.len(), |at| digits + at);
        let length = match &rest[digits..unit] {
            "d" => 86_400_000_000,
            "h" => 3_600_000_000,
            "m" => 60_000_000,
            "s" => 1_000_000,
            "us" => 1,
            _ => return None,
        };
        sum += rest[..digits].parse::<i128>().ok()? * length;
        rest = &rest[unit..];
    }
    Some(sign * sum)
}

proptest! {
    #[test]
    fn a_span_is_printed_in_full(length in any::<i64>()) {
        prop_assert_eq!(micros(&Span::from_micros(length).to_string()), Some(i128::from(length)));
    }

    #[test]
    fn an_instant_that_is_printed_is_read_back(at in Instant::MIN.as_micros()..=Instant::MAX.as_micros()) {
        let instant = Instant::from_micros(at);
        prop_assert_eq!(Instant::parse(&instant.to_string()), Ok(instant));
        prop_assert_eq!(instant.to_jiff().as_microsecond(), at);
    }

    #[test]
    fn going_there_and_back_is_staying(at in -1_i64 << 60..1_i64 << 60, length in -1_i64 << 60..1_i64 << 60) {
        let (instant, span) = (Instant::from_micros(at), Span::from_micros(length));
        prop_assert_eq!(instant + span - span, instant);
        prop_assert_eq!(instant + span - instant, span);
        prop_assert_eq!(instant.plus(span), instant + span);
    }

    #[test]
    fn no_text_makes_it_stumble(text in any::<String>()) {
        if let Err(refused) = Instant::parse(&text) {
            prop_assert!(refused.contains(&text));
        }
    }
}

#[test]
fn an_instant_is_kept_as_a_number_and_read_as_text_too() {
    let instant = Instant::parse("2026-03-06T21:30:00Z").unwrap();
    assert_eq!(serde_json::to_string(&instant).unwrap(), "1772832600000000");
    for text in ["1772832600000000", "\"2026-03-06T21:30:00Z\"", "\"2026-03-06T16:30-05:00\""] {
        assert_eq!(serde_json::from_str::<Instant>(text).unwrap(), instant, "{text}");
    }
    assert_eq!(postcard::from_bytes::<Instant>(&postcard::to_allocvec(&instant).unwrap()).unwrap(), instant);
    for text in ["\"2026-03-06\"", "1.5", "18446744073709551615", "null"] {
        assert!(serde_json::from_str::<Instant>(text).is_err(), "{text}");
    }
}
