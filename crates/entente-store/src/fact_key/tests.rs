//! Goal: two keys of equal bits are two facts. Real ones cannot be found, so a row is moved to where another key belongs.

use entente_core::fact::{About, What};
use entente_core::id::LeadId;
use entente_core::time::{Instant, Precision};

use super::*;
use crate::{Batch, Stored};

fn accepted(store: &mut Store, key: &str) -> Stored {
    let (at, about) = (Instant::from_micros(0), About::Lead(LeadId(1)));
    let fact =
        Fact { key: key.into(), about, at, precision: Precision::Second, known: at, by: None, what: What::Accepted };
    store.append(&Batch { facts: vec![fact], ..Batch::default() }).unwrap().facts[0]
}

#[test]
fn keys_of_equal_bits_stand_one_after_the_other() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(accepted(&mut store, "first"), Stored::New(Seq(1)));
    store.database.sqlite().execute("update fact_key set fingerprint = $1", [fingerprint("second")]).unwrap();
    assert_eq!(accepted(&mut store, "second"), Stored::New(Seq(2)));
    assert_eq!(accepted(&mut store, "second"), Stored::Duplicate(Seq(2)));
    let number: i64 = store
        .database
        .sqlite()
        .query_row("select fingerprint from fact_key where seq = 2", [], |row| row.get(0))
        .unwrap();
    assert_eq!(number, fingerprint("second").wrapping_add(1));
}

#[test]
fn the_fingerprint_is_the_same_on_every_machine() {
    // printf m1 | sha256sum | cut -c -16
    assert_eq!(fingerprint("m1") as u64, 0xca0d_f2c9_5aa1_44c1);
}

#[test]
fn a_chain_of_equal_bits_is_walked_to_its_end_and_folded_again_without_it() {
    let mut store = Store::in_memory().unwrap();
    let of = |store: &Store, seq: i64| -> i64 {
        let sql = "select fingerprint from fact_key where seq = $1";
        store.database.sqlite().query_row(sql, [seq], |row| row.get(0)).unwrap()
    };
    let move_to = |store: &Store, seq: i64, number: i64| {
        store.database.sqlite().execute("update fact_key set fingerprint = $1 where seq = $2", [number, seq]).unwrap()
    };
    // Where the third key belongs stand the first and the second.
    let start = fingerprint("third");
    accepted(&mut store, "first");
    accepted(&mut store, "second");
    move_to(&store, 1, start);
    move_to(&store, 2, start.wrapping_add(1));
    assert_eq!(store.find_fact("third").unwrap(), None, "two rows on the way, neither of its key");
    assert_eq!(accepted(&mut store, "third"), Stored::New(Seq(3)));
    assert_eq!(of(&store, 3), start.wrapping_add(2));
    assert_eq!(accepted(&mut store, "third"), Stored::Duplicate(Seq(3)));

    store.drop_derived().unwrap();
    assert_eq!([1, 2, 3].map(|seq| of(&store, seq)), ["first", "second", "third"].map(fingerprint));
    for (key, seq) in [("first", 1), ("second", 2), ("third", 3)] {
        assert_eq!(accepted(&mut store, key), Stored::Duplicate(Seq(seq)), "{key}");
    }
    assert_eq!(store.last_seq().unwrap(), Seq(3));
}

#[test]
fn only_the_very_same_key_is_a_duplicate() {
    let mut store = Store::in_memory().unwrap();
    let keys = ["m1", "M1", " m1", "m1 ", "", "m1\0", "ｍ1"];
    for (place, key) in keys.iter().enumerate() {
        assert_eq!(accepted(&mut store, key), Stored::New(Seq(place as u64 + 1)), "{key:?}");
    }
    for (place, key) in keys.iter().enumerate() {
        assert_eq!(store.find_fact(key).unwrap(), Some(Seq(place as u64 + 1)), "{key:?}");
    }
}
