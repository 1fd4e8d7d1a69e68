//! Dropping what is folded from the log, and comparing what is folded again with what was there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use entente_core::id::Seq;
use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use crate::sql::statements;
use crate::{Entry, Error, Store, Tx, fact_key, tx};

mod clear {
    //! The statements that empty each derived table.
    use super::statements;
    statements! { "fact_key.sql": FACT_KEY = "clear" }
    statements! { "link.sql": LINK = "clear", GROUPS = "clear_groups" }
    statements! { "state.sql": STATE = "clear" }
    statements! { "due.sql": DUE = "clear" }
    statements! { "cursor.sql": CURSOR = "clear" }
    statements! { "membership.sql": MEMBERSHIP = "clear" }
    pub(super) const ALL: [&str; 7] = [FACT_KEY, LINK, GROUPS, MEMBERSHIP, STATE, DUE, CURSOR];
}

/// Every derived table and the order its rows are read in, which is that of its key.
const DERIVED: &[(&str, &str)] = &[
    ("cursor", "select known_micros, seq, until_micros from cursor"),
    ("due", "select kind, id, due_micros from due order by kind, id"),
    ("fact_key", "select fingerprint, seq from fact_key order by fingerprint"),
    ("lead_group", "select lead_id, root_id from lead_group order by lead_id"),
    ("link", "select low_id, high_id, into_id, known_micros, seq, holds from link order by low_id, high_id"),
    ("membership", "select lead_id, account_id, known_micros, seq from membership order by lead_id"),
    ("state", "select kind, id, plan, body from state order by kind, id"),
];

/// SHA-256 of every derived table in key order, as hexadecimal text by table name. Equal digests: equal bytes.
pub type Digest = BTreeMap<&'static str, String>;

/// How much is in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Facts in the log.
    pub facts: u64,
    /// Decisions in the log.
    pub decisions: u64,
    /// Leads, linked ones too.
    pub leads: u64,
    /// Accounts.
    pub accounts: u64,
    /// Keys of leads.
    pub identities: u64,
    /// States kept.
    pub states: u64,
    /// States that time alone will change.
    pub due: u64,
    /// Effects in the outbox, done ones too.
    pub effects: u64,
}

impl Store {
    /// How much is in the store. Counts rows: its cost grows with the log.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn counts(&self) -> Result<Counts, Error> {
        let count = |table: &str| -> Result<u64, Error> {
            let count: Option<i64> = self.first(&format!("select count(*) from {table}"), [], |row| row.get(0))?;
            Ok(count.unwrap_or(0) as u64)
        };
        Ok(Counts {
            facts: count("entry where kind = 0")?,
            decisions: count("entry where kind = 1")?,
            leads: count("lead")?,
            accounts: count("account")?,
            identities: count("identity")?,
            states: count("state")?,
            due: count("due")?,
            effects: count("outbox")?,
        })
    }

    /// The digest of every derived table: what a rebuild from the log must reach again.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn digest(&self) -> Result<Digest, Error> {
        DERIVED.iter().map(|(table, sql)| Ok((*table, self.digest_of(sql)?))).collect()
    }

    fn digest_of(&self, sql: &str) -> Result<String, Error> {
        let mut statement = self.statement(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut hash = Sha256::new();
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Null => hash.update(b"n"),
                    ValueRef::Integer(number) => hash.update([b"i".as_slice(), &number.to_be_bytes()].concat()),
                    ValueRef::Real(number) => hash.update([b"r".as_slice(), &number.to_be_bytes()].concat()),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        hash.update([b"b".as_slice(), &(bytes.len() as u64).to_be_bytes(), bytes].concat());
                    }
                }
            }
        }
        Ok(hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }

    /// [`Tx::drop_derived`] in a transaction of its own: for who folds nothing of their own.
    ///
    /// # Errors
    /// Nothing is dropped then.
    pub fn drop_derived(&mut self) -> Result<(), Error> {
        let mut tx = self.begin()?;
        tx.drop_derived()?;
        tx.commit()
    }
}

impl Tx<'_> {
    /// Drops everything that is folded from the log and folds the store's own part of it again: the facts' keys, the
    /// links and the memberships. States, due instants and the cursor are left empty, for the engine to fold from
    /// [`Store::entries`] in this same transaction: after a crash in between, everything is as it was.
    ///
    /// The log, the leads with their keys, the accounts, the agreements and the outbox stay: they are the record.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names an entry. Drop the transaction then.
    pub fn drop_derived(&mut self) -> Result<(), Error> {
        for sql in clear::ALL {
            self.execute(sql, [])?;
        }
        refold(self)
    }
}

/// Folds keys and links again, from the first entry to the last.
fn refold(tx: &mut Tx<'_>) -> Result<(), Error> {
    let mut after = Seq(0);
    loop {
        let page = tx.entries(after, 10_000)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        for (seq, entry) in page {
            let Entry::Fact(fact) = entry else { continue };
            if fact_key::claim(tx, &fact.key, seq)?.is_some() {
                return Err(Error::unreadable(seq, "its key is that of an earlier fact"));
            }
            tx::project(tx, &fact, seq)?;
        }
    }
}
