//! What is read: defaults, short forms, and calendars alone.

use expect_test::{expect, expect_file};

use super::{check, read_snippet};
use crate::agreement::read::{read, read_calendars};

#[test]
fn five_lines_are_an_agreement() {
    let read = read(include_str!("../../../../../../agreements/two.yaml"));
    let agreement = read.agreement.unwrap();
    let text = format!("{}\n", serde_json::to_string_pretty(&agreement).unwrap());
    expect_file!["two.json"].assert_eq(&text);
}

#[test]
fn an_owner_that_is_not_written_follows_the_handoff() {
    let text = "qualified: fit > 10\nstages: {inquiry: , mql: {enter: qualified}, sal: {enter: accepted}, back: {enter: churned, owner: marketing}}";
    let stages = read_snippet(text).agreement.unwrap().stages;
    let rows: Vec<String> = stages.iter().map(|(name, stage)| format!("{name} {}", stage.owner.as_str())).collect();
    expect![[r#"
        inquiry marketing
        mql marketing
        sal sales
        back marketing"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn calendars_are_read_from_an_agreement_a_section_or_alone() {
    let calendar = "{c: {open: {fri-mon: '22:00-06:00', 'tue, wed': ['00:00-24:00']}, closed: ['2026-12-25']}}";
    let texts = [
        calendar.to_owned(),
        format!("calendars: {calendar}"),
        format!("entente: 1\ntimezone: Asia/Seoul\nbroken: yes\ncalendars: {calendar}"),
        "entente: 1".to_owned(),
        "c: {open: {mon: 9}}".to_owned(),
        "c: {open: [".to_owned(),
    ];
    let rows: Vec<String> = texts
        .iter()
        .map(|text| match read_calendars(text) {
            Ok(calendars) => serde_json::to_string(&calendars).unwrap(),
            Err(problems) => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(" / "),
        })
        .collect();
    expect![[r#"
        {"c":{"timezone":"UTC","open":[["22:00-30:00"],["00:00-24:00"],["00:00-24:00"],[],["22:00-30:00"],["22:00-30:00"],["22:00-30:00"]],"closed":{"2026-12-25":""},"special":{}}}
        {"c":{"timezone":"UTC","open":[["22:00-30:00"],["00:00-24:00"],["00:00-24:00"],[],["22:00-30:00"],["22:00-30:00"],["22:00-30:00"]],"closed":{"2026-12-25":""},"special":{}}}
        {"c":{"timezone":"Asia/Seoul","open":[["22:00-30:00"],["00:00-24:00"],["00:00-24:00"],[],["22:00-30:00"],["22:00-30:00"],["22:00-30:00"]],"closed":{"2026-12-25":""},"special":{}}}
        {"office":{"timezone":"UTC","open":[["09:00-17:00"],["09:00-17:00"],["09:00-17:00"],["09:00-17:00"],["09:00-17:00"],[],[]],"closed":{},"special":{}}}
        1:17 c: '9' is not from one time to a later one. Write hours like "09:00-12:30", past midnight like "22:00-06:00".
        2:1 this is not YAML: while parsing a node, did not find expected node content. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."#]].assert_eq(&rows.join("\n"));
}

#[test]
fn short_forms_mean_the_long_ones() {
    let long = read_snippet(
        "qualified: {qualified: {when: fit > 10}}\nhandoff: {teams: {t: {members: {a: 1, b: 1}}}, nobody: {to: ana}}",
    );
    let short = read_snippet("qualified: 10 < fit\nhandoff: {teams: {t: {members: [a, b]}}, nobody: ana}");
    assert_eq!(long.agreement.unwrap(), short.agreement.unwrap());
}

#[test]
fn a_text_goes_on_behind_a_comma_with_advice() {
    check(
        "fit: {a: {when: lead.source == 'x', points: 3, says: 50 to 2,000 people, or more}}",
        &expect![[r#"
        4:62 advice: the text goes on behind a comma, and other readers of YAML take '000 people' for a key. Put the whole text in quotes: "50 to 2,000 people".
        4:74 advice: the text goes on behind a comma, and other readers of YAML take 'or more' for a key. Put the whole text in quotes: "50 to 2,000 people, or more"."#]],
    );
    check(
        "fit: {a: {says: \"one\", two, when: lead.source == 'x', points: 3}}",
        &expect!["4:24 fit.a: 'two' is no key of a rule of fit. Write one of: when, points, disqualify, says."],
    );
}

#[test]
fn sections_may_stand_in_any_order() {
    let one = read_snippet("qualified: did('demo')\nsignals: {demo: {on: Demo}}").agreement.unwrap();
    let other = read_snippet("signals: {demo: {on: Demo}}\nqualified: did('demo')").agreement.unwrap();
    assert_eq!(one, other);
}
