//! Goal: numbers follow the author's order, and ids are the paths that decisions cite.

use expect_test::expect;

use super::clauses;
use crate::agreement::say::tests::{EVERYTHING, agreement};

#[test]
fn numbers_and_ids() {
    let mut rows = String::new();
    for clause in clauses(&agreement(EVERYTHING)) {
        let (section, index) = clause.number.split_once('.').unwrap();
        rows += &if index == "1" { format!("\n{section:<3}{}", clause.id) } else { format!(" {}", clause.id) };
    }
    expect![[r#"

        1  goals.wins goals.revenue goals.churn goals.demand
        2  buyers.leader fit.size fit.free fit.rival grades
        3  signals.demo signals.pricing signals.webinar signals.careers signals.note_left levels
        4  stages.inquiry stages.mql stages.sal stages.sql stages.customer leaves.recycled leaves.disqualified
        5  qualified.ready qualified.asked qualified.never
        6  handoff handoff.routes.existing handoff.routes.again handoff.routes.vip handoff.routes.korea handoff.routes.rest handoff.nobody handoff.teams.seoul handoff.teams.night handoff.reject.misrouted handoff.reject.duplicate handoff.reject.incomplete handoff.reject.student handoff.disqualify handoff.aliases
        7  sla.marketing.volume sla.marketing.accepted sla.marketing.pipeline sla.marketing.shown sla.sales.decide sla.sales.touch sla.sales.attempts sla.sales.weekly sla.sales.wall sla.first_touch_counts sla.calendar_of sla.pauses.asked_to_wait sla.pauses.no_data sla.ladder sla.waivers
        8  nurture.leaders segments.fleets
        9  metrics.wins metrics.revenue metrics.churn metrics.matured metrics.speed metrics.demos
        10 meetings.weekly meetings.monthly
        11 amend
        12 keep.details
        A  calendars.seoul calendars.night fields.lead.seniority fields.lead.free_mail fields.lead.note fields.lead.born fields.account.employees fields.account.country fields.account.products lists.rivals examples.1"#]].assert_eq(&rows);
}

#[test]
fn a_section_keeps_its_number_where_others_are_empty() {
    let text = "entente: 1\ntitle: T\nparties: {marketing: a@b.example, sales: c@d.example}\nqualified: lead.source == \"fair\"\nsla: {sales: {call: {from: handed_off, until: contacted, within: 1d}}}\n";
    let clauses = clauses(&agreement(text));
    let call = clauses.iter().find(|clause| clause.id.0 == "sla.sales.call").unwrap();
    assert_eq!(call.number, "7.1");
}
