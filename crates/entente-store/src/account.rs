//! Accounts by the key a source knows them by: a domain, or a number there.

use std::collections::HashMap;

use entente_core::id::AccountId;

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "account.sql": LAST = "last", INSERT_ACCOUNT = "insert", FIND = "find", KEY_OF = "key_of" }

impl Store {
    /// The number the next new account gets.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn next_account(&self) -> Result<AccountId, Error> {
        let last: Option<i64> = self.first(LAST, (), |row| row.get(0))?;
        Ok(AccountId(last.unwrap_or(0) as u64 + 1))
    }

    /// The account of this key, in the spelling admission gave it.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find_account(&self, key: &str) -> Result<Option<AccountId>, Error> {
        self.first(FIND, [key], |row| Ok(AccountId(row.get::<i64>(0)? as u64)))
    }

    /// The accounts of these keys; a key of none is left out.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find_accounts(&self, keys: &[&str]) -> Result<HashMap<String, AccountId>, Error> {
        let mut accounts = HashMap::with_capacity(keys.len());
        self.database.visit_texts(FIND, keys, |row| {
            accounts.insert(row.get(1)?, AccountId(row.get::<i64>(0)? as u64));
            Ok(true)
        })?;
        Ok(accounts)
    }

    /// The key an account was first heard of by.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn account_label(&self, account: AccountId) -> Result<Option<String>, Error> {
        self.first(KEY_OF, [account.0 as i64], |row| row.get(0))
    }
}

/// Writes new accounts.
pub(crate) fn insert(tx: &Tx<'_>, accounts: &[(AccountId, String)]) -> Result<(), Error> {
    let rows: Vec<(i64, &str)> = accounts.iter().map(|(account, key)| (account.0 as i64, key.as_str())).collect();
    tx.execute_many(INSERT_ACCOUNT, &rows)
}
