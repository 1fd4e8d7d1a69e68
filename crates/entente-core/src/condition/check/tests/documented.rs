//! Goal: the reference of conditions cannot drift from the checker. Method: its examples are checked, its table read.

use super::*;
use crate::condition::check::call::FUNCTIONS;
use crate::milestone::Milestone;

const REFERENCE: &str = include_str!("../../../../../../docs/reference/conditions.md");

/// The code of a cell that holds nothing else.
fn code(cell: &str) -> Option<&str> {
    cell.trim().strip_prefix('`')?.strip_suffix('`')
}

fn accepted(text: &str) {
    let mut problems = Vec::new();
    check(text, Place::default(), "", &sample(), &mut problems);
    assert_eq!(problems, [], "{text}");
}

#[test]
fn every_example_is_accepted() {
    let blocks: Vec<&str> = REFERENCE.split("```cel\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2);
    blocks.iter().flat_map(|block| block.lines()).for_each(accepted);
}

#[test]
fn every_row_of_questions_is_accepted() {
    let section = REFERENCE.split("## ").find(|section| section.starts_with("Asking one thing")).unwrap();
    let rows: Vec<&str> = section.lines().filter_map(|line| code(line.split('|').nth(1)?)).collect();
    assert_eq!(rows.len(), 9);
    rows.into_iter().for_each(accepted);
}

#[test]
fn every_function_and_moment_is_documented() {
    for (name, ..) in FUNCTIONS {
        assert!(REFERENCE.contains(&format!("`{name}(")), "{name} is not named");
    }
    for moment in Milestone::ALL {
        assert!(REFERENCE.contains(&format!("`{}`", moment.as_str())), "{moment:?} is not named");
    }
}
