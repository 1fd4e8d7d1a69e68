//! Shows problems as a compiler would: place, clause, sentence and remedy, and the line with a caret under it.

use std::fmt::Write;

use entente_core::problem::{Place, Problem, Weight};
use serde_json::{Value, json};

use super::Report;

/// No more of a line is shown than this, so that a caret stays in sight.
const LINE_CHARS_MAX: usize = 160;

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const YELLOW: &str = "\u{1b}[33m";
const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// All problems and the summary, as text; coloured where a terminal reads it.
pub(super) fn as_text(file: &str, source: &str, report: &Report, colour: bool) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let mut out = String::new();
    for problem in &report.problems {
        let stain = if problem.weight == Weight::Error { RED } else { YELLOW };
        out.push_str(&headline(file, problem, stain, colour));
        out.push_str(&excerpt(&lines, problem.place, stain, colour));
    }
    out.push_str(&summary(file, report));
    out
}

/// `FILE:LINE:COLUMN clause: what. Remedy.`, the place in bold and the rest stained.
fn headline(file: &str, problem: &Problem, stain: &str, colour: bool) -> String {
    let told = problem.to_string();
    match told.split_once(' ').filter(|_| colour) {
        Some((place, rest)) => format!("{BOLD}{file}:{place}{PLAIN} {stain}{rest}{PLAIN}\n"),
        None => format!("{file}:{told}\n"),
    }
}

/// The line a problem points at, and a caret below its column; nothing where the place is not in the text.
fn excerpt(lines: &[&str], place: Place, stain: &str, colour: bool) -> String {
    let Some(line) = (place.line as usize).checked_sub(1).and_then(|index| lines.get(index)) else {
        return String::new();
    };
    let line = line.trim_start_matches('\u{feff}').replace('\t', " ");
    let column = (place.column as usize).saturating_sub(1).min(line.chars().count());
    // A long line is shown from a little before its caret.
    let skip = column.saturating_sub(LINE_CHARS_MAX * 3 / 4);
    let shown: String = line.chars().skip(skip).take(LINE_CHARS_MAX).collect();
    let blanks: String = shown.chars().take(column - skip).map(blank).collect();
    let (dim, stain, plain) = if colour { (DIM, stain, PLAIN) } else { ("", "", "") };
    let mut out = String::new();
    let _ = writeln!(out, "{dim}{:>5} | {plain}{shown}", place.line);
    let _ = writeln!(out, "{dim}      | {plain}{blanks}{stain}^{plain}");
    out
}

/// As wide a blank as the character: East Asian letters take two columns of a terminal.
fn blank(c: char) -> &'static str {
    let is_wide = matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff);
    if is_wide { "  " } else { " " }
}

/// `2 problems, 1 piece of advice; 6 worked examples run.`
fn summary(file: &str, report: &Report) -> String {
    let errors = report.errors();
    let advice = report.problems.len() - errors;
    let s = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let found = format!("{}, {}", s(errors, "problem", "problems"), s(advice, "piece of advice", "pieces of advice"));
    let examples = match report.examples {
        Some(0) => String::new(),
        Some(count) => format!("; {} run", s(count, "worked example", "worked examples")),
        None => "; worked examples run once there is no problem".to_owned(),
    };
    format!("{file}: {found}{examples}.\n")
}

/// The same for a program to read.
pub(super) fn as_json(file: &str, report: &Report) -> Value {
    let problem = |problem: &Problem| json!(problem);
    json!({
        "file": file,
        "errors": report.errors(),
        "advice": report.problems.len() - report.errors(),
        "examples_run": report.examples,
        "problems": report.problems.iter().map(problem).collect::<Vec<_>>(),
    })
}
