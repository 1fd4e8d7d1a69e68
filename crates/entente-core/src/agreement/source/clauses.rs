//! Where each clause stands in the text, so that whoever reads a clause finds its line.

use std::collections::BTreeMap;

use super::{Node, Value, parse};
use crate::id::ClauseId;
use crate::problem::Place;

/// The deepest path of a clause: `handoff.routes.rest`.
const PATH_MAX: usize = 3;

/// The place of every path that a clause may have: that of its key, or of its item in a list. The text need not be sound.
#[must_use]
pub fn clause_places(text: &str) -> BTreeMap<ClauseId, Place> {
    let mut places = BTreeMap::new();
    if let Some(root) = parse(text).root {
        walk(&root, "", 1, &mut places);
    }
    places
}

fn walk(node: &Node, path: &str, depth: usize, places: &mut BTreeMap<ClauseId, Place>) {
    let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let mut found = |name: &str, place: Place, node: &Node| {
        let own = join(name);
        if depth < PATH_MAX {
            walk(node, &own, depth + 1, places);
        }
        places.insert(ClauseId(own), place);
    };
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|(key, node)| found(&key.text, key.place, node)),
        Value::List(items) => {
            items.iter().enumerate().for_each(|(index, item)| found(&(index + 1).to_string(), item.place, item));
        }
        Value::Scalar { .. } => {}
    }
}
