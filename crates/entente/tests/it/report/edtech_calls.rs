//! 360 leads handed to named reps: stages, first calls by the day, reasons, and promises too fine for the record.

use std::collections::BTreeMap;

use super::{decided, of, plain, report, within};

#[test]
fn the_calls_come_out_as_counted() {
    let files = [
        "leads_basic_details.csv",
        "sales_managers_assigned_leads_details.csv",
        "leads_interaction_details.csv",
        "leads_demo_watched_details.csv",
        "leads_reasons_for_no_interest.csv",
    ];
    let Some(dir) = decided("edtech_calls", &files) else { return };

    let funnel = report(&dir, "funnel --by source");
    let stages = funnel["all"]["stages"].as_array().unwrap().iter();
    let mut table: String = stages.map(|step| format!("{} {}\n", plain(&step["stage"]), of(&step["of_all"]))).collect();
    table += &format!("won {} share {}\n", of(&funnel["all"]["won"]), plain(&funnel["all"]["won"]["share"]));
    for row in funnel["rows"].as_array().unwrap() {
        table += &format!("{} {}\n", plain(&row["group"]), of(&row["won"]));
    }
    expect_test::expect![[r#"
        inquiry 360/360
        lead 358/360
        awareness 194/360
        consideration 115/360
        conversion 64/360
        won 64/360 share 0.177778
        social_media 17/87
        SEO 14/75
        email_marketing 19/73
        user_referrals 8/66
        website 6/59
    "#]]
    .assert_eq(&table);

    let attempt = report(&dir, "velocity --from handed_off --to first_attempt --within 0d,1d,2d,7d --by team");
    let mut table =
        format!("{} of {}\n", attempt["all"]["arrived"], attempt["all"]["started"]) + &within(&attempt["all"]);
    for row in attempt["rows"].as_array().unwrap() {
        table += &format!("{} {}\n", plain(&row["group"]), of(&row["within"][1]["of_started"]));
    }
    expect_test::expect![[r#"
        358 of 360
        0d 211/360
        1d 223/360
        2d 284/360
        7d 351/360
        SNR503MG 56/98
        SNR501MG 64/94
        SNR504MG 49/88
        SNR502MG 54/80
    "#]]
    .assert_eq(&table);

    let contact = report(&dir, "velocity --from handed_off --to contacted --within 0d,1d,7d");
    assert_eq!(within(&contact["all"]), "0d 154/360\n1d 214/360\n7d 319/360\n");
    assert_eq!(contact["all"]["arrived"], 329, "31 were never reached");

    // Speed does not sort winners here, and the report shows it.
    let speed = report(&dir, "velocity --from handed_off --to first_attempt --within 0d,2d");
    let won: Vec<String> = speed["won"].as_array().unwrap().iter().map(|row| of(&row["won"])).collect();
    assert_eq!(won, ["34/211", "17/73", "13/74", "0/2"]);
}

#[test]
fn reasons_and_promises_come_out_as_counted() {
    let files = [
        "leads_basic_details.csv",
        "sales_managers_assigned_leads_details.csv",
        "leads_interaction_details.csv",
        "leads_demo_watched_details.csv",
        "leads_reasons_for_no_interest.csv",
    ];
    let Some(dir) = decided("edtech_calls", &files) else { return };

    let feedback = report(&dir, "feedback");
    let mut reasons: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for row in feedback["reasons"].as_array().unwrap() {
        reasons.entry(plain(&row["occasion"])).or_default().push(row["rate"]["part"].as_u64().unwrap());
    }
    // "Can't afford" 44 and "Cannot afford" 4 are one reason, 48.
    let counts: Vec<Vec<u64>> = reasons.into_values().collect();
    assert_eq!(counts, [vec![56, 48, 28, 27, 5], vec![32, 25, 14, 6, 2], vec![19, 10, 10, 7, 5]]);

    let sla = report(&dir, "sla");
    let mut table = String::new();
    for promise in sla["promises"].as_array().unwrap() {
        let all = &promise["all"];
        let fields = ["started", "met", "met_late", "overdue", "cannot_tell"];
        let counts: Vec<String> = fields.iter().map(|field| format!("{field} {}", all[field])).collect();
        table += &format!("{} {}\n", plain(&promise["commitment"]), counts.join(", "));
    }
    expect_test::expect![[r#"
        sla.sales.attempt_60m started 360, met 0, met_late 135, overdue 2, cannot_tell 223
        sla.sales.attempt_same_day started 360, met 211, met_late 147, overdue 2, cannot_tell 0
        sla.sales.attempt_1_day started 360, met 223, met_late 135, overdue 2, cannot_tell 0
        sla.sales.attempt_2_days started 360, met 284, met_late 74, overdue 2, cannot_tell 0
        sla.sales.attempt_7_days started 360, met 351, met_late 7, overdue 2, cannot_tell 0
        sla.sales.contact_same_day started 360, met 154, met_late 175, overdue 31, cannot_tell 0
        sla.sales.contact_1_day started 360, met 214, met_late 115, overdue 31, cannot_tell 0
        sla.sales.contact_2_days started 360, met 248, met_late 81, overdue 31, cannot_tell 0
        sla.sales.contact_7_days started 360, met 319, met_late 10, overdue 31, cannot_tell 0
    "#]]
    .assert_eq(&table);
}
