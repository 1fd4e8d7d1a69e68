//! Walks the tree by the tables of keys: what a table does not know is refused, what it asks for must stand.

use super::keys::Table;
use super::problems::Problems;
use super::words::instead_of;
use crate::agreement::source::{Key, Node, Value};
use crate::id::Name;
use crate::problem::{Place, Reason, Weight};

/// A node and the clause it stands in.
#[derive(Debug, Clone)]
pub(crate) struct At<'a> {
    /// The path of the clause (`sla.sales.touch`), without the property the node is.
    pub(crate) clause: String,
    /// The name under which the node stands; empty for an item of a list and for the whole text.
    pub(crate) key: &'a str,
    /// Where that name stands; where the node stands, for an item of a list.
    pub(crate) key_place: Place,
    /// What stands there.
    pub(crate) node: &'a Node,
}

/// A mapping that was held against a table of keys.
#[derive(Debug, Clone)]
pub(crate) struct Entries<'a> {
    /// The mapping.
    pub(crate) at: At<'a>,
    table: &'static Table,
}

impl<'a> At<'a> {
    /// The whole text.
    pub(crate) fn root(node: &'a Node) -> At<'a> {
        At { clause: String::new(), key: "", key_place: node.place, node }
    }

    /// A property of the same clause.
    fn property(&self, key: &'a Key, node: &'a Node) -> At<'a> {
        At { clause: self.clause.clone(), key: &key.text, key_place: key.place, node }
    }

    /// The same place as a clause of its own, below the clause it stands in.
    pub(crate) fn as_clause(&self) -> At<'a> {
        At { clause: joined(&self.clause, self.key), ..self.clone() }
    }

    /// The entries of a mapping that must be one; nothing written is an empty mapping.
    pub(crate) fn map(&self, problems: &mut Problems) -> &'a [(Key, Node)] {
        match &self.node.value {
            Value::Map(entries) => entries,
            _ if self.node.is_null() => &[],
            _ => {
                let what = format!("here stands {} where a mapping belongs", self.node.kind());
                problems.error(Reason::Value, self, what, "Write 'name: …' lines, or {name: …} in one line");
                &[]
            }
        }
    }

    /// Holds the mapping against its table.
    pub(crate) fn table(&self, table: &'static Table, problems: &mut Problems) -> Entries<'a> {
        let entries = self.map(problems);
        for (key, node) in entries {
            let at = self.property(key, node);
            if !table.keys.iter().any(|known| known.name == key.text) {
                let what = format!("'{}' is no key of {}", key.text, table.name);
                let remedy = instead_of(&key.text, table.keys.iter().map(|known| known.name));
                problems.key_error(Reason::UnknownKey, &at, what, remedy);
            } else if node.is_null() && !self.clause.is_empty() {
                let what = format!("nothing is written behind '{}'", key.text);
                problems.key_error(Reason::Value, &at, what, "Write its value, or remove the key");
            }
        }
        let is_whole = entries.is_empty() && !self.node.is_null() && self.node.entries().is_none();
        for key in table.keys.iter().filter(|key| key.required && !is_whole) {
            if !entries.iter().any(|(own, _)| own.text == key.name) {
                let what = format!("'{}' is missing from {}", key.name, table.name);
                let remedy = format!("Add '{}': {}", key.name, key.says.trim_end_matches('.'));
                problems.key_error(Reason::Missing, self, what, remedy);
            }
        }
        Entries { at: self.clone(), table }
    }

    /// Holds the mapping against the shape that its distinguishing key names.
    pub(crate) fn shape(&self, shapes: &'static [&'static Table], problems: &mut Problems) -> Option<Entries<'a>> {
        let entries = self.map(problems);
        let of = |shape: &&&Table| entries.iter().any(|(key, _)| key.text == shape.by);
        if let Some(shape) = shapes.iter().find(of) {
            return Some(self.table(shape, problems));
        }
        if self.node.entries().is_some() || self.node.is_null() {
            let keys: Vec<&str> = shapes.iter().map(|shape| shape.by).collect();
            let near = entries.iter().map(|(key, _)| instead_of(&key.text, keys.iter().copied()));
            let meant = near.into_iter().find(|remedy| remedy.starts_with("Did"));
            let remedy = meant.unwrap_or_else(|| format!("Write one of: {}", keys.join(", ")));
            problems.key_error(Reason::Missing, self, "nothing here says what kind of clause this is", remedy);
        }
        None
    }

    /// The clauses of a mapping from the author's own names.
    pub(crate) fn clauses(&self, problems: &mut Problems) -> Vec<(Name, At<'a>)> {
        let entries = self.map(problems);
        entries.iter().map(|(key, node)| (Name::from(&*key.text), self.property(key, node).as_clause())).collect()
    }

    /// The entries of a mapping that are no clauses of their own: reasons, members, aliases.
    pub(crate) fn pairs(&self, problems: &mut Problems) -> Vec<(&'a str, At<'a>)> {
        self.map(problems).iter().map(|(key, node)| (&*key.text, self.property(key, node))).collect()
    }

    /// The items of a list; a single value is a list of one.
    pub(crate) fn items(&self) -> Vec<At<'a>> {
        let item = |node: &'a Node| At { clause: self.clause.clone(), key: "", key_place: node.place, node };
        match &self.node.value {
            Value::List(items) => items.iter().map(item).collect(),
            _ if self.node.is_null() => Vec::new(),
            _ => vec![item(self.node)],
        }
    }
}

impl<'a> Entries<'a> {
    /// The value of a key, where it is written. The key is one of the table's.
    pub(crate) fn get(&self, key: &str) -> Option<At<'a>> {
        let known = self.table.keys.iter().find(|known| known.name == key);
        debug_assert!(known.is_some(), "'{key}' is not in the table of {}", self.table.name);
        #[cfg(test)]
        known.iter().for_each(|known| super::asked::note(self.table.name, known.name));
        let entries = self.at.node.entries()?;
        let (own, node) = entries.iter().find(|(own, node)| own.text == key && !node.is_null())?;
        Some(self.at.property(own, node))
    }

    /// The value of a key as a clause of its own.
    pub(crate) fn section(&self, key: &str) -> Option<At<'a>> {
        self.get(key).map(|at| at.as_clause())
    }

    /// Whether the mapping is of this shape.
    pub(crate) fn is(&self, table: &Table) -> bool {
        self.table.by == table.by
    }
}

fn joined(clause: &str, key: &str) -> String {
    if clause.is_empty() { key.to_owned() } else { format!("{clause}.{key}") }
}

/// The names of the author's own must be ones that a path, a condition and a page can carry.
pub(crate) fn check_names(clauses: &[(Name, At<'_>)], problems: &mut Problems) {
    for (name, at) in clauses {
        let wrong = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'));
        if let Some(c) = name.as_str().chars().find(|c| wrong(*c)) {
            let what = format!("the name '{name}' holds {c:?}");
            let remedy = "Use letters, digits, '_' and '-' in names, and say the rest in 'says'";
            problems.add(Reason::Value, Weight::Error, at.key_place, &at.clause, what, remedy.to_owned());
        }
    }
}
