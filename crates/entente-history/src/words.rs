//! Every text that repeats (owners, sources, values of fields) as a number, so that a column is four bytes a lead.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::fact::Value;

/// The number of no word: nothing is known.
pub(crate) const NONE: u32 = u32::MAX;

/// Separates the words of a set inside one interned text; no agreement can write it in a word.
pub(crate) const SET_SEPARATOR: char = '\u{1f}';

/// Texts and their numbers, given in the order of first use: equal logs give equal numbers.
#[derive(Debug, Default)]
pub(crate) struct Words {
    index: BTreeMap<Arc<str>, u32>,
    texts: Texts,
}

/// Texts by number; sharing them costs nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts(Arc<Vec<Arc<str>>>);

impl Words {
    /// The number of `text`, new where it was not seen before.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.index.get(text) {
            return *number;
        }
        let text: Arc<str> = text.into();
        let texts = Arc::make_mut(&mut self.texts.0);
        let number = texts.len() as u32;
        texts.push(text.clone());
        self.index.insert(text, number);
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

    /// All texts so far.
    pub(crate) fn texts(&self) -> Texts {
        self.texts.clone()
    }
}

impl Texts {
    /// The text of a number; none for [`NONE`].
    pub(crate) fn text(&self, number: u32) -> Option<&str> {
        self.0.get(number as usize).map(AsRef::as_ref)
    }

    /// The number of `text` where it was seen. The agreement's own names come first, so that they are found at once.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.0.iter().position(|known| **known == *text).map(|place| place as u32)
    }
}
