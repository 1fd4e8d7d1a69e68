//! Fit over six leads: ties, values beyond the scale, and rules that no last value can answer.

use std::collections::BTreeMap;

use entente_core::agreement::model::FitRule;
use entente_core::condition::{Atom, CompareOp, Condition, Literal, Operand, Test};
use entente_core::number::Decimal;

use super::{Scores, Tally, auc, scores};
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
    std::sync::Arc::make_mut(&mut history.agreement).fit.0 =
        rules.into_iter().zip(["a", "b", "c"]).map(|(rule, name)| (name.into(), rule)).collect();
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

/// Points, wins and others.
type Row = (i64, u64, u64);

/// Wins and others by points.
fn tallies(rows: &[Row]) -> BTreeMap<Decimal, Tally> {
    rows.iter()
        .map(|(points, won, others)| (Decimal::from_int(*points), Tally { won: *won, others: *others }))
        .collect()
}

#[test]
fn the_area_is_the_share_of_pairs_in_the_right_order() {
    // (points, won, others): of all pairs of a win and another, those in the right order, ties counted half.
    let rows: [(&[Row], Option<&str>); 10] = [
        (&[], None),
        (&[(10, 2, 0)], None),
        (&[(10, 0, 2), (20, 0, 1)], None),
        (&[(10, 1, 1)], Some("0.5")),
        (&[(0, 0, 1), (10, 1, 0)], Some("1")),
        (&[(0, 1, 0), (10, 0, 1)], Some("0")),
        (&[(-5, 1, 0), (0, 0, 1), (5, 1, 0)], Some("0.5")), // one of two pairs
        (&[(0, 1, 2), (10, 2, 1)], Some("0.666667")),       // (2·2 + ½(1·2 + 2·1)) of 9
        (&[(1, 1, 3), (2, 1, 1), (3, 2, 0)], Some("0.8125")), // (1.5 + 3.5 + 8) of 16
        (&[(0, 1, 999_999), (1, 1, 0)], Some("0.75")),      // a tie with all of them, and above all of them
    ];
    for (rows, wanted) in rows {
        assert_eq!(auc(&tallies(rows)).map(|area| area.to_string()).as_deref(), wanted, "{rows:?}");
    }
}

proptest::proptest! {
    /// Pair by pair instead of by ranks; and who swaps wins and others looks at the curve from the other side.
    #[test]
    fn the_area_is_what_counting_every_pair_says(leads in proptest::collection::vec((-2_i64..6, proptest::bool::ANY), 0..30)) {
        let of = |is_won: bool| leads.iter().filter(move |(_, won)| *won == is_won).map(|(points, _)| *points);
        let mut by_points: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
        for (points, won) in &leads {
            let tally = by_points.entry(*points).or_default();
            *(if *won { &mut tally.0 } else { &mut tally.1 }) += 1;
        }
        let rows: Vec<_> = by_points.iter().map(|(points, (won, others))| (*points, *won, *others)).collect();
        let swapped: Vec<_> = rows.iter().map(|(points, won, others)| (*points, *others, *won)).collect();

        let pairs = (of(true).count() * of(false).count()) as i64;
        let halves: i64 = of(true).flat_map(|win| of(false).map(move |other| (win - other).signum() + 1)).sum();
        // Halves of pairs in millionths, rounded half up.
        let wanted = (pairs > 0).then(|| Decimal::from_millionths((halves * 1_000_000 + pairs) / (2 * pairs)));
        proptest::prop_assert_eq!(auc(&tallies(&rows)), wanted);
        let both = auc(&tallies(&rows)).zip(auc(&tallies(&swapped))).map(|(one, other)| one.plus(other).as_millionths());
        proptest::prop_assert!(both.is_none_or(|both| (both - 1_000_000).abs() <= 1), "{both:?}");
    }
}

#[test]
fn a_disqualifying_rule_gives_no_points_and_each_share_is_of_its_own_whole() {
    let never = FitRule { disqualify: true, ..rule(90, source("ads")) };
    // Points: 50, 0, 50, 0, 0, 0; the first, second and last of them won.
    let answer = ask(vec![never, rule(50, city("Bonn"))]);
    // Wins at 50 and twice at 0, others at 50 and twice at 0: (½ + 2) + 2 · ½ · 2 of 9.
    assert_eq!(answer.auc.unwrap().to_string(), "0.5");
    let [top, asked, all] = &answer.thresholds[..] else { panic!("two grades and one asked for") };
    let parts = |rate: crate::Rate| (rate.part, rate.of);
    assert_eq!((parts(top.leads), parts(top.won), parts(top.of_wins)), ((2, 6), (1, 2), (1, 3)));
    assert_eq!((parts(asked.leads), asked.grade.is_none()), ((2, 6), true));
    assert_eq!((parts(all.leads), parts(all.won), parts(all.of_wins)), ((6, 6), (3, 6), (3, 3)));
}
