//! Finds conditions that can never hold, as far as that is cheap to see: two values demanded of one thing, or none.

use crate::condition::{Atom, CompareOp, Literal, Operand, Test};
use crate::number::Decimal;

#[cfg(test)]
mod tests;

/// Whether no lead can ever satisfy the test. `false` may also mean that it was not seen.
pub(crate) fn never(test: &Test) -> bool {
    match test {
        Test::Const(value) => !value,
        Test::Any(parts) => parts.iter().all(never),
        Test::All(parts) => parts.iter().any(never) || pairs(parts).any(|(one, other)| exclude(one, other)),
        Test::Not(inner) => matches!(**inner, Test::Const(true)),
        Test::Atom(_) => false,
    }
}

fn pairs(parts: &[Test]) -> impl Iterator<Item = (&Test, &Test)> {
    parts.iter().enumerate().flat_map(|(index, one)| parts[index + 1..].iter().map(move |other| (one, other)))
}

/// Whether two tests of one conjunction cannot both hold.
fn exclude(one: &Test, other: &Test) -> bool {
    if let (Test::Not(inner), test) | (test, Test::Not(inner)) = (one, other)
        && **inner == *test
    {
        return true;
    }
    if forbids(one, other) || forbids(other, one) {
        return true;
    }
    let (Some((operand, values)), Some((same, others))) = (demanded(one), demanded(other)) else {
        return ranges_exclude(one, other);
    };
    operand == same && !values.iter().any(|value| others.contains(value))
}

/// Whether one test excludes the only value that the other takes.
fn forbids(one: &Test, other: &Test) -> bool {
    let Test::Atom(Atom::Compare { left, op: CompareOp::Ne, right: Operand::Literal(literal) }) = one else {
        return false;
    };
    demanded(other).is_some_and(|(operand, values)| operand == left && values.iter().all(|value| *value == literal))
}

/// The values that a test demands of an operand.
fn demanded(test: &Test) -> Option<(&Operand, Vec<&Literal>)> {
    match test {
        Test::Atom(Atom::Compare { left, op: CompareOp::Eq, right: Operand::Literal(literal) }) => {
            Some((left, vec![literal]))
        }
        Test::Atom(Atom::OneOf { operand, of }) => Some((operand, of.iter().collect())),
        _ => None,
    }
}

/// Whether two bounds on one number leave nothing between them.
fn ranges_exclude(one: &Test, other: &Test) -> bool {
    let (Some((left, below)), Some((right, above))) = (bound(one), bound(other)) else { return false };
    if left != right {
        return false;
    }
    let ((most, most_in), (least, least_in)) = match (below, above) {
        (Bound::AtMost(most, most_in), Bound::AtLeast(least, least_in))
        | (Bound::AtLeast(least, least_in), Bound::AtMost(most, most_in)) => ((most, most_in), (least, least_in)),
        _ => return false,
    };
    most < least || most == least && !(most_in && least_in)
}

/// A bound and whether it is itself inside.
enum Bound {
    AtMost(Decimal, bool),
    AtLeast(Decimal, bool),
}

fn bound(test: &Test) -> Option<(&Operand, Bound)> {
    let Test::Atom(Atom::Compare { left, op, right: Operand::Literal(Literal::Number(number)) }) = test else {
        return None;
    };
    let bound = match op {
        CompareOp::Lt => Bound::AtMost(*number, false),
        CompareOp::Le => Bound::AtMost(*number, true),
        CompareOp::Gt => Bound::AtLeast(*number, false),
        CompareOp::Ge => Bound::AtLeast(*number, true),
        CompareOp::Eq | CompareOp::Ne => return None,
    };
    Some((left, bound))
}
