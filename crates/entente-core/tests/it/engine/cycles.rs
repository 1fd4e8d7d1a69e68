//! Which leads a promise is about, and from which moment of which cycle, as stories.

use expect_test::expect;

use super::clocks::{PROMISES, promising, told};

#[test]
fn a_promise_for_some_leads_is_asked_at_its_start_and_never_again() {
    let some = promising(
        "    touch: {says: Chiefs at once, from: handed_off, until: first_attempt, within: 1 business hour, where: \"lead.level == 'chief'\", kept: 95%}",
    );
    told(
        &some,
        "03-02 15:00 lead 1: learnt level=chief\n 03-02 18:00 look",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
    "#]],
    );
}

#[test]
fn a_late_lead_passes_on_once_and_then_stays() {
    let late = promising(
        "    decide: {says: Decided, from: handed_off, until: [accepted, rejected], within: 2 business hours, kept: 95%, late: reassign}
    touch: {says: Touched, from: handed_off, until: first_attempt, within: 4 business hours, kept: 95%, late: reassign}",
    );
    told(
        &late,
        "03-06 12:00 look",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.decide clock of 2 business hours, due 03-02 12:00
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.ladder step 0: tell ann
            03-02 13:00 1 §sla.sales.decide due passed
            03-02 13:00 1 §sla.sales.decide reassigned to bea by rest, Late
            03-02 13:00 1 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
            03-02 13:00 1 §sla.ladder step 0: tell bea
            03-02 15:00 1 §sla.sales.touch due passed
            03-02 15:00 1 §sla.sales.touch reassigned to kwame by rest (AllHadIt), Late
            03-02 15:00 1 §sla.ladder step 1: tell kwame, mia@x.example
        "#]],
    );
}

#[test]
fn the_next_cycle_has_a_clock_of_its_own() {
    told(
        PROMISES,
        "
        03-02 11:00 lead 1: rejected no_interest by ann
        03-02 12:30 lead 1: happened Form Submitted
        03-02 14:00 lead 1: touched call reached 60s by bea
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.sales.touch Cancelled after 1h
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 12:00
            03-02 12:30 1 §leaves.recycled returned
            03-02 12:30 1 §handoff.routes.rest handed off to bea by rest, cycle 2
            03-02 12:30 1 §sla.sales.touch clock of 4 business hours, due 03-02 17:00
            03-02 14:00 1 §sla.sales.touch Met after 1h
        "#]],
    );
}

#[test]
fn a_signal_starts_a_clock_in_each_cycle_by_its_first_time_there() {
    let speed = promising(
        "    speed: {says: Called after a demo request, from: demo, until: first_attempt, within: 4 business hours, kept: 95%}
    trace: {says: Owned within a day of being known, from: created, until: handed_off, within: 1 business day, kept: 95%}",
    );
    told(
        &speed,
        "
        03-02 11:00 lead 1: touched call reached 60s by ann
        03-02 11:30 lead 1: happened Form Submitted
        03-02 12:00 lead 1: rejected no_interest by ann
        03-05 10:00 lead 1: happened Form Submitted
        03-05 11:00 lead 1: touched call reached 60s by bea
        ",
        &expect![[r#"
            03-02 09:00 1 §sla.sales.trace clock of 1 business day, due 03-03 18:00
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.trace Met after 1h
            03-02 10:00 1 §sla.sales.speed clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.sales.speed Met after 1h
            03-02 12:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 13:00
            03-05 10:00 1 §leaves.recycled returned
            03-05 10:00 1 §handoff.routes.rest handed off to bea by rest, cycle 2
            03-05 10:00 1 §sla.sales.speed clock of 4 business hours, due 03-05 15:00
            03-05 11:00 1 §sla.sales.speed Met after 1h
        "#]],
    );
}

#[test]
fn attempts_are_counted_by_when_they_were_made() {
    let attempts = promising(
        "    attempts: {says: 3 attempts, attempts: 3, channels: 2, within: 2 business days, unless: contacted, kept: 90%}",
    );
    let three = "
        03-02 11:00 lead 1: touched call 30s by ann
        03-03 11:00 lead 1: touched call 30s by ann
        03-04 11:00 lead 1: touched call 30s by ann
    ";
    told(
        &attempts,
        &format!("{three} 03-04 12:00 lead 1: touched mail by ann"),
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
        03-03 14:30 1 §sla.ladder step 0: tell ann
        03-04 12:00 1 §sla.sales.attempts Met after 18h
    "#]],
    );
    told(
        &attempts,
        &format!("{three} 03-09 12:00 lead 1: touched mail by ann @at 03-02 12:00"),
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
            03-03 14:30 1 §sla.ladder step 0: tell ann
            03-05 09:00 1 §sla.sales.attempts due passed
            03-05 09:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
            03-09 12:00 1 §sla.sales.attempts Met after 9h
        "#]],
    );
    told(
        &attempts,
        &format!("{three} 03-04 12:00 lead 1: touched call reached 60s by ann"),
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
        03-03 14:30 1 §sla.ladder step 0: tell ann
        03-04 12:00 1 §sla.sales.attempts Cancelled after 18h
    "#]],
    );
    told(
        &attempts,
        &format!("{three} 03-09 12:00 lead 1: touched call reached 60s by ann"),
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
            03-03 14:30 1 §sla.ladder step 0: tell ann
            03-05 09:00 1 §sla.sales.attempts due passed
            03-05 09:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
            03-09 12:00 1 §sla.sales.attempts Missed after 1d18h: owner open 1d18h
        "#]],
    );
}

#[test]
fn an_answer_told_twice_says_nothing_of_the_next_cycle() {
    let decide = promising(
        "    decide: {says: Decided, from: handed_off, until: [accepted, rejected], within: 4 business hours, kept: 95%}",
    );
    told(
        &decide,
        "
        03-02 11:00 lead 1: rejected no_interest by ann
        03-02 11:01 lead 1: rejected no_interest by ann
        03-02 11:02 lead 1: accepted by ann
        03-02 12:30 lead 1: happened Form Submitted
        03-02 14:00 lead 1: accepted by bea
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.decide clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.sales.decide Met after 1h
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 12:00
            03-02 12:30 1 §leaves.recycled returned
            03-02 12:30 1 §handoff.routes.rest handed off to bea by rest, cycle 2
            03-02 12:30 1 §sla.sales.decide clock of 4 business hours, due 03-02 17:00
            03-02 14:00 1 §sla.sales.decide Met after 1h
        "#]],
    );
}
