//! Goal: a process hears of every commit of another that changed something, of none of its own, and again after the
//! server was away. Method: one listens, both write, and what was heard is counted.

use std::time::Duration;

use entente_core::time::Span;
use entente_store::{Error, Heard, News, Place, Store};
use entente_testkit::postgres;

use crate::sample::{day, facts, viewed};

/// Longer than any server takes.
const LONG: Duration = Duration::from_secs(30);

/// Waits until it listens.
fn listening(place: &Place) -> News {
    let mut news = News::of(place).unwrap();
    connected(&mut news);
    news
}

fn connected(news: &mut News) {
    while !matches!(news.wait(LONG), Heard::Connected) {}
}

fn write(store: &mut Store, key: &str) {
    store.append(&facts([viewed(key, 1, day(1))])).unwrap();
}

/// How many commits are heard until a last one that the other makes now.
fn heard(news: &mut News, other: &mut Store, last: &str) -> u64 {
    write(other, last);
    match news.wait(LONG) {
        Heard::Commits(commits) => commits,
        heard => panic!("{heard:?}"),
    }
}

#[test]
fn commits_of_others_are_heard_and_ones_own_are_not() {
    let Some(address) = postgres::database() else { return };
    let [here, there] = [(), ()].map(|()| address.parse::<Place>().unwrap());
    let (mut own, mut also_own) = (Store::open(&here).unwrap(), Store::open(here.clone()).unwrap());
    let mut other = Store::open(&there).unwrap();
    let mut news = listening(&here);
    (0..3).for_each(|number| write(&mut own, &format!("own {number}")));
    write(&mut also_own, "own too");
    assert_eq!(heard(&mut news, &mut other, "m1"), 1, "those of this process are no news");
    // What changes nothing is none either: facts that are there, a claim of nothing, a transaction that is dropped.
    write(&mut other, "m1");
    assert_eq!(other.claim("w", day(1), Span::HOUR, 9).unwrap(), []);
    let mut tx = other.begin().unwrap();
    tx.append(&facts([viewed("dropped", 1, day(1))])).unwrap();
    drop(tx);
    assert_eq!(heard(&mut news, &mut other, "m2"), 1);
    // What is written outside the log is told at the end of the turn in which it was.
    other.alone(|store| store.put_setting("plain", "kept").unwrap()).unwrap();
    assert!(matches!(news.wait(LONG), Heard::Commits(1)));
}

#[test]
fn a_listener_comes_back_after_the_server_was_away() {
    let Some(server) = postgres::start() else { return };
    let address = server.database();
    let [here, there] = [(), ()].map(|()| address.parse::<Place>().unwrap());
    let mut other = Store::open(&there).unwrap();
    let mut news = listening(&here);
    server.restart();
    assert!(matches!(news.wait(LONG), Heard::Deaf(Error::Lost(_))), "it says that it hears nothing");
    connected(&mut news);
    assert_eq!(heard(&mut news, &mut other, "m1"), 1);
}

#[test]
fn a_folder_has_no_news_and_a_server_that_is_not_there_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    assert!(News::of(&folder.path().into()).is_none());
    let place: Place = "postgres://ana@/none?host=/nowhere/at/all".parse().unwrap();
    let mut news = News::of(&place).unwrap();
    for _ in 0..3 {
        assert!(matches!(news.wait(LONG), Heard::Deaf(Error::Lost(_))));
    }
}
