//! Fit over six leads: ties, values beyond the scale, and rules that no last value can answer.

use entente_core::agreement::model::FitRule;
use entente_core::condition::{Atom, CompareOp, Condition, Literal, Operand, Test};
use entente_core::number::Decimal;

use super::{Scores, scores};
use crate::sample::history;
use crate::zone::Zone;

fn rule(points: i64, test: Test) -> FitRule {
    let when = Condition { source: String::new(), canonical: String::new(), test };
    FitRule { says: String::new(), when, points: Decimal::from_int(points), disqualify: false }
}

fn city(name: &str) -> Test {
    let right = Operand::Literal(Literal::Text(name.to_owned()));
    Test::Atom(Atom::Compare { left: Operand::Lead("city".into()), op: CompareOp::Eq, right })
}

fn source(name: &str) -> Test {
    Test::Atom(Atom::OneOf { operand: Operand::LeadSource, of: vec![Literal::Text(name.to_owned())] })
}

const LOG: &str = "
    1 2026-01-01T00:00:00Z created ads
    2 2026-01-01T00:00:00Z created ads
    3 2026-01-01T00:00:00Z created mail
    4 2026-01-01T00:00:00Z created mail
    5 2026-01-01T00:00:00Z created spam
    6 2026-01-01T00:00:00Z created
    1 2026-01-01T00:00:00Z learnt city Bonn
    3 2026-01-01T00:00:00Z learnt city Bonn
    1 2026-02-01T00:00:00Z won
    2 2026-02-01T00:00:00Z won
    6 2026-02-01T00:00:00Z won
";

fn ask(rules: Vec<FitRule>) -> Scores {
    let mut history = history(LOG);
    history.agreement.fit.0 = rules.into_iter().zip(["a", "b", "c"]).map(|(rule, name)| (name.into(), rule)).collect();
    scores(&history, &[Decimal::from_int(30)], &Zone::named("UTC").unwrap())
}

fn shown(scores: &Scores) -> String {
    let mut text = format!("won {}/{}, cannot tell {}", scores.won.part, scores.won.of, scores.basis.cannot_tell);
    text += &format!(
        ", auc {:?}, clamped {:?}\n",
        scores.auc.map(|a| a.to_string()),
        scores.auc_clamped.map(|a| a.to_string())
    );
    for row in &scores.thresholds {
        let grade = row.grade.as_ref().map_or("-", |grade| grade.as_str());
        text += &format!(">= {} {grade}: {} leads, {} won\n", row.at_least, row.leads.part, row.won.part);
    }
    text
}

#[test]
fn thresholds_count_leads_at_or_above_and_ties_count_half() {
    // Points: 130, 80, 50, 0, -20, 0; the first, second and last of them won.
    let answer = ask(vec![rule(80, source("ads")), rule(50, city("Bonn")), rule(-20, source("spam"))]);
    expect_test::expect![[r#"
        won 3/6, cannot tell 0, auc Some("0.833333"), clamped Some("0.777778")
        >= 50 A: 3 leads, 2 won
        >= 30 -: 3 leads, 2 won
        >= 0 B: 6 leads, 3 won
    "#]]
    .assert_eq(&shown(&answer));
}

#[test]
fn a_rule_about_time_cannot_be_told() {
    let did = Test::Atom(Atom::Did { signal: "demo".into(), within: None });
    expect_test::expect![[r#"
        won 0/0, cannot tell 6, auc None, clamped None
        >= 50 A: 0 leads, 0 won
        >= 30 -: 0 leads, 0 won
        >= 0 B: 0 leads, 0 won
    "#]]
    .assert_eq(&shown(&ask(vec![rule(10, did)])));
}
