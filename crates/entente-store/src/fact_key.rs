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

/// Where the key of a fact stands, or could.
enum Place {
    /// The log has it.
    Taken(Seq),
    /// It does not; this number is free for it.
    Free(i64),
}

impl Store {
    /// Where the fact of this key is in the log; none where no such fact was accepted.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find_fact(&self, key: &str) -> Result<Option<Seq>, Error> {
        Ok(match self.place(key)? {
            Place::Taken(seq) => Some(seq),
            Place::Free(_) => None,
        })
    }

    /// Looks from the key's own number upwards: keys of equal bits stand one after the other. No row is ever removed
    /// alone, so the first free number ends the search.
    fn place(&self, key: &str) -> Result<Place, Error> {
        let mut number = fingerprint(key);
        loop {
            let seq: Option<i64> = self.first(FIND, [number], |row| row.get(0))?;
            let Some(seq) = seq else { return Ok(Place::Free(number)) };
            let seq = Seq(seq as u64);
            if self.fact(seq)?.is_some_and(|fact: Fact| fact.key == key) {
                return Ok(Place::Taken(seq));
            }
            number = number.wrapping_add(1);
        }
    }
}

/// Takes the key for the fact at `seq`; answers the entry that has it already.
pub(crate) fn claim(tx: &Tx<'_>, key: &str, seq: Seq) -> Result<Option<Seq>, Error> {
    match tx.place(key)? {
        Place::Taken(seq) => Ok(Some(seq)),
        Place::Free(number) => {
            tx.execute(INSERT, params![number, seq.0 as i64])?;
            Ok(None)
        }
    }
}

/// The first eight bytes of the key's SHA-256: the same on every machine, and nobody can make two keys collide cheaply.
fn fingerprint(key: &str) -> i64 {
    let hash = Sha256::digest(key.as_bytes());
    hash.iter().take(8).fold(0, |number, byte| number << 8 | i64::from(*byte))
}
