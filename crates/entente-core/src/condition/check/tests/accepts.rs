//! What is accepted, and the one spelling it gets.

use super::*;

#[test]
fn every_form_of_the_language() {
    table(&sample(), &expect![""]);
}

#[test]
fn one_spelling_for_one_question() {
    table(&sample(), &expect![""]);
}

#[test]
fn in_a_where_only_the_event_is_named() {
    table(&Scope { event: true, ..sample() }, &expect![""]);
}
