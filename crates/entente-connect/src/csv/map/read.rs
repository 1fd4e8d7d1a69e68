//! Reads a mapping file and checks all of it: every problem at once, with its place and what to do about it.

mod cell;
mod fact;
mod file;
mod walk;

use entente_core::agreement::model as agreed;
use entente_core::agreement::model::{Agreement, FieldKind, Named};
use entente_core::agreement::source::{Node, parse};
use entente_core::problem::{Place, Problem, Reason};
use jiff::tz::TimeZone;

use super::Mapping;
use walk::Walk;
pub(crate) use walk::instead_of;

/// What an agreement declares that a mapping may name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Declared {
    lead: Vec<(String, FieldKind)>,
    account: Vec<(String, FieldKind)>,
}

impl Declared {
    /// The fields of an agreement.
    pub fn of(agreement: &Agreement) -> Declared {
        let kinds = |fields: &Named<agreed::Field>| {
            fields.iter().map(|(name, field)| (name.as_str().to_owned(), field.kind.clone())).collect()
        };
        Declared { lead: kinds(&agreement.lead_fields), account: kinds(&agreement.account_fields) }
    }
}

/// What holds for every file of a mapping, while it is read.
struct Reader {
    walk: Walk,
    zone: TimeZone,
    null: Vec<String>,
    leaks: Vec<String>,
    aliases: Vec<(String, Vec<(String, String)>)>,
    declared: Option<Declared>,
}

const KEYS: &[&str] = &["entente_map", "source", "agreement", "timezone", "null_words", "leaks", "aliases", "files"];

/// Reads a mapping. `declared` is asked for the fields of the agreement whose path the mapping names, if it names one.
///
/// # Errors
/// Every problem of the text, in its order.
pub fn read(text: &str, declared: &mut dyn FnMut(&str) -> Result<Declared, String>) -> Result<Mapping, Vec<Problem>> {
    let tree = parse(text);
    let Some(root) = tree.root else { return Err(tree.problems) };
    let mut reader = Reader {
        walk: Walk::default(),
        zone: TimeZone::UTC,
        null: Vec::new(),
        leaks: Vec::new(),
        aliases: Vec::new(),
        declared: None,
    };
    let mapping = reader.mapping(&root, declared);
    let mut problems = tree.problems;
    problems.extend(reader.walk.into_problems());
    problems.sort_by_key(|problem| problem.place);
    if problems.is_empty() { Ok(mapping) } else { Err(problems) }
}

impl Reader {
    fn mapping(&mut self, root: &Node, declared: &mut dyn FnMut(&str) -> Result<Declared, String>) -> Mapping {
        self.walk.map(root, "a mapping", KEYS);
        match root.get("entente_map") {
            Some(node) if node.text() == Some("1") => {}
            Some(node) => self.walk.refuse(
                Reason::Value,
                node.place,
                "the only version of mappings is 1",
                "write 'entente_map: 1'",
            ),
            None => self.walk.refuse(
                Reason::Missing,
                Place { line: 1, column: 1 },
                "the version is missing",
                "start with 'entente_map: 1'",
            ),
        }
        self.shared(root, declared);
        let source = match root.get("source") {
            Some(node) => self.walk.text(node).to_owned(),
            None => {
                self.walk.refuse(
                    Reason::Missing,
                    root.place,
                    "'source' is missing",
                    "name the system the files come from: 'source: crm'",
                );
                String::new()
            }
        };
        if source.contains('/') {
            self.walk.refuse(Reason::Value, root.place, "a source's name has no '/'", "write one word, like 'crm'");
        }
        let files = self.files(root);
        Mapping { source, agreement: root.get("agreement").and_then(Node::text).map(str::to_owned), files }
    }

    fn shared(&mut self, root: &Node, declared: &mut dyn FnMut(&str) -> Result<Declared, String>) {
        if let Some(node) = root.get("agreement") {
            let path = self.walk.text(node).to_owned();
            match declared(&path) {
                Ok(fields) => self.declared = Some(fields),
                Err(why) => self.walk.refuse(
                    Reason::Value,
                    node.place,
                    &why,
                    "the path is relative to the mapping file; or leave 'agreement' out",
                ),
            }
        }
        if let Some(node) = root.get("timezone") {
            self.zone = self.walk.zone(node);
        }
        if let Some(node) = root.get("null_words") {
            self.null = self.walk.words(node);
        }
        if let Some(node) = root.get("leaks") {
            self.leaks = self.walk.words(node);
        }
        for (name, node) in root.get("aliases").map(|node| self.walk.any_map(node)).unwrap_or_default() {
            let pairs = self.alias_pairs(node);
            self.aliases.push((name.text.clone(), pairs));
        }
    }

    fn files(&mut self, root: &Node) -> Vec<super::FileMap> {
        let Some(node) = root.get("files") else {
            self.walk.refuse(
                Reason::Missing,
                root.place,
                "'files' is missing",
                "name each CSV file and the facts of its rows",
            );
            return Vec::new();
        };
        let entries = self.walk.any_map(node);
        entries.iter().map(|(name, node)| self.file(name, node)).collect()
    }
}

#[cfg(test)]
impl Declared {
    /// Fields without an agreement around them.
    pub(crate) fn for_testing(lead: &[(&str, FieldKind)], account: &[(&str, FieldKind)]) -> Declared {
        let owned = |fields: &[(&str, FieldKind)]| {
            fields.iter().map(|(name, kind)| ((*name).to_owned(), kind.clone())).collect()
        };
        Declared { lead: owned(lead), account: owned(account) }
    }
}
