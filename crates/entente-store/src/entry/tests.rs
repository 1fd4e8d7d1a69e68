//! Goal: an entry that was damaged from outside is named, and never skipped or guessed.

use entente_core::fact::What;
use entente_core::time::Precision;

use super::*;
use crate::Batch;

#[test]
fn a_damaged_entry_is_named() {
    let (at, about) = (Instant::from_micros(0), About::Lead(LeadId(1)));
    let fact = |key: &str| Fact {
        key: key.into(),
        about: about.clone(),
        at,
        precision: Precision::Second,
        known: at,
        by: None,
        what: What::Accepted,
    };
    let mut store = Store::in_memory().unwrap();
    store.append(&Batch { facts: vec![fact("m1"), fact("m2")], ..Batch::default() }).unwrap();
    store.database.sqlite().execute("update entry set body = '{\"key\":\"m2\"}' where seq = 2", []).unwrap();
    let errors = [
        store.facts_of(LeadId(1)).unwrap_err(),
        store.entries(Seq(0), 9).unwrap_err(),
        store.undecided(Cursor::default(), at, 9).unwrap_err(),
        store.fact(Seq(2)).unwrap_err(),
        store.drop_derived().unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.to_string(), "fact_2 cannot be read: missing field `about` at line 1 column 12");
        assert!(!error.transient());
    }
    assert_eq!(store.fact(Seq(1)).unwrap().unwrap().key, "m1");
    assert_eq!(store.find_fact("m1").unwrap(), Some(Seq(1)), "what was derived was not dropped");
}
