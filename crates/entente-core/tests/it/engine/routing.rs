//! Routing as stories: whose turn it is, who is passed over and why, and who gets a lead that nobody takes.

use std::fmt::Write as _;

use expect_test::expect;

use super::story::{check_because, check_only};

pub(super) const POOL: &str = include_str!("pool.yaml");

/// So many leads, one each hour from Monday 09:00, all of whom ask for a demo; `about` is told of each first.
pub(super) fn leads(numbers: std::ops::RangeInclusive<u32>, day: &str, about: &str) -> String {
    numbers.fold(String::new(), |mut story, number| {
        let hour = 9 + number % 9;
        writeln!(story, "{day} {hour:02}:00 lead {number}: created web").unwrap();
        if !about.is_empty() {
            writeln!(story, "{day} {hour:02}:00 lead {number}: {about}").unwrap();
        }
        writeln!(story, "{day} {hour:02}:00 lead {number}: happened Form Submitted").unwrap();
        story
    })
}

#[test]
fn ten_leads_go_two_to_two_to_one_and_ties_by_the_agreements_order() {
    let story = format!("{}{}", leads(1..=8, "03-02", ""), leads(9..=10, "03-03", ""));
    check_only(
        POOL,
        &["handed"],
        &story,
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 11:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 12:00 3 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-02 13:00 4 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 14:00 5 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 15:00 6 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 16:00 7 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 17:00 8 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-03 09:00 9 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 10:00 10 §handoff.routes.rest handed off to bea by rest, cycle 1
    "#]],
    );
}

#[test]
fn one_who_was_away_comes_back_at_the_lowest_place_and_is_not_flooded() {
    let story = format!(
        "03-02 08:00 person ann: away 03-02 08:30 to 03-03 08:00
        {}{}",
        leads(1..=6, "03-02", ""),
        leads(9..=13, "03-03", "")
    );
    check_only(
        POOL,
        &["handed"],
        &story,
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 11:00 2 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-02 12:00 3 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 13:00 4 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 14:00 5 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-02 15:00 6 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-03 09:00 9 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 10:00 10 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-03 11:00 11 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-03 12:00 12 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 13:00 13 §handoff.routes.rest handed off to bea by rest, cycle 1
    "#]],
    );
}

#[test]
fn under_accrue_what_was_missed_is_caught_up() {
    let agreement = POOL.replace("cem: 1}, absent: skip", "cem: 1}, absent: accrue");
    let story = format!(
        "03-02 08:00 person ann: away 03-02 08:30 to 03-03 08:00
        {}{}",
        leads(1..=6, "03-02", ""),
        leads(9..=13, "03-03", "")
    );
    check_only(
        &agreement,
        &["handed"],
        &story,
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 11:00 2 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-02 12:00 3 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 13:00 4 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 14:00 5 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-02 15:00 6 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-03 09:00 9 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 10:00 10 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 11:00 11 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 12:00 12 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-03 13:00 13 §handoff.routes.rest handed off to ann by rest, cycle 1
    "#]],
    );
}

#[test]
fn an_absence_told_again_ends_when_it_says_last() {
    let back = "03-02 08:00 person ann: away 03-02 08:30 to 03-09 08:00
        03-02 11:30 person ann: away 03-02 08:30 to 03-02 11:30
        03-02 12:30 person bea: away 03-02 12:30 to 03-02 12:45
        03-02 12:31 person bea: away 03-02 12:30 to 03-09 12:30";
    let story = format!("{}\n{back}", leads(1..=5, "03-02", ""));
    check_only(
        POOL,
        &["handed"],
        &story,
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 11:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 12:00 3 §handoff.routes.rest handed off to cem by rest, cycle 1
        03-02 13:00 4 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 14:00 5 §handoff.routes.rest handed off to bea by rest, cycle 1
    "#]],
    );
}

#[test]
fn under_hold_an_absent_member_still_gets_leads() {
    let agreement = POOL.replace("cem: 1}, absent: skip", "cem: 1}, absent: hold");
    let story = format!("03-02 08:00 person ann: away 03-02 08:30 to 03-03 08:00\n{}", leads(1..=3, "03-02", ""));
    check_only(
        &agreement,
        &["handed"],
        &story,
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 11:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
        03-02 12:00 3 §handoff.routes.rest handed off to cem by rest, cycle 1
    "#]],
    );
}

#[test]
fn everybody_who_was_looked_at_is_in_the_record() {
    check_because(
        POOL,
        "
        03-02 08:00 account 1: learnt country=KR
        03-02 08:00 person minho: away 03-02 08:00 to 03-02 12:00
        03-02 09:00 lead 1: joined 1
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: happened Form Submitted
        03-02 10:00 lead 2: joined 1
        03-02 10:00 lead 2: created web
        03-02 10:00 lead 2: happened Form Submitted
        03-02 11:00 lead 3: joined 1
        03-02 11:00 lead 3: created web
        03-02 11:00 lead 3: happened Form Submitted
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
                created is 2026-03-02T08:00:00Z
            03-02 09:00 1 §levels D3 -> D2 (fit 0, engagement 40)
                fit is 0
                engagement is 40
            03-02 09:00 1 §qualified.ready qualified by ready
                did('demo') is 2026-03-02T08:00:00Z
            03-02 09:00 1 §stages.mql stage inquiry -> mql
                qualified is yes
            03-02 09:00 1 §handoff.routes.korea handed off to yuna by korea, cycle 1
                account.country == 'KR' is KR
                yuna: Chosen, 0 open, at 0
                minho: Absent(Accrue), 0 open, at 0
            03-02 10:00 2 §stages.inquiry stage inquiry
                created is 2026-03-02T09:00:00Z
            03-02 10:00 2 §levels D3 -> D2 (fit 0, engagement 40)
                fit is 0
                engagement is 40
            03-02 10:00 2 §qualified.ready qualified by ready
                did('demo') is 2026-03-02T09:00:00Z
            03-02 10:00 2 §stages.mql stage inquiry -> mql
                qualified is yes
            03-02 10:00 2 §handoff.routes.korea handed off to yuna by korea, cycle 1
                account.country == 'KR' is KR
                yuna: Chosen, 1 open, at 1
                minho: Absent(Accrue), 0 open, at 0
            03-02 11:00 3 §stages.inquiry stage inquiry
                created is 2026-03-02T10:00:00Z
            03-02 11:00 3 §levels D3 -> D2 (fit 0, engagement 40)
                fit is 0
                engagement is 40
            03-02 11:00 3 §qualified.ready qualified by ready
                did('demo') is 2026-03-02T10:00:00Z
            03-02 11:00 3 §stages.mql stage inquiry -> mql
                qualified is yes
            03-02 11:00 3 §handoff.routes.korea handed off to kwame by korea (AllFull), cycle 1
                account.country == 'KR' is KR
                yuna: Full, 2 open, at 2
                minho: Absent(Accrue), 0 open, at 0
        "#]],
    );
}

#[test]
fn a_deal_that_ends_makes_room() {
    check_only(
        POOL,
        &["handed", "recycled"],
        "
        03-02 08:00 account 1: learnt country=KR
        03-02 08:00 person minho: away 03-02 08:00 to 04-02 12:00
        03-02 09:00 lead 1: joined 1
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: happened Form Submitted
        03-02 10:00 lead 2: joined 1
        03-02 10:00 lead 2: created web
        03-02 10:00 lead 2: happened Form Submitted
        03-02 11:00 lead 1: won d1
        03-02 11:00 lead 3: joined 1
        03-02 11:00 lead 3: created web
        03-02 11:00 lead 3: happened Form Submitted
        03-02 12:00 lead 2: rejected no_interest by yuna
        03-02 13:00 lead 4: handed yuna
        03-02 14:00 lead 5: joined 1
        03-02 14:00 lead 5: created web
        03-02 14:00 lead 5: happened Form Submitted
        ",
        &expect![[r#"
            03-02 09:00 1 §handoff.routes.korea handed off to yuna by korea, cycle 1
            03-02 10:00 2 §handoff.routes.korea handed off to yuna by korea, cycle 1
            03-02 11:00 3 §handoff.routes.korea handed off to yuna by korea, cycle 1
            03-02 12:00 2 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 13:00
            03-02 13:00 2 §leaves.recycled returned
            03-02 13:00 2 §handoff.routes.korea handed off to kwame by korea (AllFull), cycle 2
            03-02 14:00 5 §handoff.routes.korea handed off to kwame by korea (AllFull), cycle 1
        "#]],
    );
}

#[test]
fn the_owner_of_an_account_gets_its_leads_while_active_and_an_open_deal_comes_first() {
    check_only(
        POOL,
        &["handed"],
        "
        01-02 08:00 account 1: owned ann
        01-02 09:00 lead 1: joined 1
        01-02 09:00 lead 1: created web
        01-02 09:00 lead 1: happened Form Submitted
        01-02 10:00 lead 1: touched call reached 60s by bea
        01-02 11:00 lead 2: joined 1
        01-02 11:00 lead 2: happened Form Submitted
        01-02 11:00 lead 2: created web
        01-03 09:00 lead 2: touched call reached 60s by ann
        01-03 10:00 lead 3: joined 1
        01-03 10:00 lead 3: created web
        01-03 10:00 lead 3: happened Form Submitted
        04-03 09:00 lead 4: joined 1
        04-03 09:00 lead 4: created web
        04-03 09:00 lead 4: happened Form Submitted
        04-03 10:00 lead 5: joined 1
        04-03 10:00 lead 5: created web
        04-03 11:00 lead 5: happened Form Submitted
        04-03 11:00 lead 4: opened d1
        04-03 12:00 lead 6: joined 1
        04-03 12:00 lead 6: created web
        04-03 12:00 lead 6: happened Form Submitted
        04-03 13:00 lead 4: joined 2
        04-03 14:00 lead 7: joined 1
        04-03 14:00 lead 7: created web
        04-03 14:00 lead 7: happened Form Submitted
        04-03 15:00 lead 8: joined 2
        04-03 15:00 lead 8: created web
        04-03 15:00 lead 8: happened Form Submitted
        ",
        &expect![[r#"
            01-02 09:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            01-02 11:00 2 §handoff.routes.rest handed off to bea by rest, cycle 1
            01-03 10:00 3 §handoff.routes.named handed off to ann by named, cycle 1
            04-03 09:00 4 §handoff.routes.named handed off to ann by named, cycle 1
            04-03 11:00 5 §handoff.routes.rest handed off to cem by rest, cycle 1
            04-03 12:00 6 §handoff.routes.deal handed off to ann by deal, cycle 1
            04-03 14:00 7 §handoff.routes.rest handed off to ann by rest, cycle 1
            04-03 15:00 8 §handoff.routes.deal handed off to kwame by deal (UnknownOwner), cycle 1
        "#]],
    );
}
