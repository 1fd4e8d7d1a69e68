//! Promises to meet, as stories: held on the date or the day beside it, judged over a period.

use expect_test::expect;

use super::clocks::PROMISES;
use super::story::check_because;

/// A review every Thursday, three quarters of them in every month.
fn meeting(every: &str) -> String {
    let promise = "    reviews: {says: We meet, holds: weekly, kept: 75%, per: month}\n  pauses:";
    let meetings = format!("meetings:\n  weekly: {{says: Review, every: \"{every}\", at: \"10:00\"}}\n");
    format!("{}{meetings}", PROMISES.replace("  pauses:", promise))
}

#[test]
fn meetings_that_are_held_are_counted_and_a_date_that_passes_is_not_held() {
    // Thursdays of April: 2, 9, 16, 23 and 30. One is held a day late, and two are not held at all.
    check_because(
        &meeting("FREQ=WEEKLY;BYDAY=TH"),
        "
        04-02 11:00 parties: met weekly
        04-10 11:00 parties: met weekly
        04-23 11:00 parties: met weekly
        04-24 09:00 look
        05-02 09:00 look
        ",
        &expect![[r#"
            04-02 11:00 - §sla.sales.reviews OnPace
                held is 1 of 1
                in the whole period is 5
                kept is 75%
            04-10 00:00 - §sla.sales.reviews Behind
                held is 1 of 2
                in the whole period is 5
                kept is 75%
            04-10 11:00 - §sla.sales.reviews OnPace
                held is 2 of 2
                in the whole period is 5
                kept is 75%
            04-17 00:00 - §sla.sales.reviews Behind
                held is 2 of 3
                in the whole period is 5
                kept is 75%
            04-23 11:00 - §sla.sales.reviews OnPace
                held is 3 of 4
                in the whole period is 5
                kept is 75%
            05-01 00:00 - §sla.sales.reviews Missed
                held is 3 of 5
                in the whole period is 5
                kept is 75%
            05-01 00:00 - §sla.sales.reviews OnPace
                held is 0 of 0
                in the whole period is 4
                kept is 75%
        "#]],
    );
}

#[test]
fn enough_meetings_keep_the_promise_before_the_period_ends_and_one_meeting_stands_for_one_date() {
    check_because(
        &meeting("FREQ=WEEKLY;BYDAY=WE,TH"),
        "
        04-22 11:00 parties: met weekly
        04-22 15:00 parties: met weekly
        04-29 11:00 parties: met weekly
        04-30 11:00 parties: met weekly
        05-01 09:00 look
        ",
        &expect![[r#"
            04-22 11:00 - §sla.sales.reviews OnPace
                held is 1 of 1
                in the whole period is 4
                kept is 75%
            04-24 00:00 - §sla.sales.reviews Behind
                held is 1 of 2
                in the whole period is 4
                kept is 75%
            04-30 11:00 - §sla.sales.reviews Met
                held is 3 of 4
                in the whole period is 4
                kept is 75%
            05-01 00:00 - §sla.sales.reviews OnPace
                held is 0 of 0
                in the whole period is 8
                kept is 75%
        "#]],
    );
}

#[test]
fn another_meeting_keeps_no_promise_and_none_is_followed_before_it_is_first_held() {
    check_because(
        &meeting("FREQ=WEEKLY;BYDAY=TH"),
        "
        04-02 11:00 parties: met quarterly
        06-02 09:00 look
        ",
        &expect![[r#""#]],
    );
}
