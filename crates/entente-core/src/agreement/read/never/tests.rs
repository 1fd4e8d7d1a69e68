//! Goal: what can never hold is seen, and what can hold is never taken for it. Method: conditions and the verdict.

use expect_test::expect;
use proptest::prelude::*;

use super::never;
use crate::agreement::model::FieldKind;
use crate::condition::Condition;
use crate::condition::check::check;
use crate::condition::scope::Scope;
use crate::problem::Place;

fn condition(text: &str) -> Condition {
    let scope = Scope {
        lead: [("size".into(), FieldKind::Number), ("ok".into(), FieldKind::Bool)].into(),
        grades: vec!["A".into(), "B".into(), "C".into()],
        stages: vec!["inquiry".into(), "mql".into()],
        scores: true,
        ..Scope::default()
    };
    check(text, Place { line: 1, column: 1 }, "", &scope, &mut Vec::new()).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn verdicts() {
    let conditions = [
        "fit > 3",
        "false",
        "!true",
        "fit > 60 && fit < 40",
        "fit > 60 && engagement < 40",
        "fit >= 50 && fit <= 50",
        "fit >= 50 && fit < 50",
        "fit > 50 && fit <= 50",
        "fit > 50 && 50 > fit",
        "fit == 3 && fit == 4",
        "grade == 'A' && grade == 'B'",
        "grade == 'A' && grade in ['A', 'B']",
        "grade == 'C' && grade in ['A', 'B']",
        "grade in ['A', 'B'] && grade in ['B', 'C']",
        "grade == 'A' || grade == 'B'",
        "grade == 'A' && grade != 'A'",
        "lead.ok && !lead.ok",
        "lead.ok || !lead.ok",
        "lead.ok && fit > 3 && !lead.ok",
        "(fit > 60 && fit < 40) || (fit == 1 && fit == 2)",
        "(fit > 60 && fit < 40) || fit == 2",
        "fit > 10 && (grade == 'A' && grade == 'B')",
        "lead.size < 3 && lead.size > 7",
        "stage == 'mql' && stage == 'inquiry'",
    ];
    let rows: Vec<String> = conditions
        .iter()
        .map(|text| format!("{} {text}", if never(&condition(text).test) { "never" } else { "maybe" }))
        .collect();
    expect![[r#"
        maybe fit > 3
        never false
        never !true
        never fit > 60 && fit < 40
        maybe fit > 60 && engagement < 40
        maybe fit >= 50 && fit <= 50
        never fit >= 50 && fit < 50
        never fit > 50 && fit <= 50
        never fit > 50 && 50 > fit
        never fit == 3 && fit == 4
        never grade == 'A' && grade == 'B'
        maybe grade == 'A' && grade in ['A', 'B']
        never grade == 'C' && grade in ['A', 'B']
        maybe grade in ['A', 'B'] && grade in ['B', 'C']
        maybe grade == 'A' || grade == 'B'
        never grade == 'A' && grade != 'A'
        never lead.ok && !lead.ok
        maybe lead.ok || !lead.ok
        never lead.ok && fit > 3 && !lead.ok
        never (fit > 60 && fit < 40) || (fit == 1 && fit == 2)
        maybe (fit > 60 && fit < 40) || fit == 2
        never fit > 10 && (grade == 'A' && grade == 'B')
        never lead.size < 3 && lead.size > 7
        never stage == 'mql' && stage == 'inquiry'"#]]
    .assert_eq(&rows.join("\n"));
}

proptest! {
    /// A value between the bounds satisfies both, so such bounds are never told to exclude one another.
    #[test]
    fn bounds_with_a_value_between_them_may_hold(low in 0_i32..50, gap in 0_i32..50, open in any::<(bool, bool)>()) {
        let high = low + gap;
        let (above, below) = (if open.0 { ">" } else { ">=" }, if open.1 { "<" } else { "<=" });
        let text = format!("fit {above} {low} && fit {below} {high}");
        let has_value = gap > 0 || !(open.0 || open.1);
        prop_assert_eq!(never(&condition(&text).test), !has_value, "{}", text);
    }
}
