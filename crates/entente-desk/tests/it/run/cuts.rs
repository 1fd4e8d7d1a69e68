//! Goal: however a run is cut, in time, in portions of facts and in leads held in memory, the decisions are the same.

use entente_desk::admit::{Mode, admit};
use proptest::prelude::*;

use super::*;
use crate::desk::fact;

/// Facts of a few people who share a browser and a company, in any order of time, with links among them.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let who =
        prop::sample::select(vec!["ana", "bob", "ana+b1", "?b1", "?b2", "eve@acme", "bob@acme", "ana+b2", "acme:"]);
    let what = prop::sample::select(vec![
        "demo",
        "demo",
        "page",
        "webinar x",
        "webinar y",
        "role boss",
        "role boss",
        "role staff",
        "accepted",
        "called",
        "rejected unreachable",
        "won",
        "linked lead_1",
        "linked lead_2",
        "unlinked lead_1",
        "size 500",
    ]);
    let row = (who, 1..=14_u32, 0..4_u32, what).prop_map(|(who, day, hour, what)| {
        let what = if who == "acme:" { "size 500" } else { what };
        format!("{who} | 03-{day:02} {:02}:00 | {what}", hour * 6)
    });
    prop::collection::vec(row, 1..45)
}

/// Tells all rows; those that cannot be (a link with oneself) are refused alike everywhere.
fn told(desk: &mut Desk, rows: &[String]) {
    let facts = rows.iter().enumerate().map(|(number, row)| fact(&format!("m{number}"), row));
    admit(&mut desk.store, facts.collect(), Mode::History).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn however_it_is_cut_the_decisions_are_the_same(
        rows in rows(),
        stops in prop::collection::btree_set(1..=30_u32, 0..6),
        facts in 1_usize..6,
        leads in 0_usize..4,
    ) {
        let (mut whole, mut parts) = (Desk::in_memory(), Desk::in_memory());
        told(&mut whole, &rows);
        told(&mut parts, &rows);
        whole.run("03-31 00:00");
        for stop in stops.into_iter().map(|day| format!("03-{day:02} 06:00")).chain(["03-31 00:00".to_owned()]) {
            parts.run_with(&stop, Acts::Withhold, Portions { facts, leads });
        }
        prop_assert_eq!(parts.decided(), whole.decided());
        prop_assert_eq!(parts.decisions(), whole.decisions());
        prop_assert_eq!(parts.store.digest().unwrap(), whole.store.digest().unwrap());
        assert_rebuilds(&mut parts);
    }
}
