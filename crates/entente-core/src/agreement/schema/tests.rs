//! Goal: an editor offers exactly what the checker takes. Method: the committed schema is held to the code, its keys
//! to those the reader asks for, its patterns to the reader's own rules, and every sample agreement to the whole.

mod validator;

use std::collections::BTreeSet;

use expect_test::expect_file;
use proptest::prelude::*;
use proptest::string::string_regex;

use super::kinds::{HOURS, INSTANT, NUMBER, SHARE, SPAN, TARGET, TIME_OF_DAY};
use super::schema;
use crate::agreement::read::{asked, keys, read, target};
use crate::agreement::source::parse;

const SAMPLES: [(&str, &str); 6] = [
    ("edtech_calls", include_str!("../../../../../agreements/edtech_calls.yaml")),
    ("halden", include_str!("../../../../../agreements/halden.yaml")),
    ("helpdesk", include_str!("../../../../../agreements/helpdesk.yaml")),
    ("olist", include_str!("../../../../../agreements/olist.yaml")),
    ("two", include_str!("../../../../../agreements/two.yaml")),
    ("xeducation", include_str!("../../../../../agreements/xeducation.yaml")),
];

#[test]
fn the_committed_schema_is_the_codes() {
    let text = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    expect_file!["../../../../../agreements/entente.schema.json"].assert_eq(&text);
}

#[test]
fn every_sample_agreement_fits_the_schema_and_reads_clean() {
    let schema = schema();
    for (name, text) in SAMPLES {
        let root = parse(text).root.unwrap();
        assert_eq!(validator::faults(&schema, &root), Vec::<String>::new(), "{name}");
        let problems: Vec<String> = read(text).problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_schema_refuses_what_the_checker_refuses() {
    let schema = schema();
    for (text, fault) in [
        ("entente: 1\ntitle: T", "parties is missing"),
        ("entente: 2\ntitle: T\nparties: {marketing: a@x, sales: b@x}", "entente fits nothing"),
        ("entente: 1\ntitle: T\nparties: {marketing: a@x, sales: b@x}\nsla: {sale: {}}", "sla.sale is unknown"),
        (
            "entente: 1\ntitle: T\nparties: {marketing: a@x, sales: b@x}\namend: {scores: keep}",
            "amend.scores fits nothing",
        ),
    ] {
        let faults = validator::faults(&schema, &parse(text).root.unwrap());
        assert_eq!(faults, [fault], "{text}");
        assert!(read(text).agreement.is_none(), "{text}");
    }
}

/// A key in a table that the reader never asks for would be offered, taken and forgotten.
#[test]
fn the_reader_asks_for_every_key_it_takes() {
    asked::forget();
    for (_, text) in SAMPLES {
        let _ = read(text);
    }
    let asked = asked::so_far();
    let mut tables = std::collections::BTreeMap::new();
    super::gather(&keys::ROOT, &mut tables);
    let known: BTreeSet<(&str, &str)> =
        tables.values().flat_map(|table| table.keys.iter().map(|key| (table.name, key.name))).collect();
    let forgotten: Vec<_> = known.difference(&asked).collect();
    assert!(forgotten.is_empty(), "in a table, and never asked for: {forgotten:?}");
}

#[test]
fn every_reference_leads_somewhere_and_every_table_has_a_name_of_its_own() {
    let schema = schema();
    let text = schema.to_string();
    for (_, rest) in text.match_indices("\"$ref\":\"#/$defs/").map(|(at, found)| text.split_at(at + found.len())) {
        let name = rest.split('"').next().unwrap();
        assert!(schema["$defs"].get(name).is_some(), "{name} is not defined");
    }
    let names: Vec<&str> = schema["$defs"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut tables = std::collections::BTreeMap::new();
    super::gather(&keys::ROOT, &mut tables);
    assert_eq!(names.len(), tables.len());
}

/// A text of a pattern, without the anchors that only a search needs.
fn texts(pattern: &str) -> impl Strategy<Value = String> {
    string_regex(pattern.trim_start_matches('^').trim_end_matches('$')).unwrap()
}

/// The errors of a snippet in which the text stands.
fn errors(snippet: &str) -> Vec<String> {
    let head = "entente: 1\ntitle: T\nparties: {marketing: a@x, sales: b@x}\n";
    let read = read(&format!("{head}{snippet}"));
    read.problems.iter().map(ToString::to_string).filter(|problem| !problem.contains("advice")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_reader_takes_what_the_patterns_take(
        number in texts(NUMBER), share in texts(SHARE), span in texts(SPAN), within in texts(TARGET),
        time in texts(TIME_OF_DAY), instant in texts(INSTANT),
    ) {
        prop_assert!(target(&within).is_ok(), "{within}");
        let share = if share.len() < 9 { share } else { "7.5%".to_owned() };
        let instant = if instant[8..10] > *"28" { instant.replacen(&instant[7..10], "-28", 1) } else { instant };
        let span = if span.is_empty() { "1d".to_owned() } else { span };
        let snippet = format!(
            "fit: {{a: {{when: lead.source == 'x', points: {number}}}}}\n\
             sla: {{pauses: {{p: {span}}}, sales: {{c: {{share: customer, of: inquiry, at_least: {share}}}}}}}\n\
             meetings: {{m: {{every: FREQ=DAILY, at: '{time}'}}}}\n\
             examples: [{{says: E, at: '{instant}', expect: {{fit: 0}}}}]\n"
        );
        let told = errors(&snippet);
        prop_assert!(told.iter().all(|line| line.contains("more than the whole")), "{snippet}{told:?}");
    }

    #[test]
    fn hours_fit_but_for_their_order(hours in texts(HOURS)) {
        let told = errors(&format!("calendars: {{c: {{open: {{mon-fri: '{hours}'}}}}}}\n"));
        prop_assert!(told.iter().all(|line| line.contains("not from one time to a later one")), "{told:?}");
    }
}
