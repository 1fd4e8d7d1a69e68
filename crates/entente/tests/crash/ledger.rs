//! What was told and what was acknowledged: held by the side that tells, and so not lost with the side that is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Facts told together: their keys and the request's body.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) keys: Vec<String>,
    pub(crate) body: String,
}

/// The book of one run.
#[derive(Default)]
pub(crate) struct Ledger {
    inner: Mutex<Book>,
    answered: Condvar,
}

#[derive(Default)]
pub(crate) struct Book {
    /// Told, and not known to be in the log: told again until they are.
    pub(crate) open: Vec<Told>,
    /// Every key that was told at all.
    pub(crate) told: BTreeSet<String>,
    /// The keys that were acknowledged, with the place in the log that was answered.
    pub(crate) acknowledged: BTreeMap<String, String>,
    /// Requests that were answered `accepted` or `duplicate` throughout.
    pub(crate) answered: usize,
}

impl Ledger {
    pub(crate) fn book(&self) -> MutexGuard<'_, Book> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes facts before they are sent.
    pub(crate) fn sends(&self, told: &Told) {
        self.book().told.extend(told.keys.iter().cloned());
    }

    /// Takes in an answer: every fact must be accepted or known, at one place for ever.
    pub(crate) fn hears(&self, told: &Told, answer: &str) {
        let answer: serde_json::Value = serde_json::from_str(answer).unwrap();
        let facts = answer["facts"].as_array().unwrap();
        assert_eq!(facts.len(), told.keys.len());
        let mut book = self.book();
        for (key, fact) in told.keys.iter().zip(facts) {
            let outcome = fact["outcome"].as_str().unwrap();
            assert!(["accepted", "duplicate"].contains(&outcome), "{key}: {fact}");
            let place = fact["fact"].as_str().unwrap().to_owned();
            let before = book.acknowledged.insert(key.clone(), place.clone());
            assert!(before.is_none_or(|before| before == place), "{key} moved to {place}");
        }
        book.answered += 1;
        self.answered.notify_all();
    }

    /// Waits until so many more requests were answered.
    pub(crate) fn waits_for(&self, more: usize) {
        let book = self.book();
        let wanted = book.answered + more;
        let waited = self.answered.wait_while(book, |book| book.answered < wanted);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Keeps what was not answered, to be told again.
    pub(crate) fn keeps(&self, told: Told) {
        self.book().open.push(told);
    }
}
