//! The log itself: facts and decisions as compact JSON in one sequence, found by number, by lead and by when they were known.

use crate::database::params;
use entente_core::decision::Decision;
use entente_core::fact::{About, Fact};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::time::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::sql::statements;
use crate::{Cursor, Error, Store, Tx};

#[cfg(test)]
mod tests;

statements! { "entry.sql":
    APPEND = "append", LAST_SEQ = "last_seq", BODY = "body", DECISION_BODY = "decision_body", UNDECIDED = "undecided", AFTER = "after",
    DECISIONS = "decisions", OF_LEAD = "of_lead", OF_LEAD_AFTER = "of_lead_after", OF_ACCOUNT = "of_account",
    REWRITE = "rewrite",
}

const FACT: i64 = 0;
const DECISION: i64 = 1;

/// One entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// What was told.
    Fact(Fact),
    /// What was concluded.
    Decision(Decision),
}

/// An entry as it is written.
pub(crate) struct Row {
    seq: Seq,
    kind: i64,
    lead: Option<LeadId>,
    account: Option<AccountId>,
    known: Instant,
    at: Instant,
    body: String,
}

impl Row {
    pub(crate) fn of_fact(seq: Seq, fact: &Fact) -> Result<Row, Error> {
        let (lead, account) = match fact.about {
            About::Lead(lead) => (Some(lead), None),
            About::Account(account) => (None, Some(account)),
            About::Person(_) | About::Request(_) | About::Parties => (None, None),
        };
        Ok(Row { seq, kind: FACT, lead, account, known: fact.known, at: fact.at, body: encode(seq, fact)? })
    }

    /// How long the body is, in bytes.
    pub(crate) fn body_len(&self) -> u64 {
        self.body.len() as u64
    }

    pub(crate) fn of_decision(seq: Seq, decision: &Decision) -> Result<Row, Error> {
        let (lead, at, body) = (decision.lead, decision.at, encode(seq, decision)?);
        Ok(Row { seq, kind: DECISION, lead, account: None, known: at, at, body })
    }

    #[allow(clippy::type_complexity, reason = "the seven columns, in their order")]
    fn columns(&self) -> (i64, i64, Option<i64>, Option<i64>, i64, i64, &str) {
        let (lead, account) = (self.lead.map(|id| id.0 as i64), self.account.map(|id| id.0 as i64));
        let (known, at) = (self.known.as_micros(), self.at.as_micros());
        (self.seq.0 as i64, self.kind, lead, account, known, at, &self.body)
    }
}

/// Appends entries.
pub(crate) fn append(tx: &Tx<'_>, rows: &[Row]) -> Result<(), Error> {
    tx.execute_many(APPEND, &rows.iter().map(Row::columns).collect::<Vec<_>>())
}

/// Writes facts again that are in the log, each under its number; only the body becomes another.
pub(crate) fn rewrite(tx: &Tx<'_>, rows: &[Row]) -> Result<(), Error> {
    tx.execute_many(REWRITE, &rows.iter().map(Row::columns).collect::<Vec<_>>())
}

impl Store {
    /// The number of the newest entry; 0 where there is none.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn last_seq(&self) -> Result<Seq, Error> {
        let last: Option<i64> = self.first(LAST_SEQ, (), |row| row.get(0))?;
        Ok(Seq(last.unwrap_or(0) as u64))
    }

    /// The fact at `seq`; none where there is a decision, or nothing.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn fact(&self, seq: Seq) -> Result<Option<Fact>, Error> {
        let body: Option<String> = self.first(BODY, [seq.0 as i64], |row| row.get(0))?;
        body.map(|body| decode(seq, &body)).transpose()
    }

    /// The decision at `seq`; none where there is a fact, or nothing.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decision(&self, seq: Seq) -> Result<Option<Decision>, Error> {
        let body: Option<String> = self.first(DECISION_BODY, [seq.0 as i64], |row| row.get(0))?;
        body.map(|body| decode(seq, &body)).transpose()
    }

    /// Up to `limit` facts after `after` in `(known, seq)` order that were known at `until` or before.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn undecided(&self, after: Cursor, until: Instant, limit: usize) -> Result<Vec<(Seq, Fact)>, Error> {
        let params = params![
            after.known.as_micros(),
            after.seq.0 as i64,
            until.as_micros(),
            limit.min(i64::MAX as usize) as i64
        ];
        let rows = self.rows(UNDECIDED, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.into_iter().map(numbered).collect()
    }

    /// Up to `limit` entries after `after`, in the order in which they were appended.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn entries(&self, after: Seq, limit: usize) -> Result<Vec<(Seq, Entry)>, Error> {
        let params = params![after.0 as i64, limit.min(i64::MAX as usize) as i64];
        let rows = self.rows(AFTER, params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.into_iter().map(entry_of).collect()
    }

    /// Up to `limit` decisions after `after`, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decisions(&self, after: Seq, limit: usize) -> Result<Vec<(Seq, Decision)>, Error> {
        let params = params![after.0 as i64, limit.min(i64::MAX as usize) as i64];
        let rows = self.rows(DECISIONS, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.into_iter().map(numbered).collect()
    }

    /// All facts about this lead itself, in `(known, seq)` order; leads linked with it are not asked.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn facts_about(&self, lead: LeadId) -> Result<Vec<(Seq, Fact)>, Error> {
        self.of_leads(&[lead], FACT)
    }

    /// All decisions about this lead itself, in `(at, seq)` order; leads linked with it are not asked.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decisions_about(&self, lead: LeadId) -> Result<Vec<(Seq, Decision)>, Error> {
        self.of_leads(&[lead], DECISION)
    }

    /// All facts about a lead and those linked with it, in `(known, seq)` order. Facts about its account are apart.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn facts_of(&self, lead: LeadId) -> Result<Vec<(Seq, Fact)>, Error> {
        self.of_leads(&self.linked(lead)?, FACT)
    }

    /// All decisions about a lead and those linked with it, in `(at, seq)` order.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decisions_of(&self, lead: LeadId) -> Result<Vec<(Seq, Decision)>, Error> {
        self.of_leads(&self.linked(lead)?, DECISION)
    }

    /// All entries about this lead itself after `after`, in the order in which they were appended.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn entries_about(&self, lead: LeadId, after: Seq) -> Result<Vec<(Seq, Entry)>, Error> {
        let params = params![lead.0 as i64, after.0 as i64];
        let rows = self.rows(OF_LEAD_AFTER, params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.into_iter().map(entry_of).collect()
    }

    /// All facts about an account itself, in `(known, seq)` order.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn facts_of_account(&self, account: AccountId) -> Result<Vec<(Seq, Fact)>, Error> {
        self.found(OF_ACCOUNT, &[account.0], FACT)
    }

    fn of_leads<T: DeserializeOwned>(&self, leads: &[LeadId], kind: i64) -> Result<Vec<(Seq, T)>, Error> {
        let ids: Vec<u64> = leads.iter().map(|lead| lead.0).collect();
        self.found(OF_LEAD, &ids, kind)
    }

    fn found<T: DeserializeOwned>(&self, sql: &str, ids: &[u64], kind: i64) -> Result<Vec<(Seq, T)>, Error> {
        let mut rows: Vec<(i64, i64, String)> = Vec::new();
        for id in ids {
            rows.extend(self.rows(sql, params![*id as i64, kind], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?);
        }
        rows.sort_unstable_by_key(|(known, seq, _)| (*known, *seq));
        rows.into_iter().map(|(_, seq, body)| numbered((seq, body))).collect()
    }
}

fn entry_of((seq, kind, body): (i64, i64, String)) -> Result<(Seq, Entry), Error> {
    let seq = Seq(seq as u64);
    let entry = match kind {
        FACT => Entry::Fact(decode(seq, &body)?),
        _ => Entry::Decision(decode(seq, &body)?),
    };
    Ok((seq, entry))
}

fn numbered<T: DeserializeOwned>((seq, body): (i64, String)) -> Result<(Seq, T), Error> {
    let seq = Seq(seq as u64);
    Ok((seq, decode(seq, &body)?))
}

fn encode(seq: Seq, body: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(body).map_err(|why| Error::unreadable(seq, why))
}

fn decode<T: DeserializeOwned>(seq: Seq, body: &str) -> Result<T, Error> {
    serde_json::from_str(body).map_err(|why| Error::unreadable(seq, why))
}
