//! The store's own projections of facts: what is told of people, what they joined, when they did something. Gathered from
//! many facts, so that each row is written once.

use std::collections::BTreeMap;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{About, Fact, What};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::time::Instant;

use crate::profile::{Learnt, LearntOfAccounts};
use crate::{Error, Tx, account_card, card, link, membership, profile};

/// When each lead last did something, of those that did.
pub(crate) type Heard = BTreeMap<LeadId, Instant>;

/// What facts say, to be written.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    heard: Heard,
    /// When somebody last acted on each lead, of those on whom somebody did.
    touched: Heard,
    learnt: Learnt,
    /// What is told of companies.
    of_accounts: LearntOfAccounts,
    /// The account each lead joined last, when that was known, and by which fact.
    joined: BTreeMap<LeadId, (Instant, Seq, AccountId)>,
}

impl Gathered {
    /// Takes in the fact at `seq`. Facts come in the order of the log. What changes who is who is written at once, after
    /// all before it.
    pub(crate) fn take(&mut self, tx: &Tx<'_>, fact: &Fact, seq: Seq) -> Result<(), Error> {
        match &fact.about {
            About::Lead(lead) => self.take_lead(tx, *lead, fact, seq),
            About::Account(account) => match &fact.what {
                What::Learnt { values, verified } => {
                    self.of_accounts.take(*account, values, (fact, *verified, seq));
                    Ok(())
                }
                _ => Ok(()),
            },
            About::Person(_) | About::Request(_) | About::Parties => Ok(()),
        }
    }

    fn take_lead(&mut self, tx: &Tx<'_>, lead: LeadId, fact: &Fact, seq: Seq) -> Result<(), Error> {
        match &fact.what {
            What::Joined { account } => {
                let last = self.joined.entry(lead).or_insert((fact.known, seq, *account));
                *last = (fact.known, seq, *account).max(*last);
            }
            What::Linked { into: other } | What::Unlinked { from: other } => {
                self.write_told(tx)?;
                let holds = matches!(fact.what, What::Linked { .. });
                link::heard(tx, lead, *other, holds, fact.known, seq)?;
                card::save::reshow(tx, &[lead, *other])?;
            }
            What::Learnt { values, verified } => self.learnt.take(lead, values, (fact, *verified, seq)),
            What::Erased => {
                self.write_told(tx)?;
                profile::erase(tx, &tx.linked(lead)?)?;
                card::save::reshow(tx, &[lead])?;
            }
            What::Touched { .. } => note(&mut self.touched, lead, at(fact)),
            _ => hear(fact, &mut self.heard),
        }
        Ok(())
    }

    /// Writes what was told of leads and who acted on them, and shows it.
    fn write_told(&mut self, tx: &Tx<'_>) -> Result<(), Error> {
        card::save::touched(tx, &std::mem::take(&mut self.touched))?;
        let leads = std::mem::take(&mut self.learnt).write(tx)?;
        card::save::reshow(tx, &leads)
    }

    /// Writes the rest.
    pub(crate) fn write(mut self, tx: &Tx<'_>) -> Result<(), Error> {
        self.write_told(tx)?;
        let companies = std::mem::take(&mut self.of_accounts).write(tx)?;
        account_card::reshow(tx, &companies)?;
        card::save::rename_companies(tx, &companies)?;
        membership::heard(tx, &self.joined)?;
        if tx.is_behind {
            tx.behind.borrow_mut().hear(&self.heard);
            return Ok(());
        }
        card::save::heard(tx, &self.heard)
    }
}

/// Notes that the lead a fact is about did something, where it says so.
pub(crate) fn hear(fact: &Fact, heard: &mut Heard) {
    let is_sign = matches!(
        fact.what,
        What::Created { .. } | What::Happened { class: SignalClass::Human | SignalClass::Unknown, .. }
    );
    if let (About::Lead(lead), true) = (&fact.about, is_sign) {
        note(heard, *lead, at(fact));
    }
}

fn note(last: &mut Heard, lead: LeadId, at: Instant) {
    let last = last.entry(lead).or_insert(at);
    *last = at.max(*last);
}

/// When it happened. A source's clock may run ahead: nothing has happened later than the log learnt of it.
fn at(fact: &Fact) -> Instant {
    fact.at.min(fact.known)
}
