//! Promises that are due at closing, as stories: kept until the doors open again, and late with the next open time.

use expect_test::expect;

use super::clocks::{PROMISES, promising, told};

/// Handed over at 10:00 and to be decided in two open hours: due as the doors close for lunch.
const AT_LUNCH: &str = "    decide: {says: Decided, from: handed_off, until: [accepted, rejected], within: 2 business hours, kept: 95%, late: reassign}";

#[test]
fn what_is_due_at_closing_is_kept_until_the_doors_open_and_nobody_loses_the_lead_before() {
    told(
        &promising(AT_LUNCH),
        "03-02 12:30 lead 1: accepted by ann\n03-03 12:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 2 business hours, due 03-02 12:00
        03-02 11:00 1 §sla.ladder step 0: tell ann
        03-02 12:30 1 §sla.sales.decide Met after 2h
    "#]],
    );
    told(
        &promising(AT_LUNCH),
        "03-02 13:00 lead 1: accepted by ann\n03-03 12:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 2 business hours, due 03-02 12:00
        03-02 11:00 1 §sla.ladder step 0: tell ann
        03-02 13:00 1 §sla.sales.decide Met after 2h
    "#]],
    );
    told(
        &promising(AT_LUNCH),
        "03-02 13:01 lead 1: accepted by bea\n03-03 12:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 2 business hours, due 03-02 12:00
        03-02 11:00 1 §sla.ladder step 0: tell ann
        03-02 13:00 1 §sla.sales.decide due passed
        03-02 13:00 1 §sla.sales.decide reassigned to bea by rest, Late
        03-02 13:00 1 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
        03-02 13:01 1 §sla.sales.decide MetLate after 2h1m: owner open 2h1m
    "#]],
    );
}

#[test]
fn a_pause_that_begins_while_the_doors_are_closed_puts_off_being_late_and_not_what_is_due() {
    told(
        &promising(AT_LUNCH),
        "
        03-02 12:10 lead 1: paused waiting_for_data until 03-02 14:00
        03-02 14:00 lead 1: resumed waiting_for_data
        03-02 14:30 look
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.decide clock of 2 business hours, due 03-02 12:00
            03-02 11:00 1 §sla.ladder step 0: tell ann
            03-02 13:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
            03-02 14:00 1 §sla.sales.decide due passed
            03-02 14:00 1 §sla.sales.decide reassigned to bea by rest, Late
        "#]],
    );
}

#[test]
fn a_promise_in_open_days_is_late_as_the_next_date_opens() {
    let days = AT_LUNCH.replace("2 business hours", "1 business day");
    told(
        &promising(&days),
        "03-03 23:30 lead 1: accepted by ann\n03-05 12:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 1 business day, due 03-03 18:00
        03-03 09:30 1 §sla.ladder step 0: tell ann
        03-03 23:30 1 §sla.sales.decide Met after 15h
    "#]],
    );
    told(
        &promising(&days),
        "03-05 12:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 1 business day, due 03-03 18:00
        03-03 09:30 1 §sla.ladder step 0: tell ann
        03-04 09:00 1 §sla.sales.decide due passed
        03-04 09:00 1 §sla.sales.decide reassigned to bea by rest, Late
        03-04 09:00 1 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
    "#]],
    );
}

#[test]
fn time_on_the_wall_is_late_at_the_due_instant_itself() {
    let wall = AT_LUNCH.replace("2 business hours", "9h");
    told(
        &promising(&wall),
        "03-03 12:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 9h, due 03-02 19:00
        03-02 14:30 1 §sla.ladder step 0: tell ann
        03-02 19:00 1 §sla.sales.decide due passed
        03-02 19:00 1 §sla.sales.decide reassigned to bea by rest, Late
        03-02 19:00 1 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
    "#]],
    );
}

#[test]
fn in_the_middle_of_the_day_late_and_due_are_one_instant() {
    told(
        PROMISES,
        "03-02 15:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
    "#]],
    );
}
