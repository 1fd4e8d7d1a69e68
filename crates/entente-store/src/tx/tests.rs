//! Goal: when the database takes a transaction back by itself, as it does on a full disk, nothing after that is written.

use super::*;
use crate::Cursor;

#[test]
fn nothing_is_written_after_the_database_took_the_transaction_back() {
    let cursor = || Batch { cursor: Some(Cursor { seq: Seq(9), ..Cursor::default() }), ..Batch::default() };
    let mut store = Store::in_memory().unwrap();
    let mut tx = store.begin().unwrap();
    tx.append(&cursor()).unwrap();
    tx.store.database.script("rollback").unwrap();

    let taken_back = |result: Result<(), Error>| {
        let error = result.unwrap_err();
        assert_eq!(error.to_string(), "the commit failed, nothing was written: the database took the transaction back");
        assert!(error.transient());
    };
    taken_back(tx.append(&cursor()).map(drop));
    taken_back(tx.within(|tx| tx.append(&cursor())).map(drop));
    taken_back(tx.commit());
    assert_eq!(store.cursor().unwrap(), Cursor::default());
    store.append(&cursor()).unwrap();
    assert_eq!(store.cursor().unwrap().seq, Seq(9), "the store itself goes on");
}
