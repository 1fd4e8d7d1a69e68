//! The first pass over decisions: stages, scores, handoffs and the states of commitments; clocks stand apart.

use std::sync::Arc;

use entente_core::agreement::model::Moment;
use entente_core::decision::{Concluded, Decision, Routed};
use entente_core::id::{LeadId, Name};
use entente_core::milestone::Milestone;
use entente_core::time::Precision;

use super::{Collector, Handed};
use crate::history::RULE_COLUMN;
use crate::moments::{Code, Moments};
use crate::words::NONE;

impl Collector {
    pub(super) fn take_decision(&mut self, decision: &Decision) {
        match (&decision.what, decision.lead) {
            (Concluded::Scored { grade, level, .. }, Some(lead)) => {
                self.tell_word(lead, 3, grade.1.as_str());
                self.tell_word(lead, 4, level.1.as_str());
            }
            (Concluded::StageEntered { stage, .. }, Some(lead)) => {
                if let Some(code) = self.moments.code(&Moment::Stage(stage.clone())) {
                    self.conclude(lead, decision, code);
                }
            }
            (Concluded::Qualified { rule }, Some(lead)) => {
                self.tell_word(lead, RULE_COLUMN, rule.as_str());
                self.reach(lead, decision, Milestone::Qualified);
            }
            (Concluded::Recycled { .. }, Some(lead)) => self.reach(lead, decision, Milestone::Recycled),
            (Concluded::Disqualified { .. }, Some(lead)) => self.reach(lead, decision, Milestone::Disqualified),
            (Concluded::HandedOff { route, .. }, Some(lead)) => self.handed_off(lead, decision, route),
            (Concluded::Reassigned { route, .. }, Some(lead)) => self.owned(lead, route),
            (_, lead) => self.take_clock(lead, decision),
        }
    }

    fn reach(&mut self, lead: LeadId, decision: &Decision, milestone: Milestone) {
        self.conclude(lead, decision, Moments::milestone(milestone));
    }

    fn conclude(&mut self, lead: LeadId, decision: &Decision, code: Code) {
        let precision = self.precision(decision);
        self.come_at(lead, decision.at, precision, code);
    }

    /// A decision is as coarse as the fact it follows from.
    fn precision(&self, decision: &Decision) -> Precision {
        let place = decision.cause.and_then(|cause| self.coarse.binary_search_by_key(&cause, |(seq, _)| *seq).ok());
        place.map_or(Precision::Second, |place| self.coarse[place].1)
    }

    /// A handoff that follows from one told as a fact is the same handoff: it adds the route, not a second one.
    fn handed_off(&mut self, lead: LeadId, decision: &Decision, route: &Routed) {
        self.owned(lead, route);
        let route_name = self.number(route.route.as_ref());
        let (owner, team) = (self.number(route.owner.as_ref()), self.number(route.team.as_ref()));
        let told = decision.cause.and_then(|cause| self.handed_by_fact.get(&cause));
        if let Some(handed) = told.and_then(|place| Arc::make_mut(&mut self.handoffs).get_mut(*place)) {
            (handed.route, handed.by_turn) = (route_name, route.by_turn);
            handed.nobody = route.nobody;
            return;
        }
        self.reach(lead, decision, Milestone::HandedOff);
        let nobody = route.nobody;
        let (at, by_turn) = (decision.at, route.by_turn);
        let handed = Handed { lead, at, owner, team, route: route_name, by_turn, nobody };
        Arc::make_mut(&mut self.handoffs).push(handed);
    }

    fn owned(&mut self, lead: LeadId, route: &Routed) {
        for (column, name) in [(1, &route.owner), (2, &route.team)] {
            match name {
                Some(name) => self.tell_word(lead, column, name.as_str()),
                None => self.tell_nothing(lead, column),
            }
        }
    }

    fn number(&mut self, name: Option<&Name>) -> u32 {
        name.map_or(NONE, |name| self.words.number(name.as_str()))
    }
}
