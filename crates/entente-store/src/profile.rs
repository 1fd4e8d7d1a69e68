//! What is told of people and companies for others to read: names, titles, places. Folded from facts as they come in.

use std::collections::{BTreeMap, HashMap};

use crate::database::Row;
use entente_core::fact::{Fact, Value};
use entente_core::id::{AccountId, LeadId, Name, Seq};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "profile.sql":
    LEARN_LEAD = "learn_lead", LEARN_ACCOUNT = "learn_account", OF_LEAD = "of_lead", OF_ACCOUNT = "of_account",
    FORGET_LEAD = "forget_lead",
}
statements! { "lead.sql": KEYS_OF = "keys_of" }
statements! { "account.sql": KEY_OF = "key_of" }
statements! { "pulse.sql": HEARD = "heard", TOUCHED = "touched", ERASE = "erase", PULSE_OF = "of" }

/// What is kept of a lead.
const OF_LEADS: [&str; 6] = ["name", "first_name", "last_name", "title", "phone", "city"];
/// What is kept of an account.
const OF_ACCOUNTS: [&str; 6] = ["name", "domain", "city", "country", "industry", "employees"];

/// What a person is shown by: all that is told of the leads that are one with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shown {
    pub(crate) name: Option<String>,
    pub(crate) mail: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) city: Option<String>,
    /// When it last did something.
    pub(crate) heard: Option<Instant>,
    /// When somebody last acted on it.
    pub(crate) touched: Option<Instant>,
}

/// A fact that tells something, whether it is vouched for, and its place in the log.
pub(crate) type Source<'a> = (&'a Fact, bool, Seq);

/// How good a word is: vouched for, when it was learnt, and its place in the log.
type Weight = (bool, i64, i64);

/// What is told of leads, to be written: the best word on each thing.
#[derive(Debug, Default)]
pub(crate) struct Learnt(BTreeMap<(LeadId, &'static str), (Weight, Option<String>)>);

impl Learnt {
    /// Takes in what a fact tells of a lead.
    pub(crate) fn take(&mut self, lead: LeadId, values: &BTreeMap<Name, Value>, (fact, verified, seq): Source<'_>) {
        let weight = (verified, fact.at.min(fact.known).as_micros(), seq.0 as i64);
        for name in OF_LEADS {
            let Some(value) = values.get(name) else { continue };
            let best = self.0.entry((lead, name)).or_insert_with(|| (weight, None));
            if weight >= best.0 {
                *best = (weight, text(value));
            }
        }
    }

    /// Writes it. Answers of whom anything was told.
    pub(crate) fn write(self, tx: &Tx<'_>) -> Result<Vec<LeadId>, Error> {
        let mut rows = Vec::with_capacity(self.0.len());
        for ((lead, name), ((verified, at, seq), value)) in &self.0 {
            rows.push((lead.0 as i64, *name, value.as_deref(), *verified, *at, *seq));
        }
        tx.execute_many(LEARN_LEAD, &rows)?;
        let mut leads: Vec<LeadId> = self.0.into_keys().map(|(lead, _)| lead).collect();
        leads.dedup();
        Ok(leads)
    }
}

/// What is told of accounts, to be written: the best word on each thing.
#[derive(Debug, Default)]
pub(crate) struct LearntOfAccounts(BTreeMap<(AccountId, &'static str), (Weight, Option<String>)>);

impl LearntOfAccounts {
    /// Takes in what a fact tells of an account.
    pub(crate) fn take(
        &mut self,
        account: AccountId,
        values: &BTreeMap<Name, Value>,
        (fact, verified, seq): Source<'_>,
    ) {
        let weight = (verified, fact.at.min(fact.known).as_micros(), seq.0 as i64);
        for name in OF_ACCOUNTS {
            let Some(value) = values.get(name) else { continue };
            let best = self.0.entry((account, name)).or_insert_with(|| (weight, None));
            if weight >= best.0 {
                *best = (weight, text(value));
            }
        }
    }

    /// Writes it. Answers of which accounts something is known now that was not.
    pub(crate) fn write(self, tx: &Tx<'_>) -> Result<Vec<AccountId>, Error> {
        let mut accounts: Vec<AccountId> = self.0.keys().map(|(account, _)| *account).collect();
        accounts.dedup();
        let before = Companies::look_up(tx, accounts.iter().copied())?;
        let mut rows = Vec::with_capacity(self.0.len());
        for ((account, name), ((verified, at, seq), value)) in &self.0 {
            rows.push((account.0 as i64, *name, value.as_deref(), *verified, *at, *seq));
        }
        tx.execute_many(LEARN_ACCOUNT, &rows)?;
        let now = Companies::look_up(tx, accounts.iter().copied())?;
        accounts.retain(|account| before.told.get(account) != now.told.get(account));
        Ok(accounts)
    }
}

/// A told value as text to read; none where it forgets.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.trim().to_owned(),
        Value::Set(words) => words.join(", "),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Notes when leads last did something.
pub(crate) fn heard(tx: &Tx<'_>, heard: &BTreeMap<LeadId, Instant>) -> Result<(), Error> {
    let rows: Vec<(i64, i64)> = heard.iter().map(|(lead, at)| (lead.0 as i64, at.as_micros())).collect();
    tx.execute_many(HEARD, &rows)
}

/// Notes when somebody last acted on leads.
pub(crate) fn touched(tx: &Tx<'_>, touched: &BTreeMap<LeadId, Instant>) -> Result<(), Error> {
    let rows: Vec<(i64, i64)> = touched.iter().map(|(lead, at)| (lead.0 as i64, at.as_micros())).collect();
    tx.execute_many(TOUCHED, &rows)
}

/// Forgets all that was told of a person; their keys are shown no more either.
pub(crate) fn erase(tx: &Tx<'_>, leads: &[LeadId]) -> Result<(), Error> {
    for lead in leads {
        tx.execute(FORGET_LEAD, [lead.0 as i64])?;
        tx.execute(ERASE, [lead.0 as i64])?;
    }
    Ok(())
}

/// What is told of some leads, looked up together.
#[derive(Default)]
pub(crate) struct Told {
    words: HashMap<LeadId, Vec<(String, Option<String>, Weight)>>,
    /// The first mail address of each.
    mails: HashMap<LeadId, String>,
    pulses: HashMap<LeadId, Pulse>,
}

/// When a lead last did something, when somebody last acted on it, and whether it was erased.
type Pulse = (Option<i64>, Option<i64>, bool);

impl Told {
    /// Looks them up; leads that are one with these are not asked.
    pub(crate) fn look_up(store: &Store, leads: &[LeadId]) -> Result<Told, Error> {
        let ids: Vec<i64> = leads.iter().map(|lead| lead.0 as i64).collect();
        let lead = |row: &Row<'_>| row.get::<i64>(0).map(|id| LeadId(id as u64));
        let mut told = Told::default();
        store.database.visit_many(OF_LEAD, &[], &ids, |row| {
            let weight = (row.get(3)?, row.get(4)?, row.get(5)?);
            told.words.entry(lead(row)?).or_default().push((row.get(1)?, row.get(2)?, weight));
            Ok(true)
        })?;
        store.database.visit_many(KEYS_OF, &[], &ids, |row| {
            let (lead, text) = (lead(row)?, row.get::<String>(1)?);
            if let IdentityKey::Mail(mail) = text.parse().map_err(|why| Error::unreadable(lead, why))? {
                let first = told.mails.entry(lead).or_insert_with(|| mail.clone());
                *first = mail.min(std::mem::take(first));
            }
            Ok(true)
        })?;
        store.database.visit_many(PULSE_OF, &[], &ids, |row| {
            told.pulses.insert(lead(row)?, (row.get(1)?, row.get(2)?, row.get(3)?));
            Ok(true)
        })?;
        Ok(told)
    }

    /// What a person is shown by who is these leads; of two that are as good, what is known of the first comes first.
    pub(crate) fn shown(&self, leads: &[LeadId]) -> Shown {
        let mut best: BTreeMap<&str, (Weight, Option<&String>)> = BTreeMap::new();
        let (mut shown, mut is_erased) = (Shown::default(), false);
        for lead in leads {
            for (name, value, weight) in self.words.get(lead).into_iter().flatten() {
                let kept = best.entry(name).or_insert((*weight, None));
                if *weight >= kept.0 {
                    *kept = (*weight, value.as_ref());
                }
            }
            shown.mail = shown.mail.or_else(|| self.mails.get(lead).cloned());
            let (heard, touched, erased) = self.pulses.get(lead).copied().unwrap_or_default();
            shown.heard = shown.heard.max(heard.map(Instant::from_micros));
            shown.touched = shown.touched.max(touched.map(Instant::from_micros));
            is_erased |= erased;
        }
        let mut take = |name: &str| best.remove(name).and_then(|(_, value)| value.cloned());
        let parts: Vec<String> = ["first_name", "last_name"].into_iter().filter_map(&mut take).collect();
        shown.name = take("name").or_else(|| Some(parts.join(" ")).filter(|name| !name.is_empty()));
        (shown.title, shown.phone, shown.city) = (take("title"), take("phone"), take("city"));
        shown.mail = shown.mail.filter(|_| !is_erased);
        shown
    }
}

/// What is told of some accounts, looked up together.
#[derive(Default)]
pub(crate) struct Companies {
    told: HashMap<AccountId, BTreeMap<String, String>>,
    /// The key each was first heard of by.
    keys: HashMap<AccountId, String>,
}

impl Companies {
    pub(crate) fn look_up(store: &Store, accounts: impl Iterator<Item = AccountId>) -> Result<Companies, Error> {
        let mut ids: Vec<i64> = accounts.map(|account| account.0 as i64).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut companies = Companies::default();
        store.database.visit_many(OF_ACCOUNT, &[], &ids, |row| {
            if let Some(value) = row.get::<Option<String>>(2)? {
                let told = companies.told.entry(AccountId(row.get::<i64>(0)? as u64)).or_default();
                told.insert(row.get(1)?, value);
            }
            Ok(true)
        })?;
        store.database.visit_many(KEY_OF, &[], &ids, |row| {
            companies.keys.insert(AccountId(row.get::<i64>(1)? as u64), row.get(0)?);
            Ok(true)
        })?;
        Ok(companies)
    }

    /// What is told of an account under this name.
    pub(crate) fn told(&self, account: AccountId, name: &str) -> Option<&String> {
        self.told.get(&account)?.get(name)
    }

    /// The key an account was first heard of by.
    pub(crate) fn key(&self, account: AccountId) -> Option<&String> {
        self.keys.get(&account)
    }

    /// What an account is called: its name, else its domain, else the key it was first heard of by.
    pub(crate) fn name(&self, account: AccountId) -> Option<&String> {
        let told = |name| self.told(account, name);
        told("name").or_else(|| told("domain")).or_else(|| self.key(account))
    }
}
