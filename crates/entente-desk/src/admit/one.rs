//! One fact on its way into the log, with the facts that follow from it: created, joined, linked.

use entente_connect::segment;
use entente_core::fact::{About, Fact, NewFact, What};
use entente_core::time::Instant;
use entente_store::Error;

use super::who::{self, Who};
use super::{Admitted, Admitting, OWN_KEYS, Outcome, Proposal, own_key};

/// Admits one fact of a checked shape; what follows from it stands beside it, all or nothing.
pub(super) fn admit_one(
    admitting: &mut Admitting<'_, '_>,
    told: NewFact,
    known: Instant,
    admitted: &mut Admitted,
) -> Result<Outcome, Error> {
    if let Some(seq) = admitting.find_fact(&told.key)? {
        return Ok(Outcome::Duplicate(seq));
    }
    let NewFact { key, about, at, precision, by, what } = told;
    let who = match who::find(admitting, about, known, &what)? {
        Ok(who) => who,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let fact = Fact { key, about: who.about.clone(), at, precision, known, by, what };
    let mut outcome = None;
    for fact in with_what_follows(fact, &who) {
        let is_own = fact.key.starts_with(OWN_KEYS);
        match admitting.push(fact)? {
            Ok(seq) if is_own => admitted.added.push(seq),
            Ok(seq) => outcome = Some(Outcome::Accepted(seq)),
            Err(seq) => outcome = outcome.or(Some(Outcome::Duplicate(seq))),
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
        key: own_key(name, &fact.key),
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
