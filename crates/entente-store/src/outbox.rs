//! Acts on the world, carried out at most once each: claimed by one worker, and never again when it is unclear what came of it.

use crate::database::{Row, params};
use entente_core::decision::Decision;
use entente_core::effect::{Act, Effect};
use entente_core::id::{LeadId, Seq};
use entente_core::time::{Instant, Span};

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "outbox.sql":
    INSERT = "insert", EXPIRE = "expire", NEXT = "next", CLAIM = "claim", COMPLETE = "complete", FAIL = "fail",
    POSTPONE = "postpone", AGAIN = "again", WITH_STATUS = "with_status",
}

/// Where an effect stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EffectStatus {
    /// Waits for a worker.
    Pending,
    /// A worker has it.
    Claimed,
    /// Carried out.
    Done,
    /// Not carried out, for sure; a person may have it tried again.
    Failed,
    /// Its worker stopped midway: perhaps carried out, perhaps not. A person looks, and may have it tried again.
    Unknown,
}

impl EffectStatus {
    /// The word in the database and on pages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EffectStatus::Pending => "pending",
            EffectStatus::Claimed => "claimed",
            EffectStatus::Done => "done",
            EffectStatus::Failed => "failed",
            EffectStatus::Unknown => "unknown",
        }
    }
}

/// An effect that the caller now has, and nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// What to do, and the key to answer under.
    pub effect: Effect,
    /// The decision it follows from.
    pub decision: Seq,
    /// The lead that decision is about.
    pub lead: Option<LeadId>,
    /// How often it was claimed, with this time.
    pub attempts: u32,
}

/// An effect as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// What to do, or what was done.
    pub effect: Effect,
    /// The decision it follows from.
    pub decision: Seq,
    /// The lead that decision is about.
    pub lead: Option<LeadId>,
    /// How often it was claimed.
    pub attempts: u32,
    /// What a worker said of it last.
    pub note: Option<String>,
}

impl Store {
    /// Gives `worker` up to `limit` pending effects until `now + lease`, oldest first.
    ///
    /// Before that, every effect whose lease ran out becomes [`EffectStatus::Unknown`]: it may have been carried out,
    /// so it is reported and not run again.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process writes.
    pub fn claim(&mut self, worker: &str, now: Instant, lease: Span, limit: usize) -> Result<Vec<Claimed>, Error> {
        let tx = Tx::begin_claiming(self)?;
        tx.execute(EXPIRE, [now.as_micros()])?;
        let params = params![now.as_micros(), limit.min(i64::MAX as usize) as i64];
        let next = tx.database.claiming(NEXT);
        let rows = tx.rows(&next, params, |row| Ok((row.get(0)?, effect_columns(row, 1)?, row.get(5)?)))?;
        let mut claimed = Vec::with_capacity(rows.len());
        for (id, columns, attempts) in rows {
            let (id, attempts): (i64, u32) = (id, attempts);
            tx.execute(CLAIM, params![worker, (now + lease).as_micros(), id])?;
            let (effect, decision, lead) = read_effect(columns)?;
            claimed.push(Claimed { effect, decision, lead, attempts: attempts + 1 });
        }
        tx.commit()?;
        Ok(claimed)
    }

    /// Says that the effect was carried out. Also right after the lease ran out: the worker knows what came of it.
    ///
    /// # Errors
    /// [`Error::Conflict`] where `worker` does not have it.
    pub fn complete(&mut self, key: &str, worker: &str) -> Result<(), Error> {
        let changed = self.execute(COMPLETE, params![key, worker])?;
        held(changed, key, worker)
    }

    /// Says that the effect was for sure not carried out, and why; with `again` it waits until then and is tried again.
    ///
    /// # Errors
    /// [`Error::Conflict`] where `worker` does not have it.
    pub fn fail(&mut self, key: &str, worker: &str, why: &str, again: Option<Instant>) -> Result<(), Error> {
        let changed = match again {
            Some(again) => self.execute(POSTPONE, params![why, again.as_micros(), key, worker])?,
            None => self.execute(FAIL, params![why, key, worker])?,
        };
        held(changed, key, worker)
    }

    /// Has a failed or unknown effect tried again: a person decided that it may.
    ///
    /// # Errors
    /// [`Error::NotFound`] where no failed or unknown effect has this key.
    pub fn try_again(&mut self, key: &str, now: Instant) -> Result<(), Error> {
        match self.execute(AGAIN, params![now.as_micros(), key])? {
            0 => Err(Error::NotFound(format!("failed or unknown effect {key}"))),
            _ => Ok(()),
        }
    }

    /// Up to `limit` effects of this status, oldest first.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the effect.
    pub fn effects(&self, status: EffectStatus, limit: usize) -> Result<Vec<OutboxRow>, Error> {
        let params = params![status.as_str(), limit.min(i64::MAX as usize) as i64];
        let rows = self.rows(WITH_STATUS, params, |row| Ok((effect_columns(row, 0)?, row.get(4)?, row.get(5)?)))?;
        rows.into_iter()
            .map(|(columns, attempts, note)| {
                let (effect, decision, lead) = read_effect(columns)?;
                Ok(OutboxRow { effect, decision, lead, attempts, note })
            })
            .collect()
    }
}

/// Puts the effects of decisions, each with its place in the log, into the outbox.
pub(crate) fn put(tx: &Tx<'_>, effects: &[(Seq, &Decision, Effect)]) -> Result<(), Error> {
    let act = |effect: &Effect| serde_json::to_string(&effect.act).map_err(|why| Error::unreadable(&effect.key, why));
    let acts: Vec<String> = effects.iter().map(|(_, _, effect)| act(effect)).collect::<Result<_, Error>>()?;
    let rows = effects.iter().zip(&acts).map(|((seq, decision, effect), act)| {
        let lead = decision.lead.map(|lead| lead.0 as i64);
        (effect.key.as_str(), seq.0 as i64, lead, act.as_str(), decision.at.as_micros())
    });
    tx.execute_many(INSERT, &rows.collect::<Vec<_>>())
}

type EffectColumns = (String, i64, Option<i64>, String);

/// The four columns of an effect, from `first` on.
fn effect_columns(row: &Row<'_>, first: usize) -> Result<EffectColumns, Error> {
    Ok((row.get(first)?, row.get(first + 1)?, row.get(first + 2)?, row.get(first + 3)?))
}

fn read_effect((key, seq, lead, act): EffectColumns) -> Result<(Effect, Seq, Option<LeadId>), Error> {
    let act: Act = serde_json::from_str(&act).map_err(|why| Error::unreadable(format_args!("effect {key}"), why))?;
    Ok((Effect { key, act }, Seq(seq as u64), lead.map(|lead| LeadId(lead as u64))))
}

fn held(changed: usize, key: &str, worker: &str) -> Result<(), Error> {
    match changed {
        0 => Err(Error::Conflict(format!("effect {key} is not with {worker}"))),
        _ => Ok(()),
    }
}
