//! Letters on their way to the machine's mail program: claimed by one worker, handed over at most once each, and never
//! again by themselves when it is unclear what came of one.

use entente_core::time::{Instant, Span};

use crate::database::{Row, params};
use crate::sql::statements;
use crate::{EffectStatus, Error, Store, Tx};

statements! { "letter.sql":
    INSERT = "insert", ANY = "any", EXPIRE = "expire", NEXT = "next", CLAIM = "claim", DONE = "done", FAIL = "fail", AGAIN = "again",
    DROP = "drop", DROP_LAPSED = "drop_lapsed", OF = "of",
}

/// A letter before it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// To which address.
    pub recipient: String,
    /// What the form is called that it is about.
    pub title: String,
    /// The link that answers it.
    pub link: String,
    /// In which language: `en`, `ko`.
    pub language: String,
    /// When it was asked for.
    pub created: Instant,
}

/// A letter as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub submission: i64,
    /// What is to be sent, or was; address and link are empty once it was sent or dropped.
    pub is: NewLetter,
    /// Where it stands; none: it was dropped.
    pub status: Option<EffectStatus>,
    /// How often a worker took it.
    pub attempts: u32,
    /// What was said of it last.
    pub note: String,
}

impl Store {
    /// Gives the caller up to `limit` letters until `now + lease`, oldest first. Those whose lease ran out become
    /// [`EffectStatus::Unknown`] before: they may have been sent.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process writes.
    pub fn claim_letters(&mut self, now: Instant, lease: Span, limit: usize) -> Result<Vec<LetterRow>, Error> {
        let tx = self.begin()?;
        tx.execute(EXPIRE, [now.as_micros()])?;
        let limit = limit.min(i64::MAX as usize) as i64;
        let mut letters = tx.rows(NEXT, params![now.as_micros(), limit], read)?;
        for letter in &mut letters {
            tx.execute(CLAIM, params![(now + lease).as_micros(), letter.id])?;
            (letter.status, letter.attempts) = (Some(EffectStatus::Claimed), letter.attempts + 1);
        }
        tx.commit()?;
        Ok(letters)
    }

    /// Whether any letter waits to be sent at `now`, or was left by a worker that stopped.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn has_letters(&self, now: Instant) -> Result<bool, Error> {
        Ok(self.first(ANY, [now.as_micros()], |row| row.get::<i64>(0))?.is_some())
    }

    /// Says that a letter was handed over; whom it was to is forgotten.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn letter_done(&mut self, id: i64) -> Result<(), Error> {
        self.execute(DONE, [id]).map(drop)
    }

    /// Says that a letter was for sure not handed over, and why; with `again` it is tried again then.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn letter_failed(&mut self, id: i64, why: &str, now: Instant, again: Option<Instant>) -> Result<(), Error> {
        let status = if again.is_some() { EffectStatus::Pending } else { EffectStatus::Failed };
        let params = params![status.as_str(), why, again.unwrap_or(now).as_micros(), id];
        self.execute(FAIL, params).map(drop)
    }

    /// Says that it is unclear whether a letter was handed over.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn letter_unknown(&mut self, id: i64, why: &str, now: Instant) -> Result<(), Error> {
        self.execute(FAIL, params![EffectStatus::Unknown.as_str(), why, now.as_micros(), id]).map(drop)
    }

    /// Has a failed or unknown letter tried again: a person decided that it may. Answers false where there is none.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn letter_again(&mut self, submission: i64, now: Instant) -> Result<bool, Error> {
        Ok(self.execute(AGAIN, params![now.as_micros(), submission])? > 0)
    }

    /// Drops the letter about something that was sent, unless it is on its way for good.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn drop_letter(&mut self, submission: i64) -> Result<(), Error> {
        self.execute(DROP, [submission]).map(drop)
    }

    /// The letter about something that was sent.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn letter_of(&self, submission: i64) -> Result<Option<LetterRow>, Error> {
        self.first(OF, [submission], read)
    }
}

pub(crate) fn insert(tx: &Tx<'_>, submission: i64, letter: &NewLetter) -> Result<(), Error> {
    let NewLetter { recipient, title, link, language, created } = letter;
    let at = created.as_micros();
    tx.execute(INSERT, params![submission, recipient, title, link, language, at, at]).map(drop)
}

pub(crate) fn drop_before(tx: &Tx<'_>, before: Instant) -> Result<(), Error> {
    tx.execute(DROP_LAPSED, [before.as_micros()]).map(drop)
}

fn read(row: &Row<'_>) -> Result<LetterRow, Error> {
    let word = row.get::<String>(7)?;
    let all =
        [EffectStatus::Pending, EffectStatus::Claimed, EffectStatus::Done, EffectStatus::Failed, EffectStatus::Unknown];
    Ok(LetterRow {
        id: row.get(0)?,
        submission: row.get(1)?,
        is: NewLetter {
            recipient: row.get(2)?,
            title: row.get(3)?,
            link: row.get(4)?,
            language: row.get(5)?,
            created: Instant::from_micros(row.get(6)?),
        },
        status: all.into_iter().find(|status| status.as_str() == word),
        attempts: row.get(8)?,
        note: row.get(9)?,
    })
}
