//! Takes a mapping's tree apart and gathers what is wrong with it, so that the readers above say only what they want.

use entente_core::agreement::source::{Key, Node, Value};
use entente_core::problem::{Place, Problem, Reason, Weight};
use jiff::tz::TimeZone;

/// The problems so far, and where the reader stands.
#[derive(Default)]
pub(super) struct Walk {
    problems: Vec<Problem>,
    /// The path to where the reader stands: `files`, the file, the fact.
    path: Vec<String>,
}

impl Walk {
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Enters a part of the mapping, for the path of problems.
    pub(super) fn enter(&mut self, name: &str) {
        self.path.push(name.to_owned());
    }

    /// Leaves the part entered last.
    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// Something is wrong.
    pub(super) fn refuse(&mut self, reason: Reason, place: Place, what: &str, remedy: &str) {
        let clause = self.path.join(" > ");
        let (what, remedy) = (what.to_owned(), sentence(remedy));
        self.problems.push(Problem { reason, weight: Weight::Error, place, clause, what, remedy });
    }

    /// A name that is not among those that may stand there.
    pub(super) fn refuse_name(&mut self, reason: Reason, place: Place, what: &str, name: &str, known: &[&str]) {
        self.refuse(reason, place, what, &instead_of(name, known));
    }

    /// The entries of a mapping whose keys are among `known`.
    pub(super) fn map<'n>(&mut self, node: &'n Node, what: &str, known: &[&str]) -> &'n [(Key, Node)] {
        let entries = self.any_map(node);
        for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.text.as_str())) {
            let what = format!("{what} has no key '{}'", key.text);
            self.refuse_name(Reason::UnknownKey, key.place, &what, &key.text, known);
        }
        entries
    }

    /// The entries of a mapping with keys of its author's choice.
    pub(super) fn any_map<'n>(&mut self, node: &'n Node) -> &'n [(Key, Node)] {
        match &node.value {
            Value::Map(entries) => entries,
            _ => {
                let what = format!("{} stands where a mapping belongs", node.kind());
                self.refuse(
                    Reason::Value,
                    node.place,
                    &what,
                    "write 'name: value' lines, or {name: value} in one line",
                );
                &[]
            }
        }
    }

    /// The items of a list; one item alone may stand without brackets.
    pub(super) fn items<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(node),
        }
    }

    /// A text.
    pub(super) fn text<'n>(&mut self, node: &'n Node) -> &'n str {
        node.text().unwrap_or_else(|| {
            let what = format!("{} stands where a word belongs", node.kind());
            self.refuse(Reason::Value, node.place, &what, "write one word or text");
            ""
        })
    }

    /// One text or a list of texts. An empty text in quotes counts.
    pub(super) fn words(&mut self, node: &Node) -> Vec<String> {
        let items = self.items(node);
        items.iter().map(|item| self.text(item).to_owned()).collect()
    }

    /// Yes or no.
    pub(super) fn yes(&mut self, node: &Node) -> bool {
        match node.text() {
            Some("true") => true,
            Some("false") => false,
            _ => {
                self.refuse(Reason::Value, node.place, "this is neither true nor false", "write true or false");
                false
            }
        }
    }

    /// One of a few words; answers its place in the list.
    pub(super) fn choice(&mut self, node: &Node, known: &[&str]) -> usize {
        let text = self.text(node);
        known.iter().position(|word| *word == text).unwrap_or_else(|| {
            let what = format!("'{text}' is none of {}", known.join(", "));
            self.refuse_name(Reason::Value, node.place, &what, text, known);
            0
        })
    }

    /// An IANA time zone.
    pub(super) fn zone(&mut self, node: &Node) -> TimeZone {
        let name = self.text(node);
        TimeZone::get(name).unwrap_or_else(|_| {
            let what = format!("'{name}' is no time zone");
            self.refuse(Reason::Value, node.place, &what, "write an IANA name like Europe/Berlin or UTC");
            TimeZone::UTC
        })
    }

    /// One ASCII letter; `tab` is the tabulator.
    pub(super) fn letter(&mut self, node: &Node) -> Option<u8> {
        match self.text(node) {
            "tab" | "\\t" => Some(b'\t'),
            text if text.len() == 1 && text.is_ascii() && !matches!(text, "\r" | "\n" | "\0") => text.bytes().next(),
            text => {
                let what = format!("'{text}' is not one ASCII letter");
                self.refuse(Reason::Value, node.place, &what, "write one letter in quotes, or tab");
                None
            }
        }
    }
}

/// With a capital, as the printed problem puts it behind a full stop.
fn sentence(remedy: &str) -> String {
    let mut letters = remedy.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What to write instead of an unknown name: the nearest known one, or all of them.
pub(crate) fn instead_of(name: &str, known: &[&str]) -> String {
    let distance = |word: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase());
    let nearest = known.iter().map(|word| (distance(word), *word)).min();
    match nearest {
        Some((steps, word)) if steps <= 1 + name.chars().count() / 4 => format!("Did you mean '{word}'?"),
        _ if known.is_empty() => "Nothing may stand here".to_owned(),
        _ => format!("Known are: {}", known.join(", ")),
    }
}
