//! Properties made flat while they are read are what reading first and making flat then would give, whatever was sent.

use std::collections::BTreeMap;

use entente_connect::segment::{Call, Read, Side, read};
use entente_core::fact::{Value, What};
use entente_core::number::Decimal;
use entente_testkit::random::Random;
use serde_json::{Map, Value as Json, json};

use super::arrival;

/// Any value of so many levels, with names and texts that are easily taken for something else.
fn any(random: &mut Random, depth: u64) -> Json {
    match random.below(if depth == 0 { 6 } else { 9 }) {
        0 => Json::Null,
        1 => Json::Bool(random.happens(50)),
        2 => json!(random.below(2_000_000_000) as i64 - 1_000_000_000),
        3 => json!((random.below(2_000_000) as f64 - 1_000_000.0) / 64.0),
        4 => json!(random.one(&["", " ", "null", "0", "한빛", "a.b", "true", "[1]"])),
        5 => json!(random.one(&["pro", "5", "-0.5"])),
        6 | 7 => Json::Object(object(random, depth - 1)),
        _ => Json::Array((0..random.below(4)).map(|_| any(random, depth - 1)).collect()),
    }
}

fn object(random: &mut Random, depth: u64) -> Map<String, Json> {
    let names = ["plan", "seats", "a.b", "0", "Plan", "가격", "x y", ""];
    (0..random.below(5)).map(|_| (random.one(&names).to_owned(), any(random, depth))).collect()
}

/// The same by reading first.
fn flattened(name: &str, value: &Json, into: &mut BTreeMap<String, Value>) {
    match value {
        Json::Null => {}
        Json::Bool(is) => drop(into.insert(name.to_owned(), Value::Bool(*is))),
        Json::Number(number) => drop(into.insert(name.to_owned(), Value::Number(decimal(number)))),
        Json::String(text) => drop(into.insert(name.to_owned(), Value::Text(text.clone()))),
        Json::Object(fields) => {
            for (field, value) in fields.iter().filter(|(field, _)| !(name.is_empty() && field.is_empty())) {
                let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                flattened(&name, value, into);
            }
        }
        Json::Array(items) => {
            let words = listed(name, items, into);
            if !words.is_empty() {
                into.insert(name.to_owned(), Value::Set(words));
            }
        }
    }
}

/// The words of a list, with those of the lists in it; objects go to their own names.
fn listed(name: &str, items: &[Json], into: &mut BTreeMap<String, Value>) -> Vec<String> {
    let mut words = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let name = format!("{name}.{place}");
        match item {
            Json::Null => {}
            Json::Bool(is) => words.push(is.to_string()),
            Json::Number(number) => words.push(decimal(number).to_string()),
            Json::String(text) => words.push(text.clone()),
            Json::Array(inner) => words.extend(listed(&name, inner, into)),
            Json::Object(_) => flattened(&name, item, into),
        }
    }
    words
}

fn decimal(number: &serde_json::Number) -> Decimal {
    let text = number.as_i64().map_or_else(|| format!("{:.6}", number.as_f64().unwrap()), |whole| whole.to_string());
    Decimal::parse(&text).unwrap()
}

/// No name is said twice by two ways, as `{"a.b": 1, "a": {"b": 2}}` does: the later one stands then, whichever it is.
fn is_plain(fields: &Map<String, Json>) -> bool {
    fn names(name: &str, value: &Json, all: &mut Vec<String>) {
        match value {
            Json::Object(fields) => fields.iter().for_each(|(field, value)| {
                names(&if name.is_empty() { field.clone() } else { format!("{name}.{field}") }, value, all);
            }),
            Json::Array(items) => {
                all.push(name.to_owned());
                items.iter().enumerate().for_each(|(place, item)| {
                    if item.is_object() || item.is_array() {
                        names(&format!("{name}.{place}"), item, all);
                    }
                });
            }
            _ => all.push(name.to_owned()),
        }
    }
    let mut all = Vec::new();
    names("", &Json::Object(fields.clone()), &mut all);
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    all.len() == count
}

#[test]
fn what_is_read_at_once_is_what_is_read_first_and_made_flat_then() {
    let mut compared = 0;
    for seed in 0..4_000 {
        let mut random = Random(seed);
        let fields = object(&mut random, 4);
        if !is_plain(&fields) {
            continue;
        }
        let body = json!({"event": "E", "userId": "u", "messageId": "m", "properties": fields}).to_string();
        let found = match read(&body, Some(Call::Track), None, &arrival(Side::Server)) {
            Read::Facts(facts) => match facts.into_iter().next().unwrap().what {
                What::Happened { properties, .. } => properties,
                other => panic!("{other:?}"),
            },
            other => panic!("seed {seed}: {other:?}\n{body}"),
        };
        let mut wanted = BTreeMap::new();
        flattened("", &Json::Object(fields), &mut wanted);
        assert_eq!(found, wanted, "seed {seed}: {body}");
        compared += usize::from(wanted.len() > 1);
    }
    assert!(compared > 1_000, "only {compared} had anything to compare");
}
