//! Element by element: which values of a clause differ, and how each goes from one to the other.

use serde_json::{Map, Value};

use super::labels::{How, Label, label, shown};
use super::{Voice, tell};
use crate::lang::{Lang, Particle, with};

/// What was found between two versions of one clause.
#[derive(Default)]
pub(super) struct Found {
    /// Changes of elements that have words of their own.
    pub(super) said: Vec<String>,
    /// The others, as raw as they are in the canonical form.
    pub(super) unsaid: Vec<String>,
}

/// Both versions of a clause and who says them.
struct Pair<'v, 'a> {
    clause: &'v str,
    old: &'v Voice<'a>,
    new: &'v Voice<'a>,
    before: &'v Value,
    after: &'v Value,
}

/// Compares two versions of a clause.
pub(super) fn compare(clause: &str, old: &Voice<'_>, new: &Voice<'_>, before: &Value, after: &Value) -> Found {
    let mut found = Found::default();
    let pair = Pair { clause, old, new, before, after };
    walk(&pair, "", before, after, &mut found);
    found
}

fn walk(pair: &Pair<'_, '_>, path: &str, before: &Value, after: &Value, found: &mut Found) {
    if before == after {
        return;
    }
    match (before, after) {
        (Value::Object(one), Value::Object(other)) if same_shape(one, other) => {
            let mut keys: Vec<&String> =
                other.keys().chain(one.keys().filter(|key| !other.contains_key(*key))).collect();
            keys.sort();
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let none = Value::Null;
                walk(pair, &path, one.get(key).unwrap_or(&none), other.get(key).unwrap_or(&none), found);
            }
        }
        _ => match label(pair.clause, path).filter(|label| tell_change(pair, label, before, after, &mut found.said)) {
            Some(_) => {}
            None => found.unsaid.push(format!("{path}: {before} → {after}.")),
        },
    }
}

/// Two promises or metrics of different kinds, and two enum values, are not compared member by member.
fn same_shape(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    one.get("kind") == other.get("kind") && !(one.len() == 1 && other.len() == 1 && !one.keys().eq(other.keys()))
}

/// Says one changed element. False where it has no words for these values.
fn tell_change(pair: &Pair<'_, '_>, label: &Label, before: &Value, after: &Value, said: &mut Vec<String>) -> bool {
    match (&label.how, before, after) {
        (How::Set | How::List, Value::Array(one), Value::Array(other)) => {
            let (Some(one), Some(other)) = (texts(pair.old, one), texts(pair.new, other)) else { return false };
            list_change(pair, label, &one, &other, said);
            true
        }
        (How::Tiers, Value::Array(one), Value::Array(other)) => tier_changes(pair, one, other, said),
        (How::Members, Value::Array(one), Value::Array(other)) => member_changes(pair, label, one, other, said),
        (How::Set | How::List | How::Tiers | How::Members, ..) => false,
        _ => {
            let show = |voice: &Voice<'_>, whole: &Value, value: &Value| match value {
                Value::Null => Some(None),
                Value::String(text) if text.is_empty() => Some(None),
                value => shown(voice, label, whole, value).map(Some),
            };
            let (Some(was), Some(now)) = (show(pair.old, pair.before, before), show(pair.new, pair.after, after))
            else {
                return false;
            };
            said.push(goes(pair.new.lang, &label.words(pair.new.lang), was, now));
            true
        }
    }
}

/// `the cap goes from 24 points to 20 points.`
fn goes(lang: Lang, what: &str, was: Option<String>, now: Option<String>) -> String {
    let subject = with(what, Particle::Subject);
    match (was, now) {
        (Some(was), Some(now)) => {
            let towards = with(&now, Particle::Towards);
            tell!(lang, "{what} goes from {was} to {now}.", "{subject} {was}에서 {towards} 바뀝니다.")
        }
        (None, Some(now)) => {
            let towards = with(&now, Particle::Towards);
            tell!(lang, "{what} is now {now}; there was none.", "{subject} 새로 {towards} 정해집니다.")
        }
        (Some(was), None) => tell!(lang, "{what}, which was {was}, is dropped.", "{subject} 없어집니다(이전: {was})."),
        (None, None) => tell!(lang, "{what} changes.", "{subject} 바뀝니다."),
    }
}

/// The items of a list of texts; none where one of them is not a text.
fn texts(voice: &Voice<'_>, items: &[Value]) -> Option<Vec<String>> {
    items.iter().map(|item| item.as_str().map(|text| voice.plain(text))).collect()
}

/// What joins a list, what leaves it, and whether the rest changes places.
fn list_change(pair: &Pair<'_, '_>, label: &Label, one: &[String], other: &[String], said: &mut Vec<String>) {
    let (lang, what) = (pair.new.lang, label.words(pair.new.lang));
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|item| !those.contains(item)).map(|item| format!("'{item}'")).collect()
    };
    let (left, joined) = (only(one, other), only(other, one));
    if !joined.is_empty() {
        let items = pair.new.all(&joined);
        said.push(tell!(lang, "{what}: {items} added.", "{what}: {items} 추가."));
    }
    if !left.is_empty() {
        let items = pair.new.all(&left);
        said.push(tell!(lang, "{what}: {items} taken out.", "{what}: {items} 삭제."));
    }
    let kept = one.iter().filter(|item| other.contains(item));
    let moved = kept.ne(other.iter().filter(|item| one.contains(item)));
    if moved || (left.is_empty() && joined.is_empty()) {
        let (before, after) = (one.join(", "), other.join(", "));
        said.push(tell!(
            lang,
            "{what}: the order is now {after}; it was {before}.",
            "{what}: 순서가 바뀝니다. 이전: {before}. 이후: {after}."
        ));
    }
}

/// Tiers of a time promise, matched by their condition. False where they do not match one to one in one order.
fn tier_changes(pair: &Pair<'_, '_>, one: &[Value], other: &[Value], said: &mut Vec<String>) -> bool {
    let same_rows = one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.get("when") == b.get("when"));
    if !same_rows {
        return false;
    }
    let single = one.len() == 1;
    for (before, after) in one.iter().zip(other).filter(|(before, after)| before != after) {
        let lang = pair.new.lang;
        let what = match after.get("when").and_then(Value::as_str) {
            Some(condition) => {
                let when = pair.new.condition_text(condition);
                tell!(lang, "the time when {when}", "‘{when}’일 때의 시간")
            }
            None if single => tell!(lang, "the time", "시간"),
            None => tell!(lang, "the time for every other lead", "그 밖의 리드의 시간"),
        };
        let time = |voice: &Voice<'_>, tier: &Value| {
            tier.get("do").and_then(Value::as_str).map(|text| voice.target_text(text))
        };
        said.push(goes(lang, &what, time(pair.old, before), time(pair.new, after)));
    }
    true
}

/// Members of a team, matched by name: who joins, who leaves, whose weight changes.
fn member_changes(pair: &Pair<'_, '_>, label: &Label, one: &[Value], other: &[Value], said: &mut Vec<String>) -> bool {
    let names = |items: &[Value]| -> Option<Vec<String>> {
        items.iter().map(|item| item.get("id")?.as_str().map(str::to_owned)).collect()
    };
    let (Some(were), Some(are)) = (names(one), names(other)) else { return false };
    if were != are {
        list_change(pair, label, &were, &are, said);
    }
    for (name, after) in are.iter().zip(other) {
        let Some(at) = were.iter().position(|was| was == name) else { continue };
        let weight = |member: &Value| member.get("weight").map(Value::to_string);
        if one.get(at).and_then(weight) != weight(after) {
            let what = tell!(pair.new.lang, "the weight of {name}", "{name}의 가중치");
            said.push(goes(pair.new.lang, &what, one.get(at).and_then(weight), weight(after)));
        }
    }
    true
}
