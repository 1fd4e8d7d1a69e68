//! A text field as senders really fill it: text, a number that stands for one, nothing, or something else altogether.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A field that should hold text. A number or truth value is taken as its digits or word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Text<'a> {
    /// Not there, `null`, or nothing but space.
    #[default]
    Nothing,
    /// What it says, without space around it.
    Said(Cow<'a, str>),
    /// A list or an object.
    Other,
}

impl Text<'_> {
    /// What it says, where it says something.
    pub(super) fn said(&self) -> Option<&str> {
        match self {
            Text::Said(text) => Some(text),
            Text::Nothing | Text::Other => None,
        }
    }
}

fn trimmed(text: Cow<'_, str>) -> Text<'_> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if text.is_empty() { Text::Nothing } else { Text::Said(text) }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text<'a>, D::Error> {
        struct Told;
        impl<'de> Visitor<'de> for Told {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(trimmed(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(trimmed(Cow::Owned(text.to_owned())))
            }
            fn visit_unit<E: Error>(self) -> Result<Text<'de>, E> {
                Ok(Text::Nothing)
            }
            fn visit_bool<E: Error>(self, is: bool) -> Result<Text<'de>, E> {
                Ok(Text::Said(Cow::Borrowed(if is { "true" } else { "false" })))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Text<'de>, E> {
                Ok(Text::Said(Cow::Owned(number.to_string())))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Text<'de>, E> {
                Ok(Text::Said(Cow::Owned(number.to_string())))
            }
            fn visit_f64<E: Error>(self, number: f64) -> Result<Text<'de>, E> {
                Ok(Text::Said(Cow::Owned(number.to_string())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text<'de>, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Text::Other)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Text::Other)
            }
        }
        deserializer.deserialize_any(Told)
    }
}
