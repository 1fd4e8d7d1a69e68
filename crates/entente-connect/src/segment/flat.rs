//! Properties and traits made flat while they are read: `{"plan": {"seats": 5}}` becomes `plan.seats`, as conditions say it.
//!
//! A list of plain values becomes a set of words, with those of lists inside it; objects inside a list are numbered from 0.
//! What has no name at all is left out. Numbers are taken to the
//! sixth decimal, or as text where they are too large to be exact.

use std::collections::BTreeMap;
use std::fmt;

use entente_core::fact::Value;
use entente_core::number::Decimal;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The most values that one object may come to.
pub(super) const VALUES_MAX: usize = 200;

/// An object made flat.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Flat {
    /// Each value under its dotted name.
    pub(super) values: BTreeMap<String, Value>,
    /// It has more than [`VALUES_MAX`]; those above are not in it.
    pub(super) is_cut: bool,
    /// It was no object.
    pub(super) is_other: bool,
}

impl Flat {
    /// The text of a value; numbers as they are written, nothing for what is empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    fn put(&mut self, name: &str, value: Value) {
        if self.values.len() >= VALUES_MAX {
            self.is_cut = true;
        } else if !name.is_empty() {
            self.values.insert(name.to_owned(), value);
        } else {
            self.is_other = !matches!(value, Value::Null);
        }
    }
}

impl<'de> Deserialize<'de> for Flat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Flat, D::Error> {
        let (mut flat, mut name) = (Flat::default(), String::new());
        Under { flat: &mut flat, name: &mut name }.deserialize(deserializer)?;
        Ok(flat)
    }
}

/// Whatever stands under a name.
struct Under<'f> {
    flat: &'f mut Flat,
    name: &'f mut String,
}

impl Under<'_> {
    fn put(self, value: Value) {
        self.flat.put(self.name, value);
    }
}

impl<'de> DeserializeSeed<'de> for Under<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Under<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.put(Value::Null);
        Ok(())
    }
    fn visit_bool<E: Error>(self, is: bool) -> Result<(), E> {
        self.put(Value::Bool(is));
        Ok(())
    }
    fn visit_i64<E: Error>(self, whole: i64) -> Result<(), E> {
        self.put(number(&whole.to_string()));
        Ok(())
    }
    fn visit_u64<E: Error>(self, whole: u64) -> Result<(), E> {
        self.put(number(&whole.to_string()));
        Ok(())
    }
    fn visit_f64<E: Error>(self, fraction: f64) -> Result<(), E> {
        self.put(number(&format!("{fraction:.6}")));
        Ok(())
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(Value::Text(text.to_owned()));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Under { flat, name } = self;
        let length = name.len();
        while let Some(part) = map.next_key::<String>()? {
            if part.is_empty() && length == 0 {
                // No condition can name it.
                map.next_value::<serde::de::IgnoredAny>()?;
                continue;
            }
            if length > 0 {
                name.push('.');
            }
            name.push_str(&part);
            map.next_value_seed(Under { flat: &mut *flat, name: &mut *name })?;
            name.truncate(length);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Under { flat, name } = self;
        let is_top = name.is_empty();
        let length = name.len();
        let (mut words, mut place) = (Vec::new(), 0_usize);
        let mut inner = Flat::default();
        loop {
            name.push_str(&format!(".{place}"));
            let read = seq.next_element_seed(Under { flat: &mut inner, name: &mut *name })?;
            if read.is_none() {
                name.truncate(length);
                break;
            }
            words.extend(inner.values.remove(name.as_str()).into_iter().flat_map(word));
            // An object, or those of a list in the list.
            std::mem::take(&mut inner.values).into_iter().for_each(|(name, value)| flat.put(&name, value));
            flat.is_cut |= inner.is_cut || words.len() > VALUES_MAX;
            words.truncate(VALUES_MAX);
            name.truncate(length);
            place += 1;
        }
        flat.is_other |= is_top;
        if !words.is_empty() && !is_top {
            flat.put(name, Value::Set(words));
        }
        Ok(())
    }
}

/// A number from its digits: exact, or as text where it is too large.
fn number(digits: &str) -> Value {
    Decimal::parse(digits).map_or_else(|_| Value::Text(digits.to_owned()), Value::Number)
}

/// A plain value as a word of a set.
fn word(value: Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Bool(is) => vec![is.to_string()],
        Value::Number(number) => vec![number.to_string()],
        Value::Text(text) => vec![text],
        Value::Set(words) => words,
    }
}
