//! The due-time index: for every state the next instant at which time alone changes something, so that nothing is scanned.

use std::collections::BTreeMap;

use crate::database::params;
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, StateKey, Store, Tx, key};

statements! { "due.sql": PUT = "put", DELETE = "delete", UNTIL = "until", OF = "of" }

impl Store {
    /// Up to `limit` states that fall due at `until` or before, in `(instant, key)` order.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where a key's kind is unknown.
    pub fn due(&self, until: Instant, limit: usize) -> Result<Vec<(Instant, StateKey)>, Error> {
        let params = params![until.as_micros(), limit.min(i64::MAX as usize) as i64];
        let rows: Vec<(i64, i64, i64)> = self.rows(UNTIL, params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.into_iter().map(|(due, kind, id)| Ok((Instant::from_micros(due), key::from_columns(kind, id)?))).collect()
    }
}

impl Store {
    /// When one state falls due; none where time alone never changes it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn due_of(&self, key: StateKey) -> Result<Option<Instant>, Error> {
        let (kind, id) = key::columns(key);
        self.first(OF, params![kind, id], |row| row.get(0).map(Instant::from_micros))
    }
}

/// Saves or drops due instants, each key once.
pub(crate) fn save(tx: &Tx<'_>, due: &[(StateKey, Option<Instant>)]) -> Result<(), Error> {
    let (mut put, mut never) = (Vec::with_capacity(due.len()), BTreeMap::<i64, Vec<i64>>::new());
    for (key, instant) in due {
        let (kind, id) = key::columns(*key);
        match instant {
            Some(instant) => put.push((kind, id, instant.as_micros())),
            None => never.entry(kind).or_default().push(id),
        }
    }
    for (kind, ids) in never {
        tx.database.visit_many(DELETE, &[kind], &ids, |_| Ok(true))?;
    }
    tx.execute_many(PUT, &put)
}
