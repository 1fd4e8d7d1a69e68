//! Joins tests into the one shape that equal questions share: chains flat, constants gone, nothing denied twice.

use super::{Atom, Test};

/// All of the parts. Parts that always hold go; one that never holds decides.
pub(super) fn all(parts: Vec<Test>) -> Test {
    joined(parts, true)
}

/// One of the parts at least. Parts that never hold go; one that always holds decides.
pub(super) fn any(parts: Vec<Test>) -> Test {
    joined(parts, false)
}

/// The opposite. Whether something is known is never itself unknown, so its opposite is the other question.
pub(super) fn not(test: Test) -> Test {
    match test {
        Test::Const(holds) => Test::Const(!holds),
        Test::Not(inner) => *inner,
        Test::Atom(Atom::Known { operand, is }) => Test::Atom(Atom::Known { operand, is: !is }),
        other => Test::Not(Box::new(other)),
    }
}

/// `neutral` is the constant that changes nothing: true among parts that must all hold. A part that stands twice
/// counts once.
fn joined(parts: Vec<Test>, neutral: bool) -> Test {
    let mut flat: Vec<Test> = Vec::with_capacity(parts.len());
    for part in parts {
        let inner = match part {
            Test::All(inner) if neutral => inner,
            Test::Any(inner) if !neutral => inner,
            other => vec![other],
        };
        for test in inner {
            match test {
                Test::Const(holds) if holds == neutral => {}
                Test::Const(_) => return Test::Const(!neutral),
                test if flat.contains(&test) => {}
                test => flat.push(test),
            }
        }
    }
    match flat.len() {
        0 => Test::Const(neutral),
        1 => flat.swap_remove(0),
        _ if neutral => Test::All(flat),
        _ => Test::Any(flat),
    }
}
