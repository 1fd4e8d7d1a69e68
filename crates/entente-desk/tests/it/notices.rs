//! What people are told: each thing once, to whom the agreement says, and never from the history.

use std::collections::BTreeMap;

use entente_core::decision::Concluded;
use entente_core::id::{Name, Seq};
use entente_core::time::Span;
use entente_desk::Error;
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use entente_desk::notices::{self, What};

use crate::company::{HALDEN, asking};
use crate::desk::{AGREEMENT, at, fact, signed};

/// All that a person was told, a line each.
fn told(desk: &Desk, person: &str) -> Vec<String> {
    let view = |store: &entente_store::Store, plans: &[_]| notices::view(store, plans, &Name::from(person), i64::MAX);
    let lines = desk.read(view).unwrap().into_iter().map(|notice| {
        let what = match notice.what {
            What::HandedOver => "handed over".to_owned(),
            What::PassedOn { why, .. } => format!("passed on: {why:?}"),
            What::Used { percent, promise } => format!("{percent} % of '{promise}'"),
            What::Decided => "decided".to_owned(),
        };
        format!("{} {what} {}", notice.lead.map(|(lead, _)| lead.to_string()).unwrap_or_default(), notice.clause)
    });
    lines.collect()
}

fn owner(desk: &Desk) -> String {
    let owner = desk.read::<_, Error>(|store, _| {
        let lead = store.find_lead_named("ann@gmail.com")?.unwrap();
        Ok(store.card(lead)?.and_then(|card| card.owner))
    });
    owner.unwrap().unwrap().to_string()
}

#[test]
fn a_handoff_and_each_step_of_the_ladder_are_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    desk.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
    let start = at("03-02 09:00");
    desk.act(start, vec![fact("m0", "ann | 03-02 09:00 | role boss")]).unwrap();
    desk.act(start, vec![fact("m1", "ann | 03-02 09:00 | demo")]).unwrap();
    let owner = owner(&desk);
    assert_eq!(told(&desk, &owner).len(), 1, "told in the commit that handed it over");
    let version = desk.version();
    notices::deliver(&desk, start).unwrap();
    assert_eq!(desk.version(), version, "nothing waits, so nothing is written");
    let first = told(&desk, &owner);
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].starts_with("lead_1 handed over handoff"), "{first:?}");
    desk.tick(start + Span::DAY.times(10)).unwrap();
    notices::deliver(&desk, start + Span::DAY.times(10)).unwrap();
    let all = told(&desk, &owner);
    assert!(all.len() > 1, "the clock ran out: {all:?}");
    let unseen = |desk: &Desk| {
        let count = |store: &entente_store::Store, _: &[_]| {
            Ok::<_, Error>(store.notices_unseen(&Name::from(owner.as_str()), 99)?)
        };
        desk.read(count).unwrap()
    };
    assert_eq!(unseen(&desk), all.len());
    desk.write::<_, Error>(|store| Ok(store.see_notices(&Name::from(owner.as_str()), i64::MAX)?)).unwrap();
    assert_eq!(unseen(&desk), 0);
}

#[test]
fn nobody_is_told_of_what_happened_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    assert_eq!(told(&desk, "somebody"), Vec::<String>::new());
}

/// Everybody who was told anything, and of how many decisions.
fn counted(desk: &Desk, people: &[&str]) -> BTreeMap<String, usize> {
    let pages = |person: &str| {
        let (mut before, mut all) = (i64::MAX, 0);
        loop {
            let page = desk.read(|store, plans| notices::view(store, plans, &Name::from(person), before)).unwrap();
            let Some(last) = page.last() else { return all };
            assert!(page.iter().all(|notice| !notice.number.is_empty()), "{person}: each cites its clause");
            all += page.len();
            before = last.id;
        }
    };
    people.iter().map(|person| ((*person).to_owned(), pages(person))).filter(|(_, n)| *n > 0).collect()
}

/// Who the log says is to be told: new owners, and whom a step of the ladder names.
fn named(desk: &Desk) -> BTreeMap<String, usize> {
    let decisions = desk.read::<_, Error>(|store, _| Ok(store.decisions(Seq(0), usize::MAX)?)).unwrap();
    let mut named = BTreeMap::new();
    for (_, decision) in decisions {
        let people: Vec<Name> = match decision.what {
            Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } => {
                route.owner.into_iter().collect()
            }
            Concluded::ClockStep { tell, .. } => tell,
            _ => Vec::new(),
        };
        for person in people {
            // A handle and the address it begins are one person.
            let handle = person.as_str().split('@').next().unwrap_or_default();
            *named.entry(handle.to_owned()).or_default() += 1;
        }
    }
    named
}

#[test]
fn everybody_hears_of_every_decision_that_names_them_and_of_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    desk.write(|store| put_in_force(store, signed(HALDEN), at("01-01 00:00"))).unwrap();
    for number in 0..12 {
        let when = format!("03-02 {:02}:00", 8 + number);
        desk.act(at(&when), asking(&format!("p{number}"), &when)).unwrap();
    }
    for days in 1..12 {
        desk.tick(at("03-02 20:00") + Span::DAY.times(days)).unwrap();
        // However often it is delivered.
        for _ in 0..2 {
            notices::deliver(&desk, at("03-02 20:00") + Span::DAY.times(days)).unwrap();
        }
    }
    let named = named(&desk);
    let people: Vec<&str> = named.keys().map(String::as_str).chain(["nils", "eve"]).collect();
    assert_eq!(counted(&desk, &people), named);
    assert!(named.values().sum::<usize>() > 60, "{named:?}");
    assert!(named.values().any(|n| *n > notices::PAGE), "more than a page for somebody: {named:?}");
}
