//! Goal: every spelling of a length of time, right and wrong. Method: a table whose last column is the answer.

use expect_test::expect;
use proptest::prelude::*;

use super::*;

#[test]
fn spans_are_read_and_printed_shortest() {
    let table = [
        "20s",
        "30m",
        "4h",
        "7d",
        "2w",
        "1d12h",
        "90m",
        "24h",
        "1w1d1h1m1s",
        "0s",
        "007d",
        "36500d",
        "36501d",
        "99999999999999999999d",
        "",
        "7",
        "d",
        "7 d",
        "7days",
        "12h1d",
        "1d1d",
        "-7d",
        "7D",
        "7일",
        "1.5h",
    ];
    let rows: Vec<String> = table
        .iter()
        .map(|text| match span(text) {
            Ok(span) => format!("{text} | {span}"),
            Err(why) => format!("{text} | {why}"),
        })
        .collect();
    expect![[r#"
        20s | 20s
        30m | 30m
        4h | 4h
        7d | 7d
        2w | 14d
        1d12h | 1d12h
        90m | 1h30m
        24h | 1d
        1w1d1h1m1s | 8d1h1m1s
        0s | 0s
        007d | 7d
        36500d | 36500d
        36501d | '36501d' is longer than a hundred years
        99999999999999999999d | '99999999999999999999d' is longer than a hundred years
         | '' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        7 | '7' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        d | 'd' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        7 d | '7 d' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        7days | '7days' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        12h1d | '12h1d' has its units out of order: the longest comes first, like 1d12h
        1d1d | '1d1d' has its units out of order: the longest comes first, like 1d12h
        -7d | '-7d' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        7D | '7D' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        7일 | '7일' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        1.5h | '1.5h' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h"#]]
    .assert_eq(&rows.join("\n"));
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(seconds in 0..=SECONDS_MAX) {
        let length = Span::from_seconds(seconds);
        prop_assert_eq!(span(&length.to_string()), Ok(length));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,12}") {
        let _ = span(&text);
    }
}
