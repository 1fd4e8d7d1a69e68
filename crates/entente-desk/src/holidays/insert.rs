//! Closed days written into an agreement's text, beside those that are there, with all else left as it was written.

use std::collections::BTreeMap;

use entente_core::agreement::source::{Key, Node, parse};
use entente_core::problem::Place;

/// Days as the text of an agreement has them, a line each: `"2026-12-25": "Christmas Day"`.
#[must_use]
pub fn lines(days: &[(String, String)]) -> String {
    days.iter().map(|day| format!("{}\n", entry(day))).collect()
}

/// The text with these days closed in a calendar; days that it has keep their name. None where the text has no such
/// calendar, cannot be read, or is written in a way that this does not know how to add to: paste [`lines`] then.
#[must_use]
pub fn with_days(source: &str, calendar: &str, days: &[(String, String)]) -> Option<String> {
    let before = closed(source, calendar)?;
    let missing: Vec<(String, String)> = days.iter().filter(|(date, _)| !before.contains_key(date)).cloned().collect();
    if missing.is_empty() {
        return Some(source.to_owned());
    }
    let root = parse(source).root?;
    let (key, node) = entry_of(root.get("calendars")?, calendar)?;
    let text = match entry_of(node, "closed") {
        Some((closed, days)) if !days.is_null() => into(source, closed, days.entries()?, &missing)?,
        Some(_) => return None,
        None => {
            let all: Vec<String> = missing.iter().map(entry).collect();
            one_more(source, key, node.entries()?, &format!("closed: {{{}}}", all.join(", ")))?
        }
    };
    // The text is only taken where reading it again finds exactly what was meant.
    let mut wanted = before;
    wanted.extend(missing);
    (closed(&text, calendar)? == wanted).then_some(text)
}

/// The closed days of a calendar in a text.
fn closed(source: &str, calendar: &str) -> Option<BTreeMap<String, String>> {
    let parsed = parse(source);
    if !parsed.problems.is_empty() {
        return None;
    }
    let root = parsed.root?;
    let (_, node) = entry_of(root.get("calendars")?, calendar)?;
    let days = entry_of(node, "closed").and_then(|(_, days)| days.entries()).unwrap_or_default();
    Some(days.iter().map(|(date, name)| (date.text.clone(), name.text().unwrap_or_default().to_owned())).collect())
}

fn entry_of<'n>(node: &'n Node, name: &str) -> Option<(&'n Key, &'n Node)> {
    node.entries()?.iter().find(|(key, _)| key.text == name).map(|(key, node)| (key, node))
}

/// Adds entries to the mapping of `key`, in the way it is written: a line each, or inside its braces.
fn into(source: &str, key: &Key, entries: &[(Key, Node)], days: &[(String, String)]) -> Option<String> {
    let days: Vec<String> = days.iter().map(entry).collect();
    match entries.first() {
        Some((first, _)) if first.place.line > key.place.line => {
            let indent = indent(source, first.place)?;
            let lines: String = days.iter().map(|day| format!("{indent}{day}\n")).collect();
            Some(before_line(source, first.place.line, &lines))
        }
        _ => in_braces(source, key.place, &days.join(", "), entries.is_empty()),
    }
}

/// Adds an entry to the calendar of `key`.
fn one_more(source: &str, key: &Key, entries: &[(Key, Node)], text: &str) -> Option<String> {
    match entries.first() {
        Some((first, _)) if first.place.line > key.place.line => {
            let indent = indent(source, first.place)?;
            Some(before_line(source, first.place.line, &format!("{indent}{text}\n")))
        }
        _ => in_braces(source, key.place, text, entries.is_empty()),
    }
}

/// What stands before the first letter of a line; none where something else stands there.
fn indent(source: &str, place: Place) -> Option<String> {
    let line = source.lines().nth(place.line as usize - 1)?;
    let blank: String = line.chars().take_while(|letter| *letter == ' ').collect();
    // A key in quotes begins inside them.
    (blank.chars().count() + 2 >= place.column as usize).then_some(blank)
}

fn before_line(source: &str, line: u32, text: &str) -> String {
    let at: usize = source.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    let (head, tail) = source.split_at(at);
    format!("{head}{text}{tail}")
}

/// Adds text behind the first brace after a key.
fn in_braces(source: &str, key: Place, text: &str, is_empty: bool) -> Option<String> {
    let line_start: usize = source.split_inclusive('\n').take(key.line as usize - 1).map(str::len).sum();
    let line = source.get(line_start..)?;
    let column = line.char_indices().nth(key.column as usize - 1).map(|(place, _)| place)?;
    let brace = line_start + column + line.get(column..)?.find('{')?;
    let (head, tail) = source.split_at(brace + 1);
    let comma = if is_empty { "" } else { ", " };
    Some(format!("{head}{text}{comma}{tail}"))
}

/// `"2026-12-25": "Christmas Day"`.
fn entry((date, name): &(String, String)) -> String {
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned());
    format!("{}: {}", quoted(date), quoted(name))
}
