//! Questions by the file: rows in, the same rows out.

use expect_test::{Expect, expect};
use serde_json::{Map, Value, json};

use super::{CALENDARS, calendars};
use crate::commands::clock::batch::answer_all;

/// A CSV file in, a CSV file and the problems out.
fn check_batch(rows: &str, answer: &Expect) {
    let mut out = Vec::new();
    let problems = answer_all(rows.as_bytes(), &calendars(CALENDARS).unwrap(), &mut out)
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
    let problems = answer_all(asked.into_inner().unwrap().as_slice(), &calendars, &mut out).unwrap();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(String::from_utf8(out).unwrap(), String::from_utf8(answered.into_inner().unwrap()).unwrap());
}

/// The vectors' calendars in the words of an agreement.
fn as_agreement(vectors: &Value) -> String {
    let weekday =
        |day: &Value| ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.as_u64().unwrap() as usize].to_owned();
    let joined = |pair: &Value| json!(format!("{}-{}", pair[0], pair[1]).replace('"', ""));
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let calendar = |(name, text): (&String, &Value)| {
        let hours: Vec<_> = list(&text["intervals"]).iter().map(joined).collect();
        let open: Map<_, _> =
            list(&text["weekdays_mon0"]).iter().map(|day| (weekday(day), hours.clone().into())).collect();
        let closed: Map<_, _> =
            list(&text["holidays"]).iter().map(|date| (date.as_str().unwrap().to_owned(), "holiday".into())).collect();
        (name.clone(), json!({"timezone": text["tz"], "open": open, "closed": closed}))
    };
    let calendars: Map<_, _> = vectors.as_object().unwrap().iter().map(calendar).collect();
    json!({"calendars": calendars}).to_string()
}
