//! Goal: a problem is one line that says where, what and what to do. Method: its parts left out in turn.

use expect_test::expect;

use super::*;

fn problem(weight: Weight, clause: &str, remedy: &str) -> Problem {
    Problem {
        reason: Reason::UnknownName,
        weight,
        place: Place { line: 12, column: 7 },
        clause: clause.to_owned(),
        what: "no team is called 'berln'".to_owned(),
        remedy: remedy.to_owned(),
    }
}

#[test]
fn one_line_each() {
    let rows = [
        problem(Weight::Error, "handoff.routes.rest", "Did you mean 'berlin'?"),
        problem(Weight::Error, "handoff.routes.rest", "Declare it under 'teams'"),
        problem(Weight::Advice, "handoff.routes.rest", "Declare it under 'teams'"),
        problem(Weight::Error, "", "Declare it under 'teams'"),
        Problem { place: Place::default(), ..problem(Weight::Advice, "", "Say more") },
    ];
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    expect![[r#"
        12:7 handoff.routes.rest: no team is called 'berln'. Did you mean 'berlin'?
        12:7 handoff.routes.rest: no team is called 'berln'. Declare it under 'teams'.
        12:7 handoff.routes.rest: advice: no team is called 'berln'. Declare it under 'teams'.
        12:7 no team is called 'berln'. Declare it under 'teams'.
        0:0 advice: no team is called 'berln'. Say more."#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn as_json_for_editors() {
    let json = serde_json::to_string(&problem(Weight::Advice, "handoff", "Say more")).unwrap();
    expect![[r#"{"reason":"unknown-name","weight":"advice","place":{"line":12,"column":7},"clause":"handoff","what":"no team is called 'berln'","remedy":"Say more"}"#]].assert_eq(&json);
}

#[test]
fn errors_come_before_advice_and_places_in_the_order_of_the_text() {
    assert!(Weight::Error < Weight::Advice);
    let place = |line, column| Place { line, column };
    assert!(place(0, 0) < place(1, 1) && place(1, 9) < place(2, 1) && place(2, 1) < place(2, 2));
}
