//! A random lead, and the world that was told of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{AccountId, LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::plan::Plan;
use entente_core::time::{Precision, Span};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::asked;

/// What is told of a lead; times are hours before it is asked about.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub(super) seniority: Option<&'static str>,
    pub(super) newsletter: Option<bool>,
    pub(super) title: Option<String>,
    pub(super) met: Option<i64>,
    pub(super) account: bool,
    pub(super) employees: Option<i64>,
    pub(super) sites: Option<i64>,
    pub(super) country: Option<&'static str>,
    pub(super) products: Option<Vec<&'static str>>,
    pub(super) domain: Option<&'static str>,
    pub(super) demo: Vec<i64>,
    pub(super) visit: Vec<i64>,
    pub(super) consent: Option<bool>,
    pub(super) rated: bool,
}

pub(super) const WORDS: [&str; 3] = ["staff", "director", "chief"];
pub(super) const LANDS: [&str; 3] = ["DE", "AT", "KR"];
pub(super) const THINGS: [&str; 3] = ["shuttle", "picker", "fleet"];
const DOMAINS: [&str; 3] = ["rival.example", "ÜNAL.example", "kessler.example"];
pub(super) const TITLES: [&str; 4] = ["", "Boss", "Bossy", "boss"];

pub(super) fn told() -> impl Strategy<Value = Told> {
    let hours = || vec(0..8_i64, 0..4);
    let title = option::of(select(TITLES.to_vec()).prop_map(str::to_owned));
    let lead = (option::of(select(WORDS.to_vec())), option::of(any::<bool>()), title, option::of(0..8_i64));
    let numbers =
        (option::of(select(vec![-1, 0, 49, 50, 51])), option::of(-2..3_i64), option::of(select(LANDS.to_vec())));
    let others = (option::of(subsequence(THINGS.to_vec(), 1..3)), option::of(select(DOMAINS.to_vec())));
    (lead, any::<bool>(), numbers, others, hours(), hours(), option::of(any::<bool>()), any::<bool>()).prop_map(
        |((seniority, newsletter, title, met), account, numbers, others, demo, visit, consent, rated)| {
            let (employees, sites, country) = numbers;
            let (products, domain) = others;
            let lead = Told { seniority, newsletter, title, met, demo, visit, consent, rated, ..Told::default() };
            if !account {
                return lead;
            }
            Told { account, employees, sites, country, products, domain, ..lead }
        },
    )
}

/// The world after it was told everything, in the order of its happening.
pub(super) fn world(plan: &Arc<Plan>, told: &Told) -> World {
    let mut happened: Vec<(i64, About, What)> = vec![(300, about(), What::Created { source: None })];
    if told.account {
        happened.push((299, about(), What::Joined { account: AccountId(1) }));
        happened.push((298, About::Account(AccountId(1)), learnt(of_account(told))));
    }
    happened.push((297, about(), learnt(of_lead(told))));
    let events = told.demo.iter().map(|at| (*at, "Demo")).chain(told.visit.iter().map(|at| (*at, "Visit")));
    happened.extend(events.map(|(at, event)| (at, about(), event_of(event))));
    let none = String::new();
    happened.extend(told.consent.map(|given| {
        let (wording, evidence) = (none.clone(), none.clone());
        (1, about(), What::Consent { given, purpose: "marketing".into(), channel: "mail".into(), wording, evidence })
    }));
    happened.extend(told.rated.then(|| (0, about(), What::Rated { stars: 4, words: none.clone() })));
    happened.sort_by_key(|(hours, ..)| -hours);
    let mut world = World::new(vec![plan.clone()]);
    for (seq, (hours, about, what)) in (1..).zip(happened) {
        let at = asked() - Span::HOUR.times(hours);
        let fact = Fact { key: seq.to_string(), about, at, precision: Precision::Second, known: at, by: None, what };
        world.replay_fact(Seq(seq), &fact);
    }
    world
}

fn about() -> About {
    About::Lead(LeadId(1))
}

fn event_of(event: &str) -> What {
    What::Happened { event: event.to_owned(), properties: BTreeMap::new(), class: Default::default() }
}

fn learnt(values: Vec<(&str, Option<Value>)>) -> What {
    let values = values.into_iter().filter_map(|(name, value)| Some((Name::from(name), value?))).collect();
    What::Learnt { values, verified: false }
}

fn of_lead(told: &Told) -> Vec<(&'static str, Option<Value>)> {
    let met = told.met.map(|hours| Value::Text((asked() - Span::HOUR.times(hours)).to_string()));
    vec![
        ("seniority", told.seniority.map(|word| Value::Text(word.to_owned()))),
        ("newsletter", told.newsletter.map(Value::Bool)),
        ("title", told.title.clone().map(Value::Text)),
        ("met_on", met),
    ]
}

fn of_account(told: &Told) -> Vec<(&'static str, Option<Value>)> {
    let number = |value: Option<i64>| value.map(|value| Value::Number(Decimal::from_int(value)));
    let things = |words: &Vec<&str>| Value::Set(words.iter().map(|word| (*word).to_owned()).collect());
    vec![
        ("employees", number(told.employees)),
        ("sites", number(told.sites)),
        ("country", told.country.map(|land| Value::Text(land.to_owned()))),
        ("products", told.products.as_ref().map(things)),
        ("domain", told.domain.map(|domain| Value::Text(domain.to_owned()))),
    ]
}
