//! Goal: what was answered is there after the process is killed, and nothing is there by half.
//!
//! Every batch has three facts of one lead, so a batch by half would show as a lead with one fact or two.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use entente_core::fact::About;
use entente_core::id::Seq;
use entente_store::{Batch, Entry, Store};

use crate::sample::{day, facts, viewed};

/// Names the folder for the child; without it the child's test does nothing.
const FOLDER: &str = "ENTENTE_TEST_CRASH_FOLDER";

fn batch(number: u64) -> Batch {
    facts((0..3).map(|part| viewed(&format!("m{number}.{part}"), number, day(1))))
}

/// The leads in the log; each must have all its three facts.
fn whole_batches(store: &Store) -> Vec<u64> {
    let mut count: BTreeMap<u64, usize> = BTreeMap::new();
    for (_, entry) in store.entries(Seq(0), usize::MAX).unwrap() {
        let Entry::Fact(fact) = entry else { panic!("only facts were written") };
        let About::Lead(lead) = fact.about else { panic!("only of leads") };
        *count.entry(lead.0).or_default() += 1;
    }
    assert!(count.values().all(|facts| *facts == 3), "a batch by half: {count:?}");
    count.into_keys().collect()
}

#[test]
fn what_a_killed_process_answered_is_there_and_nothing_by_half() {
    let folder = tempfile::tempdir().unwrap();
    let mut answered = 0;
    for kills in 1..=3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["crash::child_appends_until_it_is_killed", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        for line in lines {
            let Some(number) = line.rsplit_once("answered ").and_then(|(_, number)| number.parse().ok()) else {
                continue;
            };
            answered = number;
            if answered >= kills * 20 {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();

        let mut store = Store::open(folder.path()).unwrap();
        let there = whole_batches(&store);
        assert!(answered >= kills * 20, "it was killed at {answered}");
        assert!(there.len() as u64 >= answered, "answered {answered}, there are {}", there.len());
        assert_eq!(there, (1..=there.len() as u64).collect::<Vec<_>>(), "no batch is missing in between");
        let seqs: Vec<u64> = store.entries(Seq(0), usize::MAX).unwrap().iter().map(|(seq, _)| seq.0).collect();
        assert_eq!(seqs, (1..=seqs.len() as u64).collect::<Vec<_>>(), "nor a number");
        store.append(&batch(answered)).unwrap();
        assert_eq!(whole_batches(&store), there, "sending the last one again changes nothing");
    }
}

/// Runs in the child process only: appends batch after batch and says so after each.
#[test]
fn child_appends_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut store = Store::open(Path::new(&folder)).unwrap();
    for number in store.last_seq().unwrap().0 / 3 + 1.. {
        store.append(&batch(number)).unwrap();
        println!("answered {number}");
    }
}

#[test]
fn a_write_ahead_log_cut_anywhere_gives_whole_batches_from_the_first_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    (1..=12).for_each(|number| drop(store.append(&batch(number)).unwrap()));
    let file = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let (database, log) = (file("entente.db"), file("entente.db-wal"));
    let mut last = 0;
    for tenth in 0..=40 {
        let cut = log.len() * tenth / 40;
        let copy = tempfile::tempdir().unwrap();
        std::fs::write(copy.path().join("entente.db"), &database).unwrap();
        std::fs::write(copy.path().join("entente.db-wal"), &log[..cut]).unwrap();
        let there = whole_batches(&Store::open(copy.path()).unwrap());
        assert_eq!(there, (1..=there.len() as u64).collect::<Vec<_>>());
        assert!(there.len() >= last, "more of the file never holds less");
        last = there.len();
    }
    assert_eq!(last, 12);
}
