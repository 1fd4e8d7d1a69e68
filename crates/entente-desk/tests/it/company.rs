//! A company on the house's sample agreement: people who ask for a demo, and people who act on them as forms would.

use entente_core::agreement::model::{PartyKind, SignalClass};
use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::time::Precision;
use entente_desk::acts::{self, Act, Actor, Answers, Form, Prepared};
use entente_desk::admit::{Mode, Outcome, admit};
use entente_desk::force::in_force;
use entente_desk::people::Role;
use entente_desk::run::Acts;
use entente_store::Entry;
use jiff::tz::TimeZone;

use crate::desk::{Desk, at, show};

pub(crate) const HALDEN: &str = include_str!("../../../../agreements/halden.yaml");

/// A company on the sample agreement of the house.
pub(crate) struct Company {
    pub(crate) desk: Desk,
}

pub(crate) fn actor(person: &str) -> Actor {
    let (role, party) = match person {
        "kwame.osei" => (Role::Leader, PartyKind::Sales),
        "renate.meyer" => (Role::Leader, PartyKind::Marketing),
        "nils" => (Role::Marketing, PartyKind::Marketing),
        "eve" => (Role::Reader, PartyKind::Sales),
        _ => (Role::Rep, PartyKind::Sales),
    };
    Actor { person: Name::from(person), role, party: Some(party) }
}

/// What is told of somebody of a company of 200 people who asks for a demo.
pub(crate) fn asking(who: &str, when: &str) -> Vec<NewFact> {
    asking_at(who, &format!("{who}.example"), when)
}

fn asking_at(who: &str, domain: &str, when: &str) -> Vec<NewFact> {
    let about = NewAbout::Lead {
        keys: vec![format!("mail:{who}@{domain}").parse().unwrap()],
        account: Some(domain.to_owned()),
    };
    let told = |key: &str, about: NewAbout, what: What| NewFact {
        key: format!("{who} {when} {key}"),
        about,
        at: at(when),
        precision: Precision::Second,
        by: None,
        what,
    };
    let employees = [(Name::from("employees"), Value::Number(Decimal::from_int(200)))].into();
    let demo = What::Happened {
        event: "Form Submitted".into(),
        properties: [("form".to_owned(), Value::Text("demo".into()))].into(),
        class: SignalClass::Human,
    };
    let account = NewAbout::Account(domain.to_owned());
    vec![
        told("created", about.clone(), What::Created { source: None }),
        told("size", account, What::Learnt { values: employees, verified: false }),
        told("demo", about, demo),
    ]
}

impl Company {
    pub(crate) fn new() -> Company {
        Company { desk: Desk::under(HALDEN) }
    }

    /// The same in memory, for stories of many people.
    pub(crate) fn in_memory() -> Company {
        Company { desk: Desk::with_agreement_in_memory(HALDEN) }
    }

    /// Somebody asks for a demo and is handed over.
    pub(crate) fn asks(&mut self, who: &str, when: &str) -> LeadId {
        self.asks_at(who, &format!("{who}.example"), when)
    }

    /// The same at a company of that domain.
    pub(crate) fn asks_at(&mut self, who: &str, domain: &str, when: &str) -> LeadId {
        let facts = asking_at(who, domain, when);
        let admitted = admit(&mut self.desk.store, facts, Mode::Live(at(when))).unwrap();
        assert_eq!(admitted.tally().accepted, 3, "{:?}", admitted.outcomes);
        self.desk.run_with(when, Acts::Withhold, Default::default());
        self.desk.store.find_lead_named(&format!("{who}@{domain}")).unwrap().unwrap()
    }

    /// The last entry about a lead.
    pub(crate) fn seen(&self, lead: LeadId) -> Option<Seq> {
        self.desk.store.entries_about(lead, Seq(0)).unwrap().last().map(|(seq, _)| *seq)
    }

    /// Does one act as a form would; answers what came of it, one line each.
    pub(crate) fn act(&mut self, when: &str, person: &str, once: &str, seen: Option<Seq>, act: Act) -> String {
        self.desk.run_with(when, Acts::Withhold, Default::default());
        let plans = in_force(&self.desk.store).unwrap();
        let actor = actor(person);
        let form = Form { once, actor: &actor, seen, now: at(when) };
        let fact = match acts::prepare(&self.desk.store, &plans, form, act).unwrap() {
            Ok(Prepared::Tell(fact)) => fact,
            Ok(Prepared::Done(_)) => return "done before\n".to_owned(),
            Err(refusal) => return format!("{refusal}\n"),
        };
        let before = self.desk.store.last_seq().unwrap();
        let admitted = admit(&mut self.desk.store, vec![*fact], Mode::Live(at(when))).unwrap();
        assert!(matches!(admitted.outcomes[..], [Outcome::Accepted(_)]), "{:?}", admitted.outcomes);
        let known = self.desk.store.fact(Seq(before.0 + 1)).unwrap().unwrap().known;
        entente_desk::run::run(&mut self.desk.store, known.max(at(when)), Acts::Withhold, |_| ()).unwrap();
        self.since(before)
    }

    /// The same for an act on a lead, read out of a form.
    pub(crate) fn on(&mut self, lead: LeadId, row: &str) -> String {
        let when = row.split('|').next().unwrap_or_default();
        self.desk.run_with(when, Acts::Withhold, Default::default());
        let seen = self.seen(lead);
        self.on_seen(lead, seen, row)
    }

    /// `03-02 09:30 | jonas.weber | reject | reason=misrouted, words=…`
    pub(crate) fn on_seen(&mut self, lead: LeadId, seen: Option<Seq>, row: &str) -> String {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let fields = cells.get(3).copied().unwrap_or_default();
        let pairs = fields.split(", ").filter_map(|field| field.split_once('='));
        match acts::read(cells[2], &Answers::of(pairs), &TimeZone::UTC).unwrap() {
            Ok(act) => self.act(cells[0], cells[1], row, seen, Act::Lead(lead, act)),
            Err(refusals) => refusals.iter().map(|refusal| format!("{refusal}\n")).collect(),
        }
    }

    fn since(&self, before: Seq) -> String {
        let entries = self.desk.store.entries(before, usize::MAX).unwrap();
        let line = |(_, entry): &(Seq, Entry)| match entry {
            Entry::Fact(fact) => {
                let by = fact.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
                let mut what = serde_json::to_value(&fact.what).unwrap();
                let kind = what.as_object_mut().unwrap().remove("fact").unwrap();
                format!("{}{by} {what}\n", kind.as_str().unwrap())
            }
            Entry::Decision(decision) => format!("  {}", show(decision)),
        };
        entries.iter().map(line).collect()
    }
}
