//! A company made from a seed straight into the log: leads with what they did, and what the engine would have decided.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Result;
use entente_core::decision::{ClockKey, Concluded, Decision, Routed, Verdict};
use entente_core::engine::status::Status;
use entente_core::fact::{About, Channel, Fact, Value, What};
use entente_core::id::{AccountId, AgreementHash, ClauseId, LeadId, Name};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};
use entente_desk::force::put_in_force;
use entente_store::{Batch, Cursor, Standing, Store};

use crate::bench::agreed::agreement;
use crate::bench::leads::NOW;
use entente_testkit::random::Random;

/// Leads written in one transaction.
const AT_ONCE: u64 = 10_000;
/// Leads of one account.
const PER_ACCOUNT: u64 = 4;
/// How much time the log covers, in days.
const DAYS: u64 = 540;
const OWNERS: [&str; 5] = ["jonas.weber", "ama.boateng", "luca.moretti", "yuna.choi", "minho.lee"];

/// Puts the sample agreement in force and tells of so many leads. Answers how many entries that are.
pub(super) fn fill(store: &mut Store, leads: u64) -> Result<u64, entente_desk::Error> {
    put_in_force(store, agreement().map_err(|error| entente_desk::Error::State(error.to_string()))?, Instant::MIN)?;
    let mut entries = 0;
    for from in (1..=leads).step_by(AT_ONCE as usize) {
        entries += more(store, from..(from + AT_ONCE).min(leads + 1))?;
    }
    Ok(entries)
}

/// Tells of leads by number. Answers how many entries that are.
pub(super) fn more(store: &mut Store, leads: Range<u64>) -> Result<u64, entente_desk::Error> {
    let mut told = Told { random: Random(leads.start), batch: Batch::default() };
    for id in leads {
        told.lead(store, LeadId(id))?;
    }
    let seq = store.last_seq()?;
    told.batch.cursor = Some(Cursor { known: NOW, seq, until: NOW });
    let appended = store.append(&told.batch)?;
    Ok((appended.facts.len() + appended.decisions.len()) as u64)
}

struct Told {
    random: Random,
    batch: Batch,
}

impl Told {
    fn lead(&mut self, store: &Store, lead: LeadId) -> Result<(), entente_desk::Error> {
        let created = NOW - Span::from_seconds(self.random.below(DAYS * 86_400) as i64);
        self.batch.leads.push((lead, created));
        let account = AccountId((lead.0 - 1) / PER_ACCOUNT + 1);
        let is_new =
            account.0 >= store.next_account()?.0 && self.batch.accounts.last().is_none_or(|(last, _)| *last < account);
        if is_new {
            self.batch.accounts.push((account, format!("firma{}.example", account.0)));
            self.account(account, created);
        }
        let source = self.random.one(&["organic search", "webinar", "trade fair", "paid search", "partner"]);
        self.fact(lead, created, What::Created { source: Some(source.to_owned()) });
        self.fact(lead, created, What::Joined { account });
        let seniority = self.random.one(&["staff", "manager", "director", "vp", "chief"]);
        let department = self.random.one(&["operations", "logistics", "it", "finance", "other"]);
        self.fact(lead, created, learnt(&[("seniority", text(seniority)), ("department", text(department))]));
        self.decide(Some(lead), created, "stages.inquiry", stage("inquiry"));
        self.interest(lead, created);
        Ok(())
    }

    fn account(&mut self, account: AccountId, at: Instant) {
        let industry = self.random.one(&["logistics", "manufacturing", "retail", "software"]);
        let country = self.random.one(&["DE", "AT", "CH", "KR", "US"]);
        let employees = Value::Number(Decimal::from_int(self.random.below(3_000) as i64));
        let values = [("employees", employees), ("industry", text(industry)), ("country", text(country))];
        let key = format!("a{}", account.0);
        let about = About::Account(account);
        self.batch.facts.push(Fact {
            key,
            about,
            at,
            precision: Precision::Second,
            known: at,
            by: None,
            what: learnt(&values),
        });
    }

    /// What a lead does of its own, and for some what sales does then.
    fn interest(&mut self, lead: LeadId, created: Instant) {
        let mut at = created;
        for _ in 0..self.random.below(4) {
            at = at + Span::from_seconds(self.random.below(12 * 86_400) as i64);
            if at >= NOW {
                return;
            }
            let path = BTreeMap::from([("path".to_owned(), text("/pricing"))]);
            let event = "Page Viewed".to_owned();
            self.fact(lead, at, What::Happened { event, properties: path, class: Default::default() });
        }
        if self.random.happens(40) {
            self.decide(Some(lead), at, "stages.engaged", stage("engaged"));
        }
        if self.random.happens(12) {
            self.handed(lead, at);
        }
    }

    fn handed(&mut self, lead: LeadId, at: Instant) {
        let owner = self.random.one(&OWNERS);
        let route = Routed {
            owner: Some(Name::from(owner)),
            route: Some(Name::from("dach")),
            team: Some(Name::from(if owner.contains('c') { "seoul" } else { "berlin" })),
            by_turn: true,
            nobody: None,
            candidates: Vec::new(),
        };
        self.decide(Some(lead), at, "qualified.ready", Concluded::Qualified { rule: Name::from("ready") });
        self.decide(Some(lead), at, "stages.mql", stage("mql"));
        self.decide(Some(lead), at, "handoff.routes.dach", Concluded::HandedOff { cycle: 1, route });
        self.clock(lead, at, "sla.sales.touch", owner);
        self.clock(lead, at, "sla.sales.decide", owner);
        let touched = at + Span::from_seconds(600 + self.random.below(20_000) as i64);
        self.fact(lead, touched, called());
        let answered = touched + Span::HOUR;
        if self.random.happens(25) {
            let reason = Name::from(self.random.one(&["wrong_contact", "no_interest", "unreachable", "incomplete"]));
            self.fact(lead, answered, What::Rejected { reason, words: "Not for us this year".to_owned() });
        } else {
            self.fact(lead, answered, What::Accepted);
            self.decide(Some(lead), answered, "stages.sal", stage("sal"));
            self.deal(lead, answered);
        }
    }

    fn deal(&mut self, lead: LeadId, at: Instant) {
        if self.random.happens(35) {
            let amount = Decimal::from_int(10_000 + self.random.below(80_000) as i64);
            let (opened, won) = (at + Span::DAY.times(9), at + Span::DAY.times(40));
            self.fact(lead, opened, What::OpportunityOpened { deal: format!("d{}", lead.0), amount });
            if self.random.happens(30) && won < NOW {
                self.fact(lead, won, What::OpportunityWon { deal: format!("d{}", lead.0), amount, recurring: amount });
                self.decide(Some(lead), won, "stages.customer", stage("customer"));
            }
        }
    }

    /// A clock that ended, or one that still runs and stands on the lead's card.
    fn clock(&mut self, lead: LeadId, start: Instant, clause: &str, owner: &str) {
        let clock = ClockKey { commitment: ClauseId(clause.to_owned()), cycle: 1 };
        let due = start + Span::HOUR.times(4);
        let (target, calendar, precision) =
            ("4 business hours".to_owned(), Some(Name::from("berlin")), Precision::Second);
        let started = Concluded::ClockStarted {
            clock: clock.clone(),
            target,
            start,
            precision,
            known: start,
            tier: 0,
            due,
            calendar,
        };
        self.decide(Some(lead), start, clause, started);
        if start > NOW - Span::DAY && self.random.happens(50) {
            self.batch.cards.push((lead, Some(standing(start, due, clause, owner))));
            return;
        }
        let took = Span::from_seconds(300 + self.random.below(18_000) as i64);
        let is_late = took > Span::HOUR.times(4);
        let verdict = Concluded::Verdict {
            clock,
            verdict: if is_late { Verdict::MetLate } else { Verdict::Met },
            start,
            stop: Some(start + took),
            due,
            counted: took,
            wall: took,
            owner: Some(Name::from(owner)),
            lateness: None,
        };
        self.decide(Some(lead), start + took, clause, verdict);
    }

    fn fact(&mut self, lead: LeadId, at: Instant, what: What) {
        let key = format!("l{}:{}", lead.0, self.batch.facts.len());
        let at = at.min(NOW);
        let about = About::Lead(lead);
        self.batch.facts.push(Fact { key, about, at, precision: Precision::Second, known: at, by: None, what });
    }

    fn decide(&mut self, lead: Option<LeadId>, at: Instant, clause: &str, what: Concluded) {
        let (clause, agreement, at) = (ClauseId(clause.to_owned()), AgreementHash::default(), at.min(NOW));
        self.batch.decisions.push(Decision { lead, at, clause, agreement, cause: None, because: Vec::new(), what });
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn learnt(values: &[(&str, Value)]) -> What {
    let values = values.iter().map(|(name, value)| (Name::from(*name), value.clone())).collect();
    What::Learnt { values, verified: false }
}

fn stage(name: &str) -> Concluded {
    Concluded::StageEntered { stage: Name::from(name), from: None, cycle: 1 }
}

fn called() -> What {
    let (lasted, outcome) = (Some(Span::MINUTE), String::new());
    What::Touched { channel: Channel::Call, reached: true, lasted, personal: true, outcome }
}

fn standing(handed: Instant, due: Instant, clause: &str, owner: &str) -> Standing {
    let late = due < NOW;
    let facet = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Standing {
        stage: Some(Name::from("mql")),
        status: Some(Status::New),
        owner: Some(Name::from(owner)),
        open: true,
        in_hand: true,
        late,
        created: Some(handed),
        stage_since: Some(handed),
        handed: Some(handed),
        due: Some(due),
        due_clause: Some(ClauseId(clause.to_owned())),
        facets: vec![facet("stage", "mql"), facet("late", if late { "yes" } else { "no" })],
        ..Standing::default()
    }
}
