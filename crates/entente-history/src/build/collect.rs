//! The first pass: each fact becomes moments, values and records of the lead it is about.

use std::collections::BTreeMap;

use entente_core::agreement::model::Agreement;
use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::plan::event;
use entente_core::time::{Instant, Precision};

use super::{Collector, Deal, Handed, Listener, Rating, Reason, ReasonKind, Row};
use crate::entry::Entry;
use crate::history::latest;
use crate::moments::{Code, Moments};
use crate::words::{NONE, Words};

/// The moment of a fact that is no moment of the agreement: it still shows that the lead is there.
const HEARD: Code = Code(u16::MAX);

impl<'a> Collector<'a> {
    /// Nothing read yet.
    pub(crate) fn new(agreement: &'a Agreement, as_of: Instant) -> Collector<'a> {
        let moments = Moments::of(agreement);
        Collector {
            agreement,
            as_of,
            known: Instant::MIN,
            up_to: None,
            observed_until: None,
            is_decided: false,
            words: Words::default(),
            spellings: spellings(agreement),
            listeners: listeners(agreement, &moments),
            moments,
            rows: Vec::new(),
            lead_told: Vec::new(),
            account_told: Vec::new(),
            joined: Vec::new(),
            links: BTreeMap::new(),
            coarse: Vec::new(),
            handed_by_fact: BTreeMap::new(),
            started_clocks: BTreeMap::new(),
            handoffs: Vec::new(),
            clocks: Vec::new(),
            reasons: Vec::new(),
            ratings: Vec::new(),
            deals: Vec::new(),
            met: BTreeMap::new(),
        }
    }

    /// Reads the next entry of the log; one that came after `as_of` says nothing yet.
    pub(crate) fn take(&mut self, seq: Seq, entry: &Entry) {
        match entry {
            Entry::Fact(fact) if fact.known <= self.as_of => {
                self.up_to = Some(seq);
                self.known = fact.known;
                self.observed_until = self.observed_until.max(Some(fact.at));
                self.take_fact(seq, fact);
            }
            Entry::Decision(decision) if decision.at <= self.as_of => {
                self.up_to = Some(seq);
                self.known = decision.at;
                self.is_decided = true;
                self.take_decision(decision);
            }
            Entry::Fact(_) | Entry::Decision(_) => {}
        }
    }

    fn take_fact(&mut self, seq: Seq, fact: &Fact) {
        if fact.precision != Precision::Second {
            self.coarse.push((seq, fact.precision));
        }
        match &fact.about {
            About::Lead(lead) => {
                let before = self.rows.len();
                self.take_lead_fact(seq, *lead, fact);
                if self.rows.len() == before {
                    self.come_at(*lead, fact.at, fact.precision, HEARD);
                }
            }
            About::Account(account) => {
                if let What::Learnt { values, verified } = &fact.what {
                    self.learn_account(account.0, values, *verified);
                }
            }
            About::Parties => {
                if let What::Met { meeting } = &fact.what {
                    self.met.entry(meeting.clone()).or_default().push(fact.at);
                }
            }
            About::Person(_) | About::Request(_) => {}
        }
    }

    fn take_lead_fact(&mut self, seq: Seq, lead: LeadId, fact: &Fact) {
        let at = fact.at;
        match &fact.what {
            What::Created { source } => {
                self.come(lead, fact, Milestone::Created);
                if let Some(source) = source {
                    self.tell_source(lead, source);
                }
            }
            What::Learnt { values, verified } => self.learn_lead(lead, values, *verified),
            What::Joined { account } => self.joined.push((self.known, lead, account.0)),
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
                let words = self.quoted(words);
                self.ratings.push(Rating { lead, at, stars: *stars, words });
            }
            What::OpportunityOpened { amount, .. } => {
                self.come(lead, fact, Milestone::OpportunityOpened);
                self.deals.push(Deal { lead, at, is_won: false, amount: *amount, recurring: Decimal::ZERO });
            }
            What::OpportunityWon { amount, recurring, .. } => {
                self.come(lead, fact, Milestone::OpportunityWon);
                self.deals.push(Deal { lead, at, is_won: true, amount: *amount, recurring: *recurring });
            }
            What::OpportunityLost { reason, .. } => {
                self.come(lead, fact, Milestone::OpportunityLost);
                self.reason(lead, fact, ReasonKind::OpportunityLost, reason.as_str(), "");
            }
            What::Churned { reason } => {
                self.come(lead, fact, Milestone::Churned);
                self.reason(lead, fact, ReasonKind::Churned, reason.as_str(), "");
            }
            What::Linked { into } => {
                self.links.insert(lead, *into);
            }
            What::Unlinked { .. } => {
                self.links.remove(&lead);
            }
            _ => {}
        }
    }

    /// A lead comes to a milestone by a fact.
    fn come(&mut self, lead: LeadId, fact: &Fact, milestone: Milestone) {
        self.come_at(lead, fact.at, fact.precision, Moments::milestone(milestone));
    }

    pub(super) fn come_at(&mut self, lead: LeadId, at: Instant, precision: Precision, code: Code) {
        self.rows.push(Row { lead, at, code, precision });
    }

    fn happened(&mut self, lead: LeadId, fact: &Fact, name: &str, properties: &BTreeMap<String, Value>) {
        let heard: Vec<Code> = self
            .listeners
            .get(name)
            .into_iter()
            .flatten()
            .filter(|(_, condition)| condition.is_none_or(|condition| event::matches(&condition.test, properties)))
            .map(|(code, _)| *code)
            .collect();
        for code in heard {
            self.come_at(lead, fact.at, fact.precision, code);
        }
        if let Some(Value::Text(reason)) = properties.get("reason") {
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
        self.handoffs.push(Handed { lead, at: fact.at, owner, team, route: NONE, nobody: None });
    }

    fn reason(&mut self, lead: LeadId, fact: &Fact, kind: ReasonKind, told: &str, words: &str) {
        let reason = match self.spellings.get(&fold(told)).copied() {
            Some(spelling) => self.words.number(spelling),
            None if told.trim().is_empty() => NONE,
            None => self.words.number(told.trim()),
        };
        let words = self.quoted(words);
        let (at, latest) = (fact.at, latest(fact.at, fact.precision));
        self.reasons.push(Reason { lead, at, latest, kind, reason, words });
    }

    fn quoted(&mut self, words: &str) -> u32 {
        if words.trim().is_empty() { NONE } else { self.words.number(words.trim()) }
    }
}

/// A spelling with case and outer blanks taken off, as the agreement compares them.
fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

fn spellings(agreement: &Agreement) -> BTreeMap<String, &str> {
    let Some(handoff) = &agreement.handoff else { return BTreeMap::new() };
    let names = handoff.reject.names().chain(handoff.disqualify.iter().map(Name::as_str));
    let own = names.map(|name| (fold(name), name));
    let aliases = handoff.aliases.iter().map(|(alias, reason)| (fold(alias.as_str()), reason.as_str()));
    aliases.chain(own).collect()
}

fn listeners<'a>(agreement: &'a Agreement, moments: &Moments) -> BTreeMap<&'a str, Vec<Listener<'a>>> {
    let mut listeners: BTreeMap<&str, Vec<Listener<'_>>> = BTreeMap::new();
    for (name, signal) in &agreement.signals {
        let moment = entente_core::agreement::model::Moment::Signal(name.clone());
        if let Some(code) = moments.code(&moment) {
            listeners.entry(signal.on.as_str()).or_default().push((code, signal.r#where.as_ref()));
        }
    }
    listeners
}
