//! As much of a JSON Schema validator as the schema needs: types, enums, bounds, keys, references, alternatives.
//! Patterns are tested against the reader instead.

use serde_json::Value as Json;

use crate::agreement::source::{Node, Value};

/// Every fault of a tree, as `path what`.
pub(super) fn faults(schema: &Json, root: &Node) -> Vec<String> {
    let mut out = Vec::new();
    visit(schema, schema, root, "", &mut out);
    out
}

fn visit(whole: &Json, schema: &Json, node: &Node, path: &str, out: &mut Vec<String>) {
    if let Some(name) = schema.get("$ref").and_then(Json::as_str) {
        return visit(whole, &whole["$defs"][name.trim_start_matches("#/$defs/")], node, path, out);
    }
    if let Some(options) = schema.get("anyOf").and_then(Json::as_array) {
        let fits = |option: &Json| {
            let mut faults = Vec::new();
            visit(whole, option, node, path, &mut faults);
            faults.is_empty()
        };
        if !options.iter().any(fits) {
            out.push(format!("{path} fits nothing"));
        }
        return;
    }
    if !has_type(schema, node) || !in_enum(schema, node) || !in_bounds(schema, node) {
        out.push(format!("{path} fits nothing"));
        return;
    }
    match &node.value {
        Value::Map(entries) => object(whole, schema, entries, path, out),
        Value::List(items) => {
            if let Some(of) = schema.get("items") {
                items.iter().enumerate().for_each(|(at, item)| visit(whole, of, item, &format!("{path}[{at}]"), out));
            }
        }
        Value::Scalar { .. } => {}
    }
}

fn object(
    whole: &Json,
    schema: &Json,
    entries: &[(crate::agreement::source::Key, Node)],
    path: &str,
    out: &mut Vec<String>,
) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    for required in schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
        if !entries.iter().any(|(key, _)| key.text == required) {
            out.push(format!("{} is missing", below(required)));
        }
    }
    for (key, node) in entries {
        let own = schema.get("properties").and_then(|properties| properties.get(&key.text));
        match own.or(schema.get("additionalProperties")) {
            Some(Json::Bool(false)) | None => out.push(format!("{} is unknown", below(&key.text))),
            Some(schema) => visit(whole, schema, node, &below(&key.text), out),
        }
    }
}

/// The JSON type that YAML gives a node.
fn type_of(node: &Node) -> &'static str {
    match &node.value {
        Value::Map(_) => "object",
        Value::List(_) => "array",
        Value::Scalar { .. } if node.is_null() => "null",
        Value::Scalar { quoted: true, .. } => "string",
        Value::Scalar { text, .. } if text == "true" || text == "false" => "boolean",
        Value::Scalar { text, .. } if text.parse::<i64>().is_ok() => "integer",
        Value::Scalar { text, .. } if text.parse::<f64>().is_ok() => "number",
        Value::Scalar { .. } => "string",
    }
}

fn has_type(schema: &Json, node: &Node) -> bool {
    let own = type_of(node);
    let is = |wanted: &Json| wanted == own || (wanted == "number" && own == "integer");
    match schema.get("type") {
        Some(Json::Array(types)) => types.iter().any(is),
        Some(wanted) => is(wanted),
        None => true,
    }
}

fn in_enum(schema: &Json, node: &Node) -> bool {
    let words = schema.get("enum").and_then(Json::as_array);
    words.is_none_or(|words| words.iter().any(|word| word.as_str() == node.text()))
}

fn in_bounds(schema: &Json, node: &Node) -> bool {
    let Some(number) = node.text().and_then(|text| text.parse::<i64>().ok()) else { return true };
    let bound = |key: &str| schema.get(key).and_then(Json::as_i64);
    bound("minimum").is_none_or(|least| number >= least) && bound("maximum").is_none_or(|most| number <= most)
}
