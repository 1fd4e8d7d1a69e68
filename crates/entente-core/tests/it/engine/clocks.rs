//! Clocks as stories: met, late and missed to the microsecond, paused, waived, passed on, and what cannot be told.

use expect_test::expect;

use super::story::{check, check_only};

const PROMISES: &str = include_str!("promises.yaml");
const WORDS: &[&str] = &["sla.", "recycled", "reassigned", "handed"];

/// The agreement with other promises of sales.
fn promising(sales: &str) -> String {
    let start = PROMISES.find("    touch:\n").unwrap();
    let end = PROMISES.find("  pauses:").unwrap();
    format!("{}{sales}\n{}", &PROMISES[..start], &PROMISES[end..])
}

/// Asked for a demo on Monday at 10:00.
const ASKS: &str = "
    03-02 09:00 lead 1: created web
    03-02 10:00 lead 1: happened Form Submitted
";

fn told(agreement: &str, story: &str, want: expect_test::Expect) {
    check_only(agreement, WORDS, &format!("{ASKS}{story}"), want);
}

#[test]
fn a_touch_at_the_due_instant_itself_is_in_time() {
    told(PROMISES, "03-02 15:00 lead 1: touched call reached 20s by ann", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch Met after 4h
    "#]]);
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
        expect![[r#"
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
        expect![[r#"
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
        expect![[r#"
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
    told(PROMISES, "03-02 14:00 lead 1: rejected no_interest by ann", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 14:00 1 §sla.sales.touch Cancelled after 3h
        03-02 14:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 15:00
    "#]]);
    told(PROMISES, "03-02 16:00 lead 1: rejected no_interest by ann", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 16:00 1 §sla.sales.touch Missed after 5h: owner open 5h
        03-02 16:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 17:00
    "#]]);
    told(PROMISES, "03-02 16:00 lead 1: rejected no_interest by ann @at 03-02 14:00", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 16:00 1 §sla.sales.touch Cancelled after 3h
        03-02 16:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 17:00
    "#]]);
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
        expect![[r#"
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
        expect![[r#"
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
        expect![[r#"
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
        expect![[r#"
            03-02 09:00 1 §grades B3 -> A3 (fit 80, engagement 0)
            03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
            03-02 10:10 1 §grades A2 -> B2 (fit 0, engagement 39.993603)
            03-02 10:20 2 §sla.sales.touch clock of 4 business hours, due 03-02 15:20
            03-02 10:30 2 §grades B2 -> A2 (fit 80, engagement 39.993603)
        "#]],
    );
}

#[test]
fn a_promise_for_some_leads_is_asked_at_its_start_and_never_again() {
    let some = promising(
        "    touch: {says: Chiefs at once, from: handed_off, until: first_attempt, within: 1 business hour, where: \"lead.level == 'chief'\", kept: 95%}",
    );
    told(&some, "03-02 15:00 lead 1: learnt level=chief\n 03-02 18:00 look", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
    "#]]);
}

#[test]
fn a_late_lead_passes_on_once_and_then_stays() {
    let late = promising(
        "    decide: {says: Decided, from: handed_off, until: [accepted, rejected], within: 2 business hours, kept: 95%, late: reassign}
    touch: {says: Touched, from: handed_off, until: first_attempt, within: 4 business hours, kept: 95%, late: reassign}",
    );
    told(&late, "03-06 12:00 look", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 2 business hours, due 03-02 12:00
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 11:00 1 §sla.ladder step 0: tell ann
        03-02 12:00 1 §sla.sales.decide due passed
        03-02 12:00 1 §sla.sales.decide reassigned to bea by rest, Late
        03-02 13:00 1 §sla.ladder step 1: tell bea, kwame@x.example, mia@x.example
        03-02 13:00 1 §sla.ladder step 0: tell bea
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.sales.touch reassigned to kwame by rest (AllHadIt), Late
        03-02 15:00 1 §sla.ladder step 1: tell kwame, kwame@x.example, mia@x.example
    "#]]);
}

#[test]
fn the_next_cycle_has_a_clock_of_its_own() {
    told(
        PROMISES,
        "
        03-02 11:00 lead 1: rejected no_interest by ann
        03-02 12:30 lead 1: happened Form Submitted
        03-02 14:00 lead 1: touched call reached 60s by bea
        ",
        expect![[r#"
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.sales.touch Cancelled after 1h
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 12:00
            03-02 12:30 1 §leaves.recycled returned
            03-02 12:30 1 §handoff.routes.rest handed off to bea by rest, cycle 2
            03-02 12:30 1 §sla.sales.touch clock of 4 business hours, due 03-02 17:00
            03-02 14:00 1 §sla.sales.touch Met after 1h
        "#]],
    );
}

#[test]
fn a_signal_starts_a_clock_in_each_cycle_by_its_first_time_there() {
    let speed = promising(
        "    speed: {says: Called after a demo request, from: demo, until: first_attempt, within: 4 business hours, kept: 95%}
    trace: {says: Owned within a day of being known, from: created, until: handed_off, within: 1 business day, kept: 95%}",
    );
    told(
        &speed,
        "
        03-02 11:00 lead 1: touched call reached 60s by ann
        03-02 11:30 lead 1: happened Form Submitted
        03-02 12:00 lead 1: rejected no_interest by ann
        03-05 10:00 lead 1: happened Form Submitted
        03-05 11:00 lead 1: touched call reached 60s by bea
        ",
        expect![[r#"
            03-02 09:00 1 §sla.sales.trace clock of 1 business day, due 03-03 18:00
            03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
            03-02 10:00 1 §sla.sales.trace Met after 1h
            03-02 10:00 1 §sla.sales.speed clock of 4 business hours, due 03-02 15:00
            03-02 11:00 1 §sla.sales.speed Met after 1h
            03-02 12:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 13:00
            03-05 10:00 1 §leaves.recycled returned
            03-05 10:00 1 §handoff.routes.rest handed off to bea by rest, cycle 2
            03-05 10:00 1 §sla.sales.speed clock of 4 business hours, due 03-05 15:00
            03-05 11:00 1 §sla.sales.speed Met after 1h
        "#]],
    );
}

#[test]
fn attempts_are_counted_by_when_they_were_made() {
    let attempts = promising(
        "    attempts: {says: 3 attempts, attempts: 3, channels: 2, within: 2 business days, unless: contacted, kept: 90%}",
    );
    let three = "
        03-02 11:00 lead 1: touched call 30s by ann
        03-03 11:00 lead 1: touched call 30s by ann
        03-04 11:00 lead 1: touched call 30s by ann
    ";
    told(&attempts, &format!("{three} 03-04 12:00 lead 1: touched mail by ann"), expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
        03-03 14:30 1 §sla.ladder step 0: tell ann
        03-04 12:00 1 §sla.sales.attempts Met after 18h
    "#]]);
    told(&attempts, &format!("{three} 03-09 12:00 lead 1: touched mail by ann @at 03-02 12:00"), expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
        03-03 14:30 1 §sla.ladder step 0: tell ann
        03-04 18:00 1 §sla.sales.attempts due passed
        03-05 09:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-09 12:00 1 §sla.sales.attempts Met after 9h
    "#]]);
    told(&attempts, &format!("{three} 03-04 12:00 lead 1: touched call reached 60s by ann"), expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
        03-03 14:30 1 §sla.ladder step 0: tell ann
        03-04 12:00 1 §sla.sales.attempts Cancelled after 18h
    "#]]);
    told(&attempts, &format!("{three} 03-09 12:00 lead 1: touched call reached 60s by ann"), expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.attempts clock of 2 business days, due 03-04 18:00
        03-03 14:30 1 §sla.ladder step 0: tell ann
        03-04 18:00 1 §sla.sales.attempts due passed
        03-05 09:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-09 12:00 1 §sla.sales.attempts Missed after 1d18h: owner open 1d18h
    "#]]);
}

#[test]
fn facts_known_to_the_day_tell_what_they_can() {
    let day = |promise: &str| {
        promising(&format!("    touch: {{says: In time, from: handed_off, until: first_attempt, within: {promise}, kept: 95%}}"))
    };
    let story = |touched: &str| {
        format!("03-02 00:00 lead 1: created web @day\n03-02 00:00 lead 1: handed ann @day\n{touched} lead 1: touched call reached 60s by ann @day")
    };
    let judge = |promise: &str, touched: &str, want: expect_test::Expect| {
        check_only(&day(promise), &["after"], &story(touched), want);
    };
    judge("60m", "03-02 00:00", expect![[r#"
        03-02 00:00 1 §sla.sales.touch CannotTell after 0s
    "#]]);
    judge("60m", "03-03 00:00", expect![[r#"
        03-03 00:00 1 §sla.sales.touch CannotTell after 1d
    "#]]);
    judge("60m", "03-04 00:00", expect![[r#"
        03-04 00:00 1 §sla.sales.touch MetLate after 2d: owner open 2d
    "#]]);
    judge("same day", "03-02 00:00", expect![[r#"
        03-02 00:00 1 §sla.sales.touch Met after 0s
    "#]]);
    judge("same day", "03-03 00:00", expect![[r#"
        03-03 00:00 1 §sla.sales.touch MetLate after 1d: owner open 1d
    "#]]);
    judge("1 calendar day", "03-03 00:00", expect![[r#"
        03-03 00:00 1 §sla.sales.touch Met after 1d
    "#]]);
    judge("1 calendar day", "03-04 00:00", expect![[r#"
        03-04 00:00 1 §sla.sales.touch MetLate after 2d: owner open 2d
    "#]]);
    judge("2 business days", "03-04 00:00", expect![[r#"
        03-04 00:00 1 §sla.sales.touch CannotTell after 16h
    "#]]);
    judge("2 business days", "03-05 00:00", expect![[r#"
        03-05 00:00 1 §sla.sales.touch MetLate after 1d: owner open 1d
    "#]]);
}

#[test]
fn a_date_may_hold_a_touch_after_an_exact_handoff_of_that_day() {
    told(PROMISES, "03-02 18:30 lead 1: touched call reached 60s by ann @at 03-02 00:00 @day", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 18:30 1 §sla.sales.touch CannotTell after 0s
    "#]]);
    told(PROMISES, "03-02 18:30 lead 1: touched call reached 60s by ann @at 03-01 00:00 @day", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
    "#]]);
}

#[test]
fn leaving_on_a_date_that_holds_the_due_instant_cannot_be_told() {
    told(PROMISES, "03-02 18:30 lead 1: rejected no_interest by ann @at 03-02 00:00 @day", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-02 18:30 1 §sla.sales.touch CannotTell after 0s
        03-02 18:30 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-02 19:30
    "#]]);
    told(PROMISES, "03-03 18:30 lead 1: rejected no_interest by ann @at 03-03 00:00 @day", expect![[r#"
        03-02 10:00 1 §handoff.routes.rest handed off to ann by rest, cycle 1
        03-02 10:00 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
        03-02 13:00 1 §sla.ladder step 0: tell ann
        03-02 15:00 1 §sla.sales.touch due passed
        03-02 15:00 1 §sla.ladder step 1: tell ann, kwame@x.example, mia@x.example
        03-03 18:30 1 §sla.sales.touch Missed after 7h: owner open 7h
        03-03 18:30 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-03 19:30
    "#]]);
}

#[test]
fn a_lead_handed_over_elsewhere_runs_the_same_clocks() {
    check(
        PROMISES,
        "
        03-02 09:00 lead 1: created web
        03-02 10:20 lead 1: touched call reached 60s by ann
        03-02 10:30 lead 1: handed ann @at 03-02 10:00
        03-02 11:00 lead 1: disqualified no_budget by ann
        ",
        expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 10:30 1 §stages.mql stage inquiry -> mql
            03-02 10:30 1 §sla.sales.touch clock of 4 business hours, due 03-02 15:00
            03-02 10:30 1 §sla.sales.touch Met after 20m
            03-02 11:00 1 §handoff.disqualify disqualified for no_budget
        "#]],
    );
}
