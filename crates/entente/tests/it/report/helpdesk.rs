//! A help desk's 21,348 events to the second: assignment to a person, on the wall and in open hours.

use super::{decided, plain, report, spread, within};

#[test]
fn taking_in_charge_comes_out_as_counted() {
    let Some(dir) = decided("helpdesk", &["helpdesk.csv"]) else { return };

    let ask = "velocity --from handed_off --to first_attempt --unit hours --within";
    let wall = report(&dir, &format!("{ask} 5m,1h,4h,8h,24h"));
    expect_test::expect![[r#"
        n 4207, min 0.001667, p25 0.029167, median 17.036111, mean 99.018646, p75 120.986667, p90 355.599222, p95 444.676167, max 1156.744722, 0 before
        5m 1201/4495
        1h 1588/4495
        4h 1890/4495
        8h 2020/4495
        24h 2387/4495
    "#]]
    .assert_eq(&format!("{}\n{}", spread(&wall["all"]), within(&wall["all"])));

    let open = report(&dir, &format!("{ask} 5m,1h,4h,8h,10h,20h --business desk"));
    expect_test::expect![[r#"
        5m 1240/4495
        1h 1597/4495
        4h 2032/4495
        8h 2348/4495
        10h 2472/4495
        20h 2854/4495
    "#]]
    .assert_eq(&within(&open["all"]));

    // Eight tickets (and four) were taken after their open time was used up and before the desk opened again: no more
    // open time had passed, and the clocks say the same as the velocity.
    let sla = report(&dir, "sla");
    let promises = sla["promises"].as_array().unwrap().iter();
    let met = promises.map(|promise| format!("{} {}\n", plain(&promise["commitment"]), promise["all"]["met"]));
    expect_test::expect![[r#"
        sla.sales.wall_5m 1201
        sla.sales.wall_1h 1588
        sla.sales.wall_4h 1890
        sla.sales.wall_8h 2020
        sla.sales.wall_24h 2387
        sla.sales.open_5m 1240
        sla.sales.open_1h 1597
        sla.sales.open_4h 2032
        sla.sales.open_8h 2348
        sla.sales.open_10h 2472
        sla.sales.open_20h 2854
    "#]]
    .assert_eq(&met.collect::<String>());
}
