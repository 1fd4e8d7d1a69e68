//! One lead of each real data set and all that was decided about it, clause by clause.

use std::path::Path;

use expect_test::expect;

use crate::report::decided;
use crate::walk::say;

/// What was decided about a lead, up to its last line; what the files say of it is left out, for they are not ours.
fn story(dir: &Path, lead: &str) -> String {
    let told = say(dir, &format!("explain {lead} --in data --at 2023-01-01"));
    let (standing, history) = told.split_once("\nWhat happened").unwrap();
    let decided = history.lines().filter(|line| line.contains('§'));
    let standing = standing.lines().skip(2).map(|line| line.split(" [").next().unwrap_or_default());
    standing.chain(decided).map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn a_call_log_known_to_the_day() {
    let files = [
        "leads_basic_details.csv",
        "sales_managers_assigned_leads_details.csv",
        "leads_interaction_details.csv",
        "leads_demo_watched_details.csv",
        "leads_reasons_for_no_interest.csv",
    ];
    let Some(dir) = decided("edtech_calls", &files) else { return };
    expect![[r#"

        As of 2023-01-01 05:30:00: conversion since 2022-01-14 00:00:00, D3
        Held by JNR1001MG of SNR501MG; cycle 1

        Fit 0 of 100, grade D

        Engagement 0 of 100, level 3
        2022-01-08 00:00:00    § stages.inquiry  entered inquiry
        2022-01-08 00:00:00    § sla.sales.attempt_60m  clock started: 1h, due 2022-01-09 01:00:00
        2022-01-08 00:00:00    § sla.sales.attempt_same_day  clock started: same day, due 2022-01-09 00:00:00
        2022-01-08 00:00:00    § sla.sales.attempt_1_day  clock started: 1 calendar day, due 2022-01-10 00:00:00
        2022-01-08 00:00:00    § sla.sales.attempt_2_days  clock started: 2 calendar days, due 2022-01-11 00:00:00
        2022-01-08 00:00:00    § sla.sales.attempt_7_days  clock started: 7 calendar days, due 2022-01-16 00:00:00
        2022-01-08 00:00:00    § sla.sales.contact_same_day  clock started: same day, due 2022-01-09 00:00:00
        2022-01-08 00:00:00    § sla.sales.contact_1_day  clock started: 1 calendar day, due 2022-01-10 00:00:00
        2022-01-08 00:00:00    § sla.sales.contact_2_days  clock started: 2 calendar days, due 2022-01-11 00:00:00
        2022-01-08 00:00:00    § sla.sales.contact_7_days  clock started: 7 calendar days, due 2022-01-16 00:00:00
        2022-01-09 00:00:00    § sla.sales.attempt_same_day  overdue from here on
        2022-01-09 00:00:00    § sla.sales.contact_same_day  overdue from here on
        2022-01-09 01:00:00    § sla.sales.attempt_60m  overdue from here on
        2022-01-10 00:00:00    § sla.sales.attempt_1_day  overdue from here on
        2022-01-10 00:00:00    § sla.sales.contact_1_day  overdue from here on
        2022-01-11 00:00:00    § stages.lead  entered lead
        2022-01-11 00:00:00    § sla.sales.attempt_2_days  overdue from here on
        2022-01-11 00:00:00    § sla.sales.contact_2_days  overdue from here on
        2022-01-11 00:00:00    § sla.sales.attempt_60m  met late, after 3 d; it was due 2022-01-09 01:00:00
        2022-01-11 00:00:00    § sla.sales.attempt_same_day  met late, after 3 d; it was due 2022-01-09 00:00:00
        2022-01-11 00:00:00    § sla.sales.attempt_1_day  met late, after 3 d; it was due 2022-01-10 00:00:00
        2022-01-11 00:00:00    § sla.sales.attempt_2_days  met late, after 3 d; it was due 2022-01-11 00:00:00
        2022-01-11 00:00:00    § sla.sales.attempt_7_days  met after 3 d
        2022-01-11 00:00:00    § sla.sales.contact_same_day  met late, after 3 d; it was due 2022-01-09 00:00:00
        2022-01-11 00:00:00    § sla.sales.contact_1_day  met late, after 3 d; it was due 2022-01-10 00:00:00
        2022-01-11 00:00:00    § sla.sales.contact_2_days  met late, after 3 d; it was due 2022-01-11 00:00:00
        2022-01-11 00:00:00    § sla.sales.contact_7_days  met after 3 d
        2022-01-12 00:00:00    § stages.awareness  entered awareness
        2022-01-14 00:00:00    § stages.consideration  entered consideration
        2022-01-14 00:00:00    § stages.conversion  entered conversion
    "#]]
    .assert_eq(&story(dir.path(), "edtech_calls:USR1007"));
}

#[test]
fn a_seller_who_was_won() {
    let files = ["olist_marketing_qualified_leads_dataset.csv", "olist_closed_deals_dataset.csv"];
    let Some(dir) = decided("olist", &files) else { return };
    expect![[r#"

        As of 2023-01-01 00:00:00: customer since 2018-02-26 19:58:54, D3
        Never handed over

        Fit 0 of 100, grade D

        Engagement 0 of 100, level 3
        2018-02-21 00:00:00    § stages.mql  entered mql
        2018-02-26 19:58:54    § stages.customer  entered customer
    "#]]
    .assert_eq(&story(dir.path(), "olist:5420aad7fec3549a85876ba1c529bd84"));
}

#[test]
fn a_case_whose_clocks_count_open_hours() {
    let Some(dir) = decided("helpdesk", &["helpdesk.csv"]) else { return };
    expect![[r#"

        As of 2023-01-01 00:00:00: done since 2010-02-17 09:44:59, D3
        Held by Value 2; cycle 1

        Fit 0 of 100, grade D

        Engagement 0 of 100, level 3
        2010-01-14 09:52:50    § stages.opened  entered opened
        2010-01-14 09:52:50    § stages.assigned  entered assigned
        2010-01-14 09:52:50    § sla.sales.wall_5m  clock started: 5m, due 2010-01-14 09:57:50
        2010-01-14 09:52:50    § sla.sales.wall_1h  clock started: 1h, due 2010-01-14 10:52:50
        2010-01-14 09:52:50    § sla.sales.wall_4h  clock started: 4h, due 2010-01-14 13:52:50
        2010-01-14 09:52:50    § sla.sales.wall_8h  clock started: 8h, due 2010-01-14 17:52:50
        2010-01-14 09:52:50    § sla.sales.wall_24h  clock started: 1d, due 2010-01-15 09:52:50
        2010-01-14 09:52:50    § sla.sales.open_5m  clock started: 5 business minutes, due 2010-01-14 09:57:50
        2010-01-14 09:52:50    § sla.sales.open_1h  clock started: 1 business hour, due 2010-01-14 10:52:50
        2010-01-14 09:52:50    § sla.sales.open_4h  clock started: 4 business hours, due 2010-01-14 13:52:50
        2010-01-14 09:52:50    § sla.sales.open_8h  clock started: 8 business hours, due 2010-01-14 17:52:50
        2010-01-14 09:52:50    § sla.sales.open_10h  clock started: 10 business hours, due 2010-01-15 09:52:50
        2010-01-14 09:52:50    § sla.sales.open_20h  clock started: 20 business hours, due 2010-01-18 09:52:50
        2010-01-14 09:57:50    § sla.sales.wall_5m  overdue from here on
        2010-01-14 09:57:50    § sla.sales.open_5m  overdue from here on
        2010-01-14 10:52:50    § sla.sales.wall_1h  overdue from here on
        2010-01-14 10:52:50    § sla.sales.open_1h  overdue from here on
        2010-01-14 13:52:50    § sla.sales.wall_4h  overdue from here on
        2010-01-14 13:52:50    § sla.sales.open_4h  overdue from here on
        2010-01-14 17:52:50    § sla.sales.wall_8h  overdue from here on
        2010-01-14 17:52:50    § sla.sales.open_8h  overdue from here on
        2010-01-15 09:52:50    § sla.sales.wall_24h  overdue from here on
        2010-01-15 09:52:50    § sla.sales.open_10h  overdue from here on
        2010-01-18 09:52:50    § sla.sales.open_20h  overdue from here on
        2010-02-09 15:01:11    § sla.sales.wall_5m  met late, after 26 d 5 h 8 min 21 s; it was due 2010-01-14 09:57:50
        2010-02-09 15:01:11    § sla.sales.wall_1h  met late, after 26 d 5 h 8 min 21 s; it was due 2010-01-14 10:52:50
        2010-02-09 15:01:11    § sla.sales.wall_4h  met late, after 26 d 5 h 8 min 21 s; it was due 2010-01-14 13:52:50
        2010-02-09 15:01:11    § sla.sales.wall_8h  met late, after 26 d 5 h 8 min 21 s; it was due 2010-01-14 17:52:50
        2010-02-09 15:01:11    § sla.sales.wall_24h  met late, after 26 d 5 h 8 min 21 s; it was due 2010-01-15 09:52:50
        2010-02-09 15:01:11    § sla.sales.open_5m  met late, after 185 h 8 min 21 s; it was due 2010-01-14 09:57:50
        2010-02-09 15:01:11    § sla.sales.open_1h  met late, after 185 h 8 min 21 s; it was due 2010-01-14 10:52:50
        2010-02-09 15:01:11    § sla.sales.open_4h  met late, after 185 h 8 min 21 s; it was due 2010-01-14 13:52:50
        2010-02-09 15:01:11    § sla.sales.open_8h  met late, after 185 h 8 min 21 s; it was due 2010-01-14 17:52:50
        2010-02-09 15:01:11    § sla.sales.open_10h  met late, after 185 h 8 min 21 s; it was due 2010-01-15 09:52:50
        2010-02-09 15:01:11    § sla.sales.open_20h  met late, after 185 h 8 min 21 s; it was due 2010-01-18 09:52:50
        2010-02-09 15:01:11    § stages.in_charge  entered in_charge
        2010-02-17 09:44:53    § stages.solved  entered solved
        2010-02-17 09:44:59    § stages.done  entered done
    "#]]
    .assert_eq(&story(dir.path(), "lead_7"));
}

#[test]
fn a_profile_and_its_points() {
    let Some(dir) = decided("xeducation", &["Leads.csv"]) else { return };
    expect![[r#"

        As of 2023-01-01 05:30:00: customer since 2022-01-01 00:00:00, D3
        Never handed over

        Fit 30 of 100, grade D
              0  fit.add_form  lead.origin == 'Lead Add Form'
              0  fit.recommended  lead.source in
            +30  fit.time_long  lead.time_on_site >= 1000
              0  fit.time_middle  lead.time_on_site >= 500
              0  fit.time_short  lead.time_on_site >= 200
              0  fit.professional  lead.occupation == 'Working Professional'
              0  fit.do_not_email  lead.do_not_email

        Engagement 0 of 100, level 3
        2022-01-01 00:00:00    § stages.inquiry  entered inquiry
        2022-01-01 00:00:00    § grades  scored D3 (was F3): fit 30, engagement 0
        2022-01-01 00:00:00    § stages.customer  entered customer
    "#]]
    .assert_eq(&story(dir.path(), "lead_7"));
}
