//! Leads that were given up and may come back, as stories: by a new signal, and only where that is not final.

use expect_test::expect;

use super::clocks::PROMISES;
use super::story::check_only;

const WORDS: &[&str] = &["disqualified", "returned", "stage", "handed", "qualified"];

const GIVEN_UP: &str = "
    03-02 09:00 lead 1: created web
    03-02 10:00 lead 1: happened Form Submitted
    03-03 10:00 lead 1: disqualified no_budget by ann
    03-04 10:00 lead 1: learnt level=chief
";

/// Promises where being disqualified is not final.
fn open_ended() -> String {
    PROMISES.replace("leaves:\n", "leaves:\n  disqualified: {final: false}\n")
}

#[track_caller]
fn told(agreement: &str, story: &str, want: &expect_test::Expect) {
    check_only(agreement, WORDS, &format!("{GIVEN_UP}{story}"), want);
}

#[test]
fn a_new_signal_brings_a_lead_back_and_it_goes_the_normal_way() {
    told(
        &open_ended(),
        "05-04 10:00 lead 1: happened Form Submitted",
        &expect![[r#"
        03-02 09:00 1 §stages.inquiry stage inquiry
        03-02 10:00 1 §qualified.ready qualified by ready
        03-02 10:00 1 §stages.mql stage inquiry -> mql
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 10:00 1 §handoff.disqualify disqualified for no_budget
        05-04 10:00 1 §leaves.disqualified returned
        05-04 10:00 1 §stages.inquiry stage inquiry
        05-04 10:00 1 §qualified.ready qualified by ready
        05-04 10:00 1 §stages.mql stage inquiry -> mql
        05-04 10:00 1 §handoff.routes.rest handed off to bea by rest, cycle 2
    "#]],
    );
}

#[test]
fn a_signal_that_qualifies_for_nothing_brings_nobody_back_until_a_rule_holds() {
    let agreement = open_ended()
        .replace("levels:", "  seen: {on: Page Viewed}\nlevels:")
        .replace("{when: did('demo'), says", "{when: \"did('demo', '1d')\", says");
    told(
        &agreement,
        "05-04 10:00 lead 1: happened Page Viewed\n05-05 10:00 lead 1: happened Form Submitted",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage inquiry -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-03 10:00 1 §handoff.disqualify disqualified for no_budget
            05-05 10:00 1 §leaves.disqualified returned
            05-05 10:00 1 §stages.inquiry stage inquiry
            05-05 10:00 1 §qualified.ready qualified by ready
            05-05 10:00 1 §stages.mql stage inquiry -> mql
            05-05 10:00 1 §handoff.routes.rest handed off to bea by rest, cycle 2
        "#]],
    );
}

#[test]
fn a_signal_that_takes_points_away_or_consent_withdrawn_brings_nobody_back() {
    let agreement =
        open_ended().replace("levels:", "  careers: {on: Page Viewed, points: -15, half_life: 90d}\nlevels:");
    told(
        &agreement,
        "
        05-04 10:00 lead 1: happened Page Viewed
        05-05 10:00 lead 1: withdrew
        05-05 11:00 lead 1: happened Form Submitted
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage inquiry -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-03 10:00 1 §handoff.disqualify disqualified for no_budget
        "#]],
    );
}

#[test]
fn a_lead_that_fit_vetoes_stays_out() {
    let agreement = open_ended()
        .replace("grades:", "  rival: {when: \"lead.level == 'chief'\", disqualify: true, says: No chiefs}\ngrades:");
    told(
        &agreement,
        "05-04 10:00 lead 1: happened Form Submitted",
        &expect![[r#"
        03-02 09:00 1 §stages.inquiry stage inquiry
        03-02 10:00 1 §qualified.ready qualified by ready
        03-02 10:00 1 §stages.mql stage inquiry -> mql
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 10:00 1 §handoff.disqualify disqualified for no_budget
    "#]],
    );
}

#[test]
fn what_is_final_stays_final() {
    told(
        PROMISES,
        "05-04 10:00 lead 1: happened Form Submitted",
        &expect![[r#"
        03-02 09:00 1 §stages.inquiry stage inquiry
        03-02 10:00 1 §qualified.ready qualified by ready
        03-02 10:00 1 §stages.mql stage inquiry -> mql
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 10:00 1 §handoff.disqualify disqualified for no_budget
    "#]],
    );
}
