//! Who comes: people with a life of their own, and what is learnt of the companies they work for.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::fact::{NewAbout, Value, What};
use entente_core::id::Name;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};

use super::behaviour;
use super::campaigns::{self, Arrival};
use super::chance::Chance;
use super::company::Company;
use super::script::{Script, Step};

/// The companies of which something is known already.
pub(super) type Seen = BTreeSet<usize>;

/// Lets people come in by their arrivals, which are in the order of time.
pub(super) fn come(script: &mut Script, arrivals: &[Arrival], seen: &mut Seen) {
    for arrival in arrivals {
        let number = script.crowd.come(script.seed, arrival, &script.companies);
        let Some(person) = script.crowd.people.get(number) else { continue };
        let (zone, company) = (campaigns::zone(person.zone), person.company);
        let deeds = behaviour::life(person, &zone, arrival, Chance::of(script.seed, "life", number as u64));
        script.wait_for(number, "0", deeds);
        if let Some(company) = company.filter(|company| seen.insert(*company)) {
            learn_company(script, company, arrival.at);
        }
    }
}

/// What is learnt of a company from the day its first person came in: most at once, some late, some of it wrong until
/// somebody who knows says so.
fn learn_company(script: &mut Script, number: usize, first: Instant) {
    let Some(company) = script.companies.get(number).cloned() else { return };
    let mut chance = Chance::of(script.seed, "learn", number as u64);
    let is_late = chance.happens(180);
    let delay =
        if is_late { Span::HOUR.times(chance.between(20, 400)) } else { Span::from_seconds(chance.between(2, 50)) };
    let guessed = if chance.happens(120) { company.employees * 3 } else { company.employees };
    let mut tell = |at: Instant, word: &str, values: BTreeMap<Name, Value>, verified: bool| {
        let about = NewAbout::Account(company.domain.clone());
        let what = What::Learnt { values, verified };
        script.wait(at, format!("a{number:05}.{word}"), Step::Told { about, by: None, what });
    };
    tell(first + delay, "told", known(&company, guessed), false);
    if guessed != company.employees || chance.happens(250) {
        let checked = first + delay + Span::DAY.times(chance.between(1, 40));
        tell(checked, "checked", known(&company, company.employees), true);
        if chance.happens(150) {
            // A form says otherwise later; what somebody vouches for stands.
            let values = BTreeMap::from([(Name::from("employees"), Value::Text("10".to_owned()))]);
            tell(checked + Span::DAY.times(chance.between(1, 90)), "form", values, false);
        }
    }
}

fn known(company: &Company, employees: i64) -> BTreeMap<Name, Value> {
    let text = |word: &str| Value::Text(word.to_owned());
    BTreeMap::from([
        (Name::from("name"), text(&company.name)),
        (Name::from("domain"), text(&company.domain)),
        (Name::from("city"), text(company.city)),
        (Name::from("employees"), Value::Number(Decimal::from_int(employees))),
        (Name::from("industry"), text(company.industry)),
        (Name::from("country"), text(company.country)),
    ])
}
