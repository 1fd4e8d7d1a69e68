//! Every sample agreement is sound, decides what its worked examples say, and is one agreement however it is spelled.

use entente_core::agreement::canonical::hash;
use entente_core::agreement::model::Agreement;
use entente_core::agreement::read::read;
use entente_core::engine::example;
use expect_test::expect;

use super::{SAMPLES, sample};

fn agreement(text: &str) -> Agreement {
    let read = read(text);
    read.agreement.unwrap_or_else(|| panic!("{:#?}", read.problems))
}

#[test]
fn what_the_samples_hold() {
    let row = |(name, text): &(&str, &str)| {
        let a = agreement(text);
        let promises = a.sla.marketing.len() + a.sla.sales.len();
        format!(
            "{name}: {} fields, {} rules of fit, {} signals, {} stages, {promises} promises, {} metrics, {} examples",
            a.lead_fields.len() + a.account_fields.len(),
            a.fit.len(),
            a.signals.len(),
            a.stages.len(),
            a.metrics.len(),
            a.examples.len()
        )
    };
    let rows: Vec<String> = SAMPLES.iter().map(row).collect();
    expect![[r#"
        edtech_calls: 10 fields, 0 rules of fit, 5 signals, 5 stages, 9 promises, 5 metrics, 2 examples
        halden: 7 fields, 6 rules of fit, 7 signals, 7 stages, 11 promises, 7 metrics, 10 examples
        helpdesk: 1 fields, 0 rules of fit, 4 signals, 5 stages, 11 promises, 4 metrics, 2 examples
        olist: 7 fields, 0 rules of fit, 0 signals, 2 stages, 2 promises, 6 metrics, 2 examples
        two: 0 fields, 0 rules of fit, 0 signals, 4 stages, 1 promises, 0 metrics, 0 examples
        xeducation: 11 fields, 7 rules of fit, 0 signals, 2 stages, 0 promises, 7 metrics, 3 examples"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn worked_examples_come_out_as_they_say() {
    for (name, text) in SAMPLES {
        let agreement = agreement(text);
        for worked in &agreement.examples {
            let mismatches = example::run(&agreement, worked).unwrap();
            assert_eq!(mismatches, [], "{name}: {}", worked.says);
        }
    }
}

#[test]
fn an_example_that_is_wrong_is_told() {
    let wrong = sample("halden").replace("engagement: 24, stage: engaged", "engagement: 32, stage: engaged");
    let agreement = agreement(&wrong);
    let told: Vec<String> = agreement
        .examples
        .iter()
        .flat_map(|worked| example::run(&agreement, worked).unwrap().into_iter().map(|m| (worked.says.clone(), m)))
        .map(|(says, m)| format!("{says}: {} {} {}", m.what, m.expected, m.found))
        .collect();
    expect!["Pricing pages pay up to their cap: engagement 32 24"].assert_eq(&told.join("\n"));
}

#[test]
fn comments_blanks_line_ends_and_quotes_change_nothing() {
    for (name, text) in SAMPLES {
        let plain = hash(&agreement(text));
        let without_comments: String =
            text.lines().filter(|line| !line.starts_with('#')).fold(String::new(), |all, line| all + line + "\n");
        let spellings = [
            without_comments.as_str(),
            &text.replace('\n', "\r\n"),
            &format!("\u{feff}{text}"),
            &text.replace("\ntitle: ", "\ntitle:    "),
            &text.replace("\n\n", "\n\n# a remark\n\n"),
        ];
        for spelling in spellings {
            assert_eq!(hash(&agreement(spelling)), plain, "{name}");
        }
    }
}

#[test]
fn defaults_are_signed_as_if_they_were_written() {
    let written = "entente: 1
title: Bakery software, the two of us
currency: EUR
timezone: UTC
parties:
  marketing: {name: Marketing, signs: ana@bakery.example}
  sales: {name: Sales, signs: ben@bakery.example}
calendars: {office: {timezone: UTC, open: {mon-fri: ['09:00-17:00']}}}
grades: {A: 75, B: 50, C: 25, D: 0}
levels: {1: 60, 2: 35, 3: 0}
stages:
  inquiry: {owner: marketing}
  mql: {owner: marketing, enter: qualified}
  sal: {owner: sales, enter: accepted}
  customer: {owner: sales, enter: opportunity_won}
leaves: {disqualified: {final: true}}
qualified: {qualified: {when: lead.source == 'demo request'}}
handoff:
  at: mql
  unit: lead
  shows: [grade, level, signals, source]
  routes: {all: {otherwise: true, to: ben}}
  reject:
    procedural: {misrouted: reroute, duplicate: merge}
    clerical: {unreachable: recycle, incomplete: recycle, fake: disqualify}
    definitional: {wrong_company: recycle, wrong_contact: recycle, no_interest: recycle}
  disqualify: [no_need, no_budget, no_authority, bad_timing, unresponsive]
sla:
  first_touch_counts: {any: true}
  calendar_of: team
  sales:
    call: {from: handed_off, until: [first_attempt], within: [{otherwise: true, do: 1 business hour}], kept: 100%, late: nothing}
  waivers: {by: other_party}
amend: {open_clocks: finish, scores: recompute, period: next}
";
    assert_eq!(hash(&agreement(written)), hash(&agreement(sample("two"))));
}
