//! Edges of the laws that no other story reaches, each with the case on its other side.

use expect_test::expect;

use crate::engine::clocks::PROMISES;
use crate::engine::routing::POOL;
use crate::engine::story::check_only;

#[test]
fn a_signal_that_is_worth_nothing_brings_a_lead_back_as_one_that_is_worth_something_does() {
    let agreement = POOL
        .replace("signals:\n", "signals:\n  hello: {on: Hello Said}\n  gone: {on: Careers Viewed, points: -5}\n")
        .replace("leaves:\n", "leaves:\n  disqualified: {final: false}\n")
        .replace("when: did('demo')", "when: \"did('hello', '1h') || did('demo', '1h') || did('gone', '1h')\"");
    let told = |event: &str| {
        format!(
            "03-02 08:00 lead 1: created web
            03-02 09:00 lead 1: disqualified no_budget by ann
            03-03 09:00 lead 1: happened {event}"
        )
    };
    for (event, want) in [
        (
            "Hello Said",
            expect![[r#"
            03-02 09:00 1 §handoff.disqualify disqualified for no_budget
            03-03 09:00 1 §leaves.disqualified returned
            03-03 09:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        "#]],
        ),
        (
            "Form Submitted",
            expect![[r#"
            03-02 09:00 1 §handoff.disqualify disqualified for no_budget
            03-03 09:00 1 §leaves.disqualified returned
            03-03 09:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        "#]],
        ),
        (
            "Careers Viewed",
            expect![[r#"
            03-02 09:00 1 §handoff.disqualify disqualified for no_budget
        "#]],
        ),
    ] {
        check_only(&agreement, &["disqualified", "returned", "handed"], &told(event), &want);
    }
}

#[test]
fn a_pause_moves_what_is_still_due_and_not_what_has_passed() {
    let story = |paused: &str| {
        format!(
            "03-02 09:00 lead 1: created web
            03-02 10:00 lead 1: happened Form Submitted
            {paused} lead 1: paused asked_to_wait until 03-05 09:00
            03-06 09:00 lead 1: touched call reached 60s by ann"
        )
    };
    let words = ["clock of", "due moved", "due passed", "Met"];
    check_only(
        PROMISES,
        &words,
        &story("03-02 14:00"),
        &expect![[r#"
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 14:00 1 §sla.pauses.asked_to_wait due moved to 03-05 10:00
        03-05 10:00 1 §sla.sales.touch due passed
        03-06 09:00 1 §sla.sales.touch MetLate after 11h: owner open 11h
    "#]],
    );
    check_only(
        PROMISES,
        &words,
        &story("03-02 16:00"),
        &expect![[r#"
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 15:00 1 §sla.sales.touch due passed
        03-06 09:00 1 §sla.sales.touch MetLate after 13h: owner open 13h
    "#]],
    );
}
