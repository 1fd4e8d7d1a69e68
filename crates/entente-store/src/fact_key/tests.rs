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
    store.connection.execute("update fact_key set fingerprint = $1", [fingerprint("second")]).unwrap();
    assert_eq!(accepted(&mut store, "second"), Stored::New(Seq(2)));
    assert_eq!(accepted(&mut store, "second"), Stored::Duplicate(Seq(2)));
    let number: i64 =
        store.connection.query_row("select fingerprint from fact_key where seq = 2", [], |row| row.get(0)).unwrap();
    assert_eq!(number, fingerprint("second").wrapping_add(1));
}

#[test]
fn the_fingerprint_is_the_same_on_every_machine() {
    // printf m1 | sha256sum | cut -c -16
    assert_eq!(fingerprint("m1") as u64, 0xca0d_f2c9_5aa1_44c1);
}
