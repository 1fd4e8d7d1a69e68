//! Goal: numbers follow the author's order, and ids are the paths that decisions cite.

use expect_test::expect;

use super::clauses;
use crate::agreement::say::tests::{EVERYTHING, agreement};

#[test]
fn numbers_and_ids() {
    let rows: String =
        clauses(&agreement(EVERYTHING)).iter().map(|clause| format!("{:<6}{}\n", clause.number, clause.id)).collect();
    expect![[r#"
        1.1   goals.wins
        1.2   goals.revenue
        1.3   goals.churn
        1.4   goals.demand
        2.1   buyers.leader
        2.2   fit.size
        2.3   fit.free
        2.4   fit.rival
        2.5   grades
        3.1   signals.demo
        3.2   signals.pricing
        3.3   signals.webinar
        3.4   signals.careers
        3.5   signals.note_left
        3.6   levels
        4.1   stages.inquiry
        4.2   stages.mql
        4.3   stages.sal
        4.4   stages.sql
        4.5   stages.customer
        4.6   leaves.recycled
        4.7   leaves.disqualified
        5.1   qualified.ready
        5.2   qualified.asked
        5.3   qualified.never
        6.1   handoff
        6.2   handoff.routes.existing
        6.3   handoff.routes.again
        6.4   handoff.routes.vip
        6.5   handoff.routes.korea
        6.6   handoff.routes.rest
        6.7   handoff.nobody
        6.8   handoff.teams.seoul
        6.9   handoff.teams.night
        6.10  handoff.reject.misrouted
        6.11  handoff.reject.duplicate
        6.12  handoff.reject.incomplete
        6.13  handoff.reject.student
        6.14  handoff.disqualify
        6.15  handoff.aliases
        7.1   sla.marketing.volume
        7.2   sla.marketing.accepted
        7.3   sla.marketing.pipeline
        7.4   sla.marketing.shown
        7.5   sla.sales.decide
        7.6   sla.sales.touch
        7.7   sla.sales.attempts
        7.8   sla.sales.weekly
        7.9   sla.sales.wall
        7.10  sla.first_touch_counts
        7.11  sla.calendar_of
        7.12  sla.pauses.asked_to_wait
        7.13  sla.pauses.no_data
        7.14  sla.ladder
        7.15  sla.waivers
        8.1   nurture.leaders
        8.2   segments.fleets
        9.1   metrics.wins
        9.2   metrics.revenue
        9.3   metrics.churn
        9.4   metrics.matured
        9.5   metrics.speed
        9.6   metrics.demos
        10.1  meetings.weekly
        10.2  meetings.monthly
        11.1  amend
        A.1   calendars.seoul
        A.2   calendars.night
        A.3   fields.lead.seniority
        A.4   fields.lead.free_mail
        A.5   fields.lead.note
        A.6   fields.lead.born
        A.7   fields.account.employees
        A.8   fields.account.country
        A.9   fields.account.products
        A.10  lists.rivals
        A.11  examples.1
    "#]]
    .assert_eq(&rows);
}

#[test]
fn a_section_keeps_its_number_where_others_are_empty() {
    let text = "entente: 1\ntitle: T\nparties: {marketing: a@b.example, sales: c@d.example}\nqualified: lead.source == \"fair\"\nsla: {sales: {call: {from: handed_off, until: contacted, within: 1d}}}\n";
    let clauses = clauses(&agreement(text));
    let call = clauses.iter().find(|clause| clause.id.0 == "sla.sales.call").unwrap();
    assert_eq!(call.number, "7.1");
}
