//! `entente clock` as its user meets it: a command line and what it answers.

mod batch;

use clap::Parser;
use expect_test::{Expect, expect};

use super::file::{Calendars, Refusal};
use super::{Args, one_answer};

const CALENDARS: &str = r#"
calendars:
  ny:
    timezone: America/New_York
    open: {mon-fri: ["09:00-17:00"]}
  seoul:
    timezone: Asia/Seoul
    open: {mon-fri: ["09:00-12:00", "13:00-18:00"]}
    closed: {"2026-09-24": Chuseok, "2026-09-25": Chuseok}
    special: {"2026-12-31": ["09:00-12:00"]}
"#;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: Args,
}

fn calendars(text: &str) -> Result<Calendars, String> {
    Calendars::compile(text, "hours.yaml").map_err(|Refusal(lines)| lines.join("\n"))
}

/// Runs the words of a line, in which `_` is a space inside a word.
fn check(line: &str, answer: &Expect) {
    let words = std::iter::once("clock").chain(line.split_whitespace()).map(|word| word.replace('_', " "));
    let found = match Cli::try_parse_from(words) {
        Ok(cli) => one_answer(&cli.args, &calendars(CALENDARS).unwrap())
            .unwrap_or_else(|error| format!("refused: {error:#}\n")),
        Err(error) => format!("refused: {}\n", error.to_string().lines().next().unwrap_or_default()),
    };
    answer.assert_eq(&found);
}

#[test]
fn a_due_instant_stands_alone_on_its_line() {
    check(
        "due --name ny --start 2026-03-06T16:30-05:00 --target 60m",
        &expect![[r#"
        2026-03-09T09:30:00-04:00
    "#]],
    );
    check(
        "due --name ny --start 2026-03-06T16:30-05:00 --target 4_business_hours",
        &expect![[r#"
        2026-03-09T12:30:00-04:00
    "#]],
    );
    check(
        "due --name ny --start 2026-03-06T16:30-05:00 --target 2_business_days",
        &expect![[r#"
        2026-03-10T17:00:00-04:00
    "#]],
    );
    check(
        "due --name ny --start 2026-03-06T16:30-05:00 --target same_day",
        &expect![[r#"
        2026-03-07T00:00:00-05:00
    "#]],
    );
    check(
        "due --name ny --start 2026-03-06T16:30:00.25-05:00 --target 60m",
        &expect![[r#"
        2026-03-09T09:30:00.25-04:00
    "#]],
    );
}

#[test]
fn a_length_alone_is_open_time_unless_the_wall_is_asked_for() {
    check(
        "due --name seoul --start 2026-09-23T17:00+09:00 --target 240m --explain",
        &expect![[r#"
        2026-09-28T12:00:00+09:00
        4 business hours from 2026-09-23T17:00:00+09:00, calendar seoul of Asia/Seoul (version 8524c8833f21, time zones 2026f)
          2026-09-23T17:00:00+09:00/2026-09-23T18:00:00+09:00  1h
          2026-09-28T09:00:00+09:00/2026-09-28T12:00:00+09:00  3h
    "#]],
    );
    check(
        "due --name seoul --start 2026-09-23T17:00+09:00 --target 240m --wall --explain",
        &expect![[r#"
        2026-09-23T21:00:00+09:00
        4h from 2026-09-23T17:00:00+09:00, calendar seoul of Asia/Seoul (version 8524c8833f21, time zones 2026f)
          2026-09-23T17:00:00+09:00/2026-09-23T21:00:00+09:00  4h
    "#]],
    );
}

#[test]
fn pauses_are_taken_out() {
    check(
        "due --name ny --start 2026-06-01T09:00-04:00 --target 60m --pause 2026-06-01T09:10-04:00/2026-06-01T09:40-04:00
         --pause 2026-06-01T09:30-04:00/2026-06-01T10:00-04:00 --explain",
        &expect![[r#"
            2026-06-01T10:50:00-04:00
            1 business hour from 2026-06-01T09:00:00-04:00, calendar ny of America/New_York (version 8180a30ecc63, time zones 2026f)
              2026-06-01T09:00:00-04:00/2026-06-01T09:10:00-04:00  10m
              2026-06-01T10:00:00-04:00/2026-06-01T10:50:00-04:00  50m
        "#]],
    );
    check(
        "due --pause 2026-06-01T09:10-04:00",
        &expect![[r#"
        refused: error: invalid value '2026-06-01T09:10-04:00' for '--pause <FROM/TO>': '2026-06-01T09:10-04:00' is not a pause: write it FROM/TO, each like 2026-03-06T16:30-05:00
    "#]],
    );
    check(
        "due --pause 2026-06-01T09:10-04:00/2026-06-01T09:00-04:00",
        &expect![[r#"
        refused: error: invalid value '2026-06-01T09:10-04:00/2026-06-01T09:00-04:00' for '--pause <FROM/TO>': '2026-06-01T09:10-04:00/2026-06-01T09:00-04:00' ends before it begins: write it FROM/TO
    "#]],
    );
}

#[test]
fn elapsed_time_is_said_and_counted() {
    check(
        "elapsed --name ny --from 2026-03-06T16:30-05:00 --to 2026-03-10T10:00-04:00 --explain",
        &expect![[r#"
        570 business minutes (34200 seconds)
        from 2026-03-06T16:30:00-05:00 to 2026-03-10T10:00:00-04:00, calendar ny of America/New_York (version 8180a30ecc63, time zones 2026f)
          2026-03-06T16:30:00-05:00/2026-03-06T17:00:00-05:00  30m
          2026-03-09T09:00:00-04:00/2026-03-09T17:00:00-04:00  8h
          2026-03-10T09:00:00-04:00/2026-03-10T10:00:00-04:00  1h
    "#]],
    );
    check(
        "elapsed --name ny --from 2026-06-01T17:00-04:00 --to 2026-06-02T09:00-04:00",
        &expect![[r#"
        0 business hours (0 seconds)
    "#]],
    );
    check(
        "elapsed --name ny --from 2026-06-02T17:00-04:00 --to 2026-06-01T09:00-04:00",
        &expect![[r#"
        0 business hours (0 seconds)
    "#]],
    );
}

#[test]
fn json_has_the_same_answer_in_utc() {
    check(
        "due --name ny --start 2026-03-06T16:30-05:00 --target 60m --json --explain",
        &expect![[r#"
        {"calendar":"ny","calendar_version":"8180a30ecc63","counted":[{"from":"2026-03-06T21:30:00Z","seconds":1800,"to":"2026-03-06T22:00:00Z"},{"from":"2026-03-09T13:00:00Z","seconds":1800,"to":"2026-03-09T13:30:00Z"}],"due":"2026-03-09T13:30:00Z","due_local":"2026-03-09T09:30:00-04:00","start":"2026-03-06T21:30:00Z","target":"1 business hour","timezone":"America/New_York","tzdb":"2026f"}
    "#]],
    );
    check(
        "elapsed --name ny --from 2026-06-01T16:00-04:00 --to 2026-06-02T09:00-04:00 --json",
        &expect![[r#"
        {"business_seconds":3600,"calendar":"ny","calendar_version":"8180a30ecc63","from":"2026-06-01T20:00:00Z","timezone":"America/New_York","to":"2026-06-02T13:00:00Z","tzdb":"2026f"}
    "#]],
    );
}

#[test]
fn what_cannot_be_understood_says_what_to_do() {
    check(
        "due --name seul --start 2026-03-06T16:30-05:00 --target 60m",
        &expect![[r#"
            refused: no calendar 'seul'. Did you mean 'seoul'?
        "#]],
    );
    check(
        "due --name berlin --start 2026-03-06T16:30-05:00 --target 60m",
        &expect![[r#"
        refused: no calendar 'berlin'. There are: ny, seoul
    "#]],
    );
    check(
        "due --start 2026-03-06T16:30-05:00 --target 60m",
        &expect![[r#"
        refused: which calendar? Choose by --name: ny, seoul
    "#]],
    );
    check(
        "due --name ny --start 2026-03-06T16:30 --target 60m",
        &expect![[r#"
        refused: error: invalid value '2026-03-06T16:30' for '--start <START>': '2026-03-06T16:30' is not an instant with an offset, like 2026-03-06T16:30-05:00: failed to find offset component, which is required for parsing a timestamp
    "#]],
    );
    check(
        "due --name ny --target 60m",
        &expect![[r#"
        refused: something is missing: give it like --start 2026-03-06T16:30-05:00
    "#]],
    );
    check(
        "due --name ny --start 2026-03-06T16:30-05:00 --target soon",
        &expect![[r#"
            refused: error: invalid value 'soon' for '--target <TARGET>': 'soon' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day
        "#]],
    );
    check(
        "--name ny",
        &expect![[r#"
        refused: nothing asked: ask 'clock due' or 'clock elapsed', or give --batch FILE.csv
    "#]],
    );
}

#[test]
fn a_file_is_an_agreement_or_its_calendars() {
    let names = |text: &str| calendars(text).map_or_else(|refused| refused, |calendars| calendars.list());
    expect!["ny"].assert_eq(&names("calendars: {ny: {timezone: America/New_York, open: {mon: [\"09:00-17:00\"]}}}"));
    expect!["ny"].assert_eq(&names("ny: {timezone: America/New_York, open: {mon: [\"09:00-17:00\"]}}"));
    expect!["ny"].assert_eq(&names(
        "entente: 1\ntitle: {says: Hours, not looked at}\ncalendars: {ny: {open: {mon: [\"09:00-17:00\"]}}}",
    ));
}

#[test]
fn a_file_with_wrong_calendars_is_refused_with_its_place() {
    let refused = |text: &str| calendars(text).err().unwrap_or_default();
    expect![[r#"
        hours.yaml:1:16 ny: no time zone is called 'America/New_Yrok'. Did you mean 'America/New_York'?
        hours.yaml:1:41 ny: 'mun' is no weekday. Did you mean 'mon'?"#]]
    .assert_eq(&refused("ny: {timezone: America/New_Yrok, open: {mun: [\"09:00-17:00\"]}}"));
    expect!["hours.yaml:2:1 this is not YAML: while parsing a flow sequence, expected ',' or ']'. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."].assert_eq(&refused("calendars: [ny"));
    expect!["hours.yaml:1:1 the text is empty. Start with 'entente: 1' and a title."].assert_eq(&refused(""));
}
