//! Which account each lead belongs to, as the facts `Joined` say: a projection of the log.

use std::collections::{BTreeMap, HashMap};

use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "membership.sql": SAVE = "save", ACCOUNT_OF = "account_of", LEADS_OF = "leads_of" }

impl Store {
    /// The account that this lead joined last; leads linked with it are not asked.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn account_of(&self, lead: LeadId) -> Result<Option<AccountId>, Error> {
        self.first(ACCOUNT_OF, [lead.0 as i64], |row| Ok(AccountId(row.get::<i64>(0)? as u64)))
    }

    /// The accounts that these leads joined last; a lead of none is left out.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn accounts_of(&self, leads: &[LeadId]) -> Result<HashMap<LeadId, AccountId>, Error> {
        let ids: Vec<i64> = leads.iter().map(|lead| lead.0 as i64).collect();
        let mut accounts = HashMap::with_capacity(ids.len());
        self.database.visit_many(ACCOUNT_OF, &[], &ids, |row| {
            accounts.insert(LeadId(row.get::<i64>(1)? as u64), AccountId(row.get::<i64>(0)? as u64));
            Ok(true)
        })?;
        Ok(accounts)
    }

    /// The leads that belong to this account now, in ascending order.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn leads_of(&self, account: AccountId) -> Result<Vec<LeadId>, Error> {
        self.rows(LEADS_OF, [account.0 as i64], |row| Ok(LeadId(row.get::<i64>(0)? as u64)))
    }
}

/// Takes in which account each of these leads joined last, when that was known and by which fact.
pub(crate) fn heard(tx: &Tx<'_>, joined: &BTreeMap<LeadId, (Instant, Seq, AccountId)>) -> Result<(), Error> {
    let row = |(lead, (known, seq, account)): (&LeadId, &(Instant, Seq, AccountId))| {
        (lead.0 as i64, account.0 as i64, known.as_micros(), seq.0 as i64)
    };
    tx.execute_many(SAVE, &joined.iter().map(row).collect::<Vec<_>>())
}
