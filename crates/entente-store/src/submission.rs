//! What was sent with forms: once for each token, and kept in words only as long as somebody must still decide.

use entente_core::time::Instant;

use crate::database::{Row, params};
use crate::sql::statements;
use crate::{Error, NewLetter, Store, letter};

statements! { "submission.sql":
    INSERT = "insert", BY_TOKEN = "by_token", BY_CONFIRM = "by_confirm", ONE = "one", WITH_STATUS = "with_status",
    SETTLE = "settle", WAIT = "wait", ANY_LAPSED = "any_lapsed", LAPSE = "lapse", DROP_HELD = "drop_held",
    COUNTS = "counts",
}

/// Where something that was sent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubmissionStatus {
    /// It is in the log; nothing else is to be done.
    Kept,
    /// It is in the log; whether its address agrees waits for an answer to a letter.
    Waiting,
    /// The letter was answered.
    Confirmed,
    /// The letter was not answered in time.
    Lapsed,
    /// It looks like no person's; a person decides.
    Held,
    /// A person let it go.
    Dropped,
}

impl SubmissionStatus {
    const ALL: [SubmissionStatus; 6] = [
        SubmissionStatus::Kept,
        SubmissionStatus::Waiting,
        SubmissionStatus::Confirmed,
        SubmissionStatus::Lapsed,
        SubmissionStatus::Held,
        SubmissionStatus::Dropped,
    ];

    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SubmissionStatus::Kept => "kept",
            SubmissionStatus::Waiting => "waiting",
            SubmissionStatus::Confirmed => "confirmed",
            SubmissionStatus::Lapsed => "lapsed",
            SubmissionStatus::Held => "held",
            SubmissionStatus::Dropped => "dropped",
        }
    }

    fn read(word: &str) -> Result<SubmissionStatus, Error> {
        let found = SubmissionStatus::ALL.into_iter().find(|status| status.as_str() == word);
        found.ok_or_else(|| Error::unreadable("a submission", format_args!("'{word}' is no status")))
    }
}

/// Something that was sent with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Its number; 0 before it is kept.
    pub id: i64,
    /// With which form.
    pub form: i64,
    /// The one-time token it was sent with.
    pub token: String,
    /// When.
    pub received: Instant,
    /// Where it stands.
    pub status: SubmissionStatus,
    /// Why it is held; empty where it is not.
    pub reason: String,
    /// The address that waits to be confirmed; empty where none does.
    pub mail: String,
    /// What was sent, as JSON, where it is still needed.
    pub body: String,
}

/// A letter that goes with something that was sent, and the hash of the secret in its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// The letter.
    pub letter: NewLetter,
}

impl Store {
    /// Keeps what was sent, and the letter that asks whether the address is the sender's, together. Answers false where
    /// its token was sent with before: nothing is written then.
    ///
    /// # Errors
    /// Only those of the database; nothing is kept then.
    pub fn add_submission(&mut self, sent: &Submission, asking: Option<&Asking>) -> Result<bool, Error> {
        let tx = self.begin()?;
        let Submission { id: _, form, token, received, status, reason, mail, body } = sent;
        let hash = asking.map(|asking| asking.hash);
        let params = params![form, token, received.as_micros(), status.as_str(), reason, mail, body, hash];
        let Some(id) = tx.first(INSERT, params, |row| row.get::<i64>(0))? else { return Ok(false) };
        if let Some(asking) = asking {
            letter::insert(&tx, id, &asking.letter)?;
        }
        tx.commit()?;
        Ok(true)
    }

    /// What was sent with this token.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where the row is not what this version writes.
    pub fn submission_of_token(&self, token: &str) -> Result<Option<Submission>, Error> {
        self.first(BY_TOKEN, [token], read)
    }

    /// What the letter is about whose link has a secret of this hash.
    ///
    /// # Errors
    /// As above.
    pub fn submission_of_link(&self, hash: [u8; 32]) -> Result<Option<Submission>, Error> {
        self.first(BY_CONFIRM, [hash], read)
    }

    /// One, by its number.
    ///
    /// # Errors
    /// As above.
    pub fn submission(&self, id: i64) -> Result<Option<Submission>, Error> {
        self.first(ONE, [id], read)
    }

    /// Up to `limit` of this status before a number, the newest first.
    ///
    /// # Errors
    /// As above.
    pub fn submissions(&self, status: SubmissionStatus, before: i64, limit: usize) -> Result<Vec<Submission>, Error> {
        let limit = limit.min(i64::MAX as usize) as i64;
        self.rows(WITH_STATUS, params![status.as_str(), before, limit], read)
    }

    /// Moves one on from a status, and empties what it holds of the person. Answers false where it stood elsewhere.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn settle(&mut self, id: i64, from: SubmissionStatus, to: SubmissionStatus) -> Result<bool, Error> {
        let changed = self.execute(SETTLE, params![to.as_str(), id, from.as_str()])?;
        Ok(changed > 0)
    }

    /// Lets one that was held wait for its address to be confirmed, by the letter that goes with it.
    ///
    /// # Errors
    /// Only those of the database; nothing is changed then.
    pub fn ask_after_all(&mut self, id: i64, body: &str, asking: &Asking) -> Result<bool, Error> {
        let tx = self.begin()?;
        if tx.execute(WAIT, params![body, asking.hash, id])? == 0 {
            return Ok(false);
        }
        letter::insert(&tx, id, &asking.letter)?;
        tx.commit()?;
        Ok(true)
    }

    /// Whether [`Store::lapse`] has anything to end.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn has_lapsed(&self, unconfirmed: Instant, undecided: Instant) -> Result<bool, Error> {
        let params = params![unconfirmed.as_micros(), undecided.as_micros()];
        Ok(self.first(ANY_LAPSED, params, |row| row.get::<i64>(0))?.is_some())
    }

    /// Ends the wait of all that was sent before `unconfirmed` and not confirmed, with the letters that were never sent,
    /// and drops what has been held since before `undecided`; answers how many in all.
    ///
    /// # Errors
    /// Only those of the database; nothing is changed then.
    pub fn lapse(&mut self, unconfirmed: Instant, undecided: Instant) -> Result<usize, Error> {
        let tx = self.begin()?;
        let lapsed = tx.execute(LAPSE, [unconfirmed.as_micros()])?;
        letter::drop_before(&tx, unconfirmed)?;
        let dropped = tx.execute(DROP_HELD, [undecided.as_micros()])?;
        tx.commit()?;
        Ok(lapsed + dropped)
    }

    /// How many were sent with each form, by status.
    ///
    /// # Errors
    /// As above.
    pub fn submission_counts(&self) -> Result<Vec<(i64, SubmissionStatus, u64)>, Error> {
        self.rows(COUNTS, (), |row| {
            let status = SubmissionStatus::read(&row.get::<String>(1)?)?;
            Ok((row.get(0)?, status, row.get::<i64>(2)?.unsigned_abs()))
        })
    }
}

fn read(row: &Row<'_>) -> Result<Submission, Error> {
    Ok(Submission {
        id: row.get(0)?,
        form: row.get(1)?,
        token: row.get(2)?,
        received: Instant::from_micros(row.get(3)?),
        status: SubmissionStatus::read(&row.get::<String>(4)?)?,
        reason: row.get(5)?,
        mail: row.get(6)?,
        body: row.get(7)?,
    })
}
