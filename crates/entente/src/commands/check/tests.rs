//! Goal: an author finds the mistake from the print alone. Method: small agreements, and all that is printed of them.

use expect_test::{Expect, expect};

use super::{check, not_utf8, show};

fn prints(source: &str, want: &Expect) {
    want.assert_eq(&show::as_text("a.yaml", source, &check(source), false));
}

const SOUND: &str = "entente: 1\ntitle: T\nparties: {marketing: a@x.example, sales: b@x.example}\n";

#[test]
fn a_sound_agreement_has_a_summary_alone() {
    prints(
        SOUND,
        &expect![[r#"
        a.yaml: 0 problems, 0 pieces of advice.
    "#]],
    );
}

#[test]
fn a_caret_stands_below_the_mistake() {
    prints(
        &format!("{SOUND}qualified: engagment > 40 && fit > 'x'\n"),
        &expect![[r#"
            a.yaml:4:12 qualified: nothing is called 'engagment'. Did you mean 'engagement'?
                4 | qualified: engagment > 40 && fit > 'x'
                  |            ^
            a.yaml:4:36 qualified: fit is a number and 'x' is a text. Compare it with a number, like 50.
                4 | qualified: engagment > 40 && fit > 'x'
                  |                                    ^
            a.yaml: 2 problems, 0 pieces of advice; worked examples run once there is no problem.
        "#]],
    );
    prints(
        &format!("{SOUND}lists: {{한국: [a], '두 말': [b], 한국: [c]}}\n"),
        &expect![[r#"
        a.yaml:4:19 lists.두 말: the name '두 말' holds ' '. Use letters, digits, '_' and '-' in names, and say the rest in 'says'.
            4 | lists: {한국: [a], '두 말': [b], 한국: [c]}
              |                     ^
        a.yaml:4:30 '한국' stands twice in one mapping, first in line 4. Keep one of the two, or give one another name.
            4 | lists: {한국: [a], '두 말': [b], 한국: [c]}
              |                                  ^
        a.yaml: 2 problems, 0 pieces of advice; worked examples run once there is no problem.
    "#]],
    );
    prints(
        &format!("{SOUND}\tcurrency: EUR\r\n"),
        &expect![[r#"
        a.yaml:4:2 this is not YAML: while parsing a block mapping, did not find expected key. Indent with spaces, never with tabs.
            4 |  currency: EUR
              |  ^
        a.yaml: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
    "#]],
    );
    prints(
        "",
        &expect![[r#"
        a.yaml:1:1 the text is empty. Start with 'entente: 1' and a title.
        a.yaml: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
    "#]],
    );
}

#[test]
fn a_long_line_is_cut_around_its_caret() {
    prints(
        &format!("{SOUND}lists: {{a: [{}], b: {{}}, c: }}\n", "word, ".repeat(60)),
        &expect![[r#"
        a.yaml:4:379 lists.b: here stands a mapping where a text belongs. Write one text.
            4 | word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, ], b: {}, c: }
              |                                                                                                                         ^
        a.yaml:4:383 lists.c: nothing is written in this list. Write its items, or [] for none.
            4 | , word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, word, ], b: {}, c: }
              |                                                                                                                         ^
        a.yaml: 2 problems, 0 pieces of advice; worked examples run once there is no problem.
    "#]],
    );
}

#[test]
fn worked_examples_are_run_and_told_where_they_stand() {
    let examples = "fit: {a: {when: lead.source == 'x', points: 60, says: By x}}\nexamples:\n  - says: By x\n    at: 2026-01-05T09:00Z\n    lead: {source: x}\n    expect: {fit: 60, grade: B}\n  - {says: By y, at: 2026-01-05T09:00Z, lead: {source: y}, expect: {fit: 60, stage: inquiry}}\n";
    prints(
        &format!("{SOUND}{examples}"),
        &expect![[r#"
            a.yaml:10:5 examples: 'By y': fit should be 60 and is 0. Change the rule or the example: the signers read both.
               10 |   - {says: By y, at: 2026-01-05T09:00Z, lead: {source: y}, expect: {fit: 60, stage: inquiry}}
                  |     ^
            a.yaml: 1 problem, 0 pieces of advice; 2 worked examples run.
        "#]],
    );
}

#[test]
fn advice_is_counted_apart() {
    let text = format!("{SOUND}fit: {{a: {{when: \"account.domain in list('x')\", points: 1}}}}\n");
    prints(
        &text,
        &expect![[r#"
            a.yaml:4:41 fit.a: advice: no list 'x' is declared, so nothing is in it. Declare it under lists, with the values it holds.
                4 | fit: {a: {when: "account.domain in list('x')", points: 1}}
                  |                                         ^
            a.yaml: 0 problems, 1 piece of advice.
        "#]],
    );
}

#[test]
fn colour_is_for_terminals() {
    let source = format!("{SOUND}curency: EUR\n");
    expect![[r#"
        ␛[1ma.yaml:4:1␛[0m ␛[31m'curency' is no key of an agreement. Did you mean 'currency'?␛[0m
        ␛[2m    4 | ␛[0mcurency: EUR
        ␛[2m      | ␛[0m␛[31m^␛[0m
        a.yaml: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
    "#]]
    .assert_eq(&show::as_text("a.yaml", &source, &check(&source), true).replace('\u{1b}', "␛"));
}

#[test]
fn a_program_reads_the_same() {
    let report = check(&format!("{SOUND}curency: EUR\n"));
    expect![[r#"
        {
          "advice": 0,
          "errors": 1,
          "examples_run": null,
          "file": "a.yaml",
          "problems": [
            {
              "clause": "",
              "place": {
                "column": 1,
                "line": 4
              },
              "reason": "unknown-key",
              "remedy": "Did you mean 'currency'?",
              "weight": "error",
              "what": "'curency' is no key of an agreement"
            }
          ]
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&show::as_json("a.yaml", &report)).unwrap());
}

#[test]
fn a_file_that_is_not_utf8_is_told_where() {
    let error = String::from_utf8(b"title: a\nsays: \xe4\n".to_vec()).unwrap_err();
    let report = not_utf8(error.as_bytes(), error.utf8_error().valid_up_to());
    expect![[r#"
        a.yaml:2:7 the file is not UTF-8 text. Save it as UTF-8 in your editor.
        a.yaml: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
    "#]]
    .assert_eq(&show::as_text("a.yaml", "", &report, false));
}
