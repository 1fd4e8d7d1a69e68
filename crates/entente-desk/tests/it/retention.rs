//! Goal: details go when the agreement says so, nothing that anything is decided by goes with them, and it matters to
//! nobody when, how far at a time, by which process or how often it is done.

mod always;
mod done;

use std::collections::BTreeMap;

use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::id::Seq;
use entente_core::time::{Instant, Precision};
use entente_desk::admit::{Admitted, Mode, admit};
use entente_desk::force::in_force;
use entente_desk::retention::{Kept, portion};
use entente_store::{Entry, Store};

use crate::desk::{AGREEMENT, at};

/// The sample, whose pages count where their path is that of the prices, with details kept for ten days.
fn agreement() -> String {
    let text =
        AGREEMENT.replace("{on: Page, points", "{on: Page, where: \"event.path.startsWith('/pricing')\", points");
    assert_ne!(text, AGREEMENT);
    format!("{text}keep: {{details: 10d}}\n")
}

/// The same, in which a demo counts only where its plan is known.
fn second() -> String {
    agreement().replace("{on: Demo, points: 40", "{on: Demo, where: event.plan == 'pro', points: 30")
}

/// An event with properties, `path=/pricing, utm=x`; without a name, a withdrawn consent.
fn told(key: &str, who: &str, when: Instant, event: &str, properties: &[(&str, &str)]) -> NewFact {
    let values = properties.iter().map(|(name, value)| ((*name).to_owned(), Value::Text((*value).to_owned())));
    let what = if event.is_empty() {
        What::Consent {
            given: false,
            purpose: "marketing".into(),
            channel: "mail".into(),
            wording: "the link in a letter".into(),
            evidence: "clicked".into(),
        }
    } else {
        What::Happened { event: event.to_owned(), properties: BTreeMap::from_iter(values), class: Default::default() }
    };
    let about = NewAbout::Lead { keys: vec![format!("mail:{who}@gmail.com").parse().unwrap()], account: None };
    NewFact { key: key.to_owned(), about, at: when, precision: Precision::Second, by: None, what }
}

fn tell(store: &mut Store, facts: Vec<NewFact>) -> Admitted {
    admit(store, facts, Mode::History).unwrap()
}

/// Portions of at most `limit` until nothing is left to do at `when`.
fn keep(store: &mut Store, when: &str, limit: usize) -> Kept {
    let plans = in_force(store).unwrap();
    let mut all = Kept::default();
    loop {
        let kept = portion(store, &plans, at(when), limit).unwrap();
        all.passed += kept.passed;
        all.shortened += kept.shortened;
        all.bytes += kept.bytes;
        if !kept.is_more {
            return all;
        }
    }
}

/// Every event of the log with its properties, a line each.
fn events(store: &Store) -> String {
    let mut lines = String::new();
    for (seq, entry) in store.entries(Seq(0), usize::MAX).unwrap() {
        let Entry::Fact(fact) = entry else { continue };
        match fact.what {
            What::Happened { event, properties, .. } => {
                let names: Vec<String> = properties.into_keys().collect();
                lines += &format!("{} {} {event}: {}\n", seq.0, fact.key, names.join(" "));
            }
            other => lines += &format!("{} {} {}\n", seq.0, fact.key, serde_json::to_string(&other).unwrap()),
        }
    }
    lines
}
