//! Reads worked examples: what happened to a lead, and what must come of it.

use std::collections::BTreeMap;

use super::at::{At, Entries};
use super::handoff::known_person;
use super::keys::rhythm::{ACT_EVENT, ACT_FACTS, ACT_SIGNAL, ACTS, EXAMPLE, EXPECT};
use super::names::Names;
use super::problems::Problems;
use super::signals::CLASSES;
use super::values::{instant, name, names as read_names, number, span, text, word};
use super::words::instead_of;
use crate::agreement::model::{Act, ActKind, Example, Expect, Field, FieldKind, Named, SignalClass};
use crate::agreement::source::Value as Written;
use crate::fact::Value;
use crate::id::{ClauseId, Name};
use crate::milestone::Milestone;
use crate::number::Decimal;
use crate::problem::Reason;
use crate::time::Instant;

/// Reads the worked examples.
pub(crate) fn examples(
    root: &Entries<'_>,
    names: &Names,
    lead: &Named<Field>,
    account: &Named<Field>,
    problems: &mut Problems,
) -> Vec<Example> {
    let items = root.section("examples").map(|at| at.items()).unwrap_or_default();
    items.iter().filter_map(|at| example(at, names, lead, account, problems)).collect()
}

fn example(
    at: &At<'_>,
    names: &Names,
    lead: &Named<Field>,
    account: &Named<Field>,
    problems: &mut Problems,
) -> Option<Example> {
    let entries = at.table(&EXAMPLE, problems);
    let says = entries.get("says").and_then(|at| text(&at, problems).map(str::to_owned));
    let now = entries.get("at").and_then(|at| instant(&at, problems));
    let lead = entries.get("lead").map(|at| attributes(&at, lead, &["email", "source", "consent"], problems));
    let account_own = ["domain", "owner", "open_opportunity"];
    let account = entries.get("account").map(|at| attributes(&at, account, &account_own, problems));
    let acts = entries.get("did").map(|at| at.items()).unwrap_or_default();
    let mut did: Vec<Act> =
        acts.iter().filter_map(|act| self::act(act, now.unwrap_or_default(), names, problems)).collect();
    did.sort_by_key(|act| act.at);
    let expect = entries.get("expect").map(|at| expect(&at, names, problems));
    let (lead, account) = (lead.unwrap_or_default(), account.unwrap_or_default());
    Some(Example { says: says?, at: now?, lead, account, did, expect: expect? })
}

/// Attributes by their declared types; those that need no declaration are texts, but for `open_opportunity`.
fn attributes(at: &At<'_>, fields: &Named<Field>, own: &[&str], problems: &mut Problems) -> BTreeMap<Name, Value> {
    let mut found = BTreeMap::new();
    for (key, at) in at.clone().pairs(problems) {
        let value = match fields.get(key) {
            Some(field) => typed(&at, &field.kind, problems),
            None if key == "open_opportunity" => typed(&at, &FieldKind::Bool, problems),
            None if own.contains(&key) => typed(&at, &FieldKind::Text, problems),
            None => {
                let remedy = instead_of(key, fields.names().chain(own.iter().copied()));
                problems.key_error(Reason::UnknownName, &at, format!("no field is called '{key}'"), remedy);
                None
            }
        };
        found.extend(value.map(|value| (Name::from(key), value)));
    }
    found
}

fn typed(at: &At<'_>, kind: &FieldKind, problems: &mut Problems) -> Option<Value> {
    let mut one_of = |word: &str, of: &[Name]| {
        if !of.iter().any(|known| known.as_str() == word) {
            problems.unknown(at, "word of this field", word, of.iter().map(Name::as_str));
        }
    };
    match kind {
        FieldKind::Set { of } => {
            let words: Vec<String> = at.items().iter().filter_map(|item| item.node.text().map(str::to_owned)).collect();
            words.iter().for_each(|word| one_of(word, of));
            Some(Value::Set(words))
        }
        FieldKind::Choice { of } => {
            let word = at.node.text().unwrap_or_default();
            one_of(word, of);
            Some(Value::Text(word.to_owned()))
        }
        FieldKind::Bool => super::values::bool(at, problems).map(Value::Bool),
        FieldKind::Number => number(at, problems).map(Value::Number),
        FieldKind::Text | FieldKind::Country | FieldKind::Date => {
            text(at, problems).map(|text| Value::Text(text.to_owned()))
        }
    }
}

fn act(at: &At<'_>, now: Instant, names: &Names, problems: &mut Problems) -> Option<Act> {
    let entries = at.shape(ACTS, problems)?;
    let written = entries.get("at").map(|at| (instant(&at, problems), at));
    let ago = entries.get("ago").map(|at| span(&at, problems));
    let when = match (written, ago) {
        (Some((_, at)), Some(_)) => {
            problems.key_error(Reason::Duplicate, &at, "both 'at' and 'ago' say when", "Keep one of the two");
            None
        }
        (Some((instant, at)), None) => {
            if instant.is_some_and(|instant| instant > now) {
                let what = "this happens after the instant at which the example is judged";
                problems.error(Reason::Value, &at, what, "Write an earlier instant, or a later 'at' of the example");
            }
            instant
        }
        (None, Some(ago)) => ago.map(|ago| now - ago),
        (None, None) => Some(now),
    };
    let what = if entries.is(&ACT_SIGNAL) || entries.is(&ACT_EVENT) {
        event(&entries, names, problems)
    } else {
        fact(&entries, problems)
    };
    Some(Act { at: when?, what: what? })
}

fn event(entries: &Entries<'_>, names: &Names, problems: &mut Problems) -> Option<ActKind> {
    let properties = entries.get("properties").map(|at| properties(&at, problems)).unwrap_or_default();
    let class = entries.get("class").and_then(|at| word(&at, &CLASSES, problems)).unwrap_or(SignalClass::Human);
    if entries.is(&ACT_EVENT) {
        let event = entries.get("event").and_then(|at| text(&at, problems))?.to_owned();
        return Some(ActKind::Event { event, properties, class });
    }
    let at = entries.get("signal")?;
    let signal = name(&at, problems)?;
    if !names.lead.signals.contains(&signal) {
        problems.unknown(&at, "signal", signal.as_str(), names.lead.signals.iter().map(Name::as_str));
    }
    Some(ActKind::Signal { signal, properties, class })
}

/// Properties of an event have no declared type: what looks like a number or a yes or no and is not quoted is one.
fn properties(at: &At<'_>, problems: &mut Problems) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for (key, at) in at.clone().pairs(problems) {
        let value = match &at.node.value {
            Written::Scalar { text, quoted: true } => Some(Value::Text(text.clone())),
            Written::Scalar { .. } if at.node.is_null() => Some(Value::Null),
            Written::Scalar { text, .. } if text == "true" || text == "false" => Some(Value::Bool(text == "true")),
            Written::Scalar { text, .. } => {
                Some(Decimal::parse(text).map_or_else(|_| Value::Text(text.clone()), Value::Number))
            }
            Written::List(_) => Some(Value::Set(super::values::texts(&at, problems))),
            Written::Map(_) => text(&at, problems).map(|text| Value::Text(text.to_owned())),
        };
        found.extend(value.map(|value| (key.to_owned(), value)));
    }
    found
}

fn fact(entries: &Entries<'_>, problems: &mut Problems) -> Option<ActKind> {
    let words: Vec<(&str, Milestone)> =
        ACT_FACTS.iter().filter_map(|word| Some((*word, Milestone::from_word(word)?))).collect();
    let fact = entries.get("fact").and_then(|at| word(&at, &words, problems));
    let reason = entries.get("reason").and_then(|at| name(&at, problems));
    let needs = entries.get("needs").map(|at| read_names(&at, problems)).unwrap_or_default();
    Some(ActKind::Fact { fact: fact?, reason, needs })
}

fn expect(at: &At<'_>, names: &Names, problems: &mut Problems) -> Expect {
    let entries = at.table(&EXPECT, problems);
    let mut one_of = |key: &str, what: &str, known: &[Name]| {
        let at = entries.get(key)?;
        let name = name(&at, problems)?;
        if !known.contains(&name) {
            problems.unknown(&at, what, name.as_str(), known.iter().map(Name::as_str));
        }
        Some(name)
    };
    // A condition asks the moment `recycled`; an example may say where the lead ends in one word.
    let ends: Vec<Name> = names.lead.stages.iter().cloned().chain([Name::from("recycled")]).collect();
    let stage = one_of("stage", "stage", &ends);
    let grade = one_of("grade", "grade", &names.lead.grades);
    let level = one_of("level", "level", &names.lead.levels);
    let team = one_of("team", "team", &names.teams);
    let route = one_of("route", "route", &names.routes);
    let word = entries.get("qualified").and_then(|at| text(&at, problems).map(|word| (word, at)));
    let (qualified, qualified_by) = match word {
        None => (None, None),
        Some(("true", _)) => (Some(true), None),
        Some(("false", _)) => (Some(false), None),
        Some((rule, at)) => {
            let rule = Name::from(rule);
            if !names.rules.contains(&rule) {
                problems.unknown(&at, "rule of qualification", rule.as_str(), names.rules.iter().map(Name::as_str));
            }
            (Some(true), Some(rule))
        }
    };
    if entries.at.node.entries().is_some_and(<[_]>::is_empty) {
        problems.key_error(Reason::Missing, at, "the example expects nothing", "Add 'stage', 'qualified' or 'owner'");
    }
    Expect {
        stage,
        qualified,
        qualified_by,
        grade,
        level,
        fit: entries.get("fit").and_then(|at| number(&at, problems)),
        engagement: entries.get("engagement").and_then(|at| number(&at, problems)),
        owner: entries.get("owner").and_then(|at| {
            let owner = name(&at, problems)?;
            known_person(&at, &owner, names, problems);
            Some(owner)
        }),
        team,
        route,
        clause: entries.get("clause").and_then(|at| text(&at, problems)).map(|path| ClauseId(path.to_owned())),
    }
}
