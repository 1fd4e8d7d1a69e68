//! Goal: a server that goes away under those who write loses nothing that was answered and doubles nothing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use entente_core::id::Seq;
use entente_store::{Entry, Error, Store, Stored};
use entente_testkit::postgres;

use crate::sample::{day, facts, numbers, open, viewed};

/// Appends two facts of one key each until they are there, and answers how often the connection was lost on the way.
fn told(store: &mut Store, number: u64) -> u64 {
    let batch = || facts([viewed(&format!("{number}.a"), 1, day(1)), viewed(&format!("{number}.b"), 1, day(1))]);
    let mut lost = 0;
    loop {
        match store.append(&batch()) {
            Ok(appended) => {
                let is_new = |stored: &Stored| matches!(stored, Stored::New(_));
                assert_eq!(is_new(&appended.facts[0]), is_new(&appended.facts[1]), "both or neither stood");
                return lost;
            }
            Err(Error::Lost(_) | Error::Unsure(_) | Error::NotCommitted(_)) => lost += 1,
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn a_server_that_restarts_under_writes_loses_nothing_and_doubles_nothing() {
    let Some(server) = postgres::start() else { return };
    let address = server.database();
    let mut store = open(&address);
    let done = AtomicBool::new(false);
    let mut told_in_all = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            (0..3).for_each(|_| server.restart());
            done.store(true, Ordering::Release);
        });
        while !done.load(Ordering::Acquire) || told_in_all < 50 {
            told(&mut store, told_in_all);
            told_in_all += 1;
            assert_eq!(store.last_seq().unwrap(), Seq(2 * told_in_all), "reads come back by themselves");
        }
    });
    let store = open(&address);
    let entries = store.entries(Seq(0), usize::MAX).unwrap();
    assert_eq!(numbers(&entries), (1..=2 * told_in_all).collect::<Vec<_>>(), "no gap, nothing twice");
    let keys = entries.iter().map(|(_, entry)| match entry {
        Entry::Fact(fact) => fact.key.clone(),
        Entry::Decision(_) => panic!("only facts were written"),
    });
    let wanted = (0..told_in_all).flat_map(|number| [format!("{number}.a"), format!("{number}.b")]);
    assert_eq!(keys.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
}

#[test]
fn a_transaction_whose_server_went_says_so_and_the_store_goes_on() {
    let Some(server) = postgres::start() else { return };
    let mut store = open(&server.database());
    let mut tx = store.begin().unwrap();
    tx.append(&facts([viewed("m1", 1, day(1))])).unwrap();
    server.restart();
    let error = tx.append(&facts([viewed("m2", 1, day(1))])).unwrap_err();
    assert!(matches!(error, Error::Lost(_)) && error.transient(), "{error}");
    assert!(tx.commit().is_err(), "nothing of it can be committed any more");
    assert_eq!(store.find_fact("m1").unwrap(), None);
    store.append(&facts([viewed("m3", 1, day(1))])).unwrap();
    assert_eq!(store.last_seq().unwrap(), Seq(1));
}

#[test]
fn a_server_that_is_not_there_is_said_without_its_password() {
    let place: entente_store::Place = "postgres://ana:secret@/none?host=/nowhere/at/all".parse().unwrap();
    let Err(error) = Store::open(&place) else { panic!("nobody is there") };
    assert!(matches!(error, Error::Lost(_)), "{error}");
    assert!(!format!("{error} {error:?} {place} {place:?}").contains("secret"));
}

#[test]
fn what_a_statement_failed_in_is_not_committed_by_halves() {
    let Some(address) = postgres::database() else { return };
    let mut store = open(&address);
    let mut tx = store.begin().unwrap();
    tx.append(&facts([viewed("m1", 1, day(1))])).unwrap();
    let nobody = entente_store::Batch {
        identities: vec![("mail:a@b.example".parse().unwrap(), entente_core::id::LeadId(9))],
        ..Default::default()
    };
    assert!(matches!(tx.append(&nobody), Err(Error::Conflict(_))));
    assert!(matches!(tx.commit(), Err(Error::NotCommitted(_))));
    assert_eq!(store.find_fact("m1").unwrap(), None);
}

#[test]
fn two_who_write_at_once_take_turns_and_number_without_a_gap() {
    let Some(address) = postgres::database() else { return };
    thread::scope(|scope| {
        for one in 0..4 {
            let address = &address;
            scope.spawn(move || {
                let mut store = open(address);
                for number in 0..25 {
                    store
                        .append(&facts([
                            viewed(&format!("{one}.{number}"), 1, day(1)),
                            viewed(&format!("same.{number}"), 1, day(1)),
                        ]))
                        .unwrap();
                }
            });
        }
    });
    let entries = open(&address).entries(Seq(0), usize::MAX).unwrap();
    assert_eq!(numbers(&entries), (1..=125).collect::<Vec<_>>(), "a hundred of their own and the 25 that all told");
}
