//! Stages as stories: entered by rule, skipped, held up by what is not confirmed, left and come back to.

use expect_test::expect;

use super::story::{check, check_only};

const WAY: &str = "
entente: 1
title: The way of a lead
timezone: Europe/Berlin
parties: {marketing: m@x.example, sales: jonas@x.example}
calendars:
  berlin: {open: {mon-fri: [\"09:00-18:00\"]}}
fields:
  account: {rival: {type: bool}}
fit:
  rival: {when: account.rival, disqualify: true, says: A competitor}
signals:
  demo: {on: Form Submitted, points: 40, half_life: 30d}
levels: {1: 60, 2: 35, 3: 0}
stages:
  inquiry: {says: Known, owner: marketing}
  engaged: {says: Shows interest, owner: marketing, enter: engagement >= 15}
  mql: {says: Qualified lead, owner: marketing, enter: qualified}
  sal: {says: Accepted by sales, owner: sales, enter: accepted}
  sql: {says: Confirmed need, owner: sales, enter: confirmed, needs: [need, budget]}
  opportunity: {says: Deal open, owner: sales, enter: opportunity_opened}
  customer: {says: Customer, owner: sales, enter: opportunity_won}
leaves:
  recycled: {to: inquiry, returns_when: \"did('demo', '2d')\", not_before: 7d, at_most: 1}
qualified:
  ready: {when: engagement >= 40, says: Interested}
  never: {when: \"lead.consent == 'withdrawn'\", says: Asked us not to write}
handoff:
  at: mql
  routes:
    rest: {otherwise: true, to: jonas}
  reject:
    clerical: {unreachable: recycle, fake: disqualify}
    definitional: {no_interest: recycle}
  disqualify: [no_budget]
  aliases: {spam: fake}
";

const WORDS: &[&str] = &["stage", "handed", "recycled", "returned", "disqualified", "qualified"];

#[test]
fn stages_are_entered_in_turn_and_may_be_skipped() {
    check_only(
        WAY,
        WORDS,
        "
        03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: opened d1
        03-02 12:00 lead 1: accepted by jonas
        03-03 12:00 lead 1: won d1
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 11:00 1 §stages.opportunity stage mql -> opportunity
            03-03 12:00 1 §stages.customer stage opportunity -> customer
        "#]],
    );
}

#[test]
fn a_stage_waits_for_what_it_needs() {
    check_only(
        WAY,
        WORDS,
        "
        03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: accepted by jonas
        03-02 12:00 lead 1: confirmed need
        03-02 13:00 lead 1: confirmed budget
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 11:00 1 §stages.sal stage mql -> sal
            03-02 13:00 1 §stages.sql stage sal -> sql
        "#]],
    );
}

#[test]
fn a_recycled_lead_waits_and_returns_when_both_its_time_and_its_condition_have_come() {
    check_only(
        WAY,
        WORDS,
        "
        03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: rejected no_interest by jonas
        03-03 09:00 lead 1: happened Form Submitted
        03-09 11:00 look
        03-12 09:00 lead 1: happened Form Submitted
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-09 11:00
            03-02 11:00 1 §stages.engaged stage inquiry -> engaged
            03-12 09:00 1 §leaves.recycled returned
            03-12 09:00 1 §qualified.ready qualified by ready
            03-12 09:00 1 §stages.mql stage engaged -> mql
            03-12 09:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 2
        "#]],
    );
}

#[test]
fn it_returns_at_the_very_instant_where_the_condition_holds_already() {
    check_only(
        WAY,
        WORDS,
        "
        03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: rejected no_interest by jonas
        03-08 09:00 lead 1: happened Form Submitted
        03-20 11:00 look
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-09 11:00
            03-02 11:00 1 §stages.engaged stage inquiry -> engaged
            03-09 11:00 1 §leaves.recycled returned
            03-09 11:00 1 §qualified.ready qualified by ready
            03-09 11:00 1 §stages.mql stage engaged -> mql
            03-09 11:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 2
        "#]],
    );
}

#[test]
fn once_recycled_too_often_it_is_out_and_stays_out() {
    check_only(
        WAY,
        WORDS,
        "
        03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: rejected no_interest by jonas
        03-12 09:00 lead 1: happened Form Submitted
        03-12 10:00 lead 1: recycled no_interest by jonas
        03-13 09:00 lead 1: happened Form Submitted
        03-13 10:00 lead 1: disqualified no_budget by jonas
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-09 11:00
            03-02 11:00 1 §stages.engaged stage inquiry -> engaged
            03-12 09:00 1 §leaves.recycled returned
            03-12 09:00 1 §qualified.ready qualified by ready
            03-12 09:00 1 §stages.mql stage engaged -> mql
            03-12 09:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 2
            03-12 10:00 1 §leaves.recycled disqualified for no_interest
        "#]],
    );
}

#[test]
fn an_alias_is_the_reason_it_stands_for_and_a_word_nobody_agreed_sends_the_lead_back() {
    check_only(
        WAY,
        &["recycled", "disqualified"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 2: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 10:00 lead 2: happened Form Submitted
        03-02 11:00 lead 1: rejected SPAM by jonas
        03-02 11:00 lead 2: rejected Nevermind by jonas
        03-02 11:00 lead 2: rejected Nevermind by jonas
        ",
        &expect![[r#"
            03-02 11:00 1 §handoff.reject.fake disqualified for fake
            03-02 11:00 2 §leaves.recycled recycled for Nevermind, time 1, not before 03-09 11:00
        "#]],
    );
}

#[test]
fn what_forbids_qualification_does_and_a_veto_puts_out() {
    check_only(
        WAY,
        WORDS,
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: withdrew
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: consented
        03-02 11:30 lead 1: happened Form Submitted
        03-02 12:00 lead 1: joined 1
        03-02 12:00 account 1: learnt rival=yes
        03-02 13:00 account 1: learnt rival=no
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 11:30 1 §qualified.ready qualified by ready
            03-02 11:30 1 §stages.mql stage engaged -> mql
            03-02 11:30 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 12:00 1 §fit.rival disqualified for rival
        "#]],
    );
}

#[test]
fn an_account_left_behind_says_nothing_of_the_lead_any_more() {
    check_only(
        WAY,
        &["disqualified"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: joined 1
        03-02 10:00 lead 1: joined 2
        03-02 11:00 account 1: learnt rival=yes
        03-02 12:00 lead 1: joined 1 @at 03-02 09:30
        03-02 13:00 lead 1: joined 1
        ",
        &expect![[r#"
            03-02 13:00 1 §fit.rival disqualified for rival
        "#]],
    );
}

#[test]
fn an_erased_lead_is_out_and_nothing_follows_it() {
    check(
        WAY,
        "
        03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: erased
        03-02 11:00 score 1
        03-02 12:00 lead 1: happened Form Submitted
        04-02 12:00 look
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §levels D3 -> D2 (fit 0, engagement 40)
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 11:00 1 §leaves.disqualified disqualified for erased
            03-02 11:00 engagement 0
        "#]],
    );
}
