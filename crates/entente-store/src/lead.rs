//! Leads and their keys: who is who, for facts that come in and for people who ask.

use std::collections::{HashMap, HashSet};

use entente_core::id::LeadId;
use entente_core::identity::{IdentityKey, Strength};

use crate::sql::statements;
use crate::{Batch, Error, Store, Tx, card};

statements! { "lead.sql":
    LAST = "last", INSERT = "insert", EXISTS = "exists", INSERT_IDENTITY = "insert_identity",
    FIND_IDENTITY = "find_identity", FIND_IDENTITIES = "find_identities", KEYS_OF = "keys_of", IDENTITIES_OF = "identities_of",
}

impl Store {
    /// The number the next new lead gets.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn next_lead(&self) -> Result<LeadId, Error> {
        let last: Option<i64> = self.first(LAST, (), |row| row.get(0))?;
        Ok(LeadId(last.unwrap_or(0) as u64 + 1))
    }

    /// Whether the log has heard of this lead.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn has_lead(&self, lead: LeadId) -> Result<bool, Error> {
        Ok(self.first(EXISTS, [lead.0 as i64], |_| Ok(()))?.is_some())
    }

    /// The lead that holds this key, which must be normalised.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find_lead(&self, key: &IdentityKey) -> Result<Option<LeadId>, Error> {
        self.first(FIND_IDENTITY, [key.to_string().as_str()], |row| Ok(LeadId(row.get::<i64>(0)? as u64)))
    }

    /// Who holds these keys, which must be normalised: each key's lead, and the lead whose number stands for it. A key
    /// that nobody holds is left out.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn holders(&self, keys: &[&IdentityKey]) -> Result<HashMap<IdentityKey, (LeadId, LeadId)>, Error> {
        let texts: Vec<String> = keys.iter().map(ToString::to_string).collect();
        let (mut found, mut leads) = (HashMap::new(), Vec::new());
        let mut asked: Vec<&str> = texts.iter().map(String::as_str).collect();
        // In the order of the table, so that neighbours are read together.
        asked.sort_unstable();
        self.database.visit_texts(FIND_IDENTITIES, &asked, |row| {
            let lead = LeadId(row.get::<i64>(1)? as u64);
            found.insert(row.get::<String>(0)?, lead);
            leads.push(lead);
            Ok(true)
        })?;
        let roots: HashMap<LeadId, LeadId> = self.roots(&leads)?.into_iter().collect();
        let mut holders = HashMap::with_capacity(leads.len());
        for (key, text) in keys.iter().zip(&texts) {
            let lead = match found.get(text) {
                Some(lead) => Some(*lead),
                // A server keeps a letter of number 0 as a picture of it, and answers the picture.
                None if text.contains('\0') => self.find_lead(key)?,
                None => None,
            };
            if let Some(lead) = lead {
                holders.insert((*key).clone(), (lead, roots.get(&lead).copied().unwrap_or(lead)));
            }
        }
        Ok(holders)
    }

    /// Which of these leads hold a strong key, themselves or by one linked with them.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where a stored key is none.
    pub fn strong_among(&self, leads: &[LeadId]) -> Result<HashSet<LeadId>, Error> {
        let groups = self.groups(leads)?;
        let mut ids: Vec<i64> = leads.iter().chain(groups.values().flatten()).map(|lead| lead.0 as i64).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut strong = HashSet::new();
        self.database.visit_many(KEYS_OF, &[], &ids, |row| {
            let (lead, text) = (LeadId(row.get::<i64>(0)? as u64), row.get::<String>(1)?);
            let key: IdentityKey = text.parse().map_err(|why| Error::unreadable(lead, why))?;
            if key.strength() == Strength::Strong {
                strong.insert(lead);
            }
            Ok(true)
        })?;
        let is_strong = |lead: &&LeadId| {
            groups.get(lead).map_or(std::slice::from_ref(*lead), Vec::as_slice).iter().any(|lead| strong.contains(lead))
        };
        Ok(leads.iter().filter(is_strong).copied().collect())
    }

    /// The lead that a person means by `text`: `lead_12`, a mail address, any key as it is shown
    /// (`user:42`, `record:crm:4711`), or a record as source and number (`crm:4711`).
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find_lead_named(&self, text: &str) -> Result<Option<LeadId>, Error> {
        let text = text.trim();
        if let Ok(lead) = text.parse::<LeadId>() {
            return Ok(self.has_lead(lead)?.then_some(lead));
        }
        let readings = [
            text.parse().ok(),
            Some(IdentityKey::Mail(text.to_owned())),
            Some(IdentityKey::User(text.to_owned())),
            text.split_once(':').map(|(source, number)| IdentityKey::Record(source.to_owned(), number.to_owned())),
            Some(IdentityKey::Anonymous(text.to_owned())),
        ];
        for key in readings.into_iter().flatten().filter_map(|key| key.normalise().ok()) {
            if let Some(lead) = self.find_lead(&key)? {
                return Ok(Some(lead));
            }
        }
        Ok(None)
    }

    /// The keys of a lead itself, mail addresses first, then user ids, record numbers and anonymous ids.
    ///
    /// # Errors
    /// [`Error::Unreadable`] where a stored key is none.
    pub fn lead_label(&self, lead: LeadId) -> Result<Vec<IdentityKey>, Error> {
        let rows: Vec<String> = self.rows(IDENTITIES_OF, [lead.0 as i64], |row| row.get(0))?;
        let keys = rows.iter().map(|text| text.parse().map_err(|why| Error::unreadable(lead, why)));
        let mut keys = keys.collect::<Result<Vec<IdentityKey>, Error>>()?;
        keys.sort_unstable();
        Ok(keys)
    }
}

/// Writes new leads and keys.
pub(crate) fn insert(tx: &Tx<'_>, batch: &Batch) -> Result<(), Error> {
    let leads: Vec<(i64, i64)> = batch.leads.iter().map(|(lead, known)| (lead.0 as i64, known.as_micros())).collect();
    tx.execute_many(INSERT, &leads)?;
    let keys: Vec<(String, i64)> =
        batch.identities.iter().map(|(key, lead)| (key.to_string(), lead.0 as i64)).collect();
    let mut keys: Vec<(&str, i64)> = keys.iter().map(|(key, lead)| (key.as_str(), *lead)).collect();
    // In the order of the table, so that neighbours are written together.
    keys.sort_unstable();
    tx.execute_many(INSERT_IDENTITY, &keys)?;
    // A new lead has no card yet that could show a mail address.
    let is_new = |lead: &LeadId| batch.leads.first().is_some_and(|(first, _)| lead >= first);
    let mails = batch.identities.iter().filter(|(key, _)| matches!(key, IdentityKey::Mail(_)));
    let known: Vec<LeadId> = mails.map(|(_, lead)| *lead).filter(|lead| !is_new(lead)).collect();
    card::save::reshow(tx, &known)
}
