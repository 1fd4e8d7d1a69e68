//! The JSON Schema of the language (draft 2020-12), so that any editor completes and checks an agreement while it is
//! written. It is made of the very tables of keys that the reader reads by, and says what each key means.

mod kinds;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::read::keys::{Kind, ROOT, Table};

/// The schema of a whole agreement.
#[must_use]
pub fn schema() -> Value {
    let mut tables = BTreeMap::new();
    gather(&ROOT, &mut tables);
    let defs: Map<String, Value> = tables.into_iter().map(|(name, table)| (name, of_table(table))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:entente:agreement:1",
        "title": "Entente agreement",
        "description": ROOT.says,
        "$ref": reference(&ROOT),
        "$defs": defs,
    })
}

/// Every table that can be reached from this one, by its name in `$defs`.
fn gather(table: &'static Table, tables: &mut BTreeMap<String, &'static Table>) {
    if tables.insert(name(table), table).is_none() {
        table.keys.iter().for_each(|key| gather_kind(&key.kind, tables));
    }
}

fn gather_kind(kind: &'static Kind, tables: &mut BTreeMap<String, &'static Table>) {
    match kind {
        Kind::Table(table) => gather(table, tables),
        Kind::Shapes(shapes) => shapes.iter().for_each(|table| gather(table, tables)),
        Kind::Map(of) | Kind::List(of) => gather_kind(of, tables),
        Kind::Either(kinds) => kinds.iter().for_each(|kind| gather_kind(kind, tables)),
        _ => {}
    }
}

/// `a promise of time` is `promise_of_time`.
fn name(table: &Table) -> String {
    let plain = ["a ", "an ", "the "].iter().find_map(|article| table.name.strip_prefix(article)).unwrap_or(table.name);
    plain.replace(' ', "_")
}

fn reference(table: &Table) -> String {
    format!("#/$defs/{}", name(table))
}

fn of_table(table: &Table) -> Value {
    let described = |key: &super::read::keys::Key| {
        let mut schema = kinds::of(&key.kind);
        if let Value::Object(members) = &mut schema {
            members.insert("description".to_owned(), json!(key.says));
        }
        (key.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = table.keys.iter().map(described).collect();
    let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({
        "type": "object",
        "description": table.says,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
