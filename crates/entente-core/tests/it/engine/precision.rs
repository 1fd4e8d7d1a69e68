//! Facts known to the day or told by another system, as stories: what can be told of a promise, and what cannot.

use expect_test::expect;

use super::clocks::{PROMISES, promising, told};
use super::story::{Show, check, run};

/// The verdict on a promise about a lead handed over on Monday 2 March and touched on a later date, dates only.
fn judged(promise: &str, touched: &str) -> String {
    let agreement = promising(&format!(
        "    touch: {{says: In time, from: handed_off, until: first_attempt, within: {promise}, kept: 95%}}"
    ));
    let story = format!(
        "03-02 00:00 lead 1: created web @day
        03-02 00:00 lead 1: handed ann @day
        {touched} 00:00 lead 1: touched call reached 60s by ann @day"
    );
    let said = run(&agreement, &story, Show::Plain);
    let verdict = said.lines().find_map(|line| line.split_once("sla.sales.touch ")?.1.split_once(" after"));
    format!("{promise:16} {touched} {}\n", verdict.map_or("none", |(verdict, _)| verdict))
}

#[test]
fn facts_known_to_the_day_tell_what_they_can() {
    let promises = ["60m", "same day", "1 calendar day", "2 business days"];
    let dates = ["03-02", "03-03", "03-04", "03-05"];
    let table = promises.iter().flat_map(|promise| dates.iter().map(|date| judged(promise, date)));
    expect![[r#"
        60m              03-02 CannotTell
        60m              03-03 CannotTell
        60m              03-04 MetLate
        60m              03-05 MetLate
        same day         03-02 Met
        same day         03-03 MetLate
        same day         03-04 MetLate
        same day         03-05 MetLate
        1 calendar day   03-02 Met
        1 calendar day   03-03 Met
        1 calendar day   03-04 MetLate
        1 calendar day   03-05 MetLate
        2 business days  03-02 Met
        2 business days  03-03 Met
        2 business days  03-04 Met
        2 business days  03-05 MetLate
    "#]]
    .assert_eq(&table.collect::<String>());
}

#[test]
fn a_date_may_hold_a_touch_after_an_exact_handoff_of_that_day() {
    told(
        PROMISES,
        "03-02 18:30 lead 1: touched call reached 60s by ann @at 03-02 00:00 @day",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 18:30 1 §sla.sales.touch CannotTell after 0s
    "#]],
    );
    told(
        PROMISES,
        "03-02 18:30 lead 1: touched call reached 60s by ann @at 03-01 00:00 @day",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
    "#]],
    );
}

#[test]
fn leaving_on_a_date_that_holds_the_due_instant_cannot_be_told() {
    told(
        PROMISES,
        "03-02 18:30 lead 1: rejected no_interest by ann @at 03-02 00:00 @day",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 18:30 1 §sla.sales.touch CannotTell after 0s
        03-02 18:30 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 19:30
    "#]],
    );
    told(
        PROMISES,
        "03-03 18:30 lead 1: rejected no_interest by ann @at 03-03 00:00 @day",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-03 18:30 1 §sla.sales.touch Missed after 7h: owner open 7h
        03-03 18:30 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-03 19:30
    "#]],
    );
}

#[test]
fn a_lead_handed_over_elsewhere_runs_the_same_clocks() {
    check(
        PROMISES,
        "
        03-02 09:00 lead 1: created web
        03-02 10:20 lead 1: touched call reached 60s by ann
        03-02 10:30 lead 1: handed ann @at 03-02 10:00
        03-02 11:00 lead 1: disqualified no_budget by ann
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:30 1 §stages.mql stage inquiry -> mql
            03-02 10:30 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 10:30 1 §sla.sales.touch Met after 20m
            03-02 11:00 1 §handoff.disqualify disqualified for no_budget
        "#]],
    );
}
