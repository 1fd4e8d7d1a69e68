//! Worked examples: what an agreement says happened to a lead is run, and held against what it says must follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::agreement::model::{Act, ActKind, Agreement, Example, Signal};
use crate::decision::{Concluded, Decision};
use crate::engine::explain::{self, Explained};
use crate::engine::world::World;
use crate::fact::{About, Channel, Fact, Value, What};
use crate::id::{AccountId, LeadId, Name, Seq};
use crate::milestone::Milestone;
use crate::number::Decimal;
use crate::plan::{Plan, PlanError, event};
use crate::time::{Instant, Precision, Span};

/// One thing that came out otherwise than the example says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// What was asked: `stage`, `grade`, `owner`, …
    pub what: &'static str,
    /// What the example says.
    pub expected: String,
    /// What came out.
    pub found: String,
}

const LEAD: LeadId = LeadId(1);
const ACCOUNT: AccountId = AccountId(1);

/// Runs one example. Nothing in the answer: all came out as the example says.
///
/// # Errors
/// [`PlanError`] where the agreement did not come from the checker.
pub fn run(agreement: &Agreement, example: &Example) -> Result<Vec<Mismatch>, PlanError> {
    let plan = Arc::new(Plan::compile(agreement)?);
    let mut world = World::new(vec![plan.clone()]);
    let mut told = Told { world: &mut world, seq: 0 };
    told.beginning(example);
    for act in &example.did {
        let fact = act_fact(agreement, act);
        told.tell(About::Lead(LEAD), act.at, fact);
    }
    world.advance(example.at, true);
    let decisions = world.take_decided();
    let lead = world.lead(LEAD);
    let explained =
        lead.and_then(|lead| explain::explain(std::slice::from_ref(&plan), lead, world.account(ACCOUNT), example.at));
    Ok(explained.map_or_else(Vec::new, |explained| mismatches(example, &explained, &decisions)))
}

/// Facts told one after the other.
struct Told<'a> {
    world: &'a mut World,
    seq: u64,
}

impl Told<'_> {
    fn tell(&mut self, about: About, at: Instant, what: What) {
        self.seq += 1;
        let key = format!("example:{}", self.seq);
        let fact = Fact { key, about, at, precision: Precision::Second, known: at, by: None, what };
        self.world.fact(Seq(self.seq), &fact);
    }

    /// What is known of the lead and its account before anything happens.
    fn beginning(&mut self, example: &Example) {
        let start = example.did.iter().map(|act| act.at).min().unwrap_or(example.at).min(example.at);
        let text = |values: &BTreeMap<Name, Value>, name: &str| match values.get(name) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        if !example.account.is_empty() {
            let learnt = What::Learnt { values: example.account.clone(), verified: true };
            self.tell(About::Account(ACCOUNT), start, learnt);
            if let Some(owner) = text(&example.account, "owner") {
                self.tell(About::Account(ACCOUNT), start, What::Owned { owner: Some(Name::new(owner)) });
            }
            // Another lead of the account has the open deal; this one only belongs to it.
            if example.account.get("open_opportunity") == Some(&Value::Bool(true)) {
                let other = About::Lead(LeadId(2));
                self.tell(other.clone(), start, What::Joined { account: ACCOUNT });
                let opened = What::OpportunityOpened { deal: "example".to_owned(), amount: Decimal::ZERO };
                self.tell(other, start, opened);
            }
            self.tell(About::Lead(LEAD), start, What::Joined { account: ACCOUNT });
        }
        if !example.lead.is_empty() {
            let learnt = What::Learnt { values: example.lead.clone(), verified: true };
            self.tell(About::Lead(LEAD), start, learnt);
        }
        if let Some(consent) = text(&example.lead, "consent") {
            let (purpose, channel) = ("marketing".to_owned(), "mail".to_owned());
            let (given, none) = (consent == "given", String::new());
            let fact = What::Consent { given, purpose, channel, wording: none.clone(), evidence: none };
            self.tell(About::Lead(LEAD), start, fact);
        }
        self.tell(About::Lead(LEAD), start, What::Created { source: text(&example.lead, "source") });
    }
}

fn act_fact(agreement: &Agreement, act: &Act) -> What {
    match &act.what {
        ActKind::Event { event, properties, class } => {
            What::Happened { event: event.clone(), properties: properties.clone(), class: *class }
        }
        ActKind::Signal { signal, properties, class } => {
            let signal: Option<&Signal> = agreement.signals.get(signal.as_str());
            let mut all = signal
                .and_then(|signal| signal.r#where.as_ref())
                .map(|condition| event::satisfying(&condition.test))
                .unwrap_or_default();
            all.extend(properties.clone());
            let event = signal.map(|signal| signal.on.clone()).unwrap_or_default();
            What::Happened { event, properties: all, class: *class }
        }
        ActKind::Fact { fact, reason, needs } => moment(*fact, reason.clone().unwrap_or_default(), needs),
    }
}

/// The fact by which a moment is reached. A touch is a long call, which every agreement that counts calls counts.
fn moment(milestone: Milestone, reason: Name, needs: &[Name]) -> What {
    let (words, deal) = (String::new(), "example".to_owned());
    let touch = |reached| What::Touched {
        channel: Channel::Call,
        reached,
        lasted: Some(Span::HOUR),
        personal: true,
        outcome: String::new(),
    };
    match milestone {
        Milestone::Accepted => What::Accepted,
        Milestone::Rejected | Milestone::Reasoned => What::Rejected { reason, words },
        Milestone::FirstAttempt => touch(false),
        Milestone::Contacted => touch(true),
        Milestone::Confirmed => What::Confirmed { needs: needs.to_vec() },
        Milestone::Rated => What::Rated { stars: 5, words },
        Milestone::Disqualified => What::Disqualified { reason, words },
        Milestone::Recycled => What::Recycled { reason, words },
        Milestone::OpportunityOpened => What::OpportunityOpened { deal, amount: Decimal::ZERO },
        Milestone::OpportunityWon => What::OpportunityWon { deal, amount: Decimal::ZERO, recurring: Decimal::ZERO },
        Milestone::OpportunityLost => What::OpportunityLost { deal, reason },
        Milestone::Churned => What::Churned { reason },
        Milestone::HandedOff => What::HandedOver { owner: reason, team: None },
        Milestone::Created | Milestone::Qualified | Milestone::ContentRequested | Milestone::ContentAnswered => {
            What::Created { source: None }
        }
    }
}

fn mismatches(example: &Example, found: &Explained, decisions: &[Decision]) -> Vec<Mismatch> {
    let expect = &example.expect;
    let about_lead = || decisions.iter().filter(|decision| decision.lead == Some(LEAD));
    let qualified_by = about_lead().rev_find_map(|decision| match &decision.what {
        Concluded::Qualified { rule } => Some(Some(rule.clone())),
        Concluded::NoLongerQualified => Some(None),
        _ => None,
    });
    let rule = qualified_by.flatten();
    let route = about_lead().rev_find_map(|decision| match &decision.what {
        Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } => Some(route.route.clone()),
        _ => None,
    });
    let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let name = |name: &Option<Name>| name.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
    let recycled = about_lead().rev_find_map(|decision| match &decision.what {
        Concluded::Recycled { .. } => Some(true),
        Concluded::Returned | Concluded::StageEntered { .. } => Some(false),
        _ => None,
    });
    let stage = if recycled == Some(true) { "recycled".to_owned() } else { found.stage.to_string() };
    let clauses: Vec<&str> = about_lead().map(|decision| decision.clause.0.as_str()).collect();
    let clause = expect.clause.as_ref().map(|clause| {
        let cited = clauses.contains(&clause.0.as_str());
        (clause.to_string(), if cited { clause.to_string() } else { clauses.join(", ") })
    });
    let pairs: [(&'static str, Option<(String, String)>); 11] = [
        ("stage", expect.stage.as_ref().map(|want| (want.to_string(), stage))),
        ("qualified", expect.qualified.map(|want| (word(want), word(rule.is_some())))),
        ("qualified by", expect.qualified_by.as_ref().map(|want| (want.to_string(), name(&rule)))),
        ("grade", expect.grade.as_ref().map(|want| (want.to_string(), found.grade.to_string()))),
        ("level", expect.level.as_ref().map(|want| (want.to_string(), found.level.to_string()))),
        ("fit", expect.fit.map(|want| (want.to_string(), found.fit.to_string()))),
        ("engagement", expect.engagement.map(|want| (want.to_string(), found.engagement.to_string()))),
        ("owner", expect.owner.as_ref().map(|want| (want.to_string(), name(&found.owner)))),
        ("team", expect.team.as_ref().map(|want| (want.to_string(), name(&found.team)))),
        ("route", expect.route.as_ref().map(|want| (want.to_string(), name(&route.flatten())))),
        ("clause", clause),
    ];
    let asked = pairs.into_iter().filter_map(|(what, pair)| pair.map(|(expected, found)| (what, expected, found)));
    asked
        .filter(|(_, expected, found)| expected != found)
        .map(|(what, expected, found)| Mismatch { what, expected, found })
        .collect()
}

/// The last answer that is one.
trait RevFindMap: Iterator + Sized {
    fn rev_find_map<T>(self, answer: impl FnMut(Self::Item) -> Option<T>) -> Option<T> {
        self.filter_map(answer).last()
    }
}

impl<I: Iterator> RevFindMap for I {}
