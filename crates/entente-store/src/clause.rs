//! How often each clause has decided, how often it was missed, and its newest decisions: a projection of the log, so
//! that nobody reads the log to show a page.

use std::collections::BTreeMap;

use crate::database::{Row, params};
use entente_core::decision::{Concluded, Decision, PaceState};
use entente_core::id::{ClauseId, LeadId, Seq};
use entente_core::time::{Instant, Span};

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "clause.sql":
    COUNT = "count", KEEP = "keep", TRIM = "trim", SINCE = "since", DAYS = "days", RECENT = "recent",
    LAST_MISSED = "last_missed",
}

/// How many of the newest decisions of a clause are kept.
pub const RECENT_MAX: usize = 16;

/// How often a clause decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cited {
    /// Decisions that cite it.
    pub decided: u64,
    /// Those of them that say it was missed.
    pub missed: u64,
}

/// One decision of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citing {
    /// Its place in the log.
    pub seq: Seq,
    /// About which lead.
    pub lead: Option<LeadId>,
    /// As of when.
    pub at: Instant,
}

/// The day an instant is in: whole days since 1970 in UTC.
#[must_use]
pub(crate) fn day(at: Instant) -> i64 {
    at.as_micros().div_euclid(Span::DAY.as_micros())
}

impl Store {
    /// How often each clause decided since the day of `since`, that day included.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cited_since(&self, since: Instant) -> Result<BTreeMap<ClauseId, Cited>, Error> {
        let read = |row: &Row<'_>| Ok((ClauseId(row.get(0)?), cited(row)?));
        Ok(self.rows(SINCE, [day(since)], read)?.into_iter().collect())
    }

    /// How often one clause decided on each day since that of `since`, days without a decision left out.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cited_by_day(&self, clause: &ClauseId, since: Instant) -> Result<Vec<(i64, Cited)>, Error> {
        self.rows(DAYS, params![day(since), clause.0], |row| Ok((row.get(0)?, cited(row)?)))
    }

    /// The newest decisions that cite a clause, newest first: those that say it was missed, or all the others.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn citing(&self, clause: &ClauseId, missed: bool) -> Result<Vec<Citing>, Error> {
        self.rows(RECENT, params![clause.0, missed], |row| citing(row, 0))
    }

    /// The newest decision of each clause that says it was missed.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn last_missed(&self) -> Result<BTreeMap<ClauseId, Citing>, Error> {
        let read = |row: &Row<'_>| Ok((ClauseId(row.get(0)?), citing(row, 1)?));
        Ok(self.rows(LAST_MISSED, (), read)?.into_iter().collect())
    }
}

fn cited(row: &Row<'_>) -> Result<Cited, Error> {
    Ok(Cited { decided: row.get::<i64>(1)? as u64, missed: row.get::<i64>(2)? as u64 })
}

fn citing(row: &Row<'_>, from: usize) -> Result<Citing, Error> {
    let lead: Option<i64> = row.get(from + 1)?;
    Ok(Citing {
        seq: Seq(row.get::<i64>(from)? as u64),
        lead: lead.map(|id| LeadId(id as u64)),
        at: Instant::from_micros(row.get(from + 2)?),
    })
}

/// What a batch of decisions adds, gathered so that each clause is written once.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    days: BTreeMap<(i64, String), Cited>,
    recent: BTreeMap<(String, bool), Vec<Citing>>,
}

impl Gathered {
    /// Takes in a decision. Decisions come in the order of the log.
    pub(crate) fn take(&mut self, seq: Seq, decision: &Decision) {
        let missed = is_missed(&decision.what);
        let clause = &decision.clause.0;
        let cited = self.days.entry((day(decision.at), clause.clone())).or_default();
        cited.decided += 1;
        cited.missed += u64::from(missed);
        let recent = self.recent.entry((clause.clone(), missed)).or_default();
        recent.push(Citing { seq, lead: decision.lead, at: decision.at });
        if recent.len() >= 2 * RECENT_MAX {
            recent.drain(..recent.len() - RECENT_MAX);
        }
    }

    /// Writes what was gathered.
    pub(crate) fn write(self, tx: &Tx<'_>) -> Result<(), Error> {
        let mut days = Vec::with_capacity(self.days.len());
        for ((day, clause), cited) in &self.days {
            days.push((*day, clause.as_str(), cited.decided as i64, cited.missed as i64));
        }
        tx.execute_many(COUNT, &days)?;
        let (mut kept, mut trimmed) = (Vec::new(), Vec::with_capacity(self.recent.len()));
        for ((clause, missed), recent) in &self.recent {
            kept.extend(recent[recent.len().saturating_sub(RECENT_MAX)..].iter().map(|citing| {
                let lead = citing.lead.map(|id| id.0 as i64);
                (clause.as_str(), *missed, citing.seq.0 as i64, lead, citing.at.as_micros())
            }));
            trimmed.push((clause.as_str(), *missed, RECENT_MAX as i64 - 1));
        }
        tx.execute_many(KEEP, &kept)?;
        tx.execute_many(TRIM, &trimmed)
    }
}

/// Whether a decision says that what its clause promises was missed.
fn is_missed(what: &Concluded) -> bool {
    matches!(what, Concluded::ClockMissed { .. } | Concluded::CommitmentState { state: PaceState::Missed, .. })
}
