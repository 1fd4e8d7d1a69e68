//! Goal: facts written again keep their place, their key and all but what was left out, and how far it was done is
//! known exactly, whatever is cut off. Method: pages viewed with titles, portions of every size.

use std::collections::BTreeMap;

use entente_core::fact::{Fact, Value, What};
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;
use entente_store::{Batch, Cursor, Entry, Retention, Store};
use expect_test::expect;

use crate::sample::{cases, day, fact, store};
use proptest::prelude::*;

/// A page with a title, known at some day.
fn titled(number: u64, on: i64) -> Fact {
    let properties = BTreeMap::from([("title".to_owned(), Value::Text(format!("Prices of {number}")))]);
    let what = What::Happened { event: "Page Viewed".into(), properties, class: Default::default() };
    fact(&format!("m{number}"), 1, day(on), what)
}

/// All but the properties.
fn bare(fact: &Fact) -> Option<Fact> {
    let mut left = fact.clone();
    match &mut left.what {
        What::Happened { properties, .. } if !properties.is_empty() => properties.clear(),
        _ => return None,
    }
    Some(left)
}

/// A store with a page for each of these days, in this order.
fn with_pages(days: &[i64]) -> Store {
    let mut store = store();
    let facts = days.iter().zip(1..).map(|(on, number)| titled(number, *on)).collect();
    store.append(&Batch { leads: vec![(LeadId(1), day(1))], facts, ..Batch::default() }).unwrap();
    store
}

/// One portion; how many facts it looked at.
fn keep(store: &mut Store, until: Instant, limit: usize) -> u64 {
    let mut tx = store.begin().unwrap();
    let from = tx.retention().unwrap();
    let portion = tx.shortened(&from, until, limit, bare).unwrap();
    tx.retain(&portion).unwrap();
    tx.commit().unwrap();
    portion.reached.passed - from.passed
}

/// `1 m1 03-01 Prices of 1`, a line each.
fn log(store: &Store) -> String {
    let line = |(seq, entry): (Seq, Entry)| {
        let Entry::Fact(Fact { key, known, what: What::Happened { properties, .. }, .. }) = entry else { panic!() };
        let title = properties.get("title").map(|title| format!("{title:?}")).unwrap_or_default();
        format!("{} {key} {} {title}\n", seq.0, &known.to_string()[5..10])
    };
    store.entries(Seq(0), usize::MAX).unwrap().into_iter().map(line).collect()
}

#[test]
fn facts_are_written_again_in_the_order_in_which_they_became_known() {
    let mut store = with_pages(&[3, 1, 2, 9]);
    assert_eq!(store.retention().unwrap(), Retention::default());
    assert_eq!(store.facts_ahead(&Retention::default(), day(3)).unwrap(), 3);
    assert_eq!(keep(&mut store, day(3), 2), 2);
    expect![[r#"
        1 m1 03-03 Text("Prices of 1")
        2 m2 03-01 
        3 m3 03-02 
        4 m4 03-09 Text("Prices of 4")
    "#]]
    .assert_eq(&log(&store));
    let stood = store.retention().unwrap();
    assert_eq!((stood.known, stood.seq, stood.passed, stood.shortened), (day(2), Seq(3), 2, 2));
    assert_eq!(stood.bytes, 2 * r#","properties":{"title":"Prices of 2"}"#.len() as u64);
    assert_eq!((keep(&mut store, day(3), 9), keep(&mut store, day(3), 9)), (1, 0));
    assert_eq!(store.facts_ahead(&store.retention().unwrap(), Instant::MAX).unwrap(), 1);
}

#[test]
fn what_was_written_again_is_found_by_its_key_its_lead_and_its_time() {
    let mut store = with_pages(&[3, 1, 2]);
    keep(&mut store, day(9), 9);
    let about: Vec<Seq> = store.facts_about(LeadId(1)).unwrap().iter().map(|(seq, _)| *seq).collect();
    assert_eq!(about, [Seq(2), Seq(3), Seq(1)]);
    for (number, seq) in [(1, 1), (2, 2), (3, 3)] {
        assert_eq!(store.find_fact(&format!("m{number}")).unwrap(), Some(Seq(seq)));
    }
    let page = store.undecided(Cursor::default(), day(9), 9).unwrap();
    assert_eq!(page.len(), 3);
    assert!(page.iter().all(|(_, fact)| bare(fact).is_none()));
    let again = store.append(&Batch { facts: vec![titled(1, 3)], ..Batch::default() }).unwrap();
    assert_eq!(format!("{:?}", again.facts), "[Duplicate(Seq(1))]");
    store.drop_derived().unwrap();
    assert_eq!(store.find_fact("m2").unwrap(), Some(Seq(2)));
    assert_eq!(store.retention().unwrap().passed, 3);
}

#[test]
fn a_portion_that_is_not_committed_leaves_no_trace() {
    let mut store = with_pages(&[1, 2, 3]);
    keep(&mut store, day(1), 9);
    let (before, stood) = (log(&store), store.retention().unwrap());
    let mut tx = store.begin().unwrap();
    let portion = tx.shortened(&stood, day(9), 9, bare).unwrap();
    tx.retain(&portion).unwrap();
    drop(tx);
    assert_eq!((log(&store), store.retention().unwrap()), (before, stood));
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn however_it_is_cut_the_same_is_left(days in prop::collection::vec(1..20_i64, 1..30), limit in 1..9_usize) {
        let (mut whole, mut cut) = (with_pages(&days), with_pages(&days));
        keep(&mut whole, day(10), usize::MAX);
        for until in 1..=10 {
            while keep(&mut cut, day(until), limit) == limit as u64 {}
        }
        prop_assert_eq!(log(&cut), log(&whole));
        prop_assert_eq!(cut.retention().unwrap(), whole.retention().unwrap());
        prop_assert_eq!(log(&cut).matches("Prices").count(), days.iter().filter(|on| **on > 10).count());
    }
}
