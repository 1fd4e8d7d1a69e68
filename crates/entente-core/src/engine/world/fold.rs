//! Folding one entry of the log into all states it touches, with what leads share: accounts, turns and counts.

use super::World;
use crate::decision::{Concluded, Decision};
use crate::engine::evolve;
use crate::engine::state::{AccountState, LeadState, StateKey};
use crate::fact::{About, Fact};
use crate::id::{AccountId, LeadId, Name, Seq};

impl World {
    /// Evolves a fact, and answers whose decisions may follow from it.
    pub(super) fn evolve_fact(&mut self, seq: Seq, fact: &Fact) -> Vec<StateKey> {
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
        let lead = self.leads.entry(id).or_insert_with(|| Box::new(LeadState::new(id, &plan)));
        let (held, belonged) = (lead.in_hand_of().cloned(), lead.account);
        let account = lead.account.and_then(|account| self.accounts.get_mut(&account));
        if let Some(account) = &account {
            self.changed.insert(StateKey::Account(account.id));
        }
        evolve::lead_fact(&plan, lead, account, seq, fact);
        self.hand_over(id, held);
        self.move_lead(id, belonged);
        let Some(lead) = self.leads.get_mut(&id) else { return Vec::new() };
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

    pub(super) fn evolve_decision(&mut self, decision: &Decision) {
        match decision.lead {
            Some(id) => {
                let Some(lead) = self.leads.get_mut(&id) else { return };
                let held = lead.in_hand_of().cloned();
                let account = lead.account.and_then(|account| self.accounts.get_mut(&account));
                self.changed.insert(StateKey::Lead(id));
                if changes_sharing(&decision.what) {
                    self.changed.insert(StateKey::Parties);
                    self.changed.extend(account.as_deref().map(|account| StateKey::Account(account.id)));
                }
                evolve::decision(&self.plans, lead, account, &mut self.parties, decision);
                self.hand_over(id, held);
                let Some(lead) = self.leads.get_mut(&id) else { return };
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

    /// Counts a lead among those its owner has in hand, and no longer among those of whoever had it before.
    pub(super) fn hand_over(&mut self, lead: LeadId, from: Option<Name>) {
        let to = self.lead(lead).and_then(LeadState::in_hand_of).cloned();
        if from == to {
            return;
        }
        if let Some(open) = from.and_then(|from| self.parties.open.get_mut(&from)) {
            *open = open.saturating_sub(1);
        }
        if let Some(to) = to {
            *self.parties.open.entry(to).or_default() += 1;
        }
        self.changed.insert(StateKey::Parties);
    }

    /// Moves a lead with its open deals out of the account it belonged to and into the one it belongs to.
    pub(super) fn move_lead(&mut self, id: LeadId, from: Option<AccountId>) {
        let Some(plan) = self.plans.last().cloned() else { return };
        let Some(lead) = self.leads.get_mut(&id) else { return };
        if lead.account == from {
            return;
        }
        let deals = u32::try_from(lead.deals.len()).unwrap_or(u32::MAX);
        if let Some(left) = from.and_then(|from| self.accounts.get_mut(&from)) {
            left.leads.retain(|member| *member != id);
            left.open_deals = left.open_deals.saturating_sub(deals);
            self.changed.insert(StateKey::Account(left.id));
        }
        if let Some(account) = lead.account {
            let joined = self.accounts.entry(account).or_insert_with(|| AccountState::new(account, &plan));
            if let Err(place) = joined.leads.binary_search(&id) {
                joined.leads.insert(place, id);
                joined.open_deals = joined.open_deals.saturating_add(deals);
            }
            self.changed.insert(StateKey::Account(account));
        }
        evolve::refit(&plan, lead, lead.account.and_then(|account| self.accounts.get(&account)));
        self.changed.insert(StateKey::Lead(id));
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
