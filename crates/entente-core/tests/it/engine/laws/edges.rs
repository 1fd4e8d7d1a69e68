//! Edges of the laws that no other story reaches, each with the case on its other side.

use entente_core::engine::waiver::is_same;
use entente_core::engine::world::World;
use expect_test::expect;

use crate::engine::clocks::PROMISES;
use crate::engine::routing::POOL;
use crate::engine::story::{Show, check_only, plan, tell};

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

#[test]
fn a_pause_learnt_of_after_the_due_instant_passed_does_not_unmake_that() {
    let story = |told: &str| {
        format!(
            "03-02 09:00 lead 1: created web
            03-02 10:00 lead 1: happened Form Submitted
            {told} lead 1: paused asked_to_wait until 03-05 09:00 @at 03-02 11:00
            03-05 10:00 lead 1: touched call reached 60s by ann"
        )
    };
    let words = ["due moved", "due passed", "Met"];
    check_only(
        PROMISES,
        &words,
        &story("03-02 14:59"),
        &expect![[r#"
        03-02 14:59 1 §sla.pauses.asked_to_wait due moved to 03-05 12:00
        03-05 10:00 1 §sla.sales.touch Met after 2h
    "#]],
    );
    check_only(
        PROMISES,
        &words,
        &story("03-02 16:00"),
        &expect![[r#"
        03-02 15:00 1 §sla.sales.touch due passed
        03-05 10:00 1 §sla.sales.touch Met after 2h
    "#]],
    );
}

#[test]
fn a_window_holds_what_happened_exactly_so_long_ago() {
    let agreement = POOL
        .replace("signals:\n", "signals:\n  hello: {on: Hello Said}\n")
        .replace("when: did('demo')", "when: \"times('hello', '7d') >= 2\"");
    let told = |second: &str| {
        format!(
            "03-02 08:00 lead 1: created web
            03-02 09:00 lead 1: happened Hello Said
            {second} lead 1: happened Hello Said"
        )
    };
    check_only(
        &agreement,
        &["qualified by"],
        &told("03-09 09:00"),
        &expect![[r#"
        03-09 09:00 1 §qualified.ready qualified by ready
    "#]],
    );
    check_only(&agreement, &["qualified by"], &told("03-09 09:01"), &expect![[""]]);
}

#[test]
fn what_rests_in_one_cycle_does_not_rest_in_the_next() {
    check_only(
        PROMISES,
        &["clock of", "due moved", "handed"],
        "03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: paused asked_to_wait until 03-10 09:00
        03-02 11:30 lead 1: rejected no_interest by ann
        03-02 14:00 lead 1: happened Form Submitted",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.pauses.asked_to_wait due moved to 03-10 12:00
            03-02 14:00 1 §handoff.routes.rest handed off to bea by rest, cycle 2
            03-02 14:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 18:00
        "#]],
    );
}

#[test]
fn the_owner_of_an_account_is_at_work_on_it_for_ninety_days_to_the_instant() {
    let told = |asks: &str| {
        format!(
            "01-02 08:00 account 1: owned ann
            01-02 08:30 lead 1: joined 1
            01-02 08:30 lead 1: created web
            01-02 09:00 lead 1: touched call reached 60s by ann
            {asks} lead 2: joined 1
            {asks} lead 2: created web
            {asks} lead 2: happened Form Submitted"
        )
    };
    // Ninety days of 24 hours: the clocks went forward in between.
    check_only(
        POOL,
        &["handed"],
        &told("04-02 10:00"),
        &expect![[r#"
        04-02 10:00 2 §handoff.routes.named handed off to ann by named, cycle 1
    "#]],
    );
    check_only(
        POOL,
        &["handed"],
        &told("04-02 10:01"),
        &expect![[r#"
        04-02 10:01 2 §handoff.routes.rest handed off to ann by rest, cycle 1
    "#]],
    );
}

#[test]
fn a_rejection_disputes_until_the_last_instant_of_its_time() {
    let counts = |rejected: &str| {
        let mut world = World::new(vec![plan(include_str!("../halden.yaml"))]);
        let story = format!(
            "03-02 09:00 lead 1: created web
            03-02 09:00 lead 1: joined 1
            03-02 09:00 account 1: learnt employees=200
            03-02 09:00 lead 1: learnt seniority=director
            03-02 10:00 lead 1: happened Form Submitted form=demo
            {rejected} lead 1: rejected no_interest by jonas"
        );
        tell(&mut world, &story, 0, Show::Plain, &mut String::new());
        let count = world.parties().counts.values().next().copied().unwrap();
        format!("{rejected}: {} less {}", count.gross, count.back)
    };
    let rows = ["03-02 10:00", "03-09 17:59", "03-09 18:00", "03-09 18:01"].map(counts);
    expect![[r#"
        03-02 10:00: 1 less 1
        03-09 17:59: 1 less 1
        03-09 18:00: 1 less 1
        03-09 18:01: 1 less 0"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn a_handle_and_the_address_it_begins_are_one_person_and_two_addresses_are_two() {
    let rows = [
        ("kwame", "kwame", true),
        ("kwame", "kwame@halden.example", true),
        ("kwame@halden.example", "kwame", true),
        ("kwame@halden.example", "kwame@halden.example", true),
        ("kwame@halden.example", "kwame@other.example", false),
        ("kwame", "kwam", false),
        ("kwame", "kwame.osei", false),
    ];
    for (one, other, wanted) in rows {
        assert_eq!(is_same(one, other), wanted, "'{one}' and '{other}'");
    }
}
