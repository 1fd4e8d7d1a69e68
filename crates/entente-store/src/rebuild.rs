//! Dropping what is folded from the log, and comparing what is folded again with what was there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use entente_core::id::Seq;
use sha2::{Digest as _, Sha256};

use crate::database::{Row, Value};
use crate::projection::Gathered;
use crate::sql::statements;
use crate::{Entry, Error, FactKeys, Store, Tx, block, clause, folded};

mod clear {
    //! The statements that empty each derived table.
    use super::statements;
    statements! { "fact_key.sql": FACT_KEY = "clear" }
    statements! { "link.sql": LINK = "clear", GROUPS = "clear_groups" }
    statements! { "state.sql": STATE = "clear" }
    statements! { "due.sql": DUE = "clear" }
    statements! { "cursor.sql": CURSOR = "clear" }
    statements! { "membership.sql": MEMBERSHIP = "clear" }
    statements! { "clause.sql": CLAUSE_DAY = "clear", CLAUSE_RECENT = "clear_recent" }
    statements! { "profile.sql": LEAD_PROFILE = "clear_leads", ACCOUNT_PROFILE = "clear_accounts" }
    statements! { "pulse.sql": PULSE = "clear" }
    statements! { "card.sql": CARD = "clear" }
    statements! { "account_card.sql": ACCOUNT_CARD = "clear" }
    statements! { "facet.sql": FACET = "clear", FACET_LEADS = "clear_leads" }
    statements! { "behind.sql": BEHIND = "clear" }
    statements! { "block.sql": BLOCK_LEAD = "clear_leads" }
    statements! { "word.sql": CARD_WORD = "clear_cards", ACCOUNT_WORD = "clear_accounts" }
    pub(super) const ALL: [&str; 20] = [
        BEHIND,
        BLOCK_LEAD,
        CLAUSE_DAY,
        CLAUSE_RECENT,
        FACT_KEY,
        LINK,
        GROUPS,
        MEMBERSHIP,
        STATE,
        DUE,
        CURSOR,
        LEAD_PROFILE,
        ACCOUNT_PROFILE,
        PULSE,
        CARD,
        ACCOUNT_CARD,
        FACET,
        FACET_LEADS,
        CARD_WORD,
        ACCOUNT_WORD,
    ];
}

statements! { "block.sql": FACTS_IN_BLOCKS = "count_facts", DECISIONS_IN_BLOCKS = "count_decisions" }

/// Every derived table and the order its rows are read in, which is that of its key.
const DERIVED: &[(&str, &str)] = &[
    (
        "account_card",
        "select account_id, name, domain, city, country, industry, employees, owner, open_deals, leads from account_card
         order by account_id",
    ),
    (
        "account_profile",
        "select account_id, name, value, verified, at_micros, seq from account_profile order by account_id, name",
    ),
    ("account_word", "select word, account_id from account_word order by word, account_id"),
    // Which entries share rows is a matter of how they came; what counts is which lead each is about.
    (
        "block_lead",
        "select lead_id, kind, seq from block_lead union all
         select lead_id, kind, seq from entry where lead_id is not null order by lead_id, kind, seq",
    ),
    (
        "card",
        "select lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, \
            level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, \
            heard_micros, touched_micros, due_micros, due_clause from card order by lead_id",
    ),
    ("card_word", "select word, lead_id from card_word order by word, lead_id"),
    ("clause_day", "select day, clause, decided, missed from clause_day order by day, clause"),
    ("clause_recent", "select clause, missed, seq, lead_id, at_micros from clause_recent order by clause, missed, seq"),
    ("cursor", "select known_micros, seq, until_micros from cursor"),
    ("due", "select kind, id, due_micros from due order by kind, id"),
    // Values are numbered as they come up; what counts is which lead has which.
    ("facet", "select facet, value, n from facet where n > 0 order by facet, value"),
    (
        "facet_leads",
        "select facet, value, part_id & 4294967295, leads from facet
         join facet_leads on part_id between facet_id << 32 and (facet_id << 32) + 4294967295
         order by facet, value, part_id",
    ),
    ("fact_key", "select fingerprint, seq from fact_key order by fingerprint"),
    ("lead_group", "select lead_id, root_id from lead_group order by lead_id"),
    (
        "lead_profile",
        "select lead_id, name, value, verified, at_micros, seq from lead_profile order by lead_id, name",
    ),
    ("lead_pulse", "select lead_id, heard_micros, touched_micros, erased from lead_pulse order by lead_id"),
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
            let count: Option<i64> = self.first(&format!("select count(*) from {table}"), (), |row| row.get(0))?;
            Ok(count.unwrap_or(0) as u64)
        };
        let in_blocks = |sql| Ok::<_, Error>(self.first(sql, (), |row| row.get::<i64>(0))?.unwrap_or(0) as u64);
        Ok(Counts {
            facts: count("entry where kind = 0")? + in_blocks(FACTS_IN_BLOCKS)?,
            decisions: count("entry where kind = 1")? + in_blocks(DECISIONS_IN_BLOCKS)?,
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

    pub(crate) fn digest_of(&self, sql: &str) -> Result<String, Error> {
        let mut hash = Sha256::new();
        self.database.visit(sql, (), |row| add_row(&mut hash, row).map(|()| true))?;
        Ok(hex(hash))
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
    /// links, the memberships, what is told of people and what each clause decided. States, cards, due instants and the
    /// cursor are left empty, for the engine to fold from [`Store::entries`] in this same transaction: after a crash in between, everything is as it was.
    ///
    /// The log, the leads with their keys, the accounts, the agreements and the outbox stay: they are the record.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names an entry. Drop the transaction then.
    pub fn drop_derived(&mut self) -> Result<(), Error> {
        self.forget_behind();
        for sql in clear::ALL {
            self.execute(sql, ())?;
        }
        self.cursor.take();
        refold(self)?;
        folded::mark(self)
    }
}

/// Adds all columns of a row, each with its kind.
pub(crate) fn add_row(hash: &mut Sha256, row: &Row<'_>) -> Result<(), Error> {
    for column in 0..row.width() {
        match row.value(column)? {
            Value::Null => hash.update(b"n"),
            Value::Integer(number) => hash.update([b"i".as_slice(), &number.to_be_bytes()].concat()),
            Value::Text(text) => add_bytes(hash, text.as_bytes()),
            Value::Blob(bytes) => add_bytes(hash, bytes),
            Value::Integers(_) | Value::Texts(_) => {}
        }
    }
    Ok(())
}

/// What a hash came to, as hexadecimal text.
pub(crate) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Bytes with their length before them, so that no two rows read alike.
fn add_bytes(hash: &mut Sha256, bytes: &[u8]) {
    hash.update(b"b");
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

/// Folds keys, links and what clauses decided again, from the first entry to the last.
fn refold(tx: &mut Tx<'_>) -> Result<(), Error> {
    let mut after = Seq(0);
    loop {
        let page = tx.entries(after, 10_000)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        let from = std::mem::replace(&mut after, *last);
        block::read::index_again(tx, Seq(from.0 + 1), *last)?;
        let (mut cited, mut gathered) = (clause::Gathered::default(), Gathered::default());
        let facts = page.iter().filter_map(|(_, entry)| if let Entry::Fact(fact) = entry { Some(fact) } else { None });
        let mut keys = FactKeys::look_up(tx, facts.map(|fact| fact.key.as_str()))?;
        for (seq, entry) in page {
            let fact = match entry {
                Entry::Fact(fact) => fact,
                Entry::Decision(decision) => {
                    cited.take(seq, &decision);
                    continue;
                }
            };
            if keys.take(tx, &fact.key, seq)?.is_some() {
                return Err(Error::unreadable(seq, "its key is that of an earlier fact"));
            }
            gathered.take(tx, &fact, seq)?;
        }
        keys.write(tx)?;
        gathered.write(tx)?;
        cited.write(tx)?;
    }
}
