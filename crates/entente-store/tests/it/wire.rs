//! Goal: what was written is read for ever, to the same bytes. Method: a golden line per form of every fact and decision.
//!
//! Lines are added and never edited. A line that is no longer written this way moves to `old.jsonl`, beside what it is
//! written as now.

use std::collections::BTreeSet;

use entente_core::decision::{Concluded, Decision};
use entente_core::fact::{Fact, What};
use serde::Serialize;
use serde::de::DeserializeOwned;

const FACTS: &str = include_str!("wire/facts.jsonl");
const DECISIONS: &str = include_str!("wire/decisions.jsonl");
const OLD: &str = include_str!("wire/old.jsonl");

/// Every line is read, and written again as it stands.
fn check<T: Serialize + DeserializeOwned>(lines: &str) {
    for line in lines.lines() {
        let read: T = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
        assert_eq!(serde_json::to_string(&read).unwrap(), line);
    }
}

/// The kinds that the lines hold, and those that the type knows: serde lists them when it refuses an unknown one.
fn kinds<T: DeserializeOwned>(lines: &str, tag: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let held = lines.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["what"][tag].as_str().unwrap().to_owned()
    });
    let Err(refusal) = serde_json::from_str::<T>(&format!(r#"{{"{tag}":"?"}}"#)) else { panic!("'?' is no kind") };
    let refusal = refusal.to_string();
    let (_, known) = refusal.split_once("expected one of ").unwrap();
    (held.collect(), known.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

#[test]
fn every_fact_is_read_and_written_as_it_stands() {
    check::<Fact>(FACTS);
    let (held, known) = kinds::<What>(FACTS, "fact");
    assert_eq!(held, known, "a line for every kind");
}

#[test]
fn every_decision_is_read_and_written_as_it_stands() {
    check::<Decision>(DECISIONS);
    let (held, known) = kinds::<Concluded>(DECISIONS, "decision");
    assert_eq!(held, known, "a line for every kind");
}

#[test]
fn older_forms_are_read_and_written_as_today() {
    let lines: Vec<&str> = OLD.lines().collect();
    for pair in lines.chunks(2) {
        let [old, new] = pair else { panic!("an old line without what it is now") };
        let fact: Fact = serde_json::from_str(old).unwrap();
        assert_eq!(serde_json::to_string(&fact).unwrap(), *new);
    }
}

#[test]
fn a_typical_fact_takes_less_than_300_bytes() {
    let longest = FACTS.lines().map(str::len).max().unwrap();
    assert!(longest < 300, "{longest}");
}
