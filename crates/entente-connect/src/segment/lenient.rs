//! A part of an item that may be an object, or may be anything else and is then as good as absent.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// An object, or its default where something else was sent: what describes an event must not make it refused.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lenient<T>(pub(super) T);

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lenient<T>, D::Error> {
        struct Told<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Told<T> {
            type Value = T;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(T::default())
            }
            fn visit_str<E: Error>(self, _: &str) -> Result<T, E> {
                Ok(T::default())
            }
            fn visit_unit<E: Error>(self) -> Result<T, E> {
                Ok(T::default())
            }
            fn visit_bool<E: Error>(self, _: bool) -> Result<T, E> {
                Ok(T::default())
            }
            fn visit_i64<E: Error>(self, _: i64) -> Result<T, E> {
                Ok(T::default())
            }
            fn visit_u64<E: Error>(self, _: u64) -> Result<T, E> {
                Ok(T::default())
            }
            fn visit_f64<E: Error>(self, _: f64) -> Result<T, E> {
                Ok(T::default())
            }
        }
        deserializer.deserialize_any(Told(PhantomData)).map(Lenient)
    }
}

/// Whether something is said to be so: `true`, `1`, `"1"`, `"true"`; anything else is no.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flag(pub(super) bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Flag, D::Error> {
        let text = super::text::Text::deserialize(deserializer)?;
        Ok(Flag(matches!(text.said(), Some("true" | "1"))))
    }
}
