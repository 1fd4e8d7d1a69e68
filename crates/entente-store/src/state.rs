//! Folded states as the engine packs them: a cache of the log, kept by whom they are about.

use std::collections::HashMap;

use crate::database::params;
use entente_core::id::{AgreementHash, LeadId, Seq};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, StateKey, Store, Tx, key};

/// How much of an agreement's hash is kept with each state: enough to tell it from every other.
const PLAN_BYTES: usize = 16;

/// A lead's state as it is kept, and when it falls due.
type LeadRow = (LeadId, Vec<u8>, Option<Instant>);

statements! { "due.sql": DUE_OF = "of_many" }
statements! { "state.sql": GET = "get", OF = "of", PUT = "put", DELETE = "delete", PAGE = "page", STALE = "stale", SEQ_OF = "seq_of" }

impl Store {
    /// The states that are kept for these keys, in the order asked; a key without one is left out.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn states(&self, keys: &[StateKey]) -> Result<Vec<(StateKey, Vec<u8>)>, Error> {
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            let (kind, id) = key::columns(*key);
            if let Some(body) = self.first(GET, params![kind, id], |row| row.get(0))? {
                found.push((*key, body));
            }
        }
        Ok(found)
    }

    /// The states that are kept of these leads, each with the instant at which it falls due; in any order, a lead without
    /// one is left out.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn lead_states(&self, leads: &[LeadId]) -> Result<Vec<LeadRow>, Error> {
        let (kind, _) = key::columns(StateKey::Lead(LeadId(0)));
        let ids: Vec<i64> = leads.iter().map(|lead| lead.0 as i64).collect();
        let mut due = HashMap::new();
        self.database.visit_many(DUE_OF, &[kind], &ids, |row| {
            due.insert(row.get::<i64>(0)?, Instant::from_micros(row.get(1)?));
            Ok(true)
        })?;
        let mut found = Vec::with_capacity(leads.len());
        self.database.visit_many(OF, &[kind], &ids, |row| {
            let id: i64 = row.get(0)?;
            found.push((LeadId(id as u64), row.get(1)?, due.remove(&id)));
            Ok(true)
        })?;
        Ok(found)
    }

    /// Up to which entry the state of a lead goes; 0 where there is none.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn state_seq(&self, lead: LeadId) -> Result<Seq, Error> {
        let (kind, id) = key::columns(StateKey::Lead(lead));
        let seq: Option<i64> = self.first(SEQ_OF, params![kind, id], |row| row.get(0))?;
        Ok(Seq(seq.unwrap_or(0) as u64))
    }

    /// Up to `limit` states after `after`, in key order; from the first where `after` is none.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where a key's kind is unknown.
    pub fn states_after(&self, after: Option<StateKey>, limit: usize) -> Result<Vec<(StateKey, Vec<u8>)>, Error> {
        let (kind, id) = after.map_or((-1, 0), key::columns);
        let params = params![kind, id, limit.min(i64::MAX as usize) as i64];
        let rows = self.rows(PAGE, params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.into_iter().map(|(kind, id, body)| Ok((key::from_columns(kind, id)?, body))).collect()
    }

    /// Shows every state to `visit`, in key order, a page at a time.
    ///
    /// # Errors
    /// The first that `visit` answers, and those of the database.
    pub fn all_states<E: From<Error>>(
        &self,
        mut visit: impl FnMut(StateKey, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut after = None;
        loop {
            let page = self.states_after(after, 1_000)?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = Some(*last);
            for (key, body) in page {
                visit(key, body)?;
            }
        }
    }

    /// Up to `limit` keys whose state was folded under another agreement than `plan`.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where a key's kind is unknown.
    pub fn stale_states(&self, plan: AgreementHash, limit: usize) -> Result<Vec<StateKey>, Error> {
        let params = params![mark_of(plan), limit.min(i64::MAX as usize) as i64];
        let rows: Vec<(i64, i64)> = self.rows(STALE, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.into_iter().map(|(kind, id)| key::from_columns(kind, id)).collect()
    }
}

/// Saves or drops states folded under `plan` from entries up to `last`, each key once.
pub(crate) fn save(
    tx: &Tx<'_>,
    plan: Option<AgreementHash>,
    states: &[(StateKey, Option<Vec<u8>>)],
    last: Seq,
) -> Result<(), Error> {
    let plan = plan.map(mark_of);
    let mut put = Vec::with_capacity(states.len());
    for (key, body) in states {
        let (kind, id) = key::columns(*key);
        match body {
            Some(body) => put.push((kind, id, plan.as_ref(), body, last.0 as i64)),
            None => drop(tx.execute(DELETE, params![kind, id])?),
        }
    }
    tx.execute_many(PUT, &put)
}

/// What a state keeps of the agreement that it was folded under.
fn mark_of(plan: AgreementHash) -> [u8; PLAN_BYTES] {
    std::array::from_fn(|at| plan.0[at])
}
