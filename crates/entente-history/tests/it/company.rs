//! Weeks or months of a company from a seed: leads, signals, answers, touches and deals, decided by the engine under the
//! sample agreement as they come.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use entente_core::agreement::model::{Agreement, SignalClass};
use entente_core::agreement::read::read;
use entente_core::engine::world::World;
use entente_core::fact::{About, Channel, Fact, Value, What};
use entente_core::id::{AccountId, LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Precision, Span};
use entente_history::Entry;
use entente_testkit::random::Random;

/// The agreement everything runs under.
pub(crate) fn agreement() -> Arc<Agreement> {
    static AGREEMENT: LazyLock<Arc<Agreement>> =
        LazyLock::new(|| Arc::new(read(include_str!("../../../../agreements/halden.yaml")).agreement.unwrap()));
    AGREEMENT.clone()
}

/// The log of a company, and the states it amounts to.
pub(crate) struct Company {
    pub(crate) log: Vec<(Seq, Entry)>,
    pub(crate) world: World,
    pub(crate) end: Instant,
}

/// Weeks or months from the start of March.
pub(crate) fn company(seed: u64, facts: u64) -> Company {
    let plan = Arc::new(Plan::compile(&agreement()).unwrap());
    let mut chance = Random(seed);
    let mut told = Told { world: World::new(vec![plan]), log: Vec::new() };
    let mut now = Instant::parse("2026-03-02T08:00:00Z").unwrap();
    // Few of whom much happens, or many of whom little does.
    let leads = if seed.is_multiple_of(2) { 60 } else { 12 };
    let step = if seed % 3 == 1 { 15_000 } else { 90_000 };
    for _ in 0..facts {
        // Every so often two things happen at once.
        now = now + Span::from_seconds(chance.below(step) as i64 * i64::from(chance.below(5) != 0));
        let lead = LeadId(1 + chance.below(leads));
        // The first that is heard of a lead is that it came.
        if told.world.lead(lead).is_none() {
            let source = Some(chance.one(&["ads", "fair", "web"]).to_owned()).filter(|_| chance.below(5) != 0);
            told.tell(now, About::Lead(lead), None, What::Created { source });
            let account = AccountId(1 + lead.0 % 20);
            told.tell(now, About::Lead(lead), None, What::Joined { account });
        }
        let is_open = told.world.lead(lead).is_some_and(|lead| lead.open);
        let (about, by, what) = if is_open && chance.below(5) == 0 {
            let reason = Name::from(chance.one(&["no_interest", "unreachable", "misrouted", "student_or_vendor"]));
            let by = Some(Name::from("ama.boateng"));
            (About::Lead(lead), by, What::Rejected { reason, words: String::new() })
        } else {
            happening(&mut chance, lead)
        };
        told.tell(now, about, by, what);
    }
    let end = now + Span::DAY.times(3);
    told.world.advance(end, true);
    told.decided();
    Company { log: told.log, world: told.world, end }
}

struct Told {
    world: World,
    log: Vec<(Seq, Entry)>,
}

impl Told {
    fn tell(&mut self, at: Instant, about: About, by: Option<Name>, what: What) {
        self.world.advance(at, false);
        self.decided();
        let seq = Seq(self.log.len() as u64 + 1);
        let key = format!("company:{seq}");
        let fact = Fact { key, about, at, precision: Precision::Second, known: at, by, what };
        self.log.push((seq, Entry::Fact(fact.clone())));
        self.world.fact(seq, &fact);
        self.decided();
    }

    fn decided(&mut self) {
        for decision in self.world.take_decided() {
            self.log.push((Seq(self.log.len() as u64 + 1), Entry::Decision(decision)));
        }
    }
}

fn happening(chance: &mut Random, lead: LeadId) -> (About, Option<Name>, What) {
    let words = String::new();
    let about = About::Lead(lead);
    let by = Name::from(chance.one(&["jonas.weber", "ama.boateng", "yuna.choi"]));
    let event = |name: &str, property: &str, value: &str| What::Happened {
        event: name.to_owned(),
        properties: BTreeMap::from([(property.to_owned(), Value::Text(value.to_owned()))]),
        class: SignalClass::Human,
    };
    let learnt =
        |name: &str, value| What::Learnt { values: BTreeMap::from([(Name::from(name), value)]), verified: false };
    let text = |text: &str| Value::Text(text.to_owned());
    let what = match chance.below(24) {
        0..=3 => event("Form Submitted", "form", "demo"),
        4 | 5 => event("Page Viewed", "path", "/pricing/all"),
        6 => event("Webinar Attended", "webinar", "one"),
        7 | 8 => learnt("seniority", text(chance.one(&["staff", "director", "chief"]))),
        9 | 10 => {
            let value = match chance.below(3) {
                0 => ("employees", Value::Number(Decimal::from_int(10 + chance.below(3_000) as i64))),
                1 => ("industry", text(chance.one(&["logistics", "retail", "software"]))),
                _ => ("country", text(chance.one(&["DE", "KR", "IT"]))),
            };
            return (About::Account(AccountId(1 + lead.0 % 20)), None, learnt(value.0, value.1));
        }
        11 | 12 => What::Accepted,
        13 | 14 => What::Rejected { reason: Name::from(chance.one(&["no_interest", "unreachable", ""])), words },
        15..=18 => What::Touched {
            channel: [Channel::Call, Channel::Mail, Channel::Chat][chance.below(3) as usize],
            reached: chance.below(2) == 0,
            lasted: Some(Span::from_seconds(chance.below(60) as i64)),
            personal: chance.below(3) != 0,
            outcome: words,
        },
        19 => What::Rated { stars: 1 + chance.below(5) as u8, words },
        20 => {
            What::OpportunityOpened { deal: format!("d{lead}"), amount: Decimal::from_int(chance.below(90_000) as i64) }
        }
        21 => {
            let amount = Decimal::from_int(chance.below(90_000) as i64);
            What::OpportunityWon { deal: format!("d{lead}"), amount, recurring: Decimal::from_int(100) }
        }
        22 => What::Disqualified { reason: Name::from("no_budget"), words },
        _ => What::Churned { reason: Name::from("moved") },
    };
    (about, Some(by), what)
}
