//! How far the leads of March came, and what holds of any log.

use proptest::prelude::*;

use super::{reached, who_reached};
use crate::report::properties::lines;
use crate::sample::{between, ground, history, march};
use crate::zone::Zone;

const LOG: &str = "
    1 2026-02-27T00:00:00Z created ads
    1 2026-03-01T00:00:00Z stage mql
    2 2026-03-01T00:00:00Z created ads
    2 2026-03-03T00:00:00Z stage mql
    2 2026-03-03T06:00:00Z stage sal
    3 2026-03-02T00:00:00Z created mail
    3 2026-03-06T00:00:00Z stage mql
    3 2026-03-20T00:00:00Z stage customer
    4 2026-03-31T23:59:59Z created
    5 2026-04-01T00:00:00Z created
    6 2026-03-09T00:00:00Z created
    6 2026-03-10T00:00:00Z linked 2
";

#[test]
fn leads_are_counted_by_when_they_were_created_and_how_far_they_came() {
    let (history, zone) = (history(LOG), Zone::named("UTC").unwrap());
    let ground = ground(&history, &zone);
    let answer = reached(&ground, march());
    let mut table = format!("{} leads\n", answer.leads);
    for (place, stage) in answer.stages.iter().enumerate() {
        let took = stage.took.map(|took| took.to_string()).unwrap_or_default();
        let who = who_reached(&ground, march(), Some(place));
        let who: Vec<String> = who.iter().map(|(lead, _)| lead.to_string()).collect();
        table +=
            &format!("{} {}/{} {took} {}\n", stage.stage, stage.of_previous.part, stage.of_previous.of, who.join(" "));
    }
    expect_test::expect![[r#"
        3 leads
        inquiry 3/3  lead_2 lead_3 lead_4
        mql 2/3 2d lead_2 lead_3
        sal 2/2 6h lead_2 lead_3
        customer 1/2 14d lead_3
    "#]]
    .assert_eq(&table);
}

proptest! {
    #[test]
    fn a_stage_is_reached_by_the_leads_that_are_listed(lines in lines()) {
        let (history, zone) = (history(&lines.join("\n")), Zone::named("UTC").unwrap());
        let ground = ground(&history, &zone);
        let half = between("2026-03-01T00:00:00Z", "2026-03-11T00:00:00Z");
        let rest = between("2026-03-11T00:00:00Z", "2026-04-01T00:00:00Z");
        for (place, stage) in reached(&ground, march()).stages.iter().enumerate() {
            let listed = |period| who_reached(&ground, period, Some(place)).len() as u64;
            prop_assert_eq!(listed(march()), stage.of_previous.part);
            prop_assert_eq!(listed(half) + listed(rest), listed(march()), "two halves are the whole");
        }
    }
}
