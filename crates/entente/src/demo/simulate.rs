//! Telling the story: what is to happen waits in order of time; each fact goes through the engine, and what the engine
//! decides moves people to act. The engine here is the one that later decides the stored log.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::agreement::model::Target;
use entente_core::decision::{Concluded, Decision};
use entente_core::engine::world::World;
use entente_core::fact::{About, NewAbout, NewFact, What};
use entente_core::id::{LeadId, Name};
use entente_core::plan::Plan;
use entente_core::time::{Instant, Precision, Span};
use jiff::tz::TimeZone;

use super::behaviour;
use super::book::Book;
use super::campaigns;
use super::chance::Chance;
use super::company::Company;
use super::diary::Deed;
use super::hours::AS_OF;
use super::people::{Known, Person};
use super::work::{self, Task};

/// What waits for its time.
pub(super) enum Step {
    /// A person does something.
    Deed(usize, Known, What),
    /// Something else becomes known.
    Told { about: NewAbout, by: Option<Name>, what: What },
    /// Somebody of sales does the next thing about a lead.
    Work(Box<Task>),
}

/// In the place of a person where a fact is about somebody known already, or about no person.
const NOBODY: usize = usize::MAX;

/// One handoff or reassignment, as it was decided while the story was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passed {
    pub(crate) lead: LeadId,
    pub(crate) at: Instant,
    pub(crate) owner: Option<Name>,
}

/// The story while it is told.
pub(super) struct Simulation<'a> {
    pub(super) seed: u64,
    pub(super) plan: Arc<Plan>,
    pub(super) world: World,
    pub(super) companies: &'a [Company],
    pub(super) people: &'a [Person],
    /// Whose lead is whose, from lead 1 on.
    pub(super) person_of: Vec<usize>,
    pub(super) facts: Vec<NewFact>,
    pub(super) passed: Vec<Passed>,
    pub(super) won: Vec<LeadId>,
    book: Book,
    waiting: BTreeMap<(Instant, u64), Step>,
    order: u64,
    zones: BTreeMap<&'static str, TimeZone>,
}

impl<'a> Simulation<'a> {
    pub(super) fn new(seed: u64, plan: Arc<Plan>, companies: &'a [Company], people: &'a [Person]) -> Simulation<'a> {
        let zones = people.iter().map(|person| (person.zone, campaigns::zone(person.zone))).collect();
        Simulation {
            seed,
            world: World::new(vec![plan.clone()]),
            plan,
            companies,
            people,
            person_of: Vec::new(),
            facts: Vec::new(),
            passed: Vec::new(),
            won: Vec::new(),
            book: Book::default(),
            waiting: BTreeMap::new(),
            order: 0,
            zones,
        }
    }

    /// Puts a step in its place; what would come after the story's end never comes.
    pub(super) fn wait(&mut self, at: Instant, step: Step) {
        if at < AS_OF {
            self.order += 1;
            self.waiting.insert((at, self.order), step);
        }
    }

    pub(super) fn wait_for(&mut self, person: usize, deeds: Vec<Deed>) {
        for deed in deeds {
            self.wait(deed.at, Step::Deed(person, deed.known, deed.what));
        }
    }

    /// Tells everything to the end. `progress` hears the number of facts told.
    pub(super) fn run(&mut self, mut progress: impl FnMut(u64)) {
        loop {
            let next = self.waiting.first_key_value().map_or(AS_OF, |((at, _), _)| *at);
            // What time alone decides before the next fact comes first, one instant at a time, for people may react.
            if let Some(due) = self.world.next_due().filter(|due| *due < next) {
                self.world.advance(due, true);
                self.react();
                continue;
            }
            let Some(((at, _), step)) = self.waiting.pop_first() else { break };
            match step {
                Step::Deed(person, known, what) => self.tell_of(person, known, at, None, what),
                Step::Told { about, by, what } => self.tell(about, at, by, what),
                Step::Work(task) => work::on(self, at, *task),
            }
            if self.facts.len().is_multiple_of(500) {
                progress(self.facts.len() as u64);
            }
        }
        self.world.advance(AS_OF, true);
        self.react();
    }

    /// Tells a fact about a person.
    pub(super) fn tell_of(&mut self, person: usize, known: Known, at: Instant, by: Option<&Name>, what: What) {
        let Some(who) = self.people.get(person) else { return };
        let about = NewAbout::Lead { keys: who.keys(known), account: None };
        self.tell_as(person, about, at, by.cloned(), what);
    }

    /// Tells a fact about anything else.
    pub(super) fn tell(&mut self, about: NewAbout, at: Instant, by: Option<Name>, what: What) {
        self.tell_as(NOBODY, about, at, by, what);
    }

    fn tell_as(&mut self, person: usize, about: NewAbout, at: Instant, by: Option<Name>, what: What) {
        let key = format!("{}:{:06}", source_of(&what), self.facts.len() + 1);
        let told = NewFact { key, about, at, precision: Precision::Second, by, what };
        for (seq, fact) in self.book.admit(&told) {
            if let About::Lead(lead) = fact.about {
                if lead.0 as usize > self.person_of.len() {
                    self.person_of.push(person);
                }
                if matches!(fact.what, What::OpportunityWon { .. }) {
                    self.won.push(lead);
                }
            }
            self.world.fact(seq, &fact);
        }
        self.facts.push(told);
        self.react();
    }

    /// Lets people react to what was just decided.
    fn react(&mut self) {
        for decision in self.world.take_decided() {
            let Some(lead) = decision.lead else { continue };
            let Some(person) = self.person_of.get((lead.0 as usize).wrapping_sub(1)).copied() else { continue };
            self.react_to(&decision, lead, person);
        }
    }

    fn react_to(&mut self, decision: &Decision, lead: LeadId, person: usize) {
        let Some(who) = self.people.get(person) else { return };
        let zone = self.zones.get(who.zone).cloned().unwrap_or(TimeZone::UTC);
        let chance = |what: &str, times: u32| Chance::of(self.seed, what, lead.0 * 64 + u64::from(times));
        match &decision.what {
            Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } => {
                self.passed.push(Passed { lead, at: decision.at, owner: route.owner.clone() });
                match &route.owner {
                    Some(owner) => work::receive(self, decision.at, lead, person, owner),
                    None => work::rescue(self, decision.at, lead, person),
                }
            }
            Concluded::MailDue { content, step, .. } => {
                let scans = who.company.is_some_and(|company| self.companies[company].scans);
                let chance = chance("mail", *step);
                let deeds = behaviour::answer_mail(who, &zone, content.as_str(), scans, decision.at, chance);
                self.wait_for(person, deeds);
            }
            Concluded::Recycled { times, .. } => {
                let deeds = behaviour::comeback(who, &zone, decision.at, chance("comeback", *times));
                self.wait_for(person, deeds);
            }
            _ => {}
        }
    }

    /// So many working minutes after `at`, in the hours of a calendar; later where `person` is away then.
    pub(super) fn working(&self, person: &Name, calendar: &str, at: Instant, minutes: i64) -> Instant {
        let Some(calendar) = self.plan.calendars.get(calendar) else { return at + Span::MINUTE.times(minutes) };
        let target = Target::Business(Span::MINUTE.times(minutes.max(1)));
        let mut due = calendar.due(at, target, &[]).unwrap_or(at);
        let away = self.world.parties().away.get(person).map(Vec::as_slice).unwrap_or_default();
        // Spells of absence may follow each other: each is left behind once.
        for _ in away {
            let Some(spell) = away.iter().find(|spell| spell.from <= due && due < spell.to) else { break };
            due = calendar.due(spell.to, target, &[]).unwrap_or(spell.to);
        }
        due
    }
}

/// Which of the company's systems tells such a thing.
fn source_of(what: &What) -> &'static str {
    match what {
        What::Created { .. } | What::Happened { .. } => "web",
        What::Learnt { .. } | What::Consent { .. } | What::Bounced { .. } => "forms",
        What::Away { .. } | What::Met { .. } => "calendar",
        _ => "crm",
    }
}
