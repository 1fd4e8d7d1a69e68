//! The canonical form and the identity of an agreement, so that two texts that say the same are one agreement.
//!
//! The form is RFC 8785 JSON of the checked model: comments, quoting, the spelling of conditions and the order of
//! everything whose order means nothing are gone; what is left is what both parties sign.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::model::Agreement;
use crate::id::AgreementHash;

#[cfg(test)]
mod tests;

/// Lists that mean a set: any order of their items says the same. All other lists keep their order.
const SETS: &[&str] =
    &["as", "class", "disqualify", "less", "looks_like", "needs", "tell", "unless", "unlike", "until", "who"];

/// The canonical form: RFC 8785 JSON in UTF-8, one line, without a line break at its end.
#[must_use]
pub fn canonical(agreement: &Agreement) -> String {
    // No `Serialize` of the model can fail. Were one ever to, its message, and not silence, would be what is hashed.
    serde_json_canonicalizer::to_string(&tree(agreement)).unwrap_or_else(|error| error.to_string())
}

/// The identity: SHA-256 of the canonical form.
#[must_use]
pub fn hash(agreement: &Agreement) -> AgreementHash {
    AgreementHash(Sha256::digest(canonical(agreement).as_bytes()).into())
}

/// The canonical form as a tree, sets in one fixed order.
pub(super) fn tree(agreement: &Agreement) -> Value {
    let mut tree = serde_json::to_value(agreement).unwrap_or_else(|error| Value::String(error.to_string()));
    settle(&mut tree, &mut Vec::new());
    tree
}

/// Sorts every list that means a set. `path` is where `value` stands, from the top.
fn settle(value: &mut Value, path: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                path.push(key.clone());
                settle(member, path);
                path.pop();
            }
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| settle(item, path));
            if is_set(path) {
                items.sort_by_key(Value::to_string);
            }
        }
        _ => {}
    }
}

/// A named list's items stand at `lists.NAME`; every other set goes by its key.
fn is_set(path: &[String]) -> bool {
    match path {
        [top, _] if top == "lists" => true,
        [.., key] => SETS.contains(&key.as_str()),
        [] => false,
    }
}
