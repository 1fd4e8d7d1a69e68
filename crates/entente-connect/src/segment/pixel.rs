//! A picture of one dot that tells an event by its address, for mails and pages without scripts.

use entente_core::time::Instant;
use serde_json::{Map, Value};

use super::Call;
use super::event::pairs;

/// The picture: one transparent dot, a GIF of 43 bytes.
pub const DOT: [u8; 43] = *b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\
    \x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// Fields of an item; any other name in the address is a property.
const FIELDS: [&str; 10] = [
    "userId",
    "anonymousId",
    "messageId",
    "event",
    "name",
    "category",
    "timestamp",
    "originalTimestamp",
    "sentAt",
    "groupId",
];

/// The item that an address tells, as JSON. `properties.plan=pro` and `plan=pro` are both the property `plan`.
///
/// An item without a message id counts each time it is fetched: `received` becomes part of it.
#[must_use]
pub fn item(call: Call, query: &str, received: Instant) -> String {
    let mut item = Map::from_iter([("type".to_owned(), Value::from(call.as_str()))]);
    let mut properties = Map::new();
    for (name, value) in pairs(query) {
        match name.strip_prefix("properties.") {
            Some(property) => drop(properties.insert(property.to_owned(), Value::from(value))),
            None if FIELDS.contains(&name.as_str()) => drop(item.insert(name, Value::from(value))),
            None if name == "writeKey" => {}
            None => drop(properties.insert(name, Value::from(value))),
        }
    }
    if !item.contains_key("timestamp") && !item.contains_key("originalTimestamp") {
        item.insert("timestamp".to_owned(), Value::from(received.to_string()));
    }
    item.insert("properties".to_owned(), Value::Object(properties));
    Value::Object(item).to_string()
}
