//! What is in hand on 1 April, who was given it, and what was waived.

use super::{given, in_hand, waived};
use crate::sample::{ground, history_as_of, march};
use crate::zone::Zone;

const LOG: &str = "
    1 2026-03-01T09:00:00Z created ads
    1 2026-03-02T09:00:00Z handoff jo rest berlin
    2 2026-03-02T10:00:00Z handoff al rest berlin
    2 2026-03-02T11:00:00Z called
    2 2026-03-02T12:00:00Z accepted
    3 2026-03-03T09:00:00Z handoff jo rest berlin
    3 2026-03-03T10:00:00Z rejected unreachable
    4 2026-03-04T09:00:00Z handoff
    5 2026-03-05T09:00:00Z handoff al rest berlin
    5 2026-03-06T09:00:00Z won 10
    6 2026-03-07T09:00:00Z called
    6 2026-03-08T09:00:00Z handed jo seoul
    6 2026-03-09T09:00:00Z reassigned al
    7 2026-03-09T09:00:00Z handoff jo rest berlin
    7 2026-03-10T09:00:00Z linked 2
    1 2026-03-10T09:00:00Z started
    1 2026-03-10T11:00:00Z late
    1 2026-03-10T12:00:00Z excused Trade_fair
    1 2026-03-10T12:00:00Z waived
    6 2026-03-10T12:00:00Z excused Not_mine_to_waive
";

#[test]
fn what_sales_has_in_hand_is_what_was_handed_over_and_not_ended() {
    let (history, zone) = (history_as_of(LOG, "2026-04-01T00:00:00Z"), Zone::named("UTC").unwrap());
    let ground = ground(&history, &zone);
    let mut table = String::new();
    for lead in in_hand(&ground) {
        let touched = if lead.is_touched { "touched" } else { "not touched" };
        let accepted = if lead.is_accepted { ", accepted" } else { "" };
        table +=
            &format!("{} since {} {:?} {touched}{accepted} {:?}\n", lead.lead, lead.since, lead.owner, lead.nobody);
    }
    for given in given(&ground, march()) {
        table += &format!("{} to {} of {:?}, by turn {}\n", given.lead, given.owner, given.team, given.by_turn);
    }
    for waived in waived(&ground, march()) {
        table += &format!("{} {} {:?}\n", waived.lead, waived.commitment, waived.words);
    }
    expect_test::expect![[r#"
        lead_1 since 2026-03-02T09:00:00Z Some("jo") not touched None
        lead_2 since 2026-03-02T10:00:00Z Some("jo") touched, accepted None
        lead_4 since 2026-03-04T09:00:00Z None not touched Some(NoRoute)
        lead_6 since 2026-03-08T09:00:00Z Some("al") not touched None
        lead_1 to jo of Some("berlin"), by turn true
        lead_2 to al of Some("berlin"), by turn true
        lead_3 to jo of Some("berlin"), by turn true
        lead_5 to al of Some("berlin"), by turn true
        lead_6 to jo of Some("seoul"), by turn false
        lead_2 to jo of Some("berlin"), by turn true
        lead_1 sla.sales.touch Some("Trade fair")
    "#]]
    .assert_eq(&table);
}
