//! The log itself: facts and decisions as compact JSON in one sequence, found by number, by lead and by when they were known.
//!
//! What comes together in numbers, in the order of time, lies in blocks; all else is an entry of its own.

use std::collections::HashSet;
use std::ops::Range;

use crate::database::params;
use entente_core::decision::Decision;
use entente_core::fact::{About, Fact};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::time::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::sql::statements;
use crate::{Cursor, Error, Store, Tx, block};

#[cfg(test)]
mod tests;

statements! { "entry.sql":
    APPEND = "append", LAST_SEQ = "last_seq", BODY = "body", DECISION_BODY = "decision_body", UNDECIDED = "undecided", AFTER = "after",
    DECISIONS = "decisions", OF_LEAD = "of_lead", OF_LEAD_AFTER = "of_lead_after", OF_ACCOUNT = "of_account",
    REWRITE = "rewrite",
}

/// What stands in the column `kind`.
pub(crate) const FACT: i64 = 0;
pub(crate) const DECISION: i64 = 1;

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

/// Appends facts, the first of them numbered `first`: those that share rows as blocks, the others as entries.
pub(crate) fn append_facts(tx: &Tx<'_>, facts: &[&Fact], first: Seq) -> Result<(), Error> {
    let together = block::append_facts(tx, facts, first)?;
    append_rest(tx, &together, facts.len(), |at| Row::of_fact(Seq(first.0 + at as u64), facts[at]))
}

/// Appends decisions alike.
pub(crate) fn append_decisions(tx: &Tx<'_>, decisions: &[Decision], first: Seq) -> Result<(), Error> {
    let together = block::append_decisions(tx, decisions, first)?;
    append_rest(tx, &together, decisions.len(), |at| Row::of_decision(Seq(first.0 + at as u64), &decisions[at]))
}

/// Appends as entries what of `count` is in none of these parts.
fn append_rest(
    tx: &Tx<'_>,
    together: &[Range<usize>],
    count: usize,
    row: impl Fn(usize) -> Result<Row, Error>,
) -> Result<(), Error> {
    let (mut rows, mut from) = (Vec::new(), 0);
    for part in together.iter().chain([&(count..count)]) {
        for at in from..part.start {
            rows.push(row(at)?);
        }
        from = part.end;
    }
    append(tx, &rows)
}

/// Appends entries.
fn append(tx: &Tx<'_>, rows: &[Row]) -> Result<(), Error> {
    tx.execute_many(APPEND, &rows.iter().map(Row::columns).collect::<Vec<_>>())
}

/// Writes facts again that are in the log, each under its number; only the body becomes another.
pub(crate) fn rewrite(tx: &Tx<'_>, rows: &[Row]) -> Result<(), Error> {
    let lines = rows.iter().map(|row| (row.seq, row.body.as_str())).collect();
    let alone: HashSet<Seq> = block::rewrite::rewrite(tx, &lines)?.into_iter().collect();
    let rows: Vec<_> = rows.iter().filter(|row| alone.contains(&row.seq)).map(Row::columns).collect();
    tx.execute_many(REWRITE, &rows)
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
        match body {
            Some(body) => decode(seq, &body).map(Some),
            None => block::read::fact(self, seq),
        }
    }

    /// The decision at `seq`; none where there is a fact, or nothing.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decision(&self, seq: Seq) -> Result<Option<Decision>, Error> {
        let body: Option<String> = self.first(DECISION_BODY, [seq.0 as i64], |row| row.get(0))?;
        match body {
            Some(body) => decode(seq, &body).map(Some),
            None => block::read::decision(self, seq),
        }
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
        let alone = rows.into_iter().map(numbered).collect::<Result<Vec<_>, _>>()?;
        let in_blocks = block::read::undecided(self, after, until, limit)?;
        Ok(merged(alone, in_blocks, limit, |(seq, fact): &(Seq, Fact)| (fact.known, *seq)))
    }

    /// Up to `limit` entries after `after`, in the order in which they were appended.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn entries(&self, after: Seq, limit: usize) -> Result<Vec<(Seq, Entry)>, Error> {
        let params = params![after.0 as i64, limit.min(i64::MAX as usize) as i64];
        let rows = self.rows(AFTER, params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let alone = rows.into_iter().map(entry_of).collect::<Result<Vec<_>, _>>()?;
        let in_blocks = block::read::after(self, after, limit)?;
        Ok(merged(alone, in_blocks, limit, |(seq, _)| *seq))
    }

    /// Up to `limit` decisions after `after`, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decisions(&self, after: Seq, limit: usize) -> Result<Vec<(Seq, Decision)>, Error> {
        let params = params![after.0 as i64, limit.min(i64::MAX as usize) as i64];
        let rows = self.rows(DECISIONS, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let alone = rows.into_iter().map(numbered).collect::<Result<Vec<_>, _>>()?;
        Ok(merged(alone, block::read::decisions(self, after, limit)?, limit, |(seq, _)| *seq))
    }

    /// All facts about this lead itself, in `(known, seq)` order; leads linked with it are not asked.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn facts_about(&self, lead: LeadId) -> Result<Vec<(Seq, Fact)>, Error> {
        self.facts_of_all(&[lead])
    }

    /// All decisions about this lead itself, in `(at, seq)` order; leads linked with it are not asked.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decisions_about(&self, lead: LeadId) -> Result<Vec<(Seq, Decision)>, Error> {
        self.decisions_of_all(&[lead])
    }

    /// All facts about a lead and those linked with it, in `(known, seq)` order. Facts about its account are apart.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn facts_of(&self, lead: LeadId) -> Result<Vec<(Seq, Fact)>, Error> {
        self.facts_of_all(&self.linked(lead)?)
    }

    /// All decisions about a lead and those linked with it, in `(at, seq)` order.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn decisions_of(&self, lead: LeadId) -> Result<Vec<(Seq, Decision)>, Error> {
        self.decisions_of_all(&self.linked(lead)?)
    }

    /// All entries about this lead itself after `after`, in the order in which they were appended.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn entries_about(&self, lead: LeadId, after: Seq) -> Result<Vec<(Seq, Entry)>, Error> {
        let params = params![lead.0 as i64, after.0 as i64];
        let rows = self.rows(OF_LEAD_AFTER, params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let alone = rows.into_iter().map(entry_of).collect::<Result<Vec<_>, _>>()?;
        let facts = block::read::facts_of(self, lead, after)?.into_iter().map(|(seq, fact)| (seq, Entry::Fact(fact)));
        let decisions = block::read::decisions_of(self, lead, after)?.into_iter();
        let decisions = decisions.map(|(seq, decision)| (seq, Entry::Decision(decision)));
        let mut all: Vec<_> = alone.into_iter().chain(facts).chain(decisions).collect();
        all.sort_by_key(|(seq, _)| *seq);
        Ok(all)
    }

    /// All facts about an account itself, in `(known, seq)` order.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the entry.
    pub fn facts_of_account(&self, account: AccountId) -> Result<Vec<(Seq, Fact)>, Error> {
        let mut facts = self.found(OF_ACCOUNT, account.0, FACT)?;
        facts.sort_unstable_by_key(|(seq, fact): &(Seq, Fact)| (fact.known, *seq));
        Ok(facts)
    }

    fn facts_of_all(&self, leads: &[LeadId]) -> Result<Vec<(Seq, Fact)>, Error> {
        let mut facts = Vec::new();
        for lead in leads {
            facts.extend(self.found(OF_LEAD, lead.0, FACT)?);
            facts.extend(block::read::facts_of(self, *lead, Seq(0))?);
        }
        facts.sort_unstable_by_key(|(seq, fact)| (fact.known, *seq));
        Ok(facts)
    }

    fn decisions_of_all(&self, leads: &[LeadId]) -> Result<Vec<(Seq, Decision)>, Error> {
        let mut decisions = Vec::new();
        for lead in leads {
            decisions.extend(self.found(OF_LEAD, lead.0, DECISION)?);
            decisions.extend(block::read::decisions_of(self, *lead, Seq(0))?);
        }
        decisions.sort_unstable_by_key(|(seq, decision): &(Seq, Decision)| (decision.at, *seq));
        Ok(decisions)
    }

    /// What entries about one lead or account say, in no order.
    fn found<T: DeserializeOwned>(&self, sql: &str, id: u64, kind: i64) -> Result<Vec<(Seq, T)>, Error> {
        let rows = self.rows(sql, params![id as i64, kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.into_iter().map(numbered).collect()
    }
}

/// The first `limit` of both, each of which has its own first `limit` in the order of `place`.
fn merged<T, K: Ord>(
    mut alone: Vec<T>,
    in_blocks: impl IntoIterator<Item = T>,
    limit: usize,
    place: impl Fn(&T) -> K,
) -> Vec<T> {
    let count = alone.len();
    alone.extend(in_blocks);
    if count > 0 && alone.len() > count {
        alone.sort_by_key(place);
    }
    alone.truncate(limit);
    alone
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

pub(crate) fn encode(seq: Seq, body: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(body).map_err(|why| Error::unreadable(seq, why))
}

pub(crate) fn decode<T: DeserializeOwned>(seq: Seq, body: &str) -> Result<T, Error> {
    serde_json::from_str(body).map_err(|why| Error::unreadable(seq, why))
}
