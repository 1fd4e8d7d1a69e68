//! The clocks of a month, one line each.

use entente_core::id::ClauseId;

use super::{LatenessSum, clocks};
use crate::sample::{ground, history_as_of, march};
use crate::zone::Zone;

const LOG: &str = "
    1 2026-02-28T09:00:00Z created ads
    1 2026-02-28T09:00:00Z started
    1 2026-02-28T09:10:00Z met jo
    2 2026-03-02T09:00:00Z created ads
    2 2026-03-02T09:00:00Z started
    2 2026-03-02T09:00:00Z met jo
    3 2026-03-03T09:00:00Z handed al
    3 2026-03-03T09:00:00Z started
    3 2026-03-03T10:00:00Z late
    3 2026-03-03T11:00:00Z excused Trade_fair
    3 2026-03-03T11:00:00Z waived
    4 2026-03-31T23:30:00Z created mail
    4 2026-03-31T23:30:00Z started
    5 2026-03-05T09:00:00Z created mail
    5 2026-03-05T09:00:00Z started
    5 2026-03-05T09:00:00Z missed al
    5 2026-03-06T09:00:00Z linked 3
";

#[test]
fn a_month_has_the_clocks_that_started_in_it_each_with_who_held_it() {
    let (history, zone) = (history_as_of(LOG, "2026-04-01T00:00:00Z"), Zone::named("UTC").unwrap());
    let touch = ClauseId("sla.sales.touch".to_owned());
    let answer = clocks(&ground(&history, &zone), &touch, march()).unwrap();
    let mut table = String::new();
    for row in &answer.each {
        let lead = row.lead.map(|lead| lead.to_string()).unwrap_or_default();
        let waived = if row.is_waived { ", waived" } else { "" };
        table += &format!("{lead} {} {:?}{waived} {:?}\n", row.start, row.outcome, row.owner);
    }
    table += &format!(
        "{} kept of {:?}, median {:?}",
        answer.promised,
        answer.all.kept.map(|kept| (kept.part, kept.of)),
        answer.median
    );
    expect_test::expect![[r#"
        lead_2 2026-03-02T09:00:00Z Met Some("jo")
        lead_3 2026-03-03T09:00:00Z Overdue, waived Some("al")
        lead_4 2026-03-31T23:30:00Z Running None
        lead_3 2026-03-05T09:00:00Z Missed Some("al")
        90% kept of Some((1, 3)), median Some(Span(0))"#]]
    .assert_eq(&table);
    assert_eq!(answer.all.started as usize, answer.each.len());
    assert_eq!(LatenessSum::of(&answer.each).n, 0);
    let other = ClauseId("sla.marketing.volume".to_owned());
    assert!(clocks(&ground(&history, &zone), &other, march()).is_none(), "a count runs no clocks");
}
