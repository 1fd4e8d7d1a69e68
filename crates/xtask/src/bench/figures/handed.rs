//! Leads handed over live, through the engine, so that a rep's queue holds what a queue holds on a busy day.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use entente_core::agreement::model::SignalClass;
use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::id::Name;
use entente_core::identity::IdentityKey;
use entente_core::time::{Instant, Precision};
use entente_desk::live::Desk;

/// How many: enough for everybody in the pool to hold as many as they may.
const LEADS: u64 = 60;

/// Tells of directors of German logistics companies who ask for a demo.
pub(super) fn hand_over(desk: &Desk, now: Instant) -> Result<()> {
    let facts = (0..LEADS).flat_map(|number| asks_for_a_demo(number, now)).collect();
    let acted = desk.act(now, facts)?;
    ensure!(acted.admitted.tally().refused == 0, "facts were refused");
    ensure!(acted.decisions > LEADS, "nobody was handed over");
    Ok(())
}

fn asks_for_a_demo(number: u64, now: Instant) -> [NewFact; 3] {
    let company = format!("werk{number}.example");
    let lead = NewAbout::Lead { keys: vec![IdentityKey::Mail(format!("ada@{company}"))], account: None };
    let told = |step: &str, about: NewAbout, what: What| NewFact {
        key: format!("handed:{number}:{step}"),
        about,
        at: now,
        precision: Precision::Second,
        by: None,
        what,
    };
    let learnt = |values: &[(&str, Value)]| {
        let values = values.iter().map(|(name, value)| (Name::from(*name), value.clone())).collect();
        What::Learnt { values, verified: false }
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let size = Value::Number(entente_core::number::Decimal::from_int(300));
    let buys = [("employees", size), ("industry", text("logistics")), ("country", text("DE"))];
    let form = BTreeMap::from([("form".to_owned(), text("demo"))]);
    let asked = What::Happened { event: "Form Submitted".to_owned(), properties: form, class: SignalClass::Human };
    [
        told("who", lead.clone(), learnt(&[("name", text("Ada Werk")), ("seniority", text("director"))])),
        told("company", NewAbout::Account(company.clone()), learnt(&buys)),
        told("asked", lead, asked),
    ]
}
