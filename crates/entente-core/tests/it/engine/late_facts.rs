//! Late facts as stories: what is learnt late counts from when it happened; what was decided meanwhile stands.

use expect_test::expect;

use super::story::{check, check_only};

const HALDEN: &str = include_str!("halden.yaml");

#[test]
fn attributes_go_by_when_they_were_true_and_vouched_ones_stay() {
    check_only(
        HALDEN,
        &["grades", "fit"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: joined 1
        03-03 09:00 account 1: learnt employees=200
        03-04 09:00 account 1: learnt employees=10 @at 03-01 09:00
        03-05 09:00 account 1: learnt employees=9000
        03-06 09:00 account 1: vouched employees=300
        03-07 09:00 account 1: learnt employees=1
        03-08 09:00 account 1: vouched employees=2 @at 03-05 09:00
        03-09 09:00 account 1: vouched employees=null
        ",
        &expect![[r#"
            03-03 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
            03-05 09:00 1 §grades B3 -> D3 (fit 0, engagement 0)
            03-06 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
            03-09 09:00 1 §grades B3 -> D3 (fit 0, engagement 0)
        "#]],
    );
}

#[test]
fn a_domain_goes_by_the_same_rule() {
    check_only(
        HALDEN,
        &["fit.", "grades"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: joined 1
        03-03 09:00 account 1: vouched domain=good.example
        03-04 09:00 account 1: learnt domain=rival.example
        03-05 09:00 account 1: vouched domain=rival.example @at 03-01 09:00
        03-06 09:00 account 1: vouched domain=rival.example
        ",
        &expect![[r#"
            03-06 09:00 1 §fit.competitor disqualified for competitor
        "#]],
    );
}

#[test]
fn a_late_signal_is_worth_what_is_left_of_it() {
    check(
        HALDEN,
        "
        03-02 09:00 lead 1: created web
        04-01 10:00 lead 1: happened Form Submitted form=demo @at 03-02 09:00
        04-01 10:00 score 1
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            04-01 10:00 1 §stages.engaged stage inquiry -> engaged
            04-01 10:00 engagement 20
                demo_requested 2 20
        "#]],
    );
}

#[test]
fn decisions_already_made_stand() {
    // Told on the day, the touch would have been in time: the promise is judged by when it happened, the passing of
    // the due instant stays in the log.
    check_only(
        HALDEN,
        &["sla.sales.touch", "sla.ladder"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: joined 1
        03-02 09:00 account 1: learnt employees=200
        03-02 09:00 lead 1: learnt seniority=director
        03-02 10:00 lead 1: happened Form Submitted form=demo
        03-02 14:00 lead 1: touched call reached 60s by jonas @at 03-02 10:20
        ",
        &expect![[r#"
            03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
            03-02 10:30 1 §sla.ladder step 0: tell jonas
            03-02 11:00 1 §sla.sales.touch due passed
            03-02 11:00 1 §sla.ladder step 1: tell jonas, kwame@halden.example
            03-02 13:00 1 §sla.ladder step 0: tell jonas
            03-02 14:00 1 §sla.sales.touch Met after 20m
        "#]],
    );
}

#[test]
fn withdrawn_consent_is_not_undone_by_an_older_yes_that_arrives_late() {
    check_only(
        super::nurture::WARM,
        &["nurture"],
        "
        03-02 09:00 lead 1: created web
        03-03 09:00 lead 1: withdrew
        03-04 09:00 lead 1: consented @at 03-01 09:00
        03-04 09:00 lead 1: happened Content Downloaded
        03-05 09:00 lead 1: consented
        ",
        &expect![[r#"
            03-05 09:00 1 §nurture.leaders enrolled in leaders
            03-05 09:00 1 §nurture.leaders mail due: guide-one
        "#]],
    );
}

#[test]
fn who_owns_an_account_goes_by_when_it_was_so() {
    check_only(
        HALDEN,
        &["handed"],
        "
        03-02 09:00 account 1: owned ama
        03-02 09:30 account 1: owned jonas @at 03-01 09:00
        03-02 09:40 account 1: learnt employees=200
        03-02 09:50 lead 1: created web
        03-02 09:50 lead 1: joined 1
        03-02 10:00 lead 1: happened Form Submitted form=demo
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.named handed off to ama by named, cycle 1
        "#]],
    );
}
