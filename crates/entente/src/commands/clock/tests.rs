//! `entente clock` as its user meets it: a command line and what it answers.

use clap::Parser;
use expect_test::{Expect, expect};

use super::file::{Calendars, Refusal};
use super::{Args, batch, one_answer};

const CALENDARS: &str = r#"{
  "calendars": {
    "ny": {"timezone": "America/New_York", "open": {"mon-fri": ["09:00-17:00"]}},
    "seoul": {"timezone": "Asia/Seoul", "open": {"mon-fri": ["09:00-12:00", "13:00-18:00"]},
              "closed": {"2026-09-24": "Chuseok", "2026-09-25": "Chuseok"}, "special": {"2026-12-31": ["09:00-12:00"]}}
  }
}"#;

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
        refused: error: invalid value 'soon' for '--target <TARGET>': 'soon' is not a target
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
fn a_file_with_wrong_calendars_is_refused_with_its_place() {
    let refused = |text: &str| calendars(text).err().unwrap_or_default();
    expect!["hours.yaml: calendar 'ny': 'America/New_Yrok' is not a time zone; did you mean America/New_York?"]
        .assert_eq(&refused(
            r#"{"calendars": {"ny": {"timezone": "America/New_Yrok", "open": {"mon": ["09:00-17:00"]}}}}"#,
        ));
}

/// A CSV file in, a CSV file and the problems out.
fn check_batch(rows: &str, answer: &Expect) {
    let mut out = Vec::new();
    let problems = batch::answer_all(rows.as_bytes(), &calendars(CALENDARS).unwrap(), &mut out)
        .unwrap_or_else(|error| vec![format!("{error:#}")]);
    answer.assert_eq(&format!("{}---\n{}", String::from_utf8_lossy(&out), problems.join("\n")));
}

#[test]
fn a_batch_gives_its_rows_back_answered() {
    check_batch(
        "id,calendar,start,end,target_seconds\n\
         \"a, b\",ny,2026-03-06T16:30-05:00,2026-03-09T09:30-04:00,3600\n\
         c,seoul,2026-09-21T11:30+09:00,2026-09-21T11:30+09:00,0\n",
        &expect![[r#"
            id,calendar,start,end,target_seconds,business_seconds,due
            "a, b",ny,2026-03-06T16:30-05:00,2026-03-09T09:30-04:00,3600,3600,2026-03-09T13:30:00Z
            c,seoul,2026-09-21T11:30+09:00,2026-09-21T11:30+09:00,0,0,2026-09-21T02:30:00Z
            ---
        "#]],
    );
}

#[test]
fn a_row_that_cannot_be_answered_comes_back_without_answers() {
    check_batch(
        "calendar,start,end,target_seconds\n\
         seul,2026-03-06T16:30Z,2026-03-06T16:30Z,5\n\
         ny,2026-03-06,2026-03-06T16:30Z,5\n\
         ny,2026-03-06T16:30Z,2026-03-06T16:30Z,-5\n\
         ny,2026-03-06T16:30Z\n\
         ny,2026-03-06T16:30Z,2026-03-06T17:30Z,5\n",
        &expect![[r#"
            calendar,start,end,target_seconds,business_seconds,due
            seul,2026-03-06T16:30Z,2026-03-06T16:30Z,5,,
            ny,2026-03-06,2026-03-06T16:30Z,5,,
            ny,2026-03-06T16:30Z,2026-03-06T16:30Z,-5,,
            ny,2026-03-06T16:30Z,,,,
            ny,2026-03-06T16:30Z,2026-03-06T17:30Z,5,3600,2026-03-06T16:30:05Z
            ---
            2: no calendar 'seul'. Did you mean 'seoul'?
            3: '2026-03-06' is not an instant with an offset, like 2026-03-06T16:30-05:00: failed to find time component, which is required for parsing a timestamp
            4: '-5' is not a target: write it in whole seconds, 0 or more
            5: '' is not an instant with an offset, like 2026-03-06T16:30-05:00: expected four digit year (or leading sign for six digit year), but found end of input"#]],
    );
    check_batch(
        "calendar,start,end\n",
        &expect![[r#"
        ---
        no column 'target_seconds': the first row must name calendar, start, end and target_seconds"#]],
    );
}

#[test]
fn the_shared_vectors_come_back_as_they_are() {
    let Some(folder) = entente_testkit::shared("vectors") else { return };
    let wanted = std::fs::read_to_string(folder.join("business_time.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(wanted.as_bytes());
    let (mut asked, mut answered) = (csv::Writer::from_writer(Vec::new()), csv::Writer::from_writer(Vec::new()));
    asked.write_record(["calendar", "start", "end", "target_seconds"]).unwrap();
    answered.write_record(["calendar", "start", "end", "target_seconds", "business_seconds", "due"]).unwrap();
    for row in rows.records() {
        let row = row.unwrap();
        let [calendar, start, end, seconds, target, due] = [0, 1, 2, 3, 4, 5].map(|column| row[column].to_owned());
        asked.write_record([&calendar, &start, &end, &target]).unwrap();
        answered.write_record([&calendar, &start, &end, &target, &seconds, &due]).unwrap();
    }
    let text = std::fs::read_to_string(folder.join("business_time_calendars.json")).unwrap();
    let calendars = calendars(&as_agreement(&serde_json::from_str(&text).unwrap())).unwrap();
    let mut out = Vec::new();
    let problems = batch::answer_all(asked.into_inner().unwrap().as_slice(), &calendars, &mut out).unwrap();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(String::from_utf8(out).unwrap(), String::from_utf8(answered.into_inner().unwrap()).unwrap());
}

/// The vectors' calendars in the words of an agreement.
fn as_agreement(vectors: &serde_json::Value) -> String {
    let weekday = |day: &serde_json::Value| {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.as_u64().unwrap() as usize].to_owned()
    };
    let joined = |pair: &serde_json::Value| serde_json::json!(format!("{}-{}", pair[0], pair[1]).replace('"', ""));
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let calendar = |(name, text): (&String, &serde_json::Value)| {
        let hours: Vec<_> = list(&text["intervals"]).iter().map(joined).collect();
        let open: serde_json::Map<_, _> =
            list(&text["weekdays_mon0"]).iter().map(|day| (weekday(day), hours.clone().into())).collect();
        let closed: serde_json::Map<_, _> =
            list(&text["holidays"]).iter().map(|date| (date.as_str().unwrap().to_owned(), "holiday".into())).collect();
        (name.clone(), serde_json::json!({"timezone": text["tz"], "open": open, "closed": closed}))
    };
    let calendars: serde_json::Map<_, _> = vectors.as_object().unwrap().iter().map(calendar).collect();
    serde_json::json!({"calendars": calendars}).to_string()
}
