//! Every refusal, where it points and what it says to do.

use super::*;

#[test]
fn signs_that_are_not_ours() {
    table(&sample(), &expect![""]);
}

#[test]
fn values_that_cannot_be_read() {
    table(&sample(), &expect![""]);
}

#[test]
fn sentences_without_a_shape() {
    table(&sample(), &expect![""]);
}

#[test]
fn an_empty_text_a_long_one_and_a_deep_one() {
    let scope = sample();
    let nested = |depth: usize| format!("{}fit > 1{}", "(".repeat(depth), ")".repeat(depth));
    let answers = [
        answer("", &scope),
        answer(" \n // nothing\n ", &scope),
        answer(&format!("fit > 1{}", " ".repeat(4_000)), &scope),
        answer(&format!("lead.title == \"{}\"", "'".repeat(2_500)), &scope),
        answer(&nested(50), &scope),
        answer(&nested(51), &scope),
        answer(&nested(1_900), &scope),
        answer(&"!".repeat(4_000), &scope),
        answer(&"-".repeat(4_000), &scope),
        answer(&"(".repeat(4_000), &scope),
        answer(&"did(".repeat(1_000), &scope),
    ];
    expect![[r#"
          1:1 Syntax the condition is empty. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          3:2 Syntax the condition is empty. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:1 Value the condition has 4007 characters, more than 4000. Name a long list of values under lists: and ask list('name').
        --
          1:1 Value the condition has 5016 characters, more than 4000. Name a long list of values under lists: and ask list('name').
        --
          = fit > 1
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:4001 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:1 Syntax '-' stands only before a number. Compare with the result; conditions do not calculate.
          1:4001 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:5 Type a text must stand here. Write it out in quotation marks; it cannot be worked out.
          1:204 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
    "#]].assert_eq(&answers.join("--\n"));
}

#[test]
fn names_that_nothing_declares() {
    table(&sample(), &expect![""]);
}

#[test]
fn comparisons_that_do_not_fit() {
    table(&sample(), &expect![""]);
}

#[test]
fn answers_known_beforehand_are_advice() {
    table(&sample(), &expect![""]);
}

#[test]
fn all_mistakes_are_told_at_once() {
    table(&sample(), &expect![""]);
}

#[test]
fn a_where_names_nothing_but_the_event() {
    table(&Scope { event: true, ..sample() }, &expect![""]);
}

#[test]
fn what_scores_are_made_from_names_no_scores() {
    table(&Scope { scores: false, ..sample() }, &expect![""]);
}

#[test]
fn places_count_from_where_the_text_starts() {
    let mut problems = Vec::new();
    let text = "fit > 1 &&\n  한글 > 2 && '가' == fitt";
    assert_eq!(check(text, Place { line: 40, column: 17 }, "qualified.ready", &sample(), &mut problems), None);
    let places: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
    expect![[r#"
        41:3 qualified.ready: nothing is called '한글'. Names that stand alone: fit, engagement, grade, level, stage.
        41:20 qualified.ready: nothing is called 'fitt'. Did you mean 'fit'.
    "#]]
    .assert_eq(&places.concat());
    problems.clear();
    check("fitt > 1", Place { line: 40, column: 17 }, "qualified.ready", &sample(), &mut problems);
    assert_eq!(problems[0].place, Place { line: 40, column: 17 });
}
