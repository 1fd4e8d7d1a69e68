//! One fact on its way into the log, with the facts that follow from it: created, joined, linked.

use entente_connect::segment;
use entente_core::fact::{About, Fact, NewFact, What};
use entente_core::id::LeadId;
use entente_core::time::Instant;
use entente_store::{Batch, Error, Stored, Tx};

use super::who::{self, Who};
use super::{Admitted, OWN_KEYS, Outcome, Proposal, Refusal};

/// Admits one fact of a checked shape; what follows from it is appended beside it, all or nothing.
pub(super) fn admit_one(
    tx: &mut Tx<'_>,
    told: NewFact,
    known: Instant,
    admitted: &mut Admitted,
) -> Result<Outcome, Error> {
    if let Some(seq) = tx.find_fact(&told.key)? {
        return Ok(Outcome::Duplicate(seq));
    }
    let mut batch = Batch::default();
    let NewFact { key, about, at, precision, by, what } = told;
    let who = match who::find(tx, about, known, &mut batch)? {
        Ok(who) => who,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    if let Some(refusal) = refers_to_nothing(tx, &who, &what)? {
        return Ok(Outcome::Refused(refusal));
    }
    let fact = Fact { key, about: who.about.clone(), at, precision, known, by, what };
    batch.facts = with_what_follows(fact, &who);
    let stored = tx.append(&batch)?.facts;
    let mut outcome = None;
    for (fact, stored) in batch.facts.iter().zip(stored) {
        match stored {
            Stored::New(seq) if fact.key.starts_with(OWN_KEYS) => admitted.added.push(seq),
            Stored::New(seq) => outcome = Some(Outcome::Accepted(seq)),
            Stored::Duplicate(seq) => outcome = outcome.or(Some(Outcome::Duplicate(seq))),
        }
    }
    if let (Some(Outcome::Accepted(fact)), About::Lead(lead), false) = (&outcome, &who.about, who.same.is_empty()) {
        admitted.proposals.push(Proposal { fact: *fact, lead: *lead, same: who.same });
    }
    outcome.ok_or_else(|| Error::NotFound("answer for an appended fact".to_owned()))
}

/// The fact, and before it those that follow from whom it is about. A lead is created before anything else is said of it.
fn with_what_follows(fact: Fact, who: &Who) -> Vec<Fact> {
    let own = |name: &str, about: &About, what: What| Fact {
        key: format!("{OWN_KEYS}{name}:{}", fact.key),
        about: about.clone(),
        by: None,
        what,
        ..fact.clone()
    };
    let is_created = matches!(fact.what, What::Created { .. });
    let says_account = matches!(fact.what, What::Joined { .. });
    let mut before = Vec::new();
    let mut after = Vec::new();
    if who.is_new && !is_created {
        before.push(own("created", &who.about, What::Created { source: segment::came_by(&fact.what) }));
    }
    let beside = if is_created { &mut after } else { &mut before };
    if let Some(account) = who.joins.filter(|_| !says_account) {
        beside.push(own("joined", &who.about, What::Joined { account }));
    }
    if let About::Lead(into) = who.about {
        for visitor in &who.visitors {
            let name = format!("linked:{visitor}");
            beside.push(own(&name, &About::Lead(*visitor), What::Linked { into }));
        }
    }
    before.push(fact);
    before.append(&mut after);
    before
}

/// Why a fact that names a lead or account by number cannot stand.
fn refers_to_nothing(tx: &Tx<'_>, who: &Who, what: &What) -> Result<Option<Refusal>, Error> {
    let About::Lead(lead) = who.about else { return Ok(None) };
    Ok(match what {
        What::Joined { account } if tx.account_label(*account)?.is_none() => Some(Refusal::NoSuchAccount(*account)),
        What::Linked { into } => wrong_lead(tx, lead, *into)?,
        What::Unlinked { from } => match wrong_lead(tx, lead, *from)? {
            None if tx.link_between(lead, *from)? != Some(true) => Some(Refusal::NotLinked(lead, *from)),
            other => other,
        },
        _ => None,
    })
}

fn wrong_lead(tx: &Tx<'_>, lead: LeadId, other: LeadId) -> Result<Option<Refusal>, Error> {
    if lead == other {
        return Ok(Some(Refusal::LinkedWithItself(lead)));
    }
    Ok((!tx.has_lead(other)?).then_some(Refusal::NoSuchLead(other)))
}
