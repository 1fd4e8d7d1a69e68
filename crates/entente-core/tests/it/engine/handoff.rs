//! The handoff: from a demo request to an owner, and what sales may answer.

use expect_test::expect;

use super::story::{check, check_because};

const HALDEN: &str = include_str!("halden.yaml");

/// A lead that fits and asks for a demo on Monday morning.
const ASKS: &str = "
    03-02 09:00 lead 1: created web
    03-02 09:00 lead 1: joined 1
    03-02 09:00 account 1: learnt employees=200
    03-02 09:00 lead 1: learnt seniority=director
    03-02 10:00 lead 1: happened Form Submitted form=demo
";

#[test]
fn a_demo_request_becomes_a_handoff() {
    check_because(
        HALDEN,
        ASKS,
        &expect![[r#"
        03-02 09:00 1 §stages.inquiry stage inquiry
            created is 2026-03-02T08:00:00Z
        03-02 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
            fit is 50
            engagement is 0
        03-02 09:00 1 §grades B3 -> A3 (fit 80, engagement 0)
            fit is 80
            engagement is 0
        03-02 10:00 1 §levels A3 -> A2 (fit 80, engagement 40)
            fit is 80
            engagement is 40
        03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            engagement >= 15 is 40
        03-02 10:00 1 §qualified.ready qualified by ready
            fit >= 50 is 80
            engagement >= 40 is 40
        03-02 10:00 1 §stages.mql stage engaged -> mql
            qualified is yes
        03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            jonas: Chosen, 0 open, at 0
            ama: LaterTurn, 0 open, at 0
        03-02 10:00 1 §sla.sales.decide clock of 4 business hours, due 03-02 15:00
        03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
            grade == 'A' is A
        03-02 10:00 - §sla.marketing.volume Ahead
            gross is 1
            net is 1
            expected by now is 0
            open days done is 0 of 22
    "#]],
    );
}

#[test]
fn sales_accepts_and_touches_in_time() {
    check(
        HALDEN,
        &format!(
            "{ASKS}
            03-02 10:30 lead 1: touched call reached 15s by jonas
            03-02 10:40 lead 1: touched call reached 60s by jonas
            03-02 11:00 lead 1: accepted by jonas
            03-09 12:00 look
            "
        ),
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
            03-02 09:00 1 §grades B3 -> A3 (fit 80, engagement 0)
            03-02 10:00 1 §levels A3 -> A2 (fit 80, engagement 40)
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 10:00 1 §sla.sales.decide clock of 4 business hours, due 03-02 15:00
            03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
            03-02 10:00 - §sla.marketing.volume Ahead
            03-02 10:30 1 §sla.ladder step 0: tell jonas
            03-02 10:40 1 §sla.sales.touch Met after 40m
            03-02 11:00 1 §sla.sales.decide Met after 1h
            03-02 11:00 1 §stages.sal stage mql -> sal
            03-04 18:00 - §sla.marketing.volume OnPace
            03-08 04:42:18.500977 1 §levels A2 -> A3 (fit 80, engagement 34.999978)
        "#]],
    );
}

#[test]
fn nobody_answers_and_the_lead_passes_on() {
    check(
        HALDEN,
        &format!("{ASKS} 03-05 12:00 look"),
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
            03-02 09:00 1 §grades B3 -> A3 (fit 80, engagement 0)
            03-02 10:00 1 §levels A3 -> A2 (fit 80, engagement 40)
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 10:00 1 §sla.sales.decide clock of 4 business hours, due 03-02 15:00
            03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
            03-02 10:00 - §sla.marketing.volume Ahead
            03-02 10:30 1 §sla.ladder step 0: tell jonas
            03-02 11:00 1 §sla.sales.touch due passed
            03-02 11:00 1 §sla.ladder step 1: tell jonas, kwame@halden.example
            03-02 13:00 1 §sla.ladder step 0: tell jonas
            03-02 15:00 1 §sla.sales.decide due passed
            03-02 15:00 1 §sla.sales.decide reassigned to ama by rest, Late
            03-02 15:00 1 §sla.ladder step 1: tell ama, kwame@halden.example
            03-04 18:00 - §sla.marketing.volume OnPace
        "#]],
    );
}

#[test]
fn a_rejection_recycles_and_the_lead_returns() {
    check(
        HALDEN,
        &format!(
            "{ASKS}
            03-02 11:00 lead 1: rejected Not interested by jonas
            03-03 09:00 lead 1: happened Form Submitted form=demo
            03-08 09:00 lead 1: happened Form Submitted form=demo
            03-10 09:00 look
            "
        ),
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
            03-02 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
            03-02 09:00 1 §grades B3 -> A3 (fit 80, engagement 0)
            03-02 10:00 1 §levels A3 -> A2 (fit 80, engagement 40)
            03-02 10:00 1 §stages.engaged stage inquiry -> engaged
            03-02 10:00 1 §qualified.ready qualified by ready
            03-02 10:00 1 §stages.mql stage engaged -> mql
            03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
            03-02 10:00 1 §sla.sales.decide clock of 4 business hours, due 03-02 15:00
            03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
            03-02 10:00 - §sla.marketing.volume Ahead
            03-02 10:30 1 §sla.ladder step 0: tell jonas
            03-02 11:00 1 §sla.sales.decide Met after 1h
            03-02 11:00 1 §sla.sales.touch Cancelled after 1h
            03-02 11:00 1 §handoff.reject.no_interest recycled for no_interest, time 1, not before 03-09 11:00
            03-02 11:00 - §sla.marketing.volume OnPace
            03-03 09:00 1 §levels A2 -> A1 (fit 80, engagement 79.124051)
            03-09 11:00 1 §leaves.recycled returned
            03-09 11:00 1 §qualified.ready qualified by ready
            03-09 11:00 1 §stages.mql stage engaged -> mql
            03-09 11:00 1 §handoff.routes.rest handed off to ama by rest, cycle 2
            03-09 11:00 1 §sla.sales.decide clock of 4 business hours, due 03-09 16:00
            03-09 11:00 1 §sla.sales.touch clock of 1 business hour, due 03-09 12:00
            03-09 11:30 1 §sla.ladder step 0: tell ama
            03-09 13:00 1 §sla.sales.touch due passed
            03-09 13:00 1 §sla.ladder step 1: tell ama, kwame@halden.example
            03-09 14:00 1 §sla.ladder step 0: tell ama
            03-09 16:00 1 §sla.sales.decide due passed
            03-09 16:00 1 §sla.sales.decide reassigned to jonas by rest, Late
            03-09 16:00 1 §sla.ladder step 1: tell jonas, kwame@halden.example
        "#]],
    );
}

#[test]
fn a_veto_of_fit_disqualifies() {
    check(
        HALDEN,
        &format!("{ASKS} 03-02 11:00 account 1: learnt domain=RIVAL.example"),
        &expect![[r#"
        03-02 09:00 1 §stages.inquiry stage inquiry
        03-02 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
        03-02 09:00 1 §grades B3 -> A3 (fit 80, engagement 0)
        03-02 10:00 1 §levels A3 -> A2 (fit 80, engagement 40)
        03-02 10:00 1 §stages.engaged stage inquiry -> engaged
        03-02 10:00 1 §qualified.ready qualified by ready
        03-02 10:00 1 §stages.mql stage engaged -> mql
        03-02 10:00 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
        03-02 10:00 1 §sla.sales.decide clock of 4 business hours, due 03-02 15:00
        03-02 10:00 1 §sla.sales.touch clock of 1 business hour, due 03-02 11:00
        03-02 10:00 - §sla.marketing.volume Ahead
        03-02 10:30 1 §sla.ladder step 0: tell jonas
        03-02 11:00 1 §sla.sales.decide Cancelled after 1h
        03-02 11:00 1 §sla.sales.touch Cancelled after 1h
        03-02 11:00 1 §fit.competitor disqualified for competitor
    "#]],
    );
}
/// A customer is nobody's open lead: with the first won, jonas holds nothing when the second is handed over.
#[test]
fn a_won_lead_takes_up_no_room() {
    check_because(
        HALDEN,
        "
        03-02 09:00 account 1: learnt employees=200
        03-02 09:00 lead 1: created web
        03-02 09:00 lead 1: joined 1
        03-02 09:01 lead 1: happened Form Submitted form=demo
        03-02 09:30 lead 1: won by jonas
        03-02 10:00 lead 2: created web
        03-02 10:00 lead 2: joined 1
        03-02 10:00 lead 2: happened Form Submitted form=demo
        ",
        &expect![[r#"
            03-02 09:00 1 §stages.inquiry stage inquiry
                created is 2026-03-02T08:00:00Z
            03-02 09:00 1 §grades D3 -> B3 (fit 50, engagement 0)
                fit is 50
                engagement is 0
            03-02 09:01 1 §levels B3 -> B2 (fit 50, engagement 40)
                fit is 50
                engagement is 40
            03-02 09:01 1 §stages.engaged stage inquiry -> engaged
                engagement >= 15 is 40
            03-02 09:01 1 §qualified.ready qualified by ready
                fit >= 50 is 50
                engagement >= 40 is 40
            03-02 09:01 1 §stages.mql stage engaged -> mql
                qualified is yes
            03-02 09:01 1 §handoff.routes.rest handed off to jonas by rest, cycle 1
                jonas: Chosen, 0 open, at 0
                ama: LaterTurn, 0 open, at 0
            03-02 09:01 1 §sla.sales.decide clock of 4 business hours, due 03-02 14:01
            03-02 09:01 1 §sla.sales.touch clock of 1 business day, due 03-03 18:00
            03-02 09:01 - §sla.marketing.volume Ahead
                gross is 1
                net is 1
                expected by now is 0
                open days done is 0 of 22
            03-02 09:30 1 §stages.customer stage mql -> customer
                opportunity_won is yes
            03-02 10:00 2 §stages.inquiry stage inquiry
                created is 2026-03-02T09:00:00Z
            03-02 10:00 2 §grades D3 -> B3 (fit 50, engagement 0)
                fit is 50
                engagement is 0
            03-02 10:00 2 §levels B3 -> B2 (fit 50, engagement 40)
                fit is 50
                engagement is 40
            03-02 10:00 2 §stages.engaged stage inquiry -> engaged
                engagement >= 15 is 40
            03-02 10:00 2 §qualified.ready qualified by ready
                fit >= 50 is 50
                engagement >= 40 is 40
            03-02 10:00 2 §stages.mql stage engaged -> mql
                qualified is yes
            03-02 10:00 2 §handoff.routes.rest handed off to ama by rest, cycle 1
                jonas: LaterTurn, 0 open, at 0.5
                ama: Chosen, 0 open, at 0
            03-02 10:00 2 §sla.sales.decide clock of 4 business hours, due 03-02 15:00
            03-02 10:00 2 §sla.sales.touch clock of 1 business day, due 03-03 18:00
        "#]],
    );
}
