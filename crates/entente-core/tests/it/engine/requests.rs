//! Content requests as stories: promises that run on no lead.

use expect_test::expect;

use super::story::check;

const HALDEN: &str = include_str!("halden.yaml");

#[test]
fn answered_in_time_exactly_at_the_due_instant_and_late() {
    check(
        HALDEN,
        "
        03-02 09:00 request r1: requested
        03-02 10:00 request r2: requested
        03-02 11:00 request r3: requested
        03-02 11:30 request r1: answered
        03-03 10:00 request r2: answered
        03-03 12:00 request r3: answered
        03-04 12:00 request r3: answered
        03-04 12:00 request r3: requested
        03-09 12:00 look
        ",
        &expect![[r#"
            03-02 09:00 - §sla.marketing.content clock of 8 business hours, due 03-02 18:00
            03-02 10:00 - §sla.marketing.content clock of 8 business hours, due 03-03 10:00
            03-02 11:00 - §sla.marketing.content clock of 8 business hours, due 03-03 11:00
            03-02 11:30 - §sla.marketing.content Met after 2h30m
            03-02 15:00 - §sla.marketing.content step 0: tell renate@halden.example
            03-02 16:00 - §sla.marketing.content step 0: tell renate@halden.example
            03-03 10:00 - §sla.marketing.content Met after 8h
            03-03 11:00 - §sla.marketing.content due passed
            03-03 11:00 - §sla.marketing.content step 1: tell renate@halden.example
            03-03 12:00 - §sla.marketing.content MetLate after 9h
        "#]],
    );
}

#[test]
fn known_to_the_day_and_answered_before_it_was_asked() {
    check(
        HALDEN,
        "
        03-02 00:00 request r1: requested @day
        03-03 00:00 request r1: answered @day
        03-04 00:00 request r2: answered
        03-05 00:00 request r2: requested
        ",
        &expect![[r#"
            03-02 00:00 - §sla.marketing.content clock of 8 business hours, due 03-03 18:00
            03-03 00:00 - §sla.marketing.content CannotTell after 8h
            03-05 00:00 - §sla.marketing.content clock of 8 business hours, due 03-05 18:00
            03-05 00:00 - §sla.marketing.content Met after 0s
        "#]],
    );
}
