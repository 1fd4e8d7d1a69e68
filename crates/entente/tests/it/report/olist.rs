//! A marketplace's 8,000 leads: conversion by origin and month, velocity in days, and the zone that moves a win.

use super::{decided, of, plain, report, spread, within};

#[test]
fn the_seller_funnel_comes_out_as_counted() {
    let files = ["olist_marketing_qualified_leads_dataset.csv", "olist_closed_deals_dataset.csv"];
    let Some(dir) = decided("olist", &files) else { return };

    let by_origin = report(&dir, "funnel --by source");
    let mut table =
        format!("all {} share {}\n", of(&by_origin["all"]["won"]), plain(&by_origin["all"]["won"]["share"]));
    for row in by_origin["rows"].as_array().unwrap() {
        table += &format!("{} {}\n", plain(&row["group"]), of(&row["won"]));
    }
    expect_test::expect![[r#"
        all 842/8000 share 0.10525
        organic search 271/2296
        paid search 195/1586
        social 75/1350
        unknown 179/1099
        direct traffic 56/499
        email 15/493
        referral 24/284
        other 4/150
        display 6/118
        other publicities 3/65
        (not known) 14/60
    "#]]
    .assert_eq(&table);

    let by_month = report(&dir, "funnel --cohort month");
    let mut table = format!("first win {}\n", plain(&by_month["first_win"]));
    for row in by_month["rows"].as_array().unwrap() {
        let censored = if row["is_censored"] == true { " censored" } else { "" };
        table += &format!("{} {}{censored}\n", plain(&row["cohort"]), of(&row["won"]));
    }
    expect_test::expect![[r#"
        first win 2017-12-05
        2017-06 0/4 censored
        2017-07 2/239 censored
        2017-08 9/386 censored
        2017-09 7/312 censored
        2017-10 14/416 censored
        2017-11 18/445 censored
        2017-12 11/200 censored
        2018-01 152/1141
        2018-02 149/1028
        2018-03 167/1174
        2018-04 183/1352
        2018-05 130/1303
    "#]]
    .assert_eq(&table);

    let bounds = "7d,14d,30d,60d,90d,180d,365d";
    let velocity = report(&dir, &format!("velocity --from created --to opportunity_won --within {bounds}"));
    expect_test::expect![[r#"
        calendar_days
        n 842, min -2, p25 5, median 14, mean 48.440618, p75 54.75, p90 161.9, p95 210, max 427, 1 before
        7d 284/8000
        14d 428/8000
        30d 555/8000
        60d 647/8000
        90d 692/8000
        180d 775/8000
        365d 838/8000
    "#]]
    .assert_eq(&format!("{}\n{}\n{}", plain(&velocity["unit"]), spread(&velocity["all"]), within(&velocity["all"])));

    let months = |zone: &str| {
        let counts = report(&dir, &format!("counts --moment opportunity_won --per month --zone {zone}"));
        let rows = counts["rows"].as_array().unwrap().iter();
        rows.map(|row| format!("{} {}", plain(&row["period"]), row["n"])).collect::<Vec<_>>().join(", ")
    };
    expect_test::expect![[r#"
        2017-12 3, 2018-01 73, 2018-02 113, 2018-03 147, 2018-04 207, 2018-05 122, 2018-06 57, 2018-07 37, 2018-08 33, 2018-09 23, 2018-10 21, 2018-11 6
        2017-12 3, 2018-01 73, 2018-02 113, 2018-03 147, 2018-04 207, 2018-05 123, 2018-06 56, 2018-07 37, 2018-08 33, 2018-09 23, 2018-10 21, 2018-11 6"#]]
    .assert_eq(&format!("{}\n{}", months("UTC"), months("America/Sao_Paulo")));
}
