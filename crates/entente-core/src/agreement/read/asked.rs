//! For tests only: which keys the reader has asked for, so that no table offers a key that nothing reads.

use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static ASKED: RefCell<BTreeSet<(&'static str, &'static str)>> = const { RefCell::new(BTreeSet::new()) };
}

/// Starts anew.
pub(crate) fn forget() {
    ASKED.with_borrow_mut(BTreeSet::clear);
}

/// Notes that a key of a table was asked for.
pub(crate) fn note(table: &'static str, key: &'static str) {
    ASKED.with_borrow_mut(|asked| {
        asked.insert((table, key));
    });
}

/// Every table's name with each of its keys that was asked for in this thread.
pub(crate) fn so_far() -> BTreeSet<(&'static str, &'static str)> {
    ASKED.with_borrow(BTreeSet::clone)
}
