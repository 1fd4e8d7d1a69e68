//! Once: a fact's key is found again by 64 bits of its hash, and told from another key of equal bits by its full text.

use std::collections::HashMap;

use entente_core::fact::Fact;
use entente_core::id::Seq;
use sha2::{Digest, Sha256};

use crate::sql::statements;
use crate::{Error, Store, Tx};

#[cfg(test)]
mod tests;

statements! { "fact_key.sql": FIND = "find", FIND_MANY = "find_many", INSERT = "insert" }

impl Store {
    /// Where the fact of this key is in the log; none where no such fact was accepted.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find_fact(&self, key: &str) -> Result<Option<Seq>, Error> {
        FactKeys::default().find(self, key)
    }

    fn at_number(&self, number: i64) -> Result<Option<Seq>, Error> {
        if let Some(seq) = self.behind.borrow().at_number(number) {
            return Ok(Some(seq));
        }
        self.first(FIND, [number], |row| Ok(Seq(row.get::<i64>(0)? as u64)))
    }

    /// Whether the fact at `seq` has this key, and not only its bits.
    fn has_key(&self, seq: Seq, key: &str) -> Result<bool, Error> {
        Ok(self.fact(seq)?.is_some_and(|fact: Fact| fact.key == key))
    }
}

/// Keys of facts that are looked up together, and those taken since: one question to the database for a whole list.
#[derive(Debug, Default)]
pub struct FactKeys {
    /// What stands at a number: the fact that took it before, or nothing.
    at: HashMap<i64, Option<Seq>>,
    /// Keys taken here, by their number, in the order taken.
    taken: Vec<(i64, Seq)>,
    texts: HashMap<i64, String>,
}

impl FactKeys {
    /// Looks these keys up.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn look_up<'a>(store: &Store, keys: impl Iterator<Item = &'a str>) -> Result<FactKeys, Error> {
        let mut found = FactKeys::default();
        found.look_up_more(store, keys)?;
        Ok(found)
    }

    /// Looks more keys up, before anything is taken. A key that is not looked up here is when it is asked for, alone.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn look_up_more(&mut self, store: &Store, keys: impl Iterator<Item = impl AsRef<str>>) -> Result<(), Error> {
        let mut numbers: Vec<i64> = keys.map(|key| fingerprint(key.as_ref())).collect();
        // In the order of the table, so that neighbours are read together.
        numbers.sort_unstable();
        numbers.dedup();
        let waiting = store.behind.borrow();
        numbers.retain(|number| {
            let stands = self.at.entry(*number).or_insert_with(|| waiting.at_number(*number));
            stands.is_none()
        });
        drop(waiting);
        store.database.visit_many(FIND_MANY, &[], &numbers, |row| {
            self.at.insert(row.get(0)?, Some(Seq(row.get::<i64>(1)? as u64)));
            Ok(true)
        })
    }

    /// Where the fact of this key is in the log, or will be; none where there is no such fact.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find(&mut self, store: &Store, key: &str) -> Result<Option<Seq>, Error> {
        self.walk(store, key).map(|(_, found)| found)
    }

    /// The fact of this key, or the first free number for it. Keys of equal bits stand one after the other: no row is
    /// ever removed alone, so the first free number ends the search.
    fn walk(&mut self, store: &Store, key: &str) -> Result<(i64, Option<Seq>), Error> {
        let mut number = fingerprint(key);
        loop {
            let stands = match self.at.get(&number) {
                Some(stands) => *stands,
                None => *self.at.entry(number).or_insert(store.at_number(number)?),
            };
            let Some(seq) = stands else { return Ok((number, None)) };
            let is_same = match self.texts.get(&number) {
                Some(text) => text == key,
                None => store.has_key(seq, key)?,
            };
            if is_same {
                return Ok((number, Some(seq)));
            }
            number = number.wrapping_add(1);
        }
    }

    /// Takes the key for the fact at `seq`; answers the fact that has it already. What was taken is to be written.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn take(&mut self, store: &Store, key: &str, seq: Seq) -> Result<Option<Seq>, Error> {
        let (number, found) = self.walk(store, key)?;
        if found.is_none() {
            self.at.insert(number, Some(seq));
            self.texts.insert(number, key.to_owned());
            self.taken.push((number, seq));
        }
        Ok(found)
    }

    /// Writes what was taken since this was last done.
    pub(crate) fn write(&mut self, tx: &Tx<'_>) -> Result<(), Error> {
        let mut taken = std::mem::take(&mut self.taken);
        if tx.is_behind {
            tx.behind.borrow_mut().take_keys(taken.into_iter());
            return Ok(());
        }
        taken.sort_unstable();
        insert(tx, &taken)
    }
}

/// Writes the facts of keys, by the number of the key.
pub(crate) fn insert(tx: &Tx<'_>, keys: &[(i64, Seq)]) -> Result<(), Error> {
    let rows: Vec<(i64, i64)> = keys.iter().map(|(number, seq)| (*number, seq.0 as i64)).collect();
    tx.execute_many(INSERT, &rows)
}

/// The first eight bytes of the key's SHA-256: the same on every machine, and nobody can make two keys collide cheaply.
fn fingerprint(key: &str) -> i64 {
    let hash = Sha256::digest(key.as_bytes());
    hash.iter().take(8).fold(0, |number, byte| number << 8 | i64::from(*byte))
}
