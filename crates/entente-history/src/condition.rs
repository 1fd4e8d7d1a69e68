//! Whether a condition holds, over values at hand: for the few questions a report asks of a lead's last known values.
//!
//! A question about time (`did`, `since`, scores) cannot be answered from a lead's last values; it answers nothing, and
//! the report then says that it cannot tell. A comparison with something not known is false, as everywhere in the language.

use entente_core::condition::{Atom, CompareOp, Literal, Operand, Test, TextTest};
use entente_core::number::Decimal;

use crate::words::SET_SEPARATOR;

/// What an operand is, over the values at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told<'a> {
    /// Its value as text; numbers in plain decimal notation, sets joined by [`SET_SEPARATOR`].
    Known(&'a str),
    /// Nothing is known.
    Unknown,
    /// This place cannot say.
    Unanswerable,
}

/// Whether `test` holds where `ask` tells the operands; none where it depends on what `ask` cannot answer.
pub(crate) fn holds<'a>(test: &Test, ask: &impl Fn(&Operand) -> Told<'a>) -> Option<bool> {
    match test {
        Test::Const(answer) => Some(*answer),
        Test::Not(inner) => holds(inner, ask).map(|answer| !answer),
        Test::All(parts) => settle(parts.iter().map(|part| holds(part, ask)), false),
        Test::Any(parts) => settle(parts.iter().map(|part| holds(part, ask)), true),
        Test::Atom(atom) => atom_holds(atom, ask),
    }
}

/// The first part that is `decisive` settles it; else one that cannot be answered leaves it open.
fn settle(parts: impl Iterator<Item = Option<bool>>, decisive: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(answer) if answer == decisive => return Some(decisive),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decisive)
}

fn atom_holds<'a>(atom: &Atom, ask: &impl Fn(&Operand) -> Told<'a>) -> Option<bool> {
    let told = |operand: &Operand| match operand {
        Operand::Literal(_) => Told::Unanswerable,
        other => ask(other),
    };
    let when_known = |operand: &Operand, test: &dyn Fn(&str) -> bool| match told(operand) {
        Told::Known(text) => Some(test(text)),
        Told::Unknown => Some(false),
        Told::Unanswerable => None,
    };
    match atom {
        Atom::Yes(operand) => when_known(operand, &|text| text == "true"),
        Atom::Known { operand, is } => match told(operand) {
            Told::Known(_) => Some(*is),
            Told::Unknown => Some(!*is),
            Told::Unanswerable => None,
        },
        Atom::Compare { left, op, right: Operand::Literal(literal) } => {
            when_known(left, &|text| compare(text, *op, literal))
        }
        Atom::OneOf { operand, of } => {
            when_known(operand, &|text| of.iter().any(|literal| compare(text, CompareOp::Eq, literal)))
        }
        Atom::Holds { set, item } => {
            when_known(set, &|text| text.split(SET_SEPARATOR).any(|word| word == item.as_str()))
        }
        Atom::Text { operand, test, text } => when_known(operand, &|value| match test {
            TextTest::StartsWith => value.starts_with(text.as_str()),
            TextTest::EndsWith => value.ends_with(text.as_str()),
            TextTest::Contains => value.contains(text.as_str()),
        }),
        _ => None,
    }
}

/// Compares a value told as text with a literal of the agreement; a value of another kind never compares.
fn compare(text: &str, op: CompareOp, literal: &Literal) -> bool {
    let order = match literal {
        Literal::Bool(yes) => text.parse().ok().map(|value: bool| value.cmp(yes)),
        Literal::Number(number) => Decimal::parse(text).ok().map(|value| value.cmp(number)),
        Literal::Text(word) => Some(text.cmp(word.as_str())),
        Literal::Span(_) | Literal::Instant(_) => None,
    };
    order.is_some_and(|order| match op {
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
    })
}

#[cfg(test)]
mod tests;
