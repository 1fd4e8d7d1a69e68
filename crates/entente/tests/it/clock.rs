//! `entente clock`: how it ends, and that answers and complaints go where a script expects them.

use expect_test::expect;

use crate::{TWO, entente, told, write};

const HOURS: &str = r#"
ny: {timezone: America/New_York, open: {mon-fri: ["09:00-17:00"]}}
seoul: {timezone: Asia/Seoul, open: {mon-fri: ["09:00-12:00", "13:00-18:00"]}}
"#;

/// Runs a line in a folder with `hours.yaml`, `two.yaml`, `broken.yaml` and two CSV files.
fn run(line: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "hours.yaml", HOURS);
    write(dir.path(), "two.yaml", TWO);
    write(dir.path(), "broken.yaml", "ny: {timezone: America/New_Yrok, open: {mon: [\"09:00-17:00\"]}}");
    let rows = "calendar,start,end,target_seconds\nny,2026-03-06T16:30-05:00,2026-03-09T09:30-04:00,3600\n";
    write(dir.path(), "rows.csv", rows);
    write(dir.path(), "wrong.csv", &rows.replace("ny,", "nyc,"));
    told(&entente(dir.path(), line.split_whitespace().map(|word| word.replace('_', " "))))
}

#[test]
fn an_answer_ends_well() {
    let start = "--start 2026-03-06T16:30-05:00 --target";
    expect![[r#"
        exit 0
        2026-03-09T09:30:00-04:00
    "#]]
    .assert_eq(&run(&format!("clock due --calendar hours.yaml --name ny {start} 60m")));
    expect![[r#"
        exit 0
        2026-03-10T17:00:00+01:00
        2 business days from 2026-03-06T22:30:00+01:00, calendar office of Europe/Paris (version d6e9cd4b99ca, time zones 2026f)
          2026-03-09T09:00:00+01:00/2026-03-09T17:00:00+01:00  8h
          2026-03-10T09:00:00+01:00/2026-03-10T17:00:00+01:00  8h
    "#]].assert_eq(&run(&format!("clock due --calendar two.yaml {start} 2_business_days --explain")));
    expect![[r#"
        exit 0
        calendar,start,end,target_seconds,business_seconds,due
        ny,2026-03-06T16:30-05:00,2026-03-09T09:30-04:00,3600,3600,2026-03-09T13:30:00Z
    "#]]
    .assert_eq(&run("clock --calendar hours.yaml --batch rows.csv"));
    expect![[r#"
        exit 0
        calendar,start,end,target_seconds,business_seconds,due
        ny,2026-03-06T16:30-05:00,2026-03-09T09:30-04:00,3600,3600,2026-03-09T13:30:00Z
    "#]]
    .assert_eq(&run("clock due --calendar hours.yaml --batch rows.csv"));
}

#[test]
fn a_file_that_cannot_be_used_ends_with_one() {
    expect![[r#"
        exit 2
        entente: cannot read nowhere.yaml: No such file or directory (os error 2)
    "#]]
    .assert_eq(&run("clock due --calendar nowhere.yaml"));
    expect![[r#"
        exit 1
        broken.yaml:1:16 ny: no time zone is called 'America/New_Yrok'. Did you mean 'America/New_York'?
    "#]]
    .assert_eq(&run("clock due --calendar broken.yaml"));
    expect![[r#"
        exit 2
        entente: cannot read nowhere.csv: No such file or directory (os error 2)
    "#]]
    .assert_eq(&run("clock --calendar hours.yaml --batch nowhere.csv"));
    expect![[r#"
        exit 1
        calendar,start,end,target_seconds,business_seconds,due
        nyc,2026-03-06T16:30-05:00,2026-03-09T09:30-04:00,3600,,
        wrong.csv:2: no calendar 'nyc'. Did you mean 'ny'?
    "#]]
    .assert_eq(&run("clock --calendar hours.yaml --batch wrong.csv"));
}

#[test]
fn a_question_that_cannot_be_understood_ends_with_two() {
    expect![[r#"
        exit 2
        entente: no calendar: name an agreement, or a file with its calendars section, by --calendar FILE
    "#]]
    .assert_eq(&run("clock due --start 2026-03-06T16:30-05:00 --target 60m"));
    expect![[r#"
        exit 2
        entente: no calendar 'sole'. There are: ny, seoul
    "#]]
    .assert_eq(&run("clock due --calendar hours.yaml --name sole --start 2026-03-06T16:30-05:00 --target 1m"));
    expect![[r#"
        exit 2
        error: invalid value 'yesterday' for '--start <START>': 'yesterday' is not an instant with an offset, like 2026-03-06T16:30-05:00: failed to parse four digit integer as year: invalid digit, expected 0-9 but got y

        For more information, try '--help'.
    "#]].assert_eq(&run("clock due --calendar hours.yaml --name ny --start yesterday --target 60m"));
    expect![[r#"
        exit 2
        entente: a batch takes no --pause: ask for that row by itself
    "#]]
    .assert_eq(&run("clock due --calendar hours.yaml --batch rows.csv --pause 2026-03-06T16:30Z/2026-03-06T17:30Z"));
}
