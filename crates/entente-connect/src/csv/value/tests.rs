//! Goal: every way to write a number, a time, yes and no. Method: tables of text and what it is read as.

use crate::csv::unfit::Unfit;
use entente_core::time::Precision;
use expect_test::{Expect, expect};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::{Format, Kind, NumberForm, TimeForm, lasted, moment, number, value};

/// Rewrites each line of `want`, which begins with a text, as the text and what `read` makes of it.
#[track_caller]
fn check(read: impl Fn(&str) -> Result<String, Unfit>, want: &Expect) {
    let table: String = want
        .data()
        .trim()
        .lines()
        .map(|line| line.trim_start().trim_start_matches(char::is_whitespace))
        .map(|line| line.strip_prefix("`").and_then(|rest| rest.split_once("`")).map_or(line, |(text, _)| text))
        .map(|text| format!("`{text}` => {}\n", read(text).unwrap_or_else(|why| format!("!! {why}"))))
        .collect();
    want.assert_eq(&table);
}

fn in_zone(zone: &str, formats: &[&str], precision: Option<Precision>) -> impl Fn(&str) -> Result<String, Unfit> {
    let formats = formats.iter().map(|format| match *format {
        "iso" => Format::Iso,
        "unix" => Format::Unix,
        "unix_ms" => Format::UnixMillis,
        pattern => Format::Pattern(pattern.to_owned()),
    });
    let form = TimeForm { formats: formats.collect(), zone: TimeZone::get(zone).unwrap(), precision };
    move |text| moment(text, &form).map(|moment| format!("{} {:?}", moment.at, moment.precision))
}

#[test]
fn numbers_with_a_point() {
    check(
        |text| number(text, &NumberForm::Point).map(|number| number.to_string()),
        &expect![[r#"
            `40` => 40
            `-7.5` => -7.5
            `+3` => 3
            `1,234,567.5` => 1234567.5
            `1 234.5` => 1234.5
            `1'234` => 1234
            `0.1234565` => 0.123457
            `-0.1234565` => -0.123457
            `2.3333333333` => 2.333333
            `1,23` => !! '1,23' is not a number
            `12,34` => !! '12,34' is not a number
            `0,500` => !! '0,500' is not a number
            `-0,125` => !! '-0,125' is not a number
            `00,100` => !! '00,100' is not a number
            `0.500` => 0.5
            `1.2.3` => !! '1.2.3' is not a number
            `1e5` => !! '1e5' is not a number
            `12 €` => !! '12 €' is not a number
            `NaN` => !! 'NaN' is not a number
            `-` => !! '-' is not a number
            `5.` => !! '5.' is not a number
            `.5` => !! '.5' is not a number
            `99999999999999999999` => !! '99999999999999999999' is not a number
        "#]],
    );
}

#[test]
fn numbers_with_a_comma() {
    check(
        |text| number(text, &NumberForm::Comma).map(|number| number.to_string()),
        &expect![[r#"
            `1.234,5` => 1234.5
            `1234,5` => 1234.5
            `1,7` => 1.7
            `200.000.000` => 200000000
            `0.500` => !! '0.500' is not a number
            `0,500` => 0.5
            `1.5` => !! '1.5' is not a number
        "#]],
    );
}

#[test]
fn percentages_are_hundredths() {
    let read =
        |text: &str| value(text, &Kind::Percent(NumberForm::Point)).map(|value| serde_json::to_string(&value).unwrap());
    check(
        read,
        &expect![[r#"
            `42%` => {"number":"0.42"}
            `42` => {"number":"0.42"}
            `12.5 %` => {"number":"0.125"}
            `510%` => {"number":"5.1"}
            `%` => !! '' is not a number
        "#]],
    );
}

#[test]
fn iso_times_carry_their_precision() {
    check(
        in_zone("America/Sao_Paulo", &["iso"], None),
        &expect![[r#"
            `2018-02-01` => 2018-02-01T02:00:00Z Day
            `2018-02-26 19:58` => 2018-02-26T22:58:00Z Minute
            `2018-02-26 19:58:54` => 2018-02-26T22:58:54Z Second
            `2018-02-26T19:58:54.25` => 2018-02-26T22:58:54.25Z Second
            `2018-02-26T19:58Z` => 2018-02-26T19:58:00Z Minute
            `2010-01-13 08:40:25+00:00` => 2010-01-13T08:40:25Z Second
            `2018-11-04` => 2018-11-04T03:00:00Z Day
            `2018-02-30` => !! '2018-02-30' is not a time like 2022-01-31, 2022-01-31 14:05 or 2022-01-31T14:05:09Z
            `2018-2-1` => !! '2018-2-1' is not a time like 2022-01-31, 2022-01-31 14:05 or 2022-01-31T14:05:09Z
            `26.02.2018` => !! '26.02.2018' is not a time like 2022-01-31, 2022-01-31 14:05 or 2022-01-31T14:05:09Z
            `2018-02-26x` => !! '2018-02-26x' is not a time like 2022-01-31, 2022-01-31 14:05 or 2022-01-31T14:05:09Z
            `soon` => !! 'soon' is not a time like 2022-01-31, 2022-01-31 14:05 or 2022-01-31T14:05:09Z
        "#]],
    );
}

#[test]
fn patterns_are_tried_in_order() {
    check(
        in_zone("Asia/Kolkata", &["%m/%d/%Y", "%d.%m.%Y %H:%M", "%b %d, %Y %H:%M:%S %z"], None),
        &expect![[r#"
            `1/2/2022` => 2022-01-01T18:30:00Z Day
            `12/31/2022` => 2022-12-30T18:30:00Z Day
            `31.12.2022 14:05` => 2022-12-31T08:35:00Z Minute
            `Apr 1, 2022 20:46:15 +0200` => 2022-04-01T18:46:15Z Second
            `13/1/2022` => !! '13/1/2022' is not a time like '%m/%d/%Y' or '%d.%m.%Y %H:%M' or '%b %d, %Y %H:%M:%S %z'
            `1/2/2022 10:00` => !! '1/2/2022 10:00' is not a time like '%m/%d/%Y' or '%d.%m.%Y %H:%M' or '%b %d, %Y %H:%M:%S %z'
        "#]],
    );
}

#[test]
fn a_time_is_never_finer_than_told() {
    check(
        in_zone("Europe/Berlin", &["iso"], Some(Precision::Day)),
        &expect![[r#"
            `2022-03-27 14:05:09` => 2022-03-26T23:00:00Z Day
            `2022-03-26T23:30:00Z` => 2022-03-26T23:00:00Z Day
            `2022-03-27` => 2022-03-26T23:00:00Z Day
        "#]],
    );
    check(
        in_zone("Europe/Berlin", &["iso"], Some(Precision::Minute)),
        &expect![[r#"
            `2022-03-27 14:05:09` => 2022-03-27T12:05:00Z Minute
            `2022-03-27` => 2022-03-26T23:00:00Z Day
        "#]],
    );
    check(
        in_zone("Europe/Berlin", &["iso"], Some(Precision::Second)),
        &expect![[r#"
            `2022-03-27` => 2022-03-26T23:00:00Z Day
        "#]],
    );
}

#[test]
fn clock_changes_have_one_answer() {
    check(
        in_zone("Europe/Berlin", &["iso"], None),
        &expect![[r#"
            `2022-03-27 02:30` => 2022-03-27T01:30:00Z Minute
            `2022-10-30 02:30` => 2022-10-30T00:30:00Z Minute
        "#]],
    );
}

#[test]
fn counts_since_1970() {
    check(
        in_zone("UTC", &["unix"], None),
        &expect![[r#"
            `0` => 1970-01-01T00:00:00Z Second
            `1643637909` => 2022-01-31T14:05:09Z Second
            `-62135596800` => 0001-01-01T00:00:00Z Second
            `9223372036854775807` => !! '9223372036854775807' is not a time like 1643637909 (seconds)
            `1643637909.5` => !! '1643637909.5' is not a time like 1643637909 (seconds)
        "#]],
    );
    check(
        in_zone("UTC", &["unix_ms"], None),
        &expect![[r#"
            `1643637909123` => 2022-01-31T14:05:09.123Z Second
        "#]],
    );
}

#[test]
fn lengths_of_time() {
    check(
        |text| lasted(text).map(|span| span.to_string()),
        &expect![[r#"
            `90` => 1m30s
            `1:30` => 1m30s
            `0:01:30` => 1m30s
            `1:60` => !! '1:60' is not a length of time like 90 (seconds), 1:30 or 0:01:30
            `-5` => !! '-5' is not a length of time like 90 (seconds), 1:30 or 0:01:30
            `1:2:3:4` => !! '1:2:3:4' is not a length of time like 90 (seconds), 1:30 or 0:01:30
            `an hour` => !! 'an hour' is not a length of time like 90 (seconds), 1:30 or 0:01:30
        "#]],
    );
}

#[test]
fn yes_no_words_and_sets() {
    let shown = |kind: Kind| move |text: &str| value(text, &kind).map(|value| serde_json::to_string(&value).unwrap());
    check(
        shown(Kind::usual_bool()),
        &expect![[r#"
            `Yes` => true
            ` FALSE ` => false
            `1` => true
            `maybe` => !! 'maybe' is neither yes (true, yes, y, t, 1) nor no (false, no, n, f, 0)
        "#]],
    );
    check(
        shown(Kind::Is(vec!["successful".to_owned(), "ok".to_owned()])),
        &expect![[r#"
            `successful` => true
            `unsuccessful` => false
            `ok ` => true
        "#]],
    );
    check(
        shown(Kind::Domain),
        &expect![[r#"
            `Ana@Kessler.example` => "kessler.example"
            `https://www.kessler.example/jobs?a=b` => "kessler.example"
            `WWW.kessler.example` => "kessler.example"
            `kessler.example:8080.` => "kessler.example"
            `ana@gmail.com` => null
            `Kessler GmbH` => null
            `10.0.0.1` => null
            `한빛.example` => "한빛.example"
            `@` => null
        "#]],
    );
    check(
        shown(Kind::Set { split: ";".to_owned() }),
        &expect![[r#"
            `a; b;a;;c` => ["a","b","c"]
            `;` => []
        "#]],
    );
}

proptest! {
    #[test]
    fn no_text_breaks_a_reader(text in "\\PC{0,40}") {
        let _ = number(&text, &NumberForm::Point);
        let _ = number(&text, &NumberForm::Comma);
        let _ = lasted(&text);
        let _ = in_zone("Europe/Berlin", &["iso", "unix", "unix_ms", "%m/%d/%y %H:%M", "%d.%m.%Y"], Some(Precision::Day))(&text);
    }

    #[test]
    fn every_written_number_comes_back(millionths in -9_000_000_000_000_000_i64..9_000_000_000_000_000) {
        let told = entente_core::number::Decimal::from_millionths(millionths);
        prop_assert_eq!(number(&told.to_string(), &NumberForm::Point), Ok(told));
        prop_assert_eq!(number(&told.to_string().replace('.', ","), &NumberForm::Comma), Ok(told));
    }

    /// Read with the wrong mark, a number is refused or grouped as people group; it never becomes another by a thousandth.
    #[test]
    fn a_number_of_the_other_mark_is_refused_unless_it_is_grouped(millionths in -9_000_000_000_000_i64..9_000_000_000_000, group in "[,  '’]?") {
        let told = entente_core::number::Decimal::from_millionths(millionths);
        let (whole, fraction) = match told.to_string().split_once('.') {
            Some((whole, fraction)) => (whole.to_owned(), format!(".{fraction}")),
            None => (told.to_string(), String::new()),
        };
        let digits = whole.trim_start_matches('-');
        let grouped: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap()).collect();
        let sign = if whole.starts_with('-') { "-" } else { "" };
        let written = format!("{sign}{}{fraction}", grouped.join(&group));
        prop_assert_eq!(number(&written, &NumberForm::Point), Ok(told), "{}", written);
        // The same figure, read as if its point set groups apart.
        match number(&written, &NumberForm::Comma) {
            Ok(other) if other == told => prop_assert!(fraction.is_empty(), "{}", written),
            Ok(_) => prop_assert!(fraction.len() == 4 && !digits.starts_with('0') || group == ",", "{}", written),
            Err(_) => prop_assert!(!fraction.is_empty() || group == ",", "{}", written),
        }
    }

    #[test]
    fn every_written_instant_comes_back(seconds in -60_000_000_000_i64..250_000_000_000) {
        let told = entente_core::time::Instant::from_micros(seconds * 1_000_000);
        let read = in_zone("Asia/Seoul", &["iso"], None)(&told.to_string()).unwrap();
        prop_assert_eq!(read, format!("{told} Second"));
    }
}
