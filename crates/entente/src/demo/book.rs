//! The company's own copy of who is who: the numbers that admission will give to leads and accounts, known before it
//! does, so that people can react to what the engine decides while the story is still being told.

use std::collections::BTreeMap;

use entente_core::fact::{About, Fact, NewAbout, NewFact, What};
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::identity::{Holder, IdentityKey, Resolution, Strength, account_domain, resolve};

/// Keys, leads and accounts as they stand.
#[derive(Default)]
pub(super) struct Book {
    keys: BTreeMap<IdentityKey, LeadId>,
    /// For each lead, from the first: its account, and whether it is known by name.
    leads: Vec<(Option<AccountId>, bool)>,
    accounts: BTreeMap<String, AccountId>,
    seq: u64,
}

impl Book {
    /// The facts that admission will write for one that is told: those that follow from whom it is about, and itself.
    ///
    /// The company never tells a visitor's browser of somebody known already, so no leads are ever linked here.
    pub(super) fn admit(&mut self, told: &NewFact) -> Vec<(Seq, Fact)> {
        let (about, is_new, joins) = match &told.about {
            NewAbout::Lead { keys, .. } => self.lead(keys),
            NewAbout::Account(key) => (About::Account(self.account(key)), false, None),
            NewAbout::Person(person) => (About::Person(person.clone()), false, None),
            NewAbout::Request(request) => (About::Request(request.clone()), false, None),
            NewAbout::Parties => (About::Parties, false, None),
        };
        let is_created = matches!(told.what, What::Created { .. });
        let created = (is_new && !is_created).then_some(What::Created { source: None });
        let joined = joins.map(|account| What::Joined { account });
        let itself = Some(told.what.clone());
        let order = if is_created { [itself, joined, None] } else { [created, joined, itself] };
        let fact = |what: What| {
            self.seq += 1;
            let by = (what == told.what).then(|| told.by.clone()).flatten();
            let (key, about) = (told.key.clone(), about.clone());
            (Seq(self.seq), Fact { key, about, at: told.at, precision: told.precision, known: told.at, by, what })
        };
        order.into_iter().flatten().map(fact).collect()
    }

    fn lead(&mut self, keys: &[IdentityKey]) -> (About, bool, Option<AccountId>) {
        let leads = &self.leads;
        let holder = |key: &IdentityKey| {
            let lead = self.keys.get(key).copied();
            let named = |lead: LeadId| leads.get(place(lead)).is_some_and(|(_, named)| *named);
            Ok::<_, std::convert::Infallible>(lead.map(|lead| Holder { lead, root: lead, has_strong: named(lead) }))
        };
        let (lead, learns, is_new) = match resolve(keys, holder) {
            Ok(Resolution::Known { lead, learns, .. }) => (lead, learns, false),
            Ok(Resolution::New { learns }) => (LeadId(leads.len() as u64 + 1), learns, true),
            Ok(Resolution::Nobody) => (LeadId(0), Vec::new(), false),
        };
        if is_new {
            self.leads.push((None, false));
        }
        let company = keys.iter().find_map(|key| match key {
            IdentityKey::Mail(mail) => account_domain(mail).map(str::to_owned),
            _ => None,
        });
        let without = self.leads.get(place(lead)).is_some_and(|(account, _)| account.is_none());
        let joins = company.filter(|_| without).map(|domain| self.account(&domain));
        if let Some((account, named)) = self.leads.get_mut(place(lead)) {
            *account = account.or(joins);
            *named |= keys.iter().any(|key| key.strength() == Strength::Strong);
        }
        self.keys.extend(learns.into_iter().map(|key| (key, lead)));
        (About::Lead(lead), is_new, joins)
    }

    fn account(&mut self, key: &str) -> AccountId {
        let next = AccountId(self.accounts.len() as u64 + 1);
        *self.accounts.entry(key.to_owned()).or_insert(next)
    }
}

/// The place of a lead in the book; leads are numbered from 1.
fn place(lead: LeadId) -> usize {
    (lead.0 as usize).wrapping_sub(1)
}
