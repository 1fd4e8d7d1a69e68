//! A list of facts while it is admitted: what was looked up for all of them at once, and what is to be written of them.
//!
//! What one fact brings is known to the next before anything is written. Where a fact changes who is who, all before it
//! is written first and looked up anew.

use std::collections::{HashMap, HashSet};

use entente_core::fact::{About, Fact, NewFact, What};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::identity::{Holder, IdentityKey, Strength};
use entente_core::time::Instant;
use entente_store::{Batch, Error, FactKeys, Tx};

use super::known::{Known, accounts, follows, told};

/// Facts on their way into the log.
pub(super) struct Admitting<'t, 's> {
    tx: &'t mut Tx<'s>,
    keys: FactKeys,
    /// Who holds a key, and who stands for them; nobody where it was looked up and is free.
    people: HashMap<IdentityKey, Option<(LeadId, LeadId)>>,
    /// What else is known of leads that were looked up.
    known: Known,
    /// The account of each key; none where it was looked up and there is none.
    accounts: HashMap<String, Option<AccountId>>,
    /// The account that each lead which belonged to none joined last, and when that was known.
    joined: HashMap<LeadId, (Instant, AccountId)>,
    /// Other leads of which it is to be written that they joined an account.
    joining: HashSet<LeadId>,
    /// The first lead that is new here.
    first_new: Option<LeadId>,
    next_lead: Option<LeadId>,
    next_account: Option<AccountId>,
    next: Seq,
    /// What is to be written.
    batch: Batch,
    /// What was.
    written: Vec<(Seq, Fact)>,
}

impl<'t, 's> Admitting<'t, 's> {
    /// Looks up what all these facts name.
    pub(super) fn begin<'f>(
        tx: &'t mut Tx<'s>,
        facts: impl Iterator<Item = &'f NewFact> + Clone,
    ) -> Result<Admitting<'t, 's>, Error> {
        let mut keys = FactKeys::look_up(tx, facts.clone().map(|fact| fact.key.as_str()))?;
        let batch = Batch { facts: Vec::with_capacity(facts.clone().count()), ..Batch::default() };
        let next = tx.next_seq()?;
        let told = told(facts.clone());
        let all: HashSet<&IdentityKey> = told.iter().flat_map(|(_, keys)| keys).collect();
        let held = tx.holders(&all.iter().copied().collect::<Vec<_>>())?;
        let known = Known::look_up(tx, &told, &held)?;
        let more = told.iter().flat_map(|(key, keys)| follows(key, keys, &held, &known));
        keys.look_up_more(tx, more)?;
        let accounts = accounts(tx, facts, &told)?;
        let mut people: HashMap<IdentityKey, _> =
            told.into_iter().flat_map(|(_, keys)| keys).map(|key| (key, None)).collect();
        people.extend(held.into_iter().map(|(key, holder)| (key, Some(holder))));
        Ok(Admitting {
            tx,
            keys,
            people,
            known,
            accounts,
            joined: HashMap::new(),
            joining: HashSet::new(),
            first_new: None,
            next_lead: None,
            next_account: None,
            next,
            batch,
            written: Vec::new(),
        })
    }

    /// The transaction, with everything so far written, for what is asked of it directly.
    pub(super) fn written(&mut self) -> Result<&mut Tx<'s>, Error> {
        self.write()?;
        Ok(self.tx)
    }

    /// Where the fact of this key is, or will be.
    pub(super) fn find_fact(&mut self, key: &str) -> Result<Option<Seq>, Error> {
        self.keys.find(self.tx, key)
    }

    /// Who holds a key. Whether they are known by a strong key is asked only where a strong key was told beside it.
    pub(super) fn holder(&mut self, key: &IdentityKey, told_strong: bool) -> Result<Option<Holder>, Error> {
        let known = match self.people.get(key) {
            Some(known) => *known,
            None => {
                let found = self.tx.holders(&[key])?.remove(key);
                *self.people.entry(key.clone()).or_insert(found)
            }
        };
        let Some((lead, root)) = known else { return Ok(None) };
        let has_strong = key.strength() == Strength::Strong || (told_strong && self.has_strong(lead, root)?);
        Ok(Some(Holder { lead, root, has_strong }))
    }

    fn has_strong(&mut self, lead: LeadId, root: LeadId) -> Result<bool, Error> {
        if let Some(is_strong) = self.known.is_strong.get(&root) {
            return Ok(*is_strong);
        }
        if self.batch.identities.iter().any(|(key, _)| key.strength() == Strength::Strong) {
            self.write()?;
        }
        let is_strong = self.tx.strong_among(&[lead])?.contains(&lead);
        self.known.is_strong.insert(root, is_strong);
        Ok(is_strong)
    }

    /// The number that the next new lead gets.
    pub(super) fn next_lead(&mut self) -> Result<LeadId, Error> {
        let lead = match self.next_lead {
            Some(lead) => lead,
            None => self.tx.next_lead()?,
        };
        self.next_lead = Some(lead);
        Ok(lead)
    }

    /// Notes a new lead, under the next number.
    pub(super) fn note_lead(&mut self, lead: LeadId, known: Instant) {
        self.next_lead = Some(LeadId(lead.0 + 1));
        self.first_new.get_or_insert(lead);
        self.batch.leads.push((lead, known));
    }

    /// Notes that a lead holds these keys from now on.
    pub(super) fn learn(&mut self, lead: LeadId, keys: Vec<IdentityKey>) -> Result<(), Error> {
        if keys.is_empty() {
            return Ok(());
        }
        let is_new = self.batch.leads.last().is_some_and(|(last, _)| *last == lead);
        let root = match self.known.roots.get(&lead) {
            _ if is_new => lead,
            Some(root) => *root,
            None => self.tx.root_of(lead)?,
        };
        if keys.iter().any(|key| key.strength() == Strength::Strong) {
            self.known.is_strong.insert(root, true);
        } else if is_new {
            self.known.is_strong.entry(root).or_insert(false);
        }
        for key in keys {
            self.people.insert(key.clone(), Some((lead, root)));
            self.batch.identities.push((key, lead));
        }
        Ok(())
    }

    /// The account of this key; a new one is noted.
    pub(super) fn account(&mut self, key: String) -> Result<AccountId, Error> {
        let found = match self.accounts.get(&key) {
            Some(found) => *found,
            None => self.tx.find_account(&key)?,
        };
        let account = match found {
            Some(account) => account,
            None => {
                let account = match self.next_account {
                    Some(account) => account,
                    None => self.tx.next_account()?,
                };
                self.next_account = Some(AccountId(account.0 + 1));
                self.batch.accounts.push((account, key.clone()));
                account
            }
        };
        self.accounts.insert(key, Some(account));
        Ok(account)
    }

    /// The account a lead belongs to.
    pub(super) fn account_of(&mut self, lead: LeadId) -> Result<Option<AccountId>, Error> {
        if self.is_free(lead) {
            return Ok(self.joined.get(&lead).map(|(_, account)| *account));
        }
        // Which of several stands is a question of when each was known: that is the log's to say.
        if self.joining.contains(&lead) {
            self.write()?;
        }
        match self.known.accounts.get(&lead) {
            Some(account) => Ok(*account),
            None => self.tx.account_of(lead),
        }
    }

    fn is_new(&self, lead: LeadId) -> bool {
        self.first_new.is_some_and(|first| lead >= first)
    }

    /// Whether a lead belonged to no account before all this.
    fn is_free(&self, lead: LeadId) -> bool {
        self.is_new(lead) || self.known.accounts.get(&lead) == Some(&None)
    }

    /// Of several the last stands in the order in which they were known, and were told.
    fn note_joined(&mut self, lead: LeadId, known: Instant, account: AccountId) {
        if !self.is_free(lead) {
            self.joining.insert(lead);
            self.known.accounts.remove(&lead);
            return;
        }
        let last = self.joined.entry(lead).or_insert((known, account));
        if known >= last.0 {
            *last = (known, account);
        }
    }

    /// Notes a fact whose key is free. Answers its place, or that of a fact which has its key after all.
    pub(super) fn push(&mut self, fact: Fact) -> Result<Result<Seq, Seq>, Error> {
        if let Some(before) = self.keys.take(self.tx, &fact.key, self.next)? {
            return Ok(Err(before));
        }
        if let (About::Lead(lead), What::Joined { account }) = (&fact.about, &fact.what) {
            self.note_joined(*lead, fact.known, *account);
        }
        let changes_people = matches!(fact.what, What::Linked { .. } | What::Unlinked { .. } | What::Erased);
        let seq = self.next;
        self.next.0 += 1;
        self.batch.facts.push(fact);
        if changes_people {
            self.write()?;
            self.people.clear();
            self.known = Known::default();
        }
        Ok(Ok(seq))
    }

    /// Writes what is noted.
    fn write(&mut self) -> Result<(), Error> {
        let batch = std::mem::take(&mut self.batch);
        if batch == Batch::default() {
            return Ok(());
        }
        self.joining.clear();
        self.tx.append_taken(&batch, &mut self.keys)?;
        let first = self.next.0 - batch.facts.len() as u64;
        self.written.extend((first..).map(Seq).zip(batch.facts));
        Ok(())
    }

    /// Writes the rest. Answers all facts that are in the log now, in its order.
    pub(super) fn end(mut self) -> Result<Vec<(Seq, Fact)>, Error> {
        self.write()?;
        Ok(self.written)
    }
}
