//! Goal: what is signed is said, all of it, in both languages. Method: an agreement with every construct, whose every
//! value is looked for in its own clause; its every edit is tried where changes are told.

use std::collections::BTreeSet;

use expect_test::{expect, expect_file};
use serde_json::Value;

use super::*;
use crate::agreement::canonical::tree;
use crate::agreement::clauses::{condition, numbered};
use crate::agreement::diff::pieces::{PREAMBLE, pieces};
use crate::agreement::model::Share;
use crate::agreement::read::{read, target};
use crate::lang::grouped;
use crate::number::Decimal;
use crate::time::{Instant, Span};

/// Every construct of the language.
pub(in crate::agreement) const EVERYTHING: &str = include_str!("tests/everything.yaml");

/// The agreement of a text that has no errors.
#[track_caller]
pub(in crate::agreement) fn agreement(text: &str) -> Agreement {
    let read = read(text);
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    read.agreement.unwrap_or_else(|| panic!("{}", problems.join("\n")))
}

const LANGS: [Lang; 2] = [Lang::En, Lang::Ko];

#[test]
fn everything_in_english() {
    expect_file!["tests/everything.en.md"].assert_eq(&say(&agreement(EVERYTHING), Lang::En).to_string());
}

#[test]
fn everything_in_korean() {
    expect_file!["tests/everything.ko.md"].assert_eq(&say(&agreement(EVERYTHING), Lang::Ko).to_string());
}

#[test]
fn a_handoff_elsewhere_promises_no_route_of_its_own() {
    let start = EVERYTHING.find("  routes:\n").unwrap();
    let end = EVERYTHING.find("  teams:\n").unwrap();
    let text = format!("{}{}", &EVERYTHING[..start], &EVERYTHING[end..]);
    let text =
        text.replace("  at: mql\n", "  at: elsewhere\n").replace("  nobody: {to: paul, says: The head decides}\n", "");
    let text = text.replace("team: seoul, route: korea", "team: seoul");
    let said = say(&agreement(&text), Lang::En).to_string();
    let section = &said[said.find("## §6").unwrap()..said.find("**6.4").unwrap()];
    expect![[r#"
        ## §6 The handoff

        **6.1 Handoff.** Leads pass from marketing to sales elsewhere: other software hands them over, and this agreement starts from there. All leads of an account are handed over together, as one buying group. The receiver is shown 'grade', 'level' and 'buyer'.

        **6.2 Seoul.** Its members are yuna (weight 3) and minho (weight 1). A lead that goes to another owner goes to them in turn; a tie goes to the one named first. A member of weight 2 gets twice as many as one of weight 1, and so on. The team works by the calendar 'seoul'. A member who holds 20 open leads gets no further one. An absent member is passed over, and on return catches up on what was missed. Its manager is boss.

        **6.3 Night.** Its members are eve and adam. A lead that goes to another owner goes to them in turn; a tie goes to the one named first. All get equally many (weight 1). The team works by the calendar 'night'. There is no cap on the leads a member may hold. An absent member is still given leads, which wait for the return.

    "#]].assert_eq(section);
}

/// Members of the canonical form whose values are words of the language: they are said as sentences of their own,
/// and the test of every edit holds each of those sentences apart from its neighbours.
const SAID_AS_SENTENCES: &[&str] = &[
    "absent",
    "calendar_of",
    "class",
    "enter",
    "every",
    "fact",
    "from",
    "is_share",
    "kind",
    "late",
    "milestone",
    "of",
    "open_clocks",
    "owner",
    "per",
    "period",
    "qualified",
    "scores",
    "sum",
    "tell",
    "then",
    "to",
    "type",
    "unit",
    "waivers",
    "who",
];

#[test]
fn every_value_that_is_signed_is_said_in_its_clause() {
    let agreement = agreement(EVERYTHING);
    let pieces = pieces(tree(&agreement));
    for lang in LANGS {
        let voice = Voice::new(&agreement, lang);
        let mut unsaid = Vec::new();
        let mut look = |id: &str, title: &str, said: Vec<String>| {
            let text = format!("{title} {}", said.join(" ")).to_lowercase();
            leaves(&pieces[id], id, &mut |path, value| {
                if !is_said(&voice, &text, path, value) {
                    unsaid.push(format!("{path}: {value}"));
                }
            });
        };
        look(PREAMBLE, &agreement.title, preamble::preamble(&voice));
        for (clause, part) in numbered(&agreement) {
            look(&clause.id.0, &clause.title, sentences(&voice, part));
        }
        assert_eq!(unsaid, Vec::<String>::new(), "{lang}");
    }
}

/// Calls `f` with the path and value of every leaf.
fn leaves(value: &Value, path: &str, f: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| leaves(member, &format!("{path}.{key}"), f)),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, path, f)),
        leaf => f(path, leaf),
    }
}

/// Whether a value stands in the lower-case text in one of the ways that values are said.
fn is_said(voice: &Voice<'_>, text: &str, path: &str, value: &Value) -> bool {
    let key = path.rsplit('.').next().unwrap_or_default();
    let has = |words: &str| text.contains(&words.to_lowercase());
    if SAID_AS_SENTENCES.contains(&key) {
        return true;
    }
    match value {
        Value::Null | Value::Bool(_) => true,
        // A rule of fit that disqualifies is worth nothing, which nobody needs to hear.
        Value::Number(zero) if key == "points" && zero.as_i64() == Some(0) => true,
        Value::String(words) => {
            has(words)
                || has(&words.replace('_', " "))
                || condition(voice.agreement, words).is_some_and(|condition| has(&voice.condition(condition)))
                || target(words).is_ok_and(|target| has(&voice.target(target)))
                || Decimal::parse(words).is_ok_and(|number| has(&grouped(number)) || has(&Share(number).to_string()))
        }
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            let (span, minutes) = (Span::from_micros(number), u16::try_from(number).unwrap_or_default());
            has(&grouped(Decimal::from_int(number.abs())))
                || has(&voice.span(span))
                || (key.ends_with("minutes") && has(&voice.clock(minutes)))
                || (key == "at" && has(&voice.instant(Instant::from_micros(number))))
        }
        _ => false,
    }
}

/// Words of the language that may stand for one another.
const VOCABULARY: &[&[&str]] = &[
    &["skip", "accrue", "hold"],
    &["lead", "account", "agreement"],
    &["marketing", "sales", "owner", "manager"],
    &["week", "month", "quarter", "year"],
    &["finish", "restart"],
    &["next", "current"],
    &["other_party", "nobody"],
    &["nothing", "late", "reassign"],
    &["reroute", "merge", "recycle", "disqualify"],
    &["procedural", "clerical", "definitional"],
    &["human", "unknown", "prefetch", "scanner"],
    &["choice", "set", "text", "date", "number", "country", "bool"],
    &["true", "false"],
    &["booked", "held"],
    &["personal", "any"],
    &["median", "mean", "p90"],
    &["count", "share"],
    &["accepted", "rejected", "contacted", "confirmed", "rated", "handed_off", "first_attempt", "churned"],
    &["TH", "2TU", "WEEKLY", "MONTHLY"],
    &["opportunity.amount", "customer.amount", "customer.recurring_revenue"],
    &["account.owner", "lead.owner", "paul"],
];

/// Every text that differs from `text` in one word or number, with the word and what stands for it.
pub(in crate::agreement) fn edits(text: &str) -> Vec<(String, String)> {
    let is_word = |letter: char| letter.is_alphanumeric() || "_.".contains(letter);
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|offset| at + offset) {
        let end = text[start..].find(|letter| !is_word(letter)).map_or(text.len(), |offset| start + offset);
        let word = &text[start..end];
        let line = text[..start].lines().count();
        for other in others(word) {
            let edited = format!("{}{other}{}", &text[..start], &text[end..]);
            edits.push((format!("line {line}: {word} → {other}"), edited));
        }
        at = end;
    }
    edits
}

/// What may stand for a word: its neighbours in the language, another number, or the word with a letter more.
fn others(word: &str) -> BTreeSet<String> {
    // Two neighbours are enough: a word that is said as another's sentence would show against one of them.
    let family = VOCABULARY.iter().find(|family| family.contains(&word)).copied().unwrap_or_default();
    let neighbours = family.iter().cycle().skip_while(|other| **other != word).skip(1).take(2);
    let mut others: BTreeSet<String> = neighbours.map(|other| (*other).to_owned()).collect();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let number: u64 = word[..digits].parse().unwrap();
        others.insert(format!("{:0digits$}{}", number + 1, &word[digits..]));
    } else {
        others.insert(format!("{word}x"));
    }
    others.remove(word);
    others
}
