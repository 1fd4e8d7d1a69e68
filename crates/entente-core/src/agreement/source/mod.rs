//! The agreement's YAML text as a tree of nodes that know their places, so that every problem can point into it.
//!
//! Only plain YAML is taken: one document of mappings, lists and texts. Anchors, aliases and tags are refused, so no
//! text can mean something other than what its reader sees, and none can grow when it is read.

mod build;
mod clauses;
mod places;
#[cfg(test)]
mod tests;

pub use build::{Source, parse};
pub use clauses::clause_places;

use crate::problem::Place;

/// The longest text that is read, in bytes.
pub const TEXT_BYTES_MAX: usize = 1_000_000;

/// The deepest nesting that is read. The deepest thing the language knows is eight levels down.
pub const DEPTH_MAX: usize = 32;

/// A value and where it starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The first character of the value; of a quoted text, the first character inside the quotes.
    pub place: Place,
    /// What stands there.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, number or nothing: YAML's types are not guessed, each key of the language says what it wants.
    Scalar {
        /// The text without its quotes.
        text: String,
        /// Whether it stood in quotes or in a block, and so is never `null`.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order written; no key stands twice.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The key as written.
    pub text: String,
    /// Its first character.
    pub place: Place,
}

impl Node {
    /// The text of a scalar; none for a list, a mapping or nothing at all.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Whether nothing is written there (`key:` alone, `~` or `null`).
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, quoted: false } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The entries of a mapping; none for anything else.
    #[must_use]
    pub fn entries(&self) -> Option<&[(Key, Node)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value under a key of a mapping.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?.iter().find(|(own, _)| own.text == key).map(|(_, node)| node)
    }

    /// What stands there, in the words of a refusal.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } if self.is_null() => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}
