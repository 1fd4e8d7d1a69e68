//! The world: all states, driven in the one order that live running, replay and back-test share.
//!
//! Facts come in the order in which the log learnt them. What time alone changes before a fact is decided before it;
//! what changes at its very instant is decided after all facts of that instant, so that acting exactly in time counts.

mod fold;
mod join;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::decision::Decision;
use crate::engine::decide::{self, Case, cadences, counts, requests};
use crate::engine::state::{AccountState, LeadState, PartiesState, StateKey};
use crate::engine::wake;
use crate::fact::Fact;
use crate::id::{AccountId, LeadId, Seq};
use crate::plan::Plan;
use crate::time::Instant;

/// More decisions than this from one instant of one lead are a fault of the engine; it stops there rather than hang.
const DECISIONS_AT_ONCE_MAX: usize = 1_000;

/// An entry of the log, as folding again takes it.
#[derive(Debug, Clone, Copy)]
pub enum Past<'a> {
    /// What was told.
    Fact(&'a Fact),
    /// What was concluded.
    Decision(&'a Decision),
}

/// All states under one agreement (and, for clocks still open, the ones before it).
pub struct World {
    plans: Vec<Arc<Plan>>,
    /// Each in a place of its own: they are large, and the map moves what it holds.
    leads: BTreeMap<LeadId, Box<LeadState>>,
    accounts: BTreeMap<AccountId, AccountState>,
    parties: PartiesState,
    wakes: BTreeMap<StateKey, Instant>,
    due: BTreeSet<(Instant, StateKey)>,
    changed: BTreeSet<StateKey>,
    decided: Vec<Decision>,
    /// Whether any promise counted something since the promises that count were last looked at.
    counted: bool,
}

impl World {
    /// An empty world. `plans` are all versions, the one in force last; at least one.
    #[must_use]
    pub fn new(plans: Vec<Arc<Plan>>) -> World {
        World {
            plans,
            leads: BTreeMap::new(),
            accounts: BTreeMap::new(),
            parties: PartiesState::default(),
            wakes: BTreeMap::new(),
            due: BTreeSet::new(),
            changed: BTreeSet::new(),
            decided: Vec::new(),
            counted: false,
        }
    }

    /// The plan in force; none where the world was made without any.
    #[must_use]
    pub fn plan(&self) -> Option<&Arc<Plan>> {
        self.plans.last()
    }

    /// A lead's state.
    #[must_use]
    pub fn lead(&self, id: LeadId) -> Option<&LeadState> {
        self.leads.get(&id).map(Box::as_ref)
    }

    /// An account's state.
    #[must_use]
    pub fn account(&self, id: AccountId) -> Option<&AccountState> {
        self.accounts.get(&id)
    }

    /// What belongs to no single lead.
    #[must_use]
    pub fn parties(&self) -> &PartiesState {
        &self.parties
    }

    /// All leads, by number.
    pub fn leads(&self) -> impl Iterator<Item = &LeadState> {
        self.leads.values().map(Box::as_ref)
    }

    /// How many leads there are, without walking over them.
    #[must_use]
    pub fn leads_count(&self) -> usize {
        self.leads.len()
    }

    /// Puts a stored lead back, with the instant at which it wants to be looked at.
    pub fn restore_lead(&mut self, lead: LeadState, wake: Option<Instant>) {
        self.set_wake(StateKey::Lead(lead.id), wake);
        self.leads.insert(lead.id, Box::new(lead));
    }

    /// Puts a stored account back.
    pub fn restore_account(&mut self, account: AccountState) {
        self.accounts.insert(account.id, account);
    }

    /// Puts the stored state of the parties back.
    pub fn restore_parties(&mut self, parties: PartiesState, wake: Option<Instant>) {
        self.set_wake(StateKey::Parties, wake);
        self.parties = parties;
    }

    /// When a state wants to be looked at next.
    #[must_use]
    pub fn wake_of(&self, key: StateKey) -> Option<Instant> {
        self.wakes.get(&key).copied()
    }

    /// When time alone changes something next; none where nothing is due any more.
    #[must_use]
    pub fn next_due(&self) -> Option<Instant> {
        self.due.first().map(|(at, _)| *at)
    }

    /// Which states changed since this was last asked, or the instants at which they want to be looked at, in order.
    pub fn take_changed(&mut self) -> BTreeSet<StateKey> {
        std::mem::take(&mut self.changed)
    }

    /// What was decided since this was last asked, in order.
    pub fn take_decided(&mut self) -> Vec<Decision> {
        std::mem::take(&mut self.decided)
    }

    /// Takes the next fact of the log: first everything due before it, then the fact and what follows from it.
    pub fn fact(&mut self, seq: Seq, fact: &Fact) {
        self.advance(fact.known, false);
        let touched = self.evolve_fact(seq, fact);
        for key in touched {
            self.settle(key, fact.known, Some(seq));
        }
        self.settle_counts(fact.known, Some(seq));
    }

    /// Decides everything that time alone brings up to `until`, inclusive or exclusive of that very instant.
    pub fn advance(&mut self, until: Instant, inclusive: bool) {
        while let Some((at, key)) = self.due.first().copied() {
            if at > until || (at == until && !inclusive) {
                return;
            }
            self.due.pop_first();
            self.wakes.remove(&key);
            // Looked at, it wants to be looked at later or never again: also where nothing was decided, that is kept.
            self.changed.insert(key);
            self.settle(key, at, None);
            self.settle_counts(at, None);
        }
    }

    /// Takes a fact without deciding anything: for rebuilding states from the log.
    pub fn replay_fact(&mut self, seq: Seq, fact: &Fact) {
        self.evolve_fact(seq, fact);
    }

    /// Takes a decision of the log without deciding anything: for rebuilding states from the log.
    pub fn replay_decision(&mut self, decision: &Decision) {
        self.evolve_decision(decision);
    }

    /// Sets every wake as of an instant: the last step of rebuilding states from the log.
    pub fn wake_all(&mut self, now: Instant) {
        let keys: Vec<StateKey> = self.leads.keys().map(|id| StateKey::Lead(*id)).chain([StateKey::Parties]).collect();
        keys.into_iter().for_each(|key| self.rewake(key, now));
    }

    /// Sets the wake of one lead as of an instant: the last step of folding it on from the log.
    pub fn wake(&mut self, lead: LeadId, now: Instant) {
        self.rewake(StateKey::Lead(lead), now);
    }

    /// Lets go of the leads that `keeps` does not name: their states are kept elsewhere, and taken up again when they are
    /// needed.
    pub fn forget_leads(&mut self, keeps: impl Fn(LeadId) -> bool) {
        let gone: Vec<LeadId> = self.leads.keys().copied().filter(|lead| !keeps(*lead)).collect();
        for lead in gone {
            self.leads.remove(&lead);
            self.set_wake(StateKey::Lead(lead), None);
        }
    }

    /// Decides what follows for one lead as of an instant, after it was folded again.
    pub fn decide(&mut self, lead: LeadId, now: Instant, cause: Option<Seq>) {
        self.settle(StateKey::Lead(lead), now, cause);
        self.settle_counts(now, cause);
    }

    fn set_wake(&mut self, key: StateKey, wake: Option<Instant>) {
        if let Some(before) = self.wakes.remove(&key) {
            self.due.remove(&(before, key));
        }
        if let Some(at) = wake {
            self.wakes.insert(key, at);
            self.due.insert((at, key));
        }
    }

    fn rewake(&mut self, key: StateKey, now: Instant) {
        let wake = match key {
            StateKey::Lead(id) => self.leads.get(&id).and_then(|lead| {
                let account = lead.account.and_then(|account| self.accounts.get(&account));
                wake::next(&self.plans, lead, account, now)
            }),
            StateKey::Parties => wake::next_of_parties(&self.plans, &self.parties, now),
            StateKey::Account(_) => None,
        };
        self.set_wake(key, wake);
    }

    /// Decides until nothing follows any more, then sets the next wake.
    fn settle(&mut self, key: StateKey, now: Instant, cause: Option<Seq>) {
        for _ in 0..DECISIONS_AT_ONCE_MAX {
            let Some(decision) = self.next_decision(key, now, cause) else { break };
            self.evolve_decision(&decision);
            self.decided.push(decision);
        }
        self.rewake(key, now);
    }

    /// Where a count changed, decides what follows for the promises that count.
    fn settle_counts(&mut self, now: Instant, cause: Option<Seq>) {
        if std::mem::take(&mut self.counted) {
            self.changed.insert(StateKey::Parties);
            self.settle(StateKey::Parties, now, cause);
        }
    }

    fn next_decision(&self, key: StateKey, now: Instant, cause: Option<Seq>) -> Option<Decision> {
        match key {
            StateKey::Account(_) => None,
            StateKey::Parties => requests::next(&self.plans, &self.parties, now, cause)
                .or_else(|| counts::next(&self.plans, &self.parties, now, cause))
                .or_else(|| cadences::next(self.plans.last()?, &self.parties, now, cause)),
            StateKey::Lead(id) => {
                let (plan, lead) = (self.plans.last()?, self.leads.get(&id)?);
                let account = lead.account.and_then(|account| self.accounts.get(&account));
                let parties = &self.parties;
                decide::next(&Case { plans: &self.plans, plan, lead, account, parties, now, cause })
            }
        }
    }
}
