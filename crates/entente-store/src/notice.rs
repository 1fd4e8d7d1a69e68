//! What people were told of decisions, delivered from the outbox into the program itself, each once.

use crate::database::params;
use entente_core::effect::Act;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{EffectStatus, Error, OutboxRow, Store, Tx};

statements! { "notice.sql":
    INSERT_NOTICE = "insert", TOLD = "told", NOT_SENT = "not_sent", OF = "of", UNSEEN = "unseen", SEE = "see",
}

/// What somebody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Its number; later ones are higher.
    pub id: i64,
    /// The decision it tells of.
    pub decision: Seq,
    /// The lead that is about.
    pub lead: Option<LeadId>,
    /// When they were told.
    pub at: Instant,
    /// Whether they have seen it.
    pub seen: bool,
}

impl Store {
    /// Delivers up to `limit` pending effects in one transaction: those that tell a person something as
    /// [`Tx::tell_people`] does. Mails wait for nothing that could send them here: they fail with `no_mail` as the
    /// reason, and a person may have them tried again. Answers how many effects were looked at.
    ///
    /// # Errors
    /// Nothing is delivered then.
    pub fn deliver_notices(&mut self, now: Instant, no_mail: &str, limit: usize) -> Result<usize, Error> {
        let pending = self.effects(EffectStatus::Pending, limit)?;
        if pending.is_empty() {
            return Ok(0);
        }
        let tx = self.begin()?;
        tx.tell(&pending, now)?;
        for mail in pending.iter().filter(|row| !tells_somebody(row)) {
            tx.execute(NOT_SENT, params![no_mail, mail.effect.key])?;
        }
        tx.commit()?;
        Ok(pending.len())
    }

    /// What a person was told before a number, latest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn notices(&self, person: &Name, before: i64, limit: usize) -> Result<Vec<Notice>, Error> {
        let limit = limit.min(i64::MAX as usize) as i64;
        self.rows(OF, params![person.as_str(), before, limit], |row| {
            Ok(Notice {
                id: row.get(0)?,
                decision: Seq(row.get::<i64>(1)? as u64),
                lead: row.get::<Option<i64>>(2)?.map(|lead| LeadId(lead as u64)),
                at: Instant::from_micros(row.get(3)?),
                seen: row.get(4)?,
            })
        })
    }

    /// How much of it they have not seen, counted up to `most`.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn notices_unseen(&self, person: &Name, most: usize) -> Result<usize, Error> {
        let count: Option<i64> =
            self.first(UNSEEN, params![person.as_str(), most.min(i64::MAX as usize) as i64], |row| row.get(0))?;
        Ok(count.unwrap_or(0) as usize)
    }

    /// Notes that they have seen everything up to a number.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn see_notices(&mut self, person: &Name, up_to: i64) -> Result<(), Error> {
        self.execute(SEE, params![person.as_str(), up_to]).map(drop)
    }
}

impl Tx<'_> {
    /// Tells people in the transaction in which it was decided: each of up to `limit` pending effects that tell a person
    /// something becomes a notice and is done. Other effects stay as they are.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn tell_people(&self, now: Instant, limit: usize) -> Result<(), Error> {
        self.tell(&self.effects(EffectStatus::Pending, limit)?, now)
    }

    fn tell(&self, pending: &[OutboxRow], now: Instant) -> Result<(), Error> {
        for OutboxRow { effect, decision, lead, .. } in pending {
            let Act::NotifyPerson { person } = &effect.act else { continue };
            let lead = lead.map(|lead| lead.0 as i64);
            // A handle and the address it begins are one person.
            let person = person.as_str().split('@').next().unwrap_or_default();
            let row = params![effect.key, person, decision.0 as i64, lead, now.as_micros()];
            self.execute(INSERT_NOTICE, row)?;
            self.execute(TOLD, [&effect.key])?;
        }
        Ok(())
    }
}

fn tells_somebody(row: &OutboxRow) -> bool {
    matches!(row.effect.act, Act::NotifyPerson { .. })
}
