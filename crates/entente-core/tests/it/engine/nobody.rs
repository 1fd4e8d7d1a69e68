//! Who gets a lead that nobody takes, that comes back, or whose account is in hand already, as stories.

use expect_test::expect;

use super::routing::{POOL, leads};
use super::story::check_only;

#[test]
fn nobody_has_a_reason() {
    let agreement = POOL.replace(
        "    rest: {otherwise: true, to: team berlin}\n",
        "    rest: {when: \"account.country == 'DE'\", to: team berlin}\n",
    );
    check_only(
        &agreement,
        &["handed"],
        "
        03-01 08:00 account 1: learnt country=KR
        03-01 08:00 account 2: learnt country=DE
        03-01 08:00 account 3: owned ann
        03-01 08:00 person yuna: away 03-02 08:00 to 03-03 08:00
        03-01 08:00 person minho: away 03-02 08:00 to 03-03 08:00
        03-01 08:00 person ann: away 03-02 08:00 to 03-03 08:00
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: happened Form Submitted
        03-02 10:00 lead 2: joined 1
        03-02 10:00 lead 2: created web
        03-02 10:00 lead 2: happened Form Submitted
        03-02 11:00 lead 3: joined 3
        03-02 11:00 lead 3: created web
        03-02 11:00 lead 3: opened d1
        03-02 11:00 lead 4: joined 3
        03-02 11:00 lead 4: created web
        03-02 11:00 lead 4: happened Form Submitted
        03-02 12:00 lead 5: learnt level=chief
        03-02 12:00 lead 5: created web
        03-02 12:00 lead 5: happened Form Submitted
        ",
        &expect![[r#"
            03-02 09:00 1 §handoff.nobody handed off to kwame (NoRoute), cycle 1
            03-02 10:00 2 §handoff.routes.korea handed off to kwame by korea (AllAbsent), cycle 1
            03-02 11:00 4 §handoff.routes.deal handed off to kwame by deal (OwnerInactive), cycle 1
            03-02 12:00 5 §handoff.routes.again handed off to kwame by again (UnknownOwner), cycle 1
        "#]],
    );
}

#[test]
fn an_owner_of_no_account_is_nobody() {
    let agreement =
        POOL.replace("rest: {otherwise: true, to: team berlin}", "rest: {otherwise: true, to: account.owner}");
    check_only(
        &agreement,
        &["handed"],
        &leads(1..=1, "03-02", ""),
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to kwame by rest (NoAccount), cycle 1
    "#]],
    );
}

#[test]
fn a_reroute_never_goes_back_within_the_cycle_and_the_last_resort_is_asked_once() {
    check_only(
        POOL,
        &["handed", "reassigned", "recycled"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: happened Form Submitted
        03-02 10:00 lead 1: rejected misrouted by ann
        03-02 11:00 lead 1: rejected misrouted by bea
        03-02 12:00 lead 1: rejected misrouted by cem
        03-02 13:00 lead 1: rejected misrouted by kwame
        03-02 14:00 lead 1: reassigned bea
        03-02 15:00 lead 1: rejected no_interest by bea
        03-02 16:30 look
        ",
        &expect![[r#"
            03-02 09:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §handoff.reject.misrouted reassigned to bea by rest, Rejected
            03-02 11:00 1 §handoff.reject.misrouted reassigned to cem by rest, Rejected
            03-02 12:00 1 §handoff.reject.misrouted reassigned to kwame by rest (AllHadIt), Rejected
            03-02 13:00 1 §handoff.reject.misrouted reassigned to nobody by rest (AllHadIt), Rejected
            03-02 14:00 1 §handoff reassigned to bea, ByHand
            03-02 15:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 16:00
            03-02 16:00 1 §leaves.recycled returned
            03-02 16:00 1 §handoff.routes.rest handed off to ann by rest, cycle 2
        "#]],
    );
}

#[test]
fn the_next_cycle_may_go_to_whoever_had_it_before() {
    check_only(
        POOL,
        &["handed", "recycled"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: learnt level=staff
        03-02 09:00 lead 1: happened Form Submitted
        03-02 10:00 lead 1: learnt level=chief
        03-02 11:00 lead 1: rejected no_interest by ann
        03-02 14:00 look
        ",
        &expect![[r#"
            03-02 09:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 12:00
            03-02 12:00 1 §leaves.recycled returned
            03-02 12:00 1 §handoff.routes.again handed off to ann by again, cycle 2
        "#]],
    );
}

#[test]
fn an_account_is_handed_over_as_one() {
    let agreement = POOL.replace("  at: mql\n", "  at: mql\n  unit: account\n");
    check_only(
        &agreement,
        &["handed", "reassigned", "recycled"],
        "
        03-02 09:00 lead 1: joined 1
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: happened Form Submitted
        03-02 10:00 lead 2: joined 2
        03-02 10:00 lead 2: created web
        03-02 10:00 lead 2: happened Form Submitted
        03-02 11:00 lead 3: joined 1
        03-02 11:00 lead 3: created web
        03-02 11:00 lead 3: happened Form Submitted
        03-02 12:00 lead 1: reassigned cem
        03-02 13:00 lead 4: joined 1
        03-02 13:00 lead 4: created web
        03-02 13:00 lead 4: happened Form Submitted
        ",
        &expect![[r#"
            03-02 09:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
            03-02 11:00 3 §handoff handed off to ann, cycle 1
            03-02 12:00 1 §handoff reassigned to cem, ByHand
            03-02 13:00 4 §handoff handed off to cem, cycle 1
        "#]],
    );
}
