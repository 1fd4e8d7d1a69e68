//! Both languages have every message, every file can be read, and every message that code names is there.

use std::collections::BTreeSet;
use std::path::Path;

use fluent_bundle::FluentResource;

use super::*;

/// Names of all messages, each with the values it takes.
fn messages(texts: &[(&str, &str)]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (file, text) in texts {
        assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{file} cannot be read");
        for line in text.lines() {
            let name: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            if !name.is_empty() && line[name.len()..].trim_start().starts_with('=') {
                assert!(found.insert(name.clone()), "{file}: {name} is there twice");
            }
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_messages() {
    let (english, korean) = (messages(files::ENGLISH), messages(files::KOREAN));
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>().join(", ");
    assert_eq!(only(&english, &korean), "", "only in English");
    assert_eq!(only(&korean, &english), "", "only in Korean");
}

/// Text of all files below a folder.
fn texts(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, into);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            into.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn every_message_that_is_named_is_there() {
    let known = messages(files::ENGLISH);
    let mut searched = Vec::new();
    for folder in ["src", "templates"] {
        texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut searched);
    }
    let mut missing = Vec::new();
    for (file, text) in &searched {
        for mark in ["page.say(\"", "page.say_with(\"", "words::say(lang, \""] {
            for (at, _) in text.match_indices(mark) {
                let name = text[at + mark.len()..].split('"').next().unwrap_or_default();
                if !known.contains(name) {
                    missing.push(format!("{file}: {name}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "no message of these names:\n{}", missing.join("\n"));
}

#[test]
fn an_unknown_name_is_shown_as_it_is_and_numbers_choose_the_plural() {
    assert_eq!(say(Lang::En, "no-such-message"), "no-such-message");
    assert_eq!(say_with(Lang::En, "test-leads", &[("n", "1")]), "1 lead");
    assert_eq!(say_with(Lang::En, "test-leads", &[("n", "12")]), "12 leads");
    assert_eq!(say_with(Lang::Ko, "test-leads", &[("n", "12")]), "리드 12건");
}
