//! One lead of each real data set, explained to its last line: what a rep or a lawyer would be shown.

use std::path::Path;

use expect_test::expect;

use crate::report::decided;
use crate::walk::say;

/// The story of a lead; its last instant is when it was run, so that is left out.
fn story(dir: &Path, lead: &str) -> String {
    let told = say(dir, &format!("explain {lead} --in data --at 2023-01-01"));
    told.lines().map(|line| line.to_owned() + "\n").collect()
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
    expect![[""]].assert_eq(&story(dir.path(), "edtech_calls:USR1007"));
}

#[test]
fn a_seller_who_was_won() {
    let files = ["olist_marketing_qualified_leads_dataset.csv", "olist_closed_deals_dataset.csv"];
    let Some(dir) = decided("olist", &files) else { return };
    expect![[""]].assert_eq(&story(dir.path(), "olist:5420aad7fec3549a85876ba1c529bd84"));
}

#[test]
fn a_case_whose_clocks_count_open_hours() {
    let Some(dir) = decided("helpdesk", &["helpdesk.csv"]) else { return };
    expect![[""]].assert_eq(&story(dir.path(), "lead_7"));
}

#[test]
fn a_profile_and_its_points() {
    let Some(dir) = decided("xeducation", &["Leads.csv"]) else { return };
    expect![[""]].assert_eq(&story(dir.path(), "lead_7"));
}
