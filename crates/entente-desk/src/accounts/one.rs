//! One account: its people and their buying group, open deals, owner, and what happened lately.

use std::collections::BTreeMap;

use entente_core::engine::state::{LeadState, StateKey, from_bytes};
use entente_core::fact::{Fact, What};
use entente_core::id::{AccountId, LeadId};
use entente_core::number::Decimal;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Span};
use entente_store::Store;

use super::group::{Group, Person, engagement};
use super::told::{self, Told};
use super::{Row, row};
use crate::Error;
use crate::force::InForce;
use crate::leads::plan_of;
use crate::leads::row::Words;

/// An account as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// As lists show it.
    pub is: Row,
    /// Its people, those who did something last first.
    pub people: Vec<Person>,
    /// Whether there are more people than are shown.
    pub is_cut: bool,
    /// What the picture of them is drawn by.
    pub group: Group,
    /// Its open deals, largest first.
    pub deals: Vec<Deal>,
    /// What happened lately, newest first.
    pub recent: Vec<Told>,
    /// Up to when everything is decided.
    pub as_of: Instant,
}

/// An open deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// Its key at the source.
    pub key: String,
    /// Its amount in the agreement's currency.
    pub amount: Decimal,
    /// Whose it is.
    pub lead: (LeadId, String),
    /// When it was opened.
    pub opened: Instant,
}

/// People shown of one account at most.
const PEOPLE_MAX: usize = 200;
/// People whose facts are looked through for what happened lately: those who did something last.
const LATELY_OF_MAX: usize = 25;
/// Things that happened lately, at most.
const LATELY_MAX: usize = 20;
/// For how long somebody who did something counts as active.
const ACTIVE: Span = Span::from_seconds(30 * 86_400);

/// One account; none where nothing was decided of it, or the log never heard of it.
///
/// # Errors
/// [`Error::State`] where a state cannot be read.
pub fn account(store: &Store, plans: &[InForce], id: AccountId, now: Instant) -> Result<Option<Account>, Error> {
    let Some(card) = store.account_card(id)? else { return Ok(None) };
    let plan = plan_of(plans, now);
    let words = Words::new(store, plan)?;
    let mut cards = store.cards_of_account(id, PEOPLE_MAX + 1)?;
    let is_cut = cards.len() > PEOPLE_MAX;
    cards.truncate(PEOPLE_MAX);
    cards.sort_by_key(|card| (std::cmp::Reverse(card.heard), card.lead));
    let states = states(store, cards.iter().map(|card| card.lead))?;
    let group = plan.map(Group::of).unwrap_or_default();
    let mut people: Vec<Person> = Vec::with_capacity(cards.len());
    for card in cards {
        people.push(person(plan, &group, states.get(&card.lead), words.row(card), now));
    }
    let told = facts(store, id, &people)?;
    Ok(Some(Account {
        is: row(&words, card),
        deals: deals(&people, &states, &told),
        recent: lately(&words, &people, told),
        people,
        is_cut,
        group,
        as_of: store.cursor()?.until,
    }))
}

fn states(store: &Store, leads: impl Iterator<Item = LeadId>) -> Result<BTreeMap<LeadId, LeadState>, Error> {
    let keys: Vec<StateKey> = leads.map(StateKey::Lead).collect();
    let mut states = BTreeMap::new();
    for (_, bytes) in store.states(&keys)? {
        let state: LeadState = from_bytes(&bytes).map_err(Error::State)?;
        states.insert(state.id, state);
    }
    Ok(states)
}

fn person(
    plan: Option<&Plan>,
    group: &Group,
    state: Option<&LeadState>,
    row: crate::leads::Row,
    now: Instant,
) -> Person {
    let known = plan.zip(state);
    Person {
        place: known.map(|(plan, state)| group.place(plan, state)).unwrap_or_default(),
        engagement: known.map_or(0, |(plan, state)| engagement(plan, state, now)),
        is_active: now - row.heard <= ACTIVE,
        row,
    }
}

/// Facts of the account and of those who did something last, each with whom it is about.
fn facts(store: &Store, id: AccountId, people: &[Person]) -> Result<Vec<(Option<usize>, Fact)>, Error> {
    let mut told: Vec<(Option<usize>, Fact)> =
        store.facts_of_account(id)?.into_iter().map(|(_, fact)| (None, fact)).collect();
    for (index, person) in people.iter().enumerate().take(LATELY_OF_MAX) {
        told.extend(store.facts_of(person.row.lead)?.into_iter().map(|(_, fact)| (Some(index), fact)));
    }
    Ok(told)
}

fn deals(people: &[Person], states: &BTreeMap<LeadId, LeadState>, told: &[(Option<usize>, Fact)]) -> Vec<Deal> {
    let mut deals: Vec<Deal> = Vec::new();
    for (index, fact) in told {
        let (Some(person), What::OpportunityOpened { deal, amount }) =
            (index.and_then(|index| people.get(index)), &fact.what)
        else {
            continue;
        };
        let lead = person.row.lead;
        let is_open = states.get(&lead).is_some_and(|state| state.deals.iter().any(|open| **open == **deal));
        deals.retain(|known| known.key != *deal || known.lead.0 != lead);
        if is_open {
            let lead = (lead, person.row.called.clone());
            deals.push(Deal { key: deal.clone(), amount: *amount, lead, opened: fact.at });
        }
    }
    deals.sort_by(|one, other| other.amount.cmp(&one.amount).then_with(|| one.key.cmp(&other.key)));
    deals
}

fn lately(words: &Words, people: &[Person], mut told: Vec<(Option<usize>, Fact)>) -> Vec<Told> {
    told.sort_by_key(|(_, fact)| std::cmp::Reverse(fact.at));
    let recent = told.into_iter().filter_map(|(index, fact)| {
        let (what, detail) = told::word(&fact.what)?;
        let lead = index.and_then(|index| people.get(index)).map(|one| (one.row.lead, one.row.called.clone()));
        Some(Told { at: fact.at, lead, what, detail, by: fact.by.map(|by| words.named(&by).name) })
    });
    recent.take(LATELY_MAX).collect()
}
