//! Goal: keys and signs of life that wait in memory are found meanwhile, put down in order, and known again from the log.

use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;
use entente_store::{Batch, Entry, Standing, Store, Stored};

use crate::sample::{day, facts, open, store, viewed};

/// Tells three facts of three leads that wait; answers whether this database lets them wait.
fn tell_behind(store: &mut Store) -> bool {
    store
        .append(&Batch {
            leads: (1..=3).map(|lead| (LeadId(lead), day(1))).collect(),
            ..facts([viewed("m0", 1, day(1))])
        })
        .unwrap();
    let mut tx = store.begin().unwrap();
    let waits = tx.fall_behind().unwrap();
    tx.append(&facts([viewed("m1", 1, day(2)), viewed("m2", 2, day(3)), viewed("m3", 3, day(4))])).unwrap();
    tx.keep_up();
    tx.commit().unwrap();
    waits
}

fn heard(store: &Store, lead: u64) -> Option<Instant> {
    store.card(LeadId(lead)).unwrap().map(|card| card.heard)
}

#[test]
fn a_key_that_waits_is_found_and_not_taken_twice() {
    let mut store = store();
    let waits = tell_behind(&mut store);
    assert_eq!(store.keys_behind(), if waits { 3 } else { 0 });
    assert_eq!(store.behind().unwrap(), waits.then_some(Seq(1)), "everything up to the first entry is put down");
    assert_eq!(store.find_fact("m2").unwrap(), Some(Seq(3)));
    let again = store.append(&facts([viewed("m3", 3, day(4)), viewed("m4", 3, day(5))])).unwrap();
    assert_eq!(again.facts, [Stored::Duplicate(Seq(4)), Stored::New(Seq(5))]);
}

#[test]
fn keys_are_put_down_in_order_a_share_at_a_time() {
    let mut store = store();
    if !tell_behind(&mut store) {
        return;
    }
    let mut tx = store.begin().unwrap();
    let last = tx.put_keys(None, 2).unwrap();
    assert!(last.is_some());
    assert_eq!(tx.keys_behind(), 1);
    assert_eq!(tx.put_keys(last, 2).unwrap(), None, "there is no more after it");
    assert_eq!(tx.keys_behind(), 0);
    tx.settled().unwrap();
    tx.commit().unwrap();
    assert_eq!(store.behind().unwrap(), None);
    for (key, seq) in [("m1", 2), ("m2", 3), ("m3", 4)] {
        assert_eq!(store.find_fact(key).unwrap(), Some(Seq(seq)), "{key}");
    }
}

#[test]
fn when_a_lead_last_did_something_is_shown_once_it_is_put_down() {
    let mut store = store();
    let waits = tell_behind(&mut store);
    let standing = |lead| (LeadId(lead), Some(Standing::default()));
    let mut tx = store.begin().unwrap();
    tx.append(&Batch { cards: vec![standing(1), standing(2)], ..Batch::default() }).unwrap();
    tx.commit().unwrap();
    assert_eq!(heard(&store, 2), Some(if waits { day(1) } else { day(3) }));
    let mut tx = store.begin().unwrap();
    tx.put_heard([LeadId(2), LeadId(7)].into_iter()).unwrap();
    tx.commit().unwrap();
    assert_eq!(heard(&store, 2), Some(day(3)));
    assert_eq!(heard(&store, 1), Some(if waits { day(1) } else { day(2) }), "nobody asked for it yet");
}

#[test]
fn in_a_folder_what_waited_is_known_again_from_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let address = folder.path().to_str().unwrap();
    tell_behind(&mut open(address));
    let mut store = open(address);
    let from = store.behind().unwrap().unwrap();
    assert_eq!(store.find_fact("m2").unwrap(), None, "its key was in memory alone");
    let missed = store.entries(from, usize::MAX).unwrap().into_iter();
    let missed = missed.filter_map(|(seq, entry)| if let Entry::Fact(fact) = entry { Some((seq, fact)) } else { None });
    let mut tx = store.begin().unwrap();
    tx.catch_up(&missed.collect::<Vec<_>>()).unwrap();
    tx.settled().unwrap();
    tx.commit().unwrap();
    let caught_up = store.digest().unwrap();
    store.drop_derived().unwrap();
    assert_eq!(store.digest().unwrap(), caught_up);
}
