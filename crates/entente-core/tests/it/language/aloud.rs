//! Goal: what is read aloud is whole: no clause is silent, numbered twice or left out. Method: every sample, both languages.

use std::collections::BTreeSet;

use entente_core::agreement::clauses::clauses;
use entente_core::agreement::read::read;
use entente_core::agreement::say::{Document, say};
use entente_core::lang::Lang;

use crate::agreement::SAMPLES;

/// Each sample read aloud in each language.
fn documents() -> impl Iterator<Item = (String, Document, Vec<(String, String)>)> {
    SAMPLES.iter().flat_map(|(name, text)| {
        let agreement = read(text).agreement.unwrap();
        [Lang::En, Lang::Ko].map(|lang| {
            let clauses = clauses(&agreement).into_iter().map(|clause| (clause.number, clause.id.0)).collect();
            (format!("{name} in {lang:?}"), say(&agreement, lang), clauses)
        })
    })
}

#[test]
fn every_clause_is_said_under_its_number() {
    for (name, document, clauses) in documents() {
        let said = document.sections.iter().flat_map(|section| &section.clauses);
        let said: Vec<(String, String)> = said.map(|clause| (clause.number.clone(), clause.id.0.clone())).collect();
        assert_eq!(said, clauses, "{name}");
        let ids: BTreeSet<&String> = said.iter().map(|(_, id)| id).collect();
        let numbers: BTreeSet<&String> = said.iter().map(|(number, _)| number).collect();
        assert_eq!((ids.len(), numbers.len()), (said.len(), said.len()), "{name}: said twice");
    }
}

#[test]
fn no_clause_is_silent_and_no_sentence_breaks_off() {
    for (name, document, _) in documents() {
        for section in &document.sections {
            assert!(!section.title.trim().is_empty(), "{name}: {}", section.number);
            for clause in &section.clauses {
                let (id, text) = (&clause.id, clause.text.trim());
                assert!(!text.is_empty() && !clause.title.trim().is_empty(), "{name}: {id}");
                assert!(text.ends_with(['.', '?', '!', '。']), "{name}: {id} breaks off: {text}");
                for slip in ["  ", " .", " ,", "..", "{", "}", "None", "Some("] {
                    assert!(!text.contains(slip), "{name}: {id} has '{slip}': {text}");
                }
            }
        }
        assert!(document.preamble.iter().all(|sentence| !sentence.trim().is_empty()), "{name}");
        assert_eq!(document.signatures.len(), 2, "{name}");
    }
}

/// A Korean text is Korean: every clause has Hangul in it, an English one has none but what its author wrote.
#[test]
fn each_language_is_itself() {
    let hangul = |text: &str| text.chars().any(|letter| ('\u{ac00}'..='\u{d7a3}').contains(&letter));
    for (name, document, _) in documents() {
        let korean = name.ends_with("Ko");
        for clause in document.sections.iter().flat_map(|section| &section.clauses) {
            assert_eq!(hangul(&clause.text), korean, "{name}: {} {}", clause.id, clause.text);
        }
    }
}
