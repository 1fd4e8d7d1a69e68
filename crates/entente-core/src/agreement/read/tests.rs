//! Goal: every refusal has its place, its clause and its remedy, and nothing right is refused.
//! Method: a snippet of an agreement, and the exact lines that checking it prints.

mod reads;
mod reasons;
mod refuses_clocks;
mod refuses_handoff;
mod refuses_keys;
mod refuses_rhythm;
mod refuses_scoring;
mod targets;
mod understands;
mod wrong_kinds;

use expect_test::Expect;

use super::{Read, read};

/// What every agreement must say; snippets follow from line 4 on.
const HEAD: &str = "entente: 1\ntitle: Test\nparties: {marketing: ana@x.example, sales: ben@x.example}\n";

/// Reads a snippet below the head, where it does not say the head's keys itself.
fn read_snippet(snippet: &str) -> Read {
    let has_head = snippet.trim_start().starts_with("entente:") || snippet.contains("parties:");
    read(&if has_head { snippet.to_owned() } else { format!("{HEAD}{snippet}") })
}

/// Every problem of a snippet, a line each.
fn check(snippet: &str, want: &Expect) {
    let read = read_snippet(snippet);
    let lines: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    want.assert_eq(&lines.join("\n"));
    let errors = read.problems.iter().any(|problem| problem.weight == crate::problem::Weight::Error);
    assert_eq!(read.agreement.is_none(), errors, "an agreement is answered where and only where there is no error");
}
