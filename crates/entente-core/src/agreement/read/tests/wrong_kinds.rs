//! A wrong kind of thing at every value of an agreement with every construct: it is refused where it stands, in the
//! clause it stands in, and what to do is said.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use expect_test::expect_file;

use crate::agreement::read::read;
use crate::agreement::say::tests::EVERYTHING;
use crate::agreement::source::{Node, Value, parse};
use crate::problem::{Place, Weight};

/// Every value that is a text: the path of keys to it, and where its first character stands.
fn values(node: &Node, path: &str, found: &mut Vec<(String, Place)>) {
    match &node.value {
        Value::Scalar { .. } => found.push((path.to_owned(), node.place)),
        Value::List(items) => items.iter().for_each(|item| values(item, &format!("{path}[]"), found)),
        Value::Map(entries) => {
            for (key, value) in entries {
                let path = if path.is_empty() { key.text.clone() } else { format!("{path}.{}", key.text) };
                values(value, &path, found);
            }
        }
    }
}

/// The text with something else in the place of a value.
fn replaced(place: Place, other: &str) -> String {
    let lines = EVERYTHING.lines().enumerate().map(|(index, line)| {
        if index + 1 != place.line as usize {
            return line.to_owned();
        }
        let chars: Vec<char> = line.chars().collect();
        let at = place.column as usize - 1;
        let quote = at.checked_sub(1).map(|before| chars[before]).filter(|before| matches!(before, '"' | '\''));
        let start = at - usize::from(quote.is_some());
        let is_flow = chars[..at].iter().any(|one| matches!(one, '{' | '['));
        let mut depth = 0;
        let is_end = |one: char, depth: &mut i32| match one {
            '(' | '[' => {
                *depth += 1;
                false
            }
            ')' => {
                *depth -= 1;
                false
            }
            ']' if *depth > 0 => {
                *depth -= 1;
                false
            }
            one => is_flow && *depth == 0 && matches!(one, ',' | '}' | ']'),
        };
        let end = match quote {
            Some(quote) => at + chars[at..].iter().position(|one| *one == quote).unwrap() + 1,
            None => at + chars[at..].iter().position(|one| is_end(*one, &mut depth)).unwrap_or(chars.len() - at),
        };
        let text = |chars: &[char]| chars.iter().collect::<String>();
        format!("{}{other}{}", text(&chars[..start]), text(&chars[end..]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_is_refused_where_it_stands() {
    let root = parse(EVERYTHING).root.unwrap();
    let mut found = Vec::new();
    values(&root, "", &mut found);
    assert!(found.len() > 250, "only {} values", found.len());
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for (path, place) in &found {
        for other in ["{oddly: enough}", "[[]]"] {
            let text = replaced(*place, other);
            let read = read(&text);
            let here = |one: &&crate::problem::Problem| one.place.line == place.line && one.weight == Weight::Error;
            let problem = read.problems.iter().find(here);
            let Some(problem) = problem else {
                let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
                panic!("{path} at {}:{}: {other} is not refused there: {problems:?}", place.line, place.column);
            };
            assert!(read.agreement.is_none());
            assert!(path.starts_with(problem.clause.as_str()), "{path}: {problem}");
            // One line for each thing that may be said of the same key of one kind of clause.
            let said = format!("{other}: {}. {}", problem.what, problem.remedy);
            told.entry(said).or_insert_with(|| path.clone());
        }
    }
    let mut rows: Vec<(String, String)> = told.into_iter().map(|(said, path)| (path, said)).collect();
    rows.sort();
    let text = rows.iter().fold(String::new(), |mut text, (path, said)| {
        writeln!(text, "{path}: {said}").unwrap();
        text
    });
    expect_file!["wrong_kinds.txt"].assert_eq(&text);
}
