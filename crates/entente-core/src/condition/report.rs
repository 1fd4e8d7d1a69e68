//! Turns an offset in a condition's text into a place in the file, so that every problem points at its very character.

use crate::problem::{Place, Problem, Reason, Weight};

/// Where the problems of one condition go.
pub(super) struct Report<'a> {
    text: &'a str,
    start: Place,
    clause: &'a str,
    problems: &'a mut Vec<Problem>,
    failed: bool,
}

impl<'a> Report<'a> {
    /// A report on `text`, which starts at `start` in its file and belongs to `clause`.
    pub(super) fn new(text: &'a str, start: Place, clause: &'a str, problems: &'a mut Vec<Problem>) -> Report<'a> {
        Report { text, start, clause, problems, failed: false }
    }

    /// Something that keeps the condition from being signed, `at` bytes into the text.
    pub(super) fn error(&mut self, at: usize, reason: Reason, what: impl Into<String>, remedy: impl Into<String>) {
        self.failed = true;
        self.add(at, reason, Weight::Error, what.into(), remedy.into());
    }

    /// Something a careful author would look at again.
    pub(super) fn advice(&mut self, at: usize, reason: Reason, what: impl Into<String>, remedy: impl Into<String>) {
        self.add(at, reason, Weight::Advice, what.into(), remedy.into());
    }

    /// Whether there was an error, so that nothing can be made of the text.
    pub(super) fn failed(&self) -> bool {
        self.failed
    }

    fn add(&mut self, at: usize, reason: Reason, weight: Weight, what: String, remedy: String) {
        let place = place(self.text, self.start, at);
        self.problems.push(Problem { reason, weight, place, clause: self.clause.to_owned(), what, remedy });
    }
}

/// The place of the character `at` bytes into a text that starts at `start`; the end of the text at the furthest.
fn place(text: &str, start: Place, at: usize) -> Place {
    let before = text.char_indices().take_while(|(offset, _)| *offset < at).map(|(_, letter)| letter);
    before.fold(start, |place, letter| match letter {
        '\n' => Place { line: place.line + 1, column: 1 },
        _ => Place { column: place.column + 1, ..place },
    })
}
