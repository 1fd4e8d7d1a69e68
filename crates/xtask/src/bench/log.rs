//! A log made from a seed: leads that come, read, ask, are called and accepted, over eighteen months.

use std::collections::BTreeMap;

use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{LeadId, Name};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};

use super::leads::{NOW, call};
use entente_testkit::random::Random;

/// How much time the log covers.
const DAYS: i64 = 540;
/// Facts per lead on average; a lead's own number varies.
const FACTS_PER_LEAD: u64 = 10;

/// So many facts in the order in which the log learnt them, the same ones every time.
pub(super) fn make(count: usize) -> Vec<Fact> {
    let mut random = Random(540);
    let mut facts = Vec::with_capacity(count + 64);
    let mut id = 0;
    while facts.len() < count {
        id += 1;
        tell(&mut facts, &mut random, LeadId(id));
    }
    facts.truncate(count);
    facts.sort_by_key(|fact| fact.known);
    facts
}

/// Everything about one lead.
fn tell(facts: &mut Vec<Fact>, random: &mut Random, id: LeadId) {
    let about = About::Lead(id);
    let first = NOW - Span::from_seconds(random.below(DAYS as u64 * 86_400) as i64);
    facts.push(fact(&about, first, What::Created { source: Some("organic".to_owned()) }));
    facts.push(fact(&about, first, What::Learnt { values: attributes(random), verified: false }));
    let mut at = first;
    for _ in 0..random.below(2 * (FACTS_PER_LEAD - 2)) {
        at = at + Span::from_seconds(random.below(20 * 86_400) as i64);
        if at > NOW {
            return;
        }
        let names = ["visit", "visit", "visit", "p0", "p0", "guide", "webinar", "clicked", "clicked", "careers"];
        let name = if random.happens(4) { "demo" } else { random.one(&names) };
        facts.push(fact(&about, at, event(name)));
        if name == "demo" && random.happens(80) {
            let called = at + Span::from_seconds(600 + random.below(2 * 86_400) as i64);
            facts.push(fact(&about, called, call()));
            facts.push(fact(&about, called + Span::HOUR, What::Accepted));
        }
    }
}

fn attributes(random: &mut Random) -> BTreeMap<Name, Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let industry = random.one(&["logistics", "manufacturing", "retail", "software"]);
    let seniority = random.one(&["staff", "manager", "director", "vp", "chief"]);
    BTreeMap::from([
        (Name::from("employees"), Value::Number(Decimal::from_int(random.below(3_000) as i64))),
        (Name::from("industry"), text(industry)),
        (Name::from("seniority"), text(seniority)),
        (Name::from("country"), text(random.one(&["DE", "AT", "KR", "US", "FR", "BR"]))),
        (Name::from("private_mail"), Value::Bool(random.happens(20))),
    ])
}

/// An event by its short name; whatever is none of them is a visit to a page that no signal asks for.
pub(super) fn event(name: &str) -> What {
    let (event, property) = match name {
        "demo" => ("Form Submitted", Some(("form", "demo"))),
        "p0" | "p1" | "p2" | "p3" => ("Page Viewed", Some(("path", "/pricing"))),
        "careers" => ("Page Viewed", Some(("path", "/careers/engineer"))),
        "webinar" => ("Webinar Attended", None),
        "guide" => ("Content Downloaded", None),
        "clicked" => ("Email Link Clicked", None),
        _ => ("Page Viewed", Some(("path", "/blog"))),
    };
    let properties = property.into_iter().map(|(key, value)| (key.to_owned(), Value::Text(value.to_owned())));
    What::Happened { event: event.to_owned(), properties: properties.collect(), class: Default::default() }
}

/// A fact that the log learnt when it happened.
pub(super) fn fact(about: &About, at: Instant, what: What) -> Fact {
    Fact { key: String::new(), about: about.clone(), at, precision: Precision::Second, known: at, by: None, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_ordered_of_the_size_asked_for_and_repeatable() {
        let log = make(5_000);
        assert_eq!(log.len(), 5_000);
        assert!(log.is_sorted_by_key(|fact| fact.known));
        assert_eq!(log, make(5_000));
        let leads = log.iter().filter(|fact| matches!(fact.what, What::Created { .. })).count();
        assert!((400..800).contains(&leads), "{leads}");
    }
}
