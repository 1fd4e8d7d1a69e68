//! Once: a fact's key is found again by 64 bits of its hash, and told from another key of equal bits by its full text.

use crate::database::params;
use entente_core::fact::Fact;
use entente_core::id::Seq;
use sha2::{Digest, Sha256};

use crate::sql::statements;
use crate::{Error, Store, Tx};

#[cfg(test)]
mod tests;

statements! { "fact_key.sql": FIND = "find", INSERT = "insert" }

impl Store {
    /// Where the fact of this key is in the log; none where no such fact was accepted.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find_fact(&self, key: &str) -> Result<Option<Seq>, Error> {
        // Keys of equal bits stand one after the other. No row is ever removed alone: the first free number ends the search.
        let mut number = fingerprint(key);
        while let Some(seq) = self.at_number(number)? {
            if self.has_key(seq, key)? {
                return Ok(Some(seq));
            }
            number = number.wrapping_add(1);
        }
        Ok(None)
    }

    fn at_number(&self, number: i64) -> Result<Option<Seq>, Error> {
        self.first(FIND, [number], |row| Ok(Seq(row.get::<i64>(0)? as u64)))
    }

    /// Whether the fact at `seq` has this key, and not only its bits.
    fn has_key(&self, seq: Seq, key: &str) -> Result<bool, Error> {
        Ok(self.fact(seq)?.is_some_and(|fact: Fact| fact.key == key))
    }
}

/// Takes the key for the fact at `seq`; answers the entry that has it already.
pub(crate) fn claim(tx: &Tx<'_>, key: &str, seq: Seq) -> Result<Option<Seq>, Error> {
    let mut number = fingerprint(key);
    while tx.execute(INSERT, params![number, seq.0 as i64])? == 0 {
        if let Some(before) = tx.at_number(number)?
            && tx.has_key(before, key)?
        {
            return Ok(Some(before));
        }
        number = number.wrapping_add(1);
    }
    Ok(None)
}

/// The first eight bytes of the key's SHA-256: the same on every machine, and nobody can make two keys collide cheaply.
fn fingerprint(key: &str) -> i64 {
    let hash = Sha256::digest(key.as_bytes());
    hash.iter().take(8).fold(0, |number, byte| number << 8 | i64::from(*byte))
}
