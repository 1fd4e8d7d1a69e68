//! An agreement's YAML as a tree that can be put in another order and written in another hand.

use entente_core::agreement::read::keys::{Kind, ROOT, Table};
use entente_core::agreement::source::{self, Key, Node, Value};

/// Chance as a list of numbers, used round and round, so that a failing case shrinks to few of them.
pub(super) struct Chance<'a> {
    numbers: &'a [u32],
    next: usize,
}

impl Chance<'_> {
    pub(super) fn of(numbers: &[u32]) -> Chance<'_> {
        Chance { numbers, next: 0 }
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.next += 1;
        self.numbers[self.next % self.numbers.len()] as usize % end.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}

/// The tree of a sound text.
pub(super) fn tree(text: &str) -> Node {
    source::parse(text).root.unwrap()
}

/// The same with the keys of every mapping of the language in another order; where `names` is set, those of mappings
/// from the author's own names too, whose order may mean something.
pub(super) fn shuffled(root: &Node, chance: &mut Chance, names: bool) -> Node {
    static WHOLE: Kind = Kind::Table(&ROOT);
    shuffle(root, &WHOLE, chance, names)
}

fn shuffle(node: &Node, kind: &'static Kind, chance: &mut Chance, names: bool) -> Node {
    let value = match (&node.value, kind) {
        (_, Kind::Either(kinds)) => match kinds.iter().find(|kind| fits(node, kind)) {
            Some(kind) => return shuffle(node, kind, chance, names),
            None => node.value.clone(),
        },
        (Value::Map(entries), Kind::Table(table)) => keys(entries, table, chance, names),
        (Value::Map(entries), Kind::Shapes(shapes)) => {
            let has = |name: &str| entries.iter().any(|(key, _)| key.text == name);
            let shape = shapes.iter().find(|shape| has(shape.by)).unwrap_or(&shapes[0]);
            keys(entries, shape, chance, names)
        }
        (Value::Map(entries), Kind::Map(of)) => {
            let each = entries.iter().map(|(key, node)| (key.clone(), shuffle(node, of, chance, names)));
            let mut entries: Vec<(Key, Node)> = each.collect();
            if names {
                chance.shuffle(&mut entries);
            }
            Value::Map(entries)
        }
        (Value::List(items), Kind::List(of)) => {
            Value::List(items.iter().map(|item| shuffle(item, of, chance, names)).collect())
        }
        (other, _) => other.clone(),
    };
    Node { place: node.place, value }
}

fn fits(node: &Node, kind: &Kind) -> bool {
    match &node.value {
        Value::Map(_) => matches!(kind, Kind::Table(_) | Kind::Shapes(_) | Kind::Map(_)),
        Value::List(_) => matches!(kind, Kind::List(_)),
        Value::Scalar { .. } => false,
    }
}

fn keys(entries: &[(Key, Node)], table: &'static Table, chance: &mut Chance, names: bool) -> Value {
    let of = |key: &Key| table.keys.iter().find(|known| known.name == key.text).map(|known| &known.kind);
    let each = entries.iter().map(|(key, node)| {
        let kind = of(key).unwrap_or_else(|| panic!("{} has no key '{}'", table.name, key.text));
        (key.clone(), shuffle(node, kind, chance, names))
    });
    let mut entries: Vec<(Key, Node)> = each.collect();
    chance.shuffle(&mut entries);
    Value::Map(entries)
}

/// The scalars of a tree, in the order of the text.
pub(super) fn scalars(node: &mut Node) -> Vec<&mut String> {
    match &mut node.value {
        Value::Scalar { text, .. } => vec![text],
        Value::List(items) => items.iter_mut().flat_map(scalars).collect(),
        Value::Map(entries) => entries.iter_mut().flat_map(|(_, node)| scalars(node)).collect(),
    }
}

/// Writes a tree: block or flow, plain or quoted, with blank lines and remarks where chance wants them.
pub(super) fn written(root: &Node, chance: &mut Chance) -> String {
    let mut text = String::new();
    block(root, 0, chance, &mut text);
    text
}

/// An indented block, each line at `indent`.
fn block(node: &Node, indent: usize, chance: &mut Chance, into: &mut String) {
    let room = " ".repeat(indent);
    let deeper = indent + 1 + chance.below(4);
    let line = |head: &str, node: &Node, chance: &mut Chance, into: &mut String| {
        into.push_str(["", "", "\n", "# a remark: [not read]\n"][chance.below(4)]);
        *into += &format!("{room}{head}");
        if matches!(&node.value, Value::Scalar { .. }) || is_empty(node) || chance.below(3) == 0 {
            *into += &format!(" {}{}\n", flow(node, chance), ["", "   ", "  # a remark"][chance.below(3)]);
        } else {
            into.push('\n');
            block(node, deeper, chance, into);
        }
    };
    match &node.value {
        Value::Map(entries) => {
            entries.iter().for_each(|(key, node)| line(&format!("{}:", scalar(&key.text, chance)), node, chance, into));
        }
        Value::List(items) => items.iter().for_each(|item| line("-", item, chance, into)),
        Value::Scalar { .. } => panic!("a block is a list or a mapping"),
    }
}

fn is_empty(node: &Node) -> bool {
    matches!(&node.value, Value::List(items) if items.is_empty())
        || matches!(&node.value, Value::Map(entries) if entries.is_empty())
}

fn flow(node: &Node, chance: &mut Chance) -> String {
    let gap = [" ", "", "  "][chance.below(3)];
    match &node.value {
        Value::Scalar { .. } if node.is_null() => ["null", "~"][chance.below(2)].to_owned(),
        Value::Scalar { text, .. } => scalar(text, chance),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, chance)).collect();
            format!("[{gap}{}{gap}]", items.join(&format!(",{gap} ")))
        }
        Value::Map(entries) => {
            let each =
                entries.iter().map(|(key, node)| format!("{}: {gap}{}", scalar(&key.text, chance), flow(node, chance)));
            format!("{{{gap}{}{gap}}}", each.collect::<Vec<_>>().join(&format!(",{gap} ")))
        }
    }
}

/// A text in double quotes, in single quotes, or plain where nothing in it means anything to YAML.
fn scalar(text: &str, chance: &mut Chance) -> String {
    let is_plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.%".contains(letter));
    match chance.below(3) {
        0 => serde_json::to_string(text).unwrap(),
        1 if !text.contains(['\n', '\t']) => format!("'{}'", text.replace('\'', "''")),
        _ if is_plain && !text.is_empty() && text != "null" => text.to_owned(),
        _ => serde_json::to_string(text).unwrap(),
    }
}
