//! Builds the tree from the parser's events, without recursion, so that no depth of text can exhaust the stack.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::places::{Places, at};
use super::{DEPTH_MAX, Key, Node, TEXT_BYTES_MAX, Value};
use crate::problem::{Place, Problem, Reason, Weight};

/// What parsing gives: as much of a tree as could be made, and every problem of the text as YAML.
#[derive(Debug, Clone)]
pub struct Source {
    /// The whole tree; none where the text ends in the middle of it, or is no YAML, or is empty.
    pub root: Option<Node>,
    /// What is not YAML, and what the language refuses of it: anchors, tags, keys that stand twice.
    pub problems: Vec<Problem>,
}

/// Reads YAML text as one tree. What is not YAML ends the reading; all else is gathered.
#[must_use]
pub fn parse(text: &str) -> Source {
    if text.len() > TEXT_BYTES_MAX {
        let what = format!("the text has {} bytes, and more than {TEXT_BYTES_MAX} are not read", text.len());
        let problem = refusal(Place { line: 1, column: 1 }, what, "Keep long lists in a file of their own");
        return Source { root: None, problems: vec![problem] };
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let places = Places::new(text);
    let mut tree = Tree { places: &places, open: Vec::new(), root: None, problems: Vec::new(), skip_value: false };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let stop = match event {
            Ok((event, span)) => tree.take(event, span),
            Err(error) => {
                tree.problems.push(not_yaml(&error, &places));
                true
            }
        };
        if stop {
            break;
        }
    }
    tree.finish()
}

/// A list or mapping whose end has not been seen.
enum Open {
    List(Place, Vec<Node>),
    /// Entries so far, and the key that waits for its value; an empty key stands for one that was refused.
    Map(Place, Vec<(Key, Node)>, Option<Key>),
}

struct Tree<'t> {
    places: &'t Places<'t>,
    open: Vec<Open>,
    root: Option<Node>,
    problems: Vec<Problem>,
    /// Whether the next scalar is the empty value of a key that was taken for the rest of a text.
    skip_value: bool,
}

impl Tree<'_> {
    /// Takes one event; answers whether reading must stop.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        let place = at(span.start);
        match event {
            Event::Scalar(..) if std::mem::take(&mut self.skip_value) => {}
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(place, anchor, tag.as_deref(), &text);
                let place = self.places.content(span.start, style);
                let quoted = style != ScalarStyle::Plain;
                if !quoted && self.goes_on(place, &text, span) {
                    return false;
                }
                self.place(Node { place, value: Value::Scalar { text: text.into_owned(), quoted } });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(place, anchor, tag.as_deref(), "");
                return self.open(Open::List(place, Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(place, anchor, tag.as_deref(), "");
                return self.open(Open::Map(place, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(_) => {
                let remedy = "Write the value out, or put a text that starts with '*' in quotes";
                self.refuse(place, "an alias (*name) is not part of the language".to_owned(), remedy);
                self.place(Node { place, value: Value::Scalar { text: String::new(), quoted: false } });
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                let what = "a second document starts here, and one file is one agreement".to_owned();
                self.refuse(place, what, "Remove the line '---' or keep the second agreement in a file of its own");
                return true;
            }
            _ => {}
        }
        false
    }

    /// Inside `{…}` a text ends at its first comma, and what follows is a key without a value. No key of the language
    /// is written so: it is taken as the rest of the text, as any reader would, and the author is told.
    fn goes_on(&mut self, place: Place, rest: &str, span: Span) -> bool {
        let Some(Open::Map(_, entries, None)) = self.open.last_mut() else { return false };
        let Some((_, Node { value: Value::Scalar { text, quoted: false }, .. })) = entries.last_mut() else {
            return false;
        };
        if rest.is_empty() || text.is_empty() || !self.places.ends_bare(span.end) {
            return false;
        }
        *text = format!("{text}{}{rest}", self.places.comma_before(place));
        let what = format!("the text goes on behind a comma, and other readers of YAML take '{rest}' for a key");
        let remedy = format!("Put the whole text in quotes: \"{text}\"");
        self.problems.push(Problem { weight: Weight::Advice, ..refusal(place, what, &remedy) });
        self.skip_value = true;
        true
    }

    fn refuse(&mut self, place: Place, what: String, remedy: &str) {
        self.problems.push(refusal(place, what, remedy));
    }

    /// Anchors and tags are refused; the usual cause of a tag is a condition that starts with `!` outside quotes.
    fn refuse_extras(&mut self, place: Place, anchor: usize, tag: Option<&Tag>, text: &str) {
        if anchor != 0 {
            let remedy = "Write the value out, or put a text that starts with '&' in quotes";
            self.refuse(place, "an anchor (&name) is not part of the language".to_owned(), remedy);
        }
        if let Some(tag) = tag {
            let tag = if tag.is_yaml_core_schema() { format!("!!{}", tag.suffix) } else { tag.to_string() };
            let remedy = format!("Put the whole text in quotes: '{}'", format!("{tag} {text}").trim());
            self.refuse(place, format!("'{tag}' stands outside quotes, which YAML takes for a tag"), &remedy);
        }
    }

    fn open(&mut self, open: Open) -> bool {
        let (Open::List(place, _) | Open::Map(place, ..)) = &open;
        if self.open.len() >= DEPTH_MAX {
            let what = format!("this is nested more than {DEPTH_MAX} deep");
            self.refuse(*place, what, "No part of the language is so deep: look for a bracket too many");
            return true;
        }
        self.open.push(open);
        false
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::List(place, items)) => self.place(Node { place, value: Value::List(items) }),
            Some(Open::Map(place, entries, _)) => self.place(Node { place, value: Value::Map(entries) }),
            None => {}
        }
    }

    /// Puts a finished node where it belongs: into the innermost open list or mapping, or at the root.
    fn place(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, waiting)) => match waiting.take() {
                None => {
                    let (key, problem) = as_key(&node, entries);
                    *waiting = Some(key);
                    self.problems.extend(problem);
                }
                Some(key) if key.text.is_empty() => {}
                Some(key) => entries.push((key, node)),
            },
        }
    }

    fn finish(mut self) -> Source {
        if self.root.is_none() && self.problems.is_empty() {
            let what = "the text is empty".to_owned();
            self.refuse(Place { line: 1, column: 1 }, what, "Start with 'entente: 1' and a title");
        }
        Source { root: self.root, problems: self.problems }
    }
}

/// A node as the key of a mapping. A key that cannot stand is answered empty, with its problem, and its value dropped.
fn as_key(node: &Node, entries: &[(Key, Node)]) -> (Key, Option<Problem>) {
    let refused = |place| Key { text: String::new(), place };
    let Some(text) = node.text().map(str::to_owned).filter(|text| !text.is_empty()) else {
        let what = format!("{} stands where a key belongs", node.kind());
        return (refused(node.place), Some(refusal(node.place, what, "Write a word, a colon and the value")));
    };
    if let Some((first, _)) = entries.iter().find(|(key, _)| key.text == text) {
        let problem = Problem {
            reason: Reason::Duplicate,
            weight: Weight::Error,
            place: node.place,
            clause: String::new(),
            what: format!("'{text}' stands twice in one mapping, first in line {}", first.place.line),
            remedy: "Keep one of the two, or give one another name".to_owned(),
        };
        return (refused(node.place), Some(problem));
    }
    (Key { text, place: node.place }, None)
}

/// The parser's own refusal, with the remedy for the mistakes that are made most.
fn not_yaml(error: &ScanError, places: &Places<'_>) -> Problem {
    let place = at(*error.marker());
    let remedy = if error.info().contains("tab") || places.is_tabbed(place.line) {
        "Indent with spaces, never with tabs"
    } else {
        "Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys"
    };
    refusal(place, format!("this is not YAML: {}", error.info()), remedy)
}

fn refusal(place: Place, what: String, remedy: &str) -> Problem {
    let (reason, weight) = (Reason::Syntax, Weight::Error);
    Problem { reason, weight, place, clause: String::new(), what, remedy: remedy.to_owned() }
}
