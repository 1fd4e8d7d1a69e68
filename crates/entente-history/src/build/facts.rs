//! Reading facts: each becomes moments, values and records of the lead it is about.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::plan::event;
use entente_core::time::Precision;

use super::EVENT_REASON;
use super::collect::fold;
use super::{Collector, Deal, Handed, Rating, Reason, ReasonKind, Waiver};
use crate::block::latest;
use crate::moments::{Code, Moments};
use crate::words::NONE;

impl Collector {
    pub(super) fn take_fact(&mut self, seq: Seq, fact: &Fact) {
        if fact.precision != Precision::Second {
            let place = self.coarse.partition_point(|(before, _)| *before < seq);
            self.coarse.insert(place, (seq, fact.precision));
        }
        match &fact.about {
            About::Lead(lead) => {
                let before = self.rows.len();
                self.take_lead_fact(seq, *lead, fact);
                // A fact that is no moment of the agreement still shows that the lead is there.
                if self.rows.len() == before {
                    self.heard.push(*lead);
                }
            }
            About::Account(account) => {
                if let What::Learnt { values, verified } = &fact.what {
                    self.learn_account(account.0, values, *verified);
                }
            }
            About::Parties => {
                if let What::Met { meeting } = &fact.what {
                    let met = Arc::make_mut(&mut self.met).entry(meeting.clone()).or_default();
                    met.push(fact.at);
                    met.sort_unstable();
                }
            }
            About::Person(_) | About::Request(_) => {}
        }
    }

    fn take_lead_fact(&mut self, seq: Seq, lead: LeadId, fact: &Fact) {
        match &fact.what {
            What::Created { source } => {
                self.come(lead, fact, Milestone::Created);
                if let Some(source) = source {
                    self.tell_source(lead, source);
                }
            }
            What::Learnt { values, verified } => self.learn_lead(lead, values, *verified),
            What::Joined { account } => self.tell_account(lead, account.0),
            What::Happened { event: name, properties, .. } => self.happened(lead, fact, name, properties),
            What::HandedOver { owner, team } => self.handed_over(seq, lead, fact, owner, team.as_ref()),
            What::Reassigned { to } => self.tell_word(lead, 1, to.as_str()),
            What::Touched { channel, reached, lasted, personal, .. }
                if self.agreement.sla.first_touch_counts.counts(*channel, *lasted, *personal) =>
            {
                self.come(lead, fact, Milestone::FirstAttempt);
                if *reached {
                    self.come(lead, fact, Milestone::Contacted);
                }
            }
            What::Linked { into } => self.link(lead, *into, true, seq),
            What::Unlinked { from } => self.link(lead, *from, false, seq),
            What::Waived { commitment, words } => self.waived(lead, fact, commitment, words),
            What::Erased => self.erase(lead),
            other => self.judged(lead, fact, other),
        }
    }

    /// What sales or the customer concluded.
    fn judged(&mut self, lead: LeadId, fact: &Fact, what: &What) {
        match what {
            What::Accepted => self.come(lead, fact, Milestone::Accepted),
            What::Rejected { reason, words } => {
                self.come(lead, fact, Milestone::Rejected);
                if self.spellings.contains_key(&fold(reason.as_str())) {
                    self.come(lead, fact, Milestone::Reasoned);
                }
                self.reason(lead, fact, ReasonKind::Rejected, reason.as_str(), words);
            }
            What::Disqualified { reason, words } => {
                self.come(lead, fact, Milestone::Disqualified);
                self.reason(lead, fact, ReasonKind::Disqualified, reason.as_str(), words);
            }
            What::Recycled { reason, words } => {
                self.come(lead, fact, Milestone::Recycled);
                self.reason(lead, fact, ReasonKind::Recycled, reason.as_str(), words);
            }
            What::Confirmed { .. } => self.come(lead, fact, Milestone::Confirmed),
            What::Rated { stars, words } => {
                self.come(lead, fact, Milestone::Rated);
                let words = self.quoted(lead, words);
                Arc::make_mut(&mut self.ratings).push(Rating { lead, at: fact.at, stars: *stars, words });
            }
            What::Churned { reason } => {
                self.come(lead, fact, Milestone::Churned);
                self.reason(lead, fact, ReasonKind::Churned, reason.as_str(), "");
            }
            other => self.deal(lead, fact, other),
        }
    }

    fn deal(&mut self, lead: LeadId, fact: &Fact, what: &What) {
        let at = fact.at;
        match what {
            What::OpportunityOpened { amount, .. } => {
                self.come(lead, fact, Milestone::OpportunityOpened);
                let deal = Deal { lead, at, is_won: false, amount: *amount, recurring: Decimal::ZERO };
                Arc::make_mut(&mut self.deals).push(deal);
            }
            What::OpportunityWon { amount, recurring, .. } => {
                self.come(lead, fact, Milestone::OpportunityWon);
                let deal = Deal { lead, at, is_won: true, amount: *amount, recurring: *recurring };
                Arc::make_mut(&mut self.deals).push(deal);
            }
            What::OpportunityLost { reason, .. } => {
                self.come(lead, fact, Milestone::OpportunityLost);
                self.reason(lead, fact, ReasonKind::OpportunityLost, reason.as_str(), "");
            }
            _ => {}
        }
    }

    /// A lead comes to a milestone by a fact.
    fn come(&mut self, lead: LeadId, fact: &Fact, milestone: Milestone) {
        self.come_at(lead, fact.at, fact.precision, Moments::milestone(milestone));
    }

    fn happened(&mut self, lead: LeadId, fact: &Fact, name: &str, properties: &BTreeMap<String, Value>) {
        let signals = &self.agreement.signals.0;
        let hears = |place: usize| {
            let condition = signals.get(place).and_then(|(_, signal)| signal.r#where.as_ref());
            condition.is_none_or(|condition| event::matches(&condition.test, properties))
        };
        let listeners = self.listeners.get(name).into_iter().flatten();
        let heard: Vec<Code> = listeners.filter(|(_, place)| hears(*place)).map(|(code, _)| *code).collect();
        for code in heard {
            self.come_at(lead, fact.at, fact.precision, code);
        }
        if let Some(Value::Text(reason)) = properties.get(EVENT_REASON) {
            let kind = ReasonKind::Event(self.words.number(name));
            self.reason(lead, fact, kind, reason, "");
        }
    }

    fn handed_over(&mut self, seq: Seq, lead: LeadId, fact: &Fact, owner: &Name, team: Option<&Name>) {
        self.come(lead, fact, Milestone::HandedOff);
        self.tell_word(lead, 1, owner.as_str());
        if let Some(team) = team {
            self.tell_word(lead, 2, team.as_str());
        }
        let owner = self.words.number(owner.as_str());
        let team = team.map_or(NONE, |team| self.words.number(team.as_str()));
        self.handed_by_fact.insert(seq, self.handoffs.len());
        let handed = Handed { lead, at: fact.at, owner, team, route: NONE, by_turn: false, nobody: None };
        Arc::make_mut(&mut self.handoffs).push(handed);
    }

    fn reason(&mut self, lead: LeadId, fact: &Fact, kind: ReasonKind, told: &str, words: &str) {
        let reason = match self.spellings.get(&fold(told)) {
            Some(spelling) => self.words.number(spelling),
            None if told.trim().is_empty() => NONE,
            None => self.words.number(told.trim()),
        };
        let words = self.quoted(lead, words);
        let (at, latest) = (fact.at, latest(fact.at, fact.precision));
        let reason = Reason { lead, at, latest, kind, reason, words };
        Arc::make_mut(&mut self.reasons).push(reason);
    }

    fn waived(&mut self, lead: LeadId, fact: &Fact, commitment: &str, words: &str) {
        let commitment = self.words.number(commitment);
        let by = fact.by.as_ref().map_or(NONE, |by| self.words.number(by.as_str()));
        let words = self.quoted(lead, words);
        Arc::make_mut(&mut self.waivers).push(Waiver { lead, at: fact.at, commitment, by, words });
    }

    /// Words as they were written; none of a person who was erased, whichever of the two came first.
    fn quoted(&mut self, lead: LeadId, words: &str) -> u32 {
        if words.trim().is_empty() || self.erased.contains(&lead) { NONE } else { self.words.number(words.trim()) }
    }

    /// Nothing that was told of a lead is kept but that it happened.
    fn erase(&mut self, lead: LeadId) {
        self.forget_lead(lead);
        self.erased.insert(lead);
        for reason in Arc::make_mut(&mut self.reasons).iter_mut().filter(|reason| reason.lead == lead) {
            reason.words = NONE;
        }
        for rating in Arc::make_mut(&mut self.ratings).iter_mut().filter(|rating| rating.lead == lead) {
            rating.words = NONE;
        }
        for waiver in Arc::make_mut(&mut self.waivers).iter_mut().filter(|waiver| waiver.lead == lead) {
            waiver.words = NONE;
        }
    }

    fn link(&mut self, lead: LeadId, other: LeadId, holds: bool, seq: Seq) {
        self.links.hear(lead, other, holds, self.known, seq);
        self.linked.extend([lead, other]);
    }
}
