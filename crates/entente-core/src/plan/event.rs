//! Which events a signal counts: its `where` asked of one event's properties.

use std::collections::BTreeMap;

use crate::condition::{Atom, CompareOp, Literal, Operand, Test, TextTest};
use crate::fact::Value;
use crate::number::Decimal;

/// Whether an event with these properties answers the test. A property that is not there answers no comparison.
#[must_use]
pub fn matches(test: &Test, properties: &BTreeMap<String, Value>) -> bool {
    match test {
        Test::Const(answer) => *answer,
        Test::Not(inner) => !matches(inner, properties),
        Test::All(parts) => parts.iter().all(|part| matches(part, properties)),
        Test::Any(parts) => parts.iter().any(|part| matches(part, properties)),
        Test::Atom(atom) => asks(atom, properties),
    }
}

fn asks(atom: &Atom, properties: &BTreeMap<String, Value>) -> bool {
    let value = |operand: &Operand| match operand {
        Operand::Event(name) => properties.get(name).filter(|value| **value != Value::Null),
        _ => None,
    };
    match atom {
        Atom::Yes(operand) => value(operand) == Some(&Value::Bool(true)),
        Atom::Known { operand, is } => value(operand).is_some() == *is,
        Atom::Compare { left, op, right: Operand::Literal(literal) } => {
            value(left).is_some_and(|value| compare(value, *op, literal))
        }
        Atom::OneOf { operand, of } => {
            value(operand).is_some_and(|value| of.iter().any(|literal| compare(value, CompareOp::Eq, literal)))
        }
        Atom::Holds { set, item } => {
            matches!(value(set), Some(Value::Set(words)) if words.iter().any(|word| word == item.as_str()))
        }
        Atom::Text { operand, test, text } => match value(operand) {
            Some(Value::Text(found)) => match test {
                TextTest::StartsWith => found.starts_with(text.as_str()),
                TextTest::EndsWith => found.ends_with(text.as_str()),
                TextTest::Contains => found.contains(text.as_str()),
            },
            _ => false,
        },
        _ => false,
    }
}

/// Compares a told value with a literal; values of another kind than the literal never compare.
fn compare(value: &Value, op: CompareOp, literal: &Literal) -> bool {
    match (value, literal) {
        (Value::Bool(value), Literal::Bool(literal)) => op.holds(value, literal),
        (Value::Number(value), Literal::Number(literal)) => op.holds(value, literal),
        (Value::Text(value), Literal::Number(literal)) => {
            Decimal::parse(value.trim()).is_ok_and(|value| op.holds(&value, literal))
        }
        (Value::Text(value), Literal::Text(literal)) => match op {
            CompareOp::Eq => value == literal,
            CompareOp::Ne => value != literal,
            _ => false,
        },
        _ => false,
    }
}

/// Properties of an event that answers a test which asks for certain values, as most do: of an alternative, the
/// first; nothing for what the test forbids.
#[must_use]
pub fn satisfying(test: &Test) -> BTreeMap<String, Value> {
    match test {
        Test::Const(_) | Test::Not(_) => BTreeMap::new(),
        Test::All(parts) => parts.iter().flat_map(satisfying).collect(),
        Test::Any(parts) => parts.first().map(satisfying).unwrap_or_default(),
        Test::Atom(atom) => satisfying_atom(atom).into_iter().collect(),
    }
}

fn satisfying_atom(atom: &Atom) -> Option<(String, Value)> {
    let (operand, value) = match atom {
        Atom::Yes(operand) => (operand, Value::Bool(true)),
        Atom::Known { operand, is: true } => (operand, Value::Text("known".to_owned())),
        Atom::Compare { left, right: Operand::Literal(literal), .. } => (left, told(literal)?),
        Atom::OneOf { operand, of } => (operand, told(of.first()?)?),
        Atom::Holds { set, item } => (set, Value::Set(vec![item.to_string()])),
        Atom::Text { operand, text, .. } => (operand, Value::Text(text.clone())),
        _ => return None,
    };
    if let Operand::Event(name) = operand { Some((name.clone(), value)) } else { None }
}

fn told(literal: &Literal) -> Option<Value> {
    match literal {
        Literal::Bool(yes) => Some(Value::Bool(*yes)),
        Literal::Number(number) => Some(Value::Number(*number)),
        Literal::Text(text) => Some(Value::Text(text.clone())),
        Literal::Span(_) | Literal::Instant(_) => None,
    }
}
