//! Runs an agreement's worked examples, so that its authors see that it decides what they meant.

use entente_core::agreement::model::{Agreement, Example};
use entente_core::agreement::source::{Value, parse};
use entente_core::engine::example::{self, Mismatch};
use entente_core::problem::{Place, Problem, Reason, Weight};

/// A problem for every expectation that is not met, at the place of its example.
pub(super) fn mismatches(source: &str, agreement: &Agreement) -> Vec<Problem> {
    let places = places(source);
    let mut problems = Vec::new();
    for (index, example) in agreement.examples.iter().enumerate() {
        let place = places.get(index).copied().unwrap_or_default();
        problems.extend(run(agreement, example).into_iter().map(|what| Problem {
            reason: Reason::Example,
            weight: Weight::Error,
            place,
            clause: "examples".to_owned(),
            what: format!("'{}': {what}", example.says),
            remedy: "Change the rule or the example: the signers read both".to_owned(),
        }));
    }
    problems
}

/// Where each example starts.
fn places(source: &str) -> Vec<Place> {
    let root = parse(source).root;
    match root.as_ref().and_then(|root| root.get("examples")).map(|node| &node.value) {
        Some(Value::List(items)) => items.iter().map(|item| item.place).collect(),
        _ => Vec::new(),
    }
}

/// What of one example comes out otherwise than it says, each in one sentence without a full stop.
fn run(agreement: &Agreement, example: &Example) -> Vec<String> {
    match example::run(agreement, example) {
        Ok(mismatches) => mismatches.iter().map(said).collect(),
        Err(error) => vec![error.to_string()],
    }
}

fn said(mismatch: &Mismatch) -> String {
    let Mismatch { what, expected, found } = mismatch;
    format!("{what} should be {expected} and is {found}")
}
