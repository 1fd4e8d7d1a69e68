//! Clocks as stories: met, late and missed to the microsecond, paused, waived, passed on, and what cannot be told.

use expect_test::expect;

use super::story::check_only;

pub(super) const PROMISES: &str = include_str!("promises.yaml");
pub(super) const WORDS: &[&str] = &["sla.", "recycled", "reassigned", "handed"];

/// The agreement with other promises of sales.
pub(super) fn promising(sales: &str) -> String {
    let start = PROMISES.find("    touch:\n").unwrap();
    let end = PROMISES.find("  pauses:").unwrap();
    format!("{}{sales}\n{}", &PROMISES[..start], &PROMISES[end..])
}

/// Asked for a demo on Monday at 10:00.
const ASKS: &str = "
    03-02 09:00 lead 1: created web
    03-02 10:00 lead 1: happened Form Submitted
";

#[track_caller]
pub(super) fn told(agreement: &str, story: &str, want: &expect_test::Expect) {
    check_only(agreement, WORDS, &format!("{ASKS}{story}"), want);
}

#[test]
fn a_touch_at_the_due_instant_itself_is_in_time() {
    told(
        PROMISES,
        "03-02 15:00 lead 1: touched call reached 20s by ann",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch Met after 4h
    "#]],
    );
}

#[test]
fn a_touch_too_short_or_not_meant_for_the_person_counts_for_nothing() {
    told(
        PROMISES,
        "
        03-02 11:00 lead 1: touched call reached 19s by ann
        03-02 11:10 lead 1: touched call reached by ann
        03-02 11:20 lead 1: touched mail impersonal by ann
        03-02 11:30 lead 1: touched mail by ann
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 11:30 1 §sla.sales.touch Met after 1h30m
        "#]],
    );
}

#[test]
fn late_is_split_into_parts_that_add_up() {
    // 7 counted hours: 2 with ann, while she is there and 1 while away; then bea.
    told(
        PROMISES,
        "
        03-02 10:30 person ann: away 03-02 11:00 to 03-02 12:00
        03-02 13:30 lead 1: reassigned bea
        03-03 09:00 lead 1: touched call reached 60s by bea
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 13:00 1 §sla.ladder step 0: tell ann
            03-02 13:30 1 §handoff reassigned to bea, ByHand
            03-02 15:00 1 §sla.sales.touch due passed
            03-02 15:00 1 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
            03-03 09:00 1 §sla.sales.touch MetLate after 7h: owner closed 1h, owner open 6h
        "#]],
    );
}

#[test]
fn what_is_learnt_late_is_the_sources_part_of_being_late() {
    check_only(
        PROMISES,
        WORDS,
        "
        03-02 09:00 lead 1: created web
        03-02 11:00 lead 1: handed ann @at 03-02 09:30
        03-02 17:00 lead 1: touched call reached 60s by ann
        ",
        &expect![[r#"
            03-02 11:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 14:30
            03-02 11:30 1 §sla.ladder step 0: tell ann
            03-02 14:30 1 §sla.sales.touch due passed
            03-02 14:30 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
            03-02 17:00 1 §sla.sales.touch MetLate after 6h30m: receive 1h30m, owner open 5h
        "#]],
    );
}

#[test]
fn never_done_is_missed_once_the_lead_has_left_and_left_in_time_is_cancelled() {
    told(
        PROMISES,
        "03-02 14:00 lead 1: rejected no_interest by ann",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 14:00 1 §sla.sales.touch Cancelled after 3h
        03-02 14:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 15:00
    "#]],
    );
    told(
        PROMISES,
        "03-02 16:00 lead 1: rejected no_interest by ann",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 16:00 1 §sla.sales.touch Missed after 5h: owner open 5h
        03-02 16:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 17:00
    "#]],
    );
    told(
        PROMISES,
        "03-02 16:00 lead 1: rejected no_interest by ann @at 03-02 14:00",
        &expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 16:00 1 §sla.sales.touch Cancelled after 3h
        03-02 16:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 17:00
    "#]],
    );
}

#[test]
fn a_pause_moves_the_due_instant_and_its_end_moves_it_back() {
    told(
        PROMISES,
        "
        03-02 11:00 lead 1: paused asked_to_wait until 03-04 09:00
        03-03 10:00 lead 1: resumed asked_to_wait
        03-03 15:00 look
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.pauses.asked_to_wait due moved to 03-04 12:00
            03-03 10:00 1 §sla.pauses.asked_to_wait due moved to 03-03 14:00
            03-03 11:00 1 §sla.ladder step 0: tell ann
            03-03 14:00 1 §sla.sales.touch due passed
            03-03 14:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        "#]],
    );
}

#[test]
fn pauses_end_at_their_limit_and_count_once_where_they_overlap() {
    told(
        PROMISES,
        "
        03-02 10:30 lead 1: paused waiting_for_data until 03-09 09:00
        03-02 11:30 lead 1: paused asked_to_wait until 03-02 14:00
        03-02 11:40 lead 1: paused no_such_reason until 03-09 14:00
        03-02 18:00 look
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 10:30 1 §sla.pauses.waiting_for_data due moved to 03-02 16:30
            03-02 11:30 1 §sla.pauses.asked_to_wait due moved to 03-02 17:30
            03-02 15:30 1 §sla.ladder step 0: tell ann
            03-02 17:30 1 §sla.sales.touch due passed
            03-02 17:30 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        "#]],
    );
}

#[test]
fn a_waiver_stands_beside_the_verdict() {
    told(
        PROMISES,
        "
        03-02 16:00 lead 1: touched call reached 60s by ann
        03-02 17:00 lead 1: waived sla.sales.touch
        ",
        &expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 13:00 1 §sla.ladder step 0: tell ann
            03-02 15:00 1 §sla.sales.touch due passed
            03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
            03-02 16:00 1 §sla.sales.touch MetLate after 5h: owner open 5h
            03-02 17:00 1 §sla.waivers waived
        "#]],
    );
}

#[test]
fn tiers_go_by_what_holds_when_the_clock_starts() {
    check_only(
        PROMISES,
        &["clock of", "grades"],
        "
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: learnt level=chief
        03-02 10:00 lead 1: happened Form Submitted
        03-02 10:10 lead 1: learnt level=staff
        03-02 10:00 lead 2: created web
        03-02 10:20 lead 2: happened Form Submitted
        03-02 10:30 lead 2: learnt level=chief
        ",
        &expect![[r#"
            03-02 09:00 1 §grades B3 -> A3 (fit 80, engagement 0)
            03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
            03-02 10:10 1 §grades A2 -> B2 (fit 0, engagement 39.993603)
            03-02 10:20 2 §sla.sales.touch clock of 4 business hours, due 03-02 15:20
            03-02 10:30 2 §grades B2 -> A2 (fit 80, engagement 39.993603)
        "#]],
    );
}
