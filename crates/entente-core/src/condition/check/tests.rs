//! Goal: what is accepted, in its canonical spelling, and every refusal with its place. Method: text tables.
//!
//! A block is the source, then a line for each answer: `= canonical` or `line:column reason what. remedy.`

use expect_test::{Expect, expect};

use super::*;
use crate::condition::sample;
use crate::problem::Weight;

mod accepts;
mod documented;
mod names;
mod syntax;
mod types;

/// What the checker makes of a text: its canonical spelling, or nothing, and all problems.
fn answer(text: &str, scope: &Scope) -> String {
    let mut problems = Vec::new();
    let condition = check(text, Place { line: 1, column: 1 }, "", scope, &mut problems);
    let mut answer = String::new();
    if let Some(condition) = condition {
        answer += &format!("  = {}\n", condition.canonical);
    }
    for Problem { reason, weight, place, clause, what, remedy } in problems {
        assert_eq!(clause, "");
        let weight = if weight == Weight::Advice { "advice: " } else { "" };
        let stop = if remedy.ends_with('?') { "" } else { "." };
        answer += &format!("  {}:{} {reason:?} {weight}{what}. {remedy}{stop}\n", place.line, place.column);
    }
    answer
}

/// Sources are the lines that stand furthest to the left, answers the lines under them; ⏎ is a line end.
#[track_caller]
fn table(scope: &Scope, want: &Expect) {
    let lines = || want.data().lines().filter(|line| !line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start().len();
    let left = lines().map(indent).min().unwrap_or_default();
    let sources = lines().filter(|line| indent(line) == left).map(str::trim_start);
    let got: String =
        sources.map(|source| format!("{source}\n{}", answer(&source.replace('⏎', "\n"), scope))).collect();
    want.assert_eq(&got);
}
