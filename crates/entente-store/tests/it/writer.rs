//! Goal: what several threads write is committed together, and each hears only of its own failure. No test waits for a
//! time to pass: groups close because they are full or because somebody is in a hurry.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use entente_core::id::Seq;
use entente_store::{Error, Lane, Limits, Store, Stored, Writer};

use crate::sample::{day, facts, viewed};

const LONG: Duration = Duration::from_secs(3_600);

struct Place {
    _folder: tempfile::TempDir,
    path: PathBuf,
    writer: Writer,
}

fn writer(limits: Limits) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let writer = Writer::start(Store::open(&path).unwrap(), limits);
    Place { _folder: folder, path, writer }
}

/// How many entries are committed, as another connection sees it.
fn committed(path: &Path) -> u64 {
    Store::open(path).unwrap().last_seq().unwrap().0
}

#[test]
fn requests_of_several_threads_share_one_commit() {
    let place = writer(Limits { gather: LONG, requests_max: 4 });
    let answers: Vec<(u64, Stored)> = thread::scope(|scope| {
        let ask = |number: u64| {
            let path = place.path.clone();
            let work = move |tx: &mut entente_store::Tx<'_>| -> Result<_, Error> {
                let seen = committed(&path);
                Ok((seen, tx.append(&facts([viewed(&format!("m{number}"), 1, day(1))]))?.facts[0]))
            };
            place.writer.write(Lane::Normal, work).unwrap()
        };
        let threads: Vec<_> = (0..4).map(|number| scope.spawn(move || ask(number))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut places: Vec<Stored> = answers.iter().map(|(_, stored)| *stored).collect();
    places.sort_unstable_by_key(|stored| match stored {
        Stored::New(seq) | Stored::Duplicate(seq) => *seq,
    });
    assert_eq!(places, [1, 2, 3, 4].map(|number| Stored::New(Seq(number))));
    assert!(answers.iter().all(|(seen, _)| *seen == 0), "none was committed while the others ran: {answers:?}");
    assert_eq!(committed(&place.path), 4, "all were before anybody was answered");
}

#[test]
fn a_failed_request_takes_back_its_own_writes_only() {
    let place = writer(Limits { gather: LONG, requests_max: 4 });
    let failed: Vec<u64> = thread::scope(|scope| {
        let ask = |number: u64| {
            let work = move |tx: &mut entente_store::Tx<'_>| -> Result<(), Error> {
                tx.append(&facts([viewed(&format!("m{number}"), 1, day(1))]))?;
                if number == 2 { Err(Error::NotFound("reason to go on".into())) } else { Ok(()) }
            };
            place.writer.write(Lane::Normal, work).err().map(|error| (number, error.to_string()))
        };
        let threads: Vec<_> = (0..4).map(|number| scope.spawn(move || ask(number))).collect();
        let answers = threads.into_iter().filter_map(|thread| thread.join().unwrap());
        answers.map(|(number, error)| (assert_eq!(error, "there is no reason to go on"), number).1).collect()
    });
    assert_eq!(failed, [2]);
    let store = place.writer.close().unwrap();
    let kept: Vec<bool> = (0..4).map(|number| store.find_fact(&format!("m{number}")).unwrap().is_some()).collect();
    assert_eq!(kept, [true, true, false, true]);
    assert_eq!(store.last_seq().unwrap(), Seq(3), "no gap where it was");
}

#[test]
fn somebody_in_a_hurry_ends_the_wait_of_all() {
    let place = writer(Limits { gather: LONG, requests_max: 1_000 });
    thread::scope(|scope| {
        let patient = scope.spawn(|| place.writer.append(Lane::Normal, facts([viewed("patient", 1, day(1))])).unwrap());
        let mut number = 0;
        while !patient.is_finished() {
            let key = format!("hurried {number}");
            place.writer.append(Lane::Fast, facts([viewed(&key, 1, day(1))])).unwrap();
            number += 1;
        }
    });
    let store = place.writer.close().unwrap();
    assert!(store.find_fact("patient").unwrap().is_some());
}

#[test]
fn closing_finishes_what_was_asked_for() {
    let place = writer(Limits { gather: LONG, requests_max: 1_000 });
    let Place { writer, path, _folder } = place;
    let writer = std::sync::Arc::new(writer);
    let theirs = std::sync::Arc::clone(&writer);
    let asked = thread::spawn(move || theirs.append(Lane::Fast, facts([viewed("last", 1, day(1))])));
    asked.join().unwrap().unwrap();
    drop(writer);
    assert_eq!(committed(&path), 1);
}

#[test]
fn a_group_is_no_larger_than_it_may_be() {
    let place = writer(Limits { gather: Duration::ZERO, requests_max: 1 });
    for number in 1..=5 {
        let key = format!("m{number}");
        place.writer.append(Lane::Normal, facts([viewed(&key, 1, day(1))])).unwrap();
        assert_eq!(committed(&place.path), number);
    }
}

#[test]
fn after_a_panic_in_a_request_everybody_hears_that_the_writer_is_closed() {
    let place = writer(Limits::default());
    let panicking = place.writer.write(Lane::Normal, |_| -> Result<(), Error> { panic!("a defect in a request") });
    assert!(matches!(panicking, Err(Error::Closed)));
    let later = place.writer.append(Lane::Normal, facts([viewed("m1", 1, day(1))]));
    assert!(matches!(later, Err(Error::Closed)));
    assert!(matches!(place.writer.close(), Err(Error::Closed)));
    assert_eq!(committed(&place.path), 0);
}
