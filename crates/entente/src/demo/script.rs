//! The script: who plays, what waits for its time, and what follows from what is in the log.
//!
//! Everything that people of the story do next follows from the seed and the log alone. The same script therefore tells
//! the story while the sample company is made, and goes on with it later from the log that was kept, next to people who
//! act at a screen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use entente_core::agreement::model::Target;
use entente_core::decision::{Concluded, Decision};
use entente_core::fact::{About, Fact, NewAbout, NewFact, Value, What};
use entente_core::id::{LeadId, Name};
use entente_core::plan::Plan;
use entente_core::time::{Instant, Precision, Span};

use super::acts::{self, Act};
use super::chance::Chance;
use super::company::Company;
use super::diary::Deed;
use super::hand::Hand;
use super::people::{Crowd, Known, Person};
use super::{doing, turns};

/// What waits for its time.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// A person does something.
    Deed { person: usize, known: Known, what: What },
    /// Something else becomes known.
    Told { about: NewAbout, by: Option<Name>, what: What },
    /// Whoever has a lead in hand does the next thing about it.
    Act { lead: LeadId, act: Act },
}

/// Where a step stands: its time, and at one instant its key, which no other step has.
pub(super) type Place = (Instant, String);

/// What the script knows of a lead.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Who it is, once an address was told.
    pub(super) person: Option<usize>,
    /// Fit when its grade or level last changed.
    pub(super) fit: i64,
    /// What its owner knows, from the first handoff on.
    pub(super) hand: Option<Hand>,
    /// Where what its owner does next waits.
    acts: Vec<Place>,
}

/// The cast, what waits, and what is known.
pub(super) struct Script {
    pub(super) seed: u64,
    pub(super) plan: Arc<Plan>,
    pub(super) companies: Vec<Company>,
    pub(super) crowd: Crowd,
    pub(super) leads: BTreeMap<LeadId, Lead>,
    /// Spells of absence as told, by person.
    away: BTreeMap<Name, Vec<(Instant, Instant)>>,
    /// Content requests that have their answer.
    answered: BTreeSet<String>,
    waiting: BTreeMap<Place, Step>,
    /// What would come before this has come already.
    since: Instant,
}

impl Script {
    pub(super) fn new(seed: u64, plan: Arc<Plan>, companies: Vec<Company>, since: Instant) -> Script {
        Script {
            seed,
            plan,
            companies,
            crowd: Crowd::default(),
            leads: BTreeMap::new(),
            away: BTreeMap::new(),
            answered: BTreeSet::new(),
            waiting: BTreeMap::new(),
            since,
        }
    }

    /// Puts a step in its place, unless it lies in the past.
    pub(super) fn wait(&mut self, at: Instant, key: String, step: Step) {
        if at >= self.since {
            self.waiting.insert((at, key), step);
        }
    }

    /// Lets a person's doings wait; `occasion` tells them from those of other times.
    pub(super) fn wait_for(&mut self, person: usize, occasion: &str, deeds: Vec<Deed>) {
        for (number, deed) in deeds.into_iter().enumerate() {
            let key = format!("p{person:06}.{occasion}.{number:02}");
            self.wait(deed.at, key, Step::Deed { person, known: deed.known, what: deed.what });
        }
    }

    /// When the next step comes; none where nothing waits.
    pub(super) fn next(&self) -> Option<Instant> {
        self.waiting.first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes the next step off.
    pub(super) fn take(&mut self) -> Option<(Place, Step)> {
        self.waiting.pop_first()
    }

    /// What waits, in turn.
    #[cfg(test)]
    pub(super) fn waiting(&self) -> impl Iterator<Item = (&Place, &Step)> {
        self.waiting.iter()
    }

    /// Who takes a step, where somebody of the two parties does.
    pub(super) fn actor<'a>(&'a self, step: &'a Step) -> Option<&'a Name> {
        match step {
            Step::Deed { .. } => None,
            Step::Told { by, .. } => by.as_ref(),
            Step::Act { lead, .. } => self.leads.get(lead)?.hand.as_ref()?.owner.as_ref(),
        }
    }

    /// What is told when a step is taken.
    pub(super) fn play(&mut self, (at, key): Place, step: Step) -> Vec<NewFact> {
        let told = match step {
            Step::Deed { person, known, what } => {
                let Some(who) = self.crowd.people.get(person) else { return Vec::new() };
                vec![(NewAbout::Lead { keys: who.keys(known), account: None }, None, what)]
            }
            Step::Told { about: NewAbout::Request(request), what: What::ContentAnswered { .. }, .. }
                if self.answered.contains(&request) =>
            {
                Vec::new()
            }
            Step::Told { about, by, what } => vec![(about, by, what)],
            Step::Act { lead, act } => doing::carry_out(self, at, &key, lead, act),
        };
        let facts = told.into_iter().enumerate().map(|(number, (about, by, what))| {
            let source = source_of(&what);
            let key = if number == 0 { format!("{source}:{key}") } else { format!("{source}:{key}.{number}") };
            NewFact { key, about, at, precision: Precision::Second, by, what }
        });
        facts.collect()
    }

    /// Takes in a fact of the log.
    pub(super) fn fact(&mut self, fact: &Fact) {
        match (&fact.about, &fact.what) {
            (About::Lead(lead), what) => self.about_lead(*lead, fact.known, what),
            (About::Person(person), What::Away { from, to }) => {
                self.away.entry(person.clone()).or_default().push((*from, *to));
            }
            (About::Request(request), What::ContentAnswered { .. }) => {
                self.answered.insert(request.clone());
            }
            _ => {}
        }
    }

    fn about_lead(&mut self, id: LeadId, known: Instant, what: &What) {
        let lead = self.leads.entry(id).or_default();
        if let What::Learnt { values, .. } = what
            && let Some(Value::Text(mail)) = values.get(&Name::from("email"))
        {
            lead.person = self.crowd.of_mail(mail).or(lead.person);
        }
        if let Some(hand) = &mut lead.hand {
            hand.fact(known, what);
            self.plan_acts(id, known);
        }
    }

    /// Takes in a decision of the log, and lets people react.
    pub(super) fn decision(&mut self, decision: &Decision) {
        let Some(id) = decision.lead else { return };
        let lead = self.leads.entry(id).or_default();
        if let Concluded::Scored { fit, .. } = &decision.what {
            lead.fit = fit.trunc();
        }
        if Hand::decided(&mut lead.hand, decision.at, &decision.what) {
            self.plan_acts(id, decision.at);
        }
        turns::react(self, id, decision);
    }

    /// Lets what the owner of a lead does next wait anew.
    pub(super) fn plan_acts(&mut self, id: LeadId, now: Instant) {
        let Some(lead) = self.leads.get_mut(&id) else { return };
        for place in std::mem::take(&mut lead.acts) {
            self.waiting.remove(&place);
        }
        let Some((hand, who)) = self.in_hand(id) else { return };
        let (cycle, legs) = (hand.cycle, hand.had.len());
        let next = acts::next(self, id, hand, who);
        for (at, act) in next {
            self.wait_act(at.max(now), format!("l{:06}.{cycle}.{legs}.{}", id.0, act.word()), id, act);
        }
    }

    /// Lets one act of a lead's owner wait.
    pub(super) fn wait_act(&mut self, at: Instant, key: String, lead: LeadId, act: Act) {
        // An act that nobody did while nothing ran is done when it goes on.
        let place = (at.max(self.since), key);
        if let Some(lead) = self.leads.get_mut(&lead) {
            lead.acts.push(place.clone());
        }
        self.waiting.insert(place, Step::Act { lead, act });
    }

    /// A lead that was handed over, and the person behind it.
    pub(super) fn in_hand(&self, id: LeadId) -> Option<(&Hand, &Person)> {
        let lead = self.leads.get(&id)?;
        Some((lead.hand.as_ref()?, self.crowd.people.get(lead.person?)?))
    }

    /// A stream of luck about a lead.
    pub(super) fn chance(&self, what: &str, lead: LeadId, times: u32) -> Chance {
        Chance::of(self.seed, what, lead.0 * 4_096 + u64::from(times))
    }

    /// So many working minutes after `at`, in the hours of a calendar; later where `person` is away then.
    pub(super) fn working(&self, person: &Name, calendar: &str, at: Instant, minutes: i64) -> Instant {
        let Some(calendar) = self.plan.calendars.get(calendar) else { return at + Span::MINUTE.times(minutes) };
        let target = Target::Business(Span::MINUTE.times(minutes.max(1)));
        let mut due = calendar.due(at, target, &[]).unwrap_or(at);
        let away = self.away.get(person).map(Vec::as_slice).unwrap_or_default();
        // Spells of absence may follow each other: each is left behind once.
        for _ in away {
            let Some((_, to)) = away.iter().find(|(from, to)| *from <= due && due < *to) else { break };
            due = calendar.due(*to, target, &[]).unwrap_or(*to);
        }
        due
    }

    /// Whether a person is away.
    pub(super) fn is_away(&self, person: &Name, at: Instant) -> bool {
        self.away.get(person).is_some_and(|spells| spells.iter().any(|(from, to)| *from <= at && at < *to))
    }

    /// How many leads a person has in hand.
    pub(super) fn holds(&self, person: &Name) -> usize {
        let hands = self.leads.values().filter_map(|lead| lead.hand.as_ref());
        hands.filter(|hand| hand.owner.as_ref() == Some(person) && hand.is_open()).count()
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
