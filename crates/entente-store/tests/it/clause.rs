//! Goal: what a page says of a clause is what the log says of it, however the log was written, and after a rebuild too.

use entente_core::decision::{ClockKey, Concluded, Decision};
use entente_core::id::{ClauseId, Seq};
use entente_core::time::{Instant, Span};
use entente_store::{Batch, Digest, RECENT_MAX, Store};
use proptest::prelude::*;

use crate::sample::{cases, day, decision, handed_off, store};

fn missed(lead: u64, at: Instant) -> Decision {
    let commitment = ClauseId("sla.sales.touch".into());
    let what = Concluded::ClockMissed { clock: ClockKey { commitment: commitment.clone(), cycle: 1 } };
    Decision { clause: commitment, ..decision(lead, at, what) }
}

fn write(store: &mut Store, decisions: &[Decision], portion: usize) {
    for portion in decisions.chunks(portion) {
        store.append(&Batch { decisions: portion.to_vec(), ..Batch::default() }).unwrap();
    }
}

#[test]
fn each_clause_is_counted_by_day_with_its_newest_decisions_and_its_last_miss() {
    let mut store = store();
    let late = day(3) + Span::HOUR;
    let decisions =
        [handed_off(1, day(1)), handed_off(2, day(3)), missed(1, day(3)), missed(2, late), handed_off(3, late)];
    write(&mut store, &decisions, 2);
    let row = |since| {
        let counts = store.cited_since(since).unwrap();
        let texts = counts.iter().map(|(clause, cited)| format!("{clause} {}/{}", cited.decided, cited.missed));
        texts.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(row(day(1)), "handoff 3/0, sla.sales.touch 2/2");
    assert_eq!(row(day(3)), "handoff 2/0, sla.sales.touch 2/2");
    assert_eq!(row(day(4)), "");
    let (handoff, touch) = (ClauseId("handoff".into()), ClauseId("sla.sales.touch".into()));
    let by_day = store.cited_by_day(&handoff, day(1)).unwrap();
    assert_eq!(by_day.iter().map(|(_, cited)| cited.decided).collect::<Vec<_>>(), [1, 2]);
    let newest: Vec<Seq> = store.citing(&handoff, false).unwrap().iter().map(|citing| citing.seq).collect();
    assert_eq!(newest, [Seq(5), Seq(2), Seq(1)]);
    let last = store.last_missed().unwrap();
    assert_eq!(last.keys().collect::<Vec<_>>(), [&touch]);
    assert_eq!((last[&touch].lead.unwrap().0, last[&touch].at), (2, late));
}

/// The two tables of clauses.
fn of_clauses(digest: &Digest) -> (String, String) {
    (digest["clause_day"].clone(), digest["clause_recent"].clone())
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn portions_and_a_rebuild_change_nothing(
        story in proptest::collection::vec((1_u64..9, 1_i64..5, any::<bool>()), 1..120),
        portion in 1_usize..50,
    ) {
        let mut days: Vec<i64> = story.iter().map(|(_, day, _)| *day).collect();
        days.sort_unstable();
        let decisions: Vec<Decision> = story
            .iter()
            .zip(days)
            .map(|((lead, _, late), at)| if *late { missed(*lead, day(at)) } else { handed_off(*lead, day(at)) })
            .collect();
        let (mut one, mut other) = (store(), store());
        write(&mut one, &decisions, decisions.len());
        write(&mut other, &decisions, portion);
        let before = of_clauses(&one.digest().unwrap());
        prop_assert_eq!(&of_clauses(&other.digest().unwrap()), &before);
        other.drop_derived().unwrap();
        prop_assert_eq!(&of_clauses(&other.digest().unwrap()), &before);
        for (clause, late) in [("handoff", false), ("sla.sales.touch", true)] {
            let kept = one.citing(&ClauseId(clause.into()), late).unwrap();
            let all = story.iter().filter(|(.., is_late)| *is_late == late).count();
            prop_assert_eq!(kept.len(), all.min(RECENT_MAX));
        }
    }
}
