//! Goal: what is accepted, in its canonical spelling, and every refusal with its place. Method: text tables.
//!
//! A block is the source, then a line for each answer: `= canonical` or `line:column reason what. remedy.`

use expect_test::{Expect, expect};

use super::*;
use crate::agreement::model::FieldKind;
use crate::problem::Weight;

mod accepts;
mod refuses;

/// The names of a small agreement, like the one of the sample company.
pub(in crate::condition) fn sample() -> Scope {
    let names = |words: &str| words.split_whitespace().map(Name::from).collect::<Vec<_>>();
    let field = |name: &str, kind: FieldKind| (Name::from(name), kind);
    Scope {
        lead: [
            field("seniority", FieldKind::Choice { of: names("staff manager director vp chief") }),
            field("department", FieldKind::Choice { of: names("operations logistics production it finance other") }),
            field("free_mail", FieldKind::Bool),
            field("title", FieldKind::Text),
            field("met_on", FieldKind::Date),
        ]
        .into(),
        account: [
            field("employees", FieldKind::Number),
            field("sites", FieldKind::Number),
            field("industry", FieldKind::Choice { of: names("logistics manufacturing retail software public other") }),
            field("country", FieldKind::Country),
            field("products", FieldKind::Set { of: names("shuttle picker fleet") }),
        ]
        .into(),
        signals: names("demo_requested pricing_viewed guide_downloaded"),
        stages: names("inquiry engaged mql sal sql opportunity customer recycled disqualified"),
        buyers: names("operations_leader"),
        lists: names("competitors"),
        grades: names("A B C D"),
        levels: names("1 2 3"),
        event: false,
        scores: true,
    }
}

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
        answer += &format!("  {}:{} {reason:?} {weight}{what}. {remedy}.\n", place.line, place.column);
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
