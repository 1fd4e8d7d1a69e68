//! Goal: a copy is of one moment and whole, or it is not there at all.

use entente_core::fact::{About, Fact, What};
use entente_core::id::LeadId;
use entente_core::time::{Instant, Precision};

use super::*;
use crate::Batch;

fn batch(number: u64) -> Batch {
    let at = Instant::from_micros(number as i64);
    let fact = |part: u64| Fact {
        key: format!("m{number}.{part}"),
        about: About::Lead(LeadId(number)),
        at,
        precision: Precision::Second,
        known: at,
        by: None,
        what: What::Accepted,
    };
    Batch { leads: vec![(LeadId(number), at)], facts: vec![fact(1), fact(2)], ..Batch::default() }
}

#[test]
fn a_copy_taken_while_others_write_is_of_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let store = Store::open(&data).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = Store::open(&data).unwrap();
            for number in 1..=200 {
                writer.append(&batch(number)).unwrap();
            }
        });
        for number in 0..5 {
            while store.counts().unwrap().facts < number * 40 {
                std::thread::yield_now();
            }
            store.back_up(&folder.path().join(format!("copy{number}"))).unwrap();
        }
    });
    let mut before = 0;
    for number in 0..5 {
        let counts = Store::open(folder.path().join(format!("copy{number}"))).unwrap().counts().unwrap();
        assert!(counts.facts >= number * 40 && counts.facts >= before);
        assert_eq!(counts.facts, counts.leads * 2, "half of a commit was copied");
        before = counts.facts;
    }
}

#[test]
fn a_copy_is_brought_back_and_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy, back) = (folder.path().join("data"), folder.path().join("copy"), folder.path().join("back"));
    let mut store = Store::open(&data).unwrap();
    (1..=9).for_each(|number| drop(store.append(&batch(number)).unwrap()));
    store.back_up(&copy).unwrap();
    store.append(&batch(10)).unwrap();
    restore(&copy, &back).unwrap();
    let back = Store::open(&back).unwrap();
    assert_eq!(back.counts().unwrap().facts, 18);
    assert_eq!(back.digest().unwrap(), Store::open(&copy).unwrap().digest().unwrap());
}

#[test]
fn nothing_is_written_over_and_nothing_is_left_by_half() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut store = Store::open(&data).unwrap();
    store.append(&batch(1)).unwrap();
    assert!(matches!(store.back_up(&data), Err(Error::Taken(_))));
    assert!(matches!(restore(&folder.path().join("none"), &data), Err(Error::NotFound(_))));
    let damaged = folder.path().join("damaged");
    std::fs::create_dir(&damaged).unwrap();
    std::fs::write(damaged.join(FILE), vec![7; 9_000]).unwrap();
    let error = restore(&damaged, &folder.path().join("new")).unwrap_err();
    assert!(matches!(error, Error::Damaged(_)), "{error}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name == "data" || name == "damaged"), "{left:?}");
}
