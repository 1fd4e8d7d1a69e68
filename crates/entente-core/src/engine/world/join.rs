//! Leads that turn out to be one, or not, and a new version of the agreement: states folded again, nothing fired.

use super::{Past, World};
use crate::agreement::model::{OpenClocks, PeriodChange};
use crate::engine::decide::{self, Case, cadences, counts, requests};
use crate::engine::state::{CountedIn, LeadState, PartiesState, StateKey};
use crate::engine::{evolve, score};
use crate::id::{LeadId, Seq};
use crate::pace::period_of;
use crate::plan::{CountPlan, Plan};
use crate::time::Instant;

impl World {
    /// Takes up a new version of the agreement as of an instant: grades and levels are what it makes of the history,
    /// and nothing is fired from it. Where it says that open clocks restart, what it decides of them is taken with
    /// [`World::take_decided`]; otherwise nothing is decided. Afterwards every wake is to be set anew.
    pub fn adopt(&mut self, now: Instant) {
        let Some(plan) = self.plans.last().cloned() else { return };
        for lead in self.leads.values_mut() {
            let level = plan.level_of(score::engagement(&plan, lead, now).as_millionths());
            (lead.grade, lead.level) = (Some(plan.grade_of(lead.fit) as u8), Some(level as u8));
            self.changed.insert(StateKey::Lead(lead.id));
        }
        self.keep_bounds(now);
        // How promises stand in their periods is noted, not announced.
        let next = |parties: &PartiesState| {
            counts::next(&self.plans, parties, now, None).or_else(|| cadences::next(&plan, parties, now, None))
        };
        while let Some(decision) = next(&self.parties) {
            evolve::state_decided(&mut self.parties, &decision);
            self.changed.insert(StateKey::Parties);
        }
        if plan.agreement.amend.open_clocks == OpenClocks::Restart {
            self.restart(&plan, now);
        }
    }

    /// A period that began under the version before is judged by it to its end, where the agreement says so.
    fn keep_bounds(&mut self, now: Instant) {
        let [.., before, plan] = self.plans.as_slice() else { return };
        if plan.agreement.amend.period != PeriodChange::Next {
            return;
        }
        let is_kept = |promise: &&CountPlan| plan.counts.iter().any(|one| one.clause == promise.clause);
        for promise in before.counts.iter().filter(is_kept) {
            let period = period_of(&before.zone, promise.per, now).0;
            let count = self.parties.counts.entry((promise.clause.clone(), period)).or_default();
            count.agreement.get_or_insert(before.hash);
        }
        self.changed.insert(StateKey::Parties);
    }

    /// Cancels what runs under earlier versions, and starts anew what the new one still promises.
    fn restart(&mut self, plan: &Plan, now: Instant) {
        let (plans, parties) = (self.plans.as_slice(), &self.parties);
        let mut decisions = requests::restart(plans, parties, now);
        let is_older = |lead: &&LeadState| lead.clocks.iter().any(|clock| clock.agreement != plan.hash);
        for lead in self.leads().filter(is_older) {
            let account = lead.account.and_then(|account| self.accounts.get(&account));
            decisions.extend(decide::restart(&Case { plans, plan, lead, account, parties, now, cause: None }));
        }
        for decision in &decisions {
            self.evolve_decision(decision);
        }
        self.decided.extend(decisions);
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
        let before = self.leads.get(&root);
        let (held, belonged) = before.map_or((None, None), |lead| (lead.in_hand_of().cloned(), lead.account));
        lead.members = before.map(|before| before.members.clone()).unwrap_or_default();
        lead.counted = self.counted_of(root, &lead.members);
        // Its deals are moved with it: what the account had of them is taken out first.
        if let Some(account) = belonged.and_then(|account| self.accounts.get_mut(&account)) {
            let deals = before.map_or(0, |before| before.deals.len());
            account.leads.retain(|member| *member != root);
            account.open_deals = account.open_deals.saturating_sub(u32::try_from(deals).unwrap_or(u32::MAX));
            self.changed.insert(StateKey::Account(account.id));
        }
        self.leads.insert(root, Box::new(lead));
        self.changed.insert(StateKey::Lead(root));
        self.hand_over(root, held);
        self.move_lead(root, None);
    }

    /// What was counted of a lead and its members: a history that is told again is not counted again.
    fn counted_of(&self, root: LeadId, members: &[LeadId]) -> Vec<CountedIn> {
        let mut counted: Vec<CountedIn> = Vec::new();
        let leads = std::iter::once(&root).chain(members).filter_map(|id| self.leads.get(id));
        for one in leads.flat_map(|lead| &lead.counted) {
            if !counted.iter().any(|other| other.promise == one.promise && other.cycle == one.cycle) {
                counted.push(one.clone());
            }
        }
        counted
    }

    /// Notes that a lead is one with another, whose state stands for both from now on.
    pub fn merge(&mut self, lead: LeadId, into: LeadId) {
        let Some(joining) = self.leads.get_mut(&lead) else { return };
        let (held, belonged) = (joining.in_hand_of().cloned(), joining.account);
        let mut joined = vec![lead];
        joined.append(&mut joining.members);
        for member in &joined {
            if let Some(member) = self.leads.get_mut(member) {
                (member.merged, member.account) = (Some(into), None);
                self.changed.insert(StateKey::Lead(member.id));
            }
        }
        // The other stands for it from now on: it is in nobody's hand and of no account by itself.
        self.hand_over(lead, held);
        self.move_lead(lead, belonged);
        if let Some(root) = self.leads.get_mut(&into) {
            root.members.extend(joined);
        }
        self.changed.insert(StateKey::Lead(into));
    }

    /// Notes that a lead is no longer one with another.
    pub fn part(&mut self, lead: LeadId, from: LeadId) {
        if let Some(root) = self.leads.get_mut(&from) {
            root.members.retain(|member| *member != lead);
        }
        self.changed.extend([StateKey::Lead(lead), StateKey::Lead(from)]);
    }
}
