//! Every text that repeats (owners, sources, values of fields) as a number, so that a column is four bytes a lead.

use std::collections::BTreeMap;

use entente_core::fact::Value;

/// The number of no word: nothing is known.
pub(crate) const NONE: u32 = u32::MAX;

/// Separates the words of a set inside one interned text; no agreement can write it in a word.
pub(crate) const SET_SEPARATOR: char = '\u{1f}';

/// Texts by number and back. Numbers are given in the order of first use, so equal logs give equal numbers.
#[derive(Debug, Default)]
pub(crate) struct Words {
    index: BTreeMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Words {
    /// The number of `text`, new where it was not seen before.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.index.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.index.insert(text.into(), number);
        self.texts.push(text.into());
        number
    }

    /// The number of a value as told; [`NONE`] for null and for an empty set, which say nothing.
    pub(crate) fn value(&mut self, value: &Value) -> u32 {
        match value {
            Value::Null => NONE,
            Value::Bool(yes) => self.number(if *yes { "true" } else { "false" }),
            Value::Number(number) => self.number(&number.to_string()),
            Value::Text(text) => self.number(text),
            Value::Set(items) if items.is_empty() => NONE,
            Value::Set(items) => self.number(&items.join(&SET_SEPARATOR.to_string())),
        }
    }

    /// The number of `text` where it was seen.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.index.get(text).copied()
    }

    /// The text of a number; none for [`NONE`].
    pub(crate) fn text(&self, number: u32) -> Option<&str> {
        self.texts.get(number as usize).map(AsRef::as_ref)
    }
}
