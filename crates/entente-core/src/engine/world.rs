//! The world: all states, driven in the one order that live running, replay and back-test share.
//!
//! Facts come in the order in which the log learnt them. What time alone changes before a fact is decided before it;
//! what changes at its very instant is decided after all facts of that instant, so that acting exactly in time counts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::decision::{Concluded, Decision};
use crate::engine::decide::{self, Case, counts, requests};
use crate::engine::state::{AccountState, LeadState, PartiesState, StateKey};
use crate::engine::{evolve, score, wake};
use crate::fact::{About, Fact, What};
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
    leads: BTreeMap<LeadId, LeadState>,
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
        self.leads.get(&id)
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
        self.leads.values()
    }

    /// Puts a stored lead back, with the instant at which it wants to be looked at.
    pub fn restore_lead(&mut self, lead: LeadState, wake: Option<Instant>) {
        self.set_wake(StateKey::Lead(lead.id), wake);
        self.leads.insert(lead.id, lead);
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

    /// Which states changed since this was last asked, in order.
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

    /// Takes up a new version of the agreement as of an instant: grades and levels are what it makes of the history,
    /// and nothing is fired from it.
    pub fn adopt(&mut self, now: Instant) {
        let Some(plan) = self.plans.last().cloned() else { return };
        for lead in self.leads.values_mut() {
            let level = plan.level_of(score::engagement(&plan, lead, now).as_millionths());
            (lead.grade, lead.level) = (Some(plan.grade_of(lead.fit) as u8), Some(level as u8));
            self.changed.insert(StateKey::Lead(lead.id));
        }
    }

    /// Folds one lead again from the entries of all the leads it is one with, in the order of folding.
    pub fn refold<'a>(&mut self, root: LeadId, past: impl Iterator<Item = (Seq, Past<'a>)>) {
        let Some(plan) = self.plans.last().cloned() else { return };
        let mut lead = LeadState::new(root, &plan);
        // What its decisions once did to turns and deals is done: only the lead itself is folded again.
        let mut elsewhere = PartiesState::default();
        for (seq, entry) in past {
            match entry {
                Past::Fact(fact) => evolve::lead_fact(&plan, &mut lead, None, seq, fact),
                Past::Decision(decision) => evolve::decision(&self.plans, &mut lead, None, &mut elsewhere, decision),
            }
        }
        let account = lead.account.and_then(|account| self.accounts.get(&account));
        evolve::refit(&plan, &mut lead, account);
        lead.members = self.leads.get(&root).map(|before| before.members.clone()).unwrap_or_default();
        self.leads.insert(root, lead);
        self.changed.insert(StateKey::Lead(root));
    }

    /// Notes that a lead is one with another, whose state stands for both from now on.
    pub fn merge(&mut self, lead: LeadId, into: LeadId) {
        let mut joined = vec![lead];
        if let Some(lead) = self.leads.get_mut(&lead) {
            lead.merged = Some(into);
            joined.append(&mut lead.members);
        }
        if let Some(root) = self.leads.get_mut(&into) {
            root.members.extend(joined);
        }
        self.changed.extend([StateKey::Lead(lead), StateKey::Lead(into)]);
    }

    /// Notes that a lead is no longer one with another.
    pub fn part(&mut self, lead: LeadId, from: LeadId) {
        if let Some(root) = self.leads.get_mut(&from) {
            root.members.retain(|member| *member != lead);
        }
        self.changed.extend([StateKey::Lead(lead), StateKey::Lead(from)]);
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
        let Some(plan) = self.plans.last() else { return };
        let wake = match key {
            StateKey::Lead(id) => self.leads.get(&id).and_then(|lead| wake::next(plan, lead, now)),
            StateKey::Parties => wake::next_of_parties(plan, &self.parties, now),
            StateKey::Account(_) => None,
        };
        self.set_wake(key, wake);
    }

    /// Evolves a fact, and answers whose decisions may follow from it.
    fn evolve_fact(&mut self, seq: Seq, fact: &Fact) -> Vec<StateKey> {
        match &fact.about {
            About::Lead(id) => self.evolve_lead_fact(*id, seq, fact),
            About::Account(id) => self.evolve_account_fact(*id, fact),
            About::Person(_) | About::Request(_) | About::Parties => {
                evolve::parties_fact(&mut self.parties, fact);
                self.changed.insert(StateKey::Parties);
                vec![StateKey::Parties]
            }
        }
    }

    fn evolve_lead_fact(&mut self, id: LeadId, seq: Seq, fact: &Fact) -> Vec<StateKey> {
        let Some(plan) = self.plans.last().cloned() else { return Vec::new() };
        // What is told of a lead that was merged is told of the one it was merged into.
        let id = self.leads.get(&id).and_then(|lead| lead.merged).unwrap_or(id);
        let lead = self.leads.entry(id).or_insert_with(|| LeadState::new(id, &plan));
        if let What::Joined { account } = &fact.what {
            let account = self.accounts.entry(*account).or_insert_with(|| AccountState::new(*account, &plan));
            if let Err(place) = account.leads.binary_search(&id) {
                account.leads.insert(place, id);
            }
            lead.account = Some(account.id);
        }
        let account = lead.account.and_then(|account| self.accounts.get_mut(&account));
        if let Some(account) = &account {
            self.changed.insert(StateKey::Account(account.id));
        }
        evolve::lead_fact(&plan, lead, account, seq, fact);
        let account = lead.account.and_then(|account| self.accounts.get(&account));
        let is_told = evolve::count_fact(&plan, lead, account, &mut self.parties, fact);
        let is_counted = evolve::count(&plan, lead, account, &mut self.parties, fact.known);
        self.changed.insert(StateKey::Lead(id));
        self.counted |= is_told || is_counted;
        vec![StateKey::Lead(id)]
    }

    fn evolve_account_fact(&mut self, id: AccountId, fact: &Fact) -> Vec<StateKey> {
        let Some(plan) = self.plans.last().cloned() else { return Vec::new() };
        let account = self.accounts.entry(id).or_insert_with(|| AccountState::new(id, &plan));
        evolve::account_fact(&plan, account, fact);
        self.changed.insert(StateKey::Account(id));
        let mut touched = Vec::new();
        for lead in &account.leads {
            if let Some(lead) = self.leads.get_mut(lead) {
                evolve::refit(&plan, lead, Some(account));
                touched.push(StateKey::Lead(lead.id));
                self.changed.insert(StateKey::Lead(lead.id));
            }
        }
        touched
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
        let plan = self.plans.last()?;
        match key {
            StateKey::Account(_) => None,
            StateKey::Parties => requests::next(&self.plans, &self.parties, now, cause)
                .or_else(|| counts::next(plan, &self.parties, now, cause)),
            StateKey::Lead(id) => {
                let lead = self.leads.get(&id)?;
                let account = lead.account.and_then(|account| self.accounts.get(&account));
                let parties = &self.parties;
                decide::next(&Case { plans: &self.plans, plan, lead, account, parties, now, cause })
            }
        }
    }

    fn evolve_decision(&mut self, decision: &Decision) {
        match decision.lead {
            Some(id) => {
                let Some(lead) = self.leads.get_mut(&id) else { return };
                let account = lead.account.and_then(|account| self.accounts.get_mut(&account));
                self.changed.insert(StateKey::Lead(id));
                if changes_sharing(&decision.what) {
                    self.changed.insert(StateKey::Parties);
                    self.changed.extend(account.as_deref().map(|account| StateKey::Account(account.id)));
                }
                evolve::decision(&self.plans, lead, account, &mut self.parties, decision);
                let account = lead.account.and_then(|account| self.accounts.get(&account));
                if let Some(plan) = self.plans.last() {
                    self.counted |= evolve::count(plan, lead, account, &mut self.parties, decision.at);
                }
            }
            None if matches!(decision.what, Concluded::CommitmentState { .. }) => {
                evolve::state_decided(&mut self.parties, decision);
                self.changed.insert(StateKey::Parties);
            }
            None => {
                let number = decision.because.first().map(|ground| ground.value.clone()).unwrap_or_default();
                if let Some(request) = self.parties.requests.get_mut(&number) {
                    evolve::clock_decided(&self.plans, &mut request.clocks, &mut request.ended, &[], decision);
                    self.changed.insert(StateKey::Parties);
                }
            }
        }
    }
}

/// Whether a decision about a lead also changes whose turn it is or who holds how much.
fn changes_sharing(what: &Concluded) -> bool {
    matches!(
        what,
        Concluded::HandedOff { .. }
            | Concluded::Reassigned { .. }
            | Concluded::Recycled { .. }
            | Concluded::Disqualified { .. }
    )
}
