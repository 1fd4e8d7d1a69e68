//! What an attribute or property is told to be, in a form that is read back exactly as it was written.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::number::Decimal;

/// A value of an attribute or event property, as told.
///
/// In JSON: `null`, `true`, `40`, `{"number": "7.5"}`, `"text"`, `["several", "words"]`. Text stays text, so that
/// `"007"` and `"1.50"` keep their figures; where the agreement's field is a number, the engine reads the text as one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing: forgets an attribute.
    Null,
    /// Yes or no.
    Bool(bool),
    /// An exact number.
    Number(#[serde(serialize_with = "write_number")] Decimal),
    /// Text.
    Text(String),
    /// Several words.
    Set(Vec<String>),
}

/// A whole number as a JSON integer; any other as decimal text under `number`, apart from text that looks like one.
fn write_number<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    if *number == Decimal::from_int(number.trunc()) {
        return serializer.serialize_i64(number.trunc());
    }
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry("number", &number.to_string())?;
    map.end()
}

/// Reads each JSON form as the one kind of value it is; none is tried in vain, because every fact is read this way.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(Told)
    }
}

struct Told;

impl<'de> Visitor<'de> for Told {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing, yes or no, a whole number, text, a list of words, or decimal text under 'number'")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, is: bool) -> Result<Value, E> {
        Ok(Value::Bool(is))
    }

    fn visit_i64<E: Error>(self, whole: i64) -> Result<Value, E> {
        let millionths = whole.checked_mul(1_000_000);
        let number = millionths.map(Decimal::from_millionths);
        number.map(Value::Number).ok_or_else(|| E::custom(format_args!("{whole} is out of range")))
    }

    fn visit_u64<E: Error>(self, whole: u64) -> Result<Value, E> {
        self.visit_i64(i64::try_from(whole).map_err(E::custom)?)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = seq.next_element()? {
            words.push(word);
        }
        Ok(Value::Set(words))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let entry = map.next_entry::<String, String>()?;
        let Some((_, text)) = entry.filter(|(name, _)| name == "number") else {
            return Err(A::Error::custom("an object here holds only 'number', with decimal text"));
        };
        Decimal::parse(&text).map(Value::Number).map_err(A::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_read_back_as_it_was_written() {
        let number = |text: &str| Value::Number(Decimal::parse(text).unwrap());
        let cases = [
            (Value::Null, "null"),
            (Value::Bool(true), "true"),
            (number("40"), "40"),
            (number("-7.5"), r#"{"number":"-7.5"}"#),
            (number("0.000001"), r#"{"number":"0.000001"}"#),
            (Value::Text("007".into()), r#""007""#),
            (Value::Text("1.50".into()), r#""1.50""#),
            (Value::Set(vec!["shuttle".into()]), r#"["shuttle"]"#),
        ];
        for (value, json) in cases {
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
            assert_eq!(serde_json::from_str::<Value>(json).unwrap(), value);
        }
    }

    #[test]
    fn a_number_out_of_range_is_refused_and_not_cut() {
        assert!(serde_json::from_str::<Value>("99999999999999").is_err());
        assert!(serde_json::from_str::<Value>(r#"{"number":"1e5"}"#).is_err());
        assert!(serde_json::from_str::<Value>(r#"{"count":"1"}"#).is_err());
        assert!(serde_json::from_str::<Value>("1.5").is_err(), "a JSON fraction is not exact");
    }
}
