//! Nurture as stories: who is enrolled, when a mail is due, and what ends it.

use expect_test::expect;

use super::story::check_only;

pub(super) const WARM: &str = "
entente: 1
title: Keeping warm
timezone: Europe/Berlin
parties: {marketing: m@x.example, sales: s@x.example}
calendars:
  berlin: {open: {mon-fri: [\"09:00-18:00\"]}}
signals:
  guide: {on: Content Downloaded, points: 20, half_life: 30d}
  pricing: {on: Page Viewed, points: 8, half_life: 30d}
levels: {1: 60, 2: 35, 3: 0}
stages:
  inquiry: {says: Known, owner: marketing}
  engaged: {says: Shows interest, owner: marketing, enter: engagement >= 15}
  mql: {says: Qualified lead, owner: marketing, enter: qualified}
leaves:
  recycled: {to: inquiry, not_before: 1d, at_most: 5}
qualified:
  ready: {when: engagement >= 60, says: Interested}
handoff:
  at: mql
  routes:
    rest: {otherwise: true, to: team berlin}
  teams:
    berlin: {calendar: berlin, members: {jonas: 1}, absent: skip}
  nobody: {to: jonas, says: He has it}
  reject:
    definitional: {no_interest: recycle}
nurture:
  leaders:
    says: Four mails
    for: stage == 'engaged'
    steps:
      - {send: guide-one}
      - {wait: 2d}
      - {when: \"did('pricing', '7d')\", send: prices, else: {send: benchmark}}
      - {wait: 7d, until: \"did('pricing', '2d')\"}
      - {send: invitation}
      - {send: thanks}
    leave: stage == 'mql'
    at_most: 2 mails per week
    quiet: {hours: \"20:00-08:00\", of: lead}
";

#[test]
fn mails_come_in_order_outside_quiet_hours_and_within_the_limit() {
    check_only(
        WARM,
        &["nurture"],
        "
        03-02 21:00 lead 1: created web
        03-02 21:00 lead 1: happened Content Downloaded
        04-15 09:00 look
        ",
        &expect![[r#"
            03-02 21:00 1 §nurture.leaders enrolled in leaders
            03-03 08:00 1 §nurture.leaders mail due: guide-one
            03-05 08:00 1 §nurture.leaders step 1 done
            03-05 08:00 1 §nurture.leaders mail due: benchmark
            03-12 08:00 1 §nurture.leaders step 3 done
            03-12 08:00 1 §nurture.leaders mail due: invitation
            03-12 08:00 1 §nurture.leaders mail due: thanks
            03-12 08:00 1 §nurture.leaders left: finished
        "#]],
    );
}

#[test]
fn a_choice_goes_by_what_was_done_and_a_wait_ends_early() {
    check_only(
        WARM,
        &["nurture"],
        "
        03-02 10:00 lead 1: created web
        03-02 10:00 lead 1: happened Content Downloaded
        03-03 10:00 lead 1: happened Page Viewed
        03-06 10:00 lead 1: happened Page Viewed
        04-15 09:00 look
        ",
        &expect![[r#"
            03-02 10:00 1 §nurture.leaders enrolled in leaders
            03-02 10:00 1 §nurture.leaders mail due: guide-one
            03-04 10:00 1 §nurture.leaders step 1 done
            03-04 10:00 1 §nurture.leaders mail due: prices
            03-04 10:00 1 §nurture.leaders step 3 done
            03-09 10:00 1 §nurture.leaders mail due: invitation
            03-11 10:00 1 §nurture.leaders mail due: thanks
            03-11 10:00 1 §nurture.leaders left: finished
        "#]],
    );
}

#[test]
fn withdrawn_consent_and_bounces_end_it() {
    check_only(
        WARM,
        &["nurture"],
        "
        03-02 10:00 lead 1: created web
        03-02 10:00 lead 2: created web
        03-02 10:00 lead 3: created web
        03-02 10:00 lead 3: withdrew
        03-02 10:00 lead 1: happened Content Downloaded
        03-02 10:00 lead 2: happened Content Downloaded
        03-02 10:00 lead 3: happened Content Downloaded
        03-03 10:00 lead 1: withdrew
        03-03 10:00 lead 2: bounced
        04-15 09:00 look
        ",
        &expect![[r#"
            03-02 10:00 1 §nurture.leaders enrolled in leaders
            03-02 10:00 1 §nurture.leaders mail due: guide-one
            03-02 10:00 2 §nurture.leaders enrolled in leaders
            03-02 10:00 2 §nurture.leaders mail due: guide-one
            03-03 10:00 1 §nurture.leaders left: consent
            03-03 10:00 2 §nurture.leaders left: consent
        "#]],
    );
}

#[test]
fn qualification_ends_it_and_the_next_cycle_enrols_again() {
    check_only(
        WARM,
        &["nurture", "recycled", "handed", "stage"],
        "
        03-02 10:00 lead 1: created web
        03-02 10:00 lead 1: happened Content Downloaded
        03-03 10:00 lead 1: happened Content Downloaded
        03-03 10:00 lead 1: happened Content Downloaded
        03-03 11:00 lead 1: happened Content Downloaded
        03-05 10:00 lead 1: rejected no_interest by jonas
        06-30 09:00 look
        06-30 10:00 lead 1: happened Content Downloaded
        07-30 10:00 look
        ",
        &expect![[r#"
            03-02 10:00 1 §stages.inquiry stage inquiry
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §nurture.leaders enrolled in leaders
            03-02 10:00 1 §nurture.leaders mail due: guide-one
            03-03 11:00 1 §stages.mql stage engaged -> mql
            03-03 11:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-03 11:00 1 §nurture.leaders left: left
            03-05 10:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-06 10:00
            03-05 10:00 1 §stages.engaged stage inquiry -> engaged
            03-05 10:00 1 §nurture.leaders enrolled in leaders
            03-05 10:00 1 §nurture.leaders mail due: guide-one
            03-06 10:00 1 §leaves.recycled returned
            03-06 10:00 1 §stages.mql stage engaged -> mql
            03-06 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 2
            03-06 10:00 1 §nurture.leaders left: left
        "#]],
    );
}

#[test]
fn quiet_hours_are_those_of_the_country_of_the_account_where_it_has_one_zone() {
    let agreement = WARM.replace("signals:\n", "fields:\n  account: {country: {type: country}}\nsignals:\n");
    // 15:00 in Berlin: 23:00 in Seoul, and in the United States it may be any hour.
    let story = |country: &str| {
        format!(
            "
            03-02 12:00 lead 1: created web
            03-02 12:00 lead 1: joined 1
            03-02 12:00 account 1: learnt country={country}
            03-02 15:00 lead 1: happened Content Downloaded
            03-03 12:00 look
            "
        )
    };
    check_only(
        &agreement,
        &["mail due"],
        &story("KR"),
        &expect![[r#"
        03-03 00:00 1 §nurture.leaders mail due: guide-one
    "#]],
    );
    check_only(
        &agreement,
        &["mail due"],
        &story("US"),
        &expect![[r#"
        03-02 15:00 1 §nurture.leaders mail due: guide-one
    "#]],
    );
    let ours = agreement.replace("of: lead", "of: agreement");
    check_only(
        &ours,
        &["mail due"],
        &story("KR"),
        &expect![[r#"
        03-02 15:00 1 §nurture.leaders mail due: guide-one
    "#]],
    );
}
