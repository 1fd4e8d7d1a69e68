//! The company after its story: it goes on from the log alone, beside people who act, and nothing of it is refused.

use entente_core::fact::{About, Fact, NewAbout};
use entente_core::id::Name;
use entente_core::time::Precision;
use entente_desk::live::Desk;

use super::super::alive;
use super::super::living::Living;
use super::super::script::Place;
use super::*;

/// Enough people that every hour has something.
const BUSY: Size = Size { seed: 7, leads: 900, months: 3 };

/// A company that was just made, open.
fn open() -> (tempfile::TempDir, Desk, Living) {
    let folder = tempfile::tempdir().unwrap();
    let (agreement, plan) = keep::agreement().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    keep::sign(&mut store, folder.path(), &agreement, BUSY).unwrap();
    keep::tell(&mut store, BUSY, plan.clone(), |_| {}).unwrap();
    keep::decide(&mut store, |_| {}).unwrap();
    drop(store);
    let desk = Desk::open(folder.path()).unwrap();
    let living = reopened(&desk);
    (folder, desk, living)
}

fn reopened(desk: &Desk) -> Living {
    let (_, plan) = keep::agreement().unwrap();
    desk.read(|store, _| Ok::<_, entente_desk::Error>(Living::open(store, BUSY, plan)?)).unwrap()
}

fn hours(count: i64) -> Instant {
    AS_OF + Span::HOUR.times(count)
}

/// Lets so many hours pass, one look each; nothing may be refused or told twice.
fn live(desk: &Desk, living: &mut Living, from: i64, to: i64, played: &BTreeSet<Name>) -> u64 {
    let mut accepted = 0;
    for hour in from + 1..=to {
        let tally = alive::live(desk, living, hours(hour), played).unwrap();
        desk.tick(hours(hour)).unwrap();
        assert_eq!((tally.refused, tally.duplicate), (0, 0), "hour {hour}");
        accepted += tally.accepted;
    }
    accepted
}

/// What came to the log since the story's end.
fn since(desk: &Desk) -> (Vec<Fact>, Vec<Decision>) {
    let entries = desk.read(|store, _| Ok::<_, entente_desk::Error>(store.entries(Seq(0), usize::MAX)?)).unwrap();
    let (mut facts, mut decisions) = (Vec::new(), Vec::new());
    for (_, entry) in entries {
        match entry {
            Entry::Fact(fact) if fact.known > AS_OF => facts.push(fact),
            Entry::Decision(decision) if decision.at > AS_OF => decisions.push(decision),
            _ => {}
        }
    }
    (facts, decisions)
}

fn by(facts: &[Fact], who: &str) -> usize {
    facts.iter().filter(|fact| fact.by.as_ref().is_some_and(|by| by.as_str() == who)).count()
}

#[test]
fn five_days_bring_leads_handoffs_answers_and_nothing_that_is_refused() {
    let (folder, desk, mut living) = open();
    let accepted = live(&desk, &mut living, 0, 120, &BTreeSet::new());
    let (facts, decisions) = since(&desk);
    assert_eq!(facts.iter().filter(|fact| !fact.key.starts_with("entente:")).count() as u64, accepted);
    let concluded = |count: fn(&Concluded) -> bool| decisions.iter().filter(|made| count(&made.what)).count();
    let handed = concluded(|what| matches!(what, Concluded::HandedOff { .. }));
    let verdicts = concluded(|what| matches!(what, Concluded::Verdict { .. }));
    let kinds = kinds(facts.iter().map(|fact| &fact.what));
    expect![[r#"
        19 handed over, 64 verdicts
        {
            "accepted": 9,
            "away": 5,
            "bounced": 1,
            "confirmed": 3,
            "consent": 36,
            "content_answered": 3,
            "created": 56,
            "disqualified": 3,
            "happened": 534,
            "joined": 53,
            "learnt": 67,
            "met": 1,
            "opportunity_lost": 1,
            "opportunity_opened": 1,
            "owned": 9,
            "paused": 2,
            "rated": 6,
            "recycled": 2,
            "rejected": 9,
            "touched": 23,
        }
    "#]]
    .assert_eq(&format!("{handed} handed over, {verdicts} verdicts\n{kinds:#?}\n"));
    drop(desk);
    let mut store = Store::open(folder.path()).unwrap();
    let before = store.digest().unwrap();
    entente_desk::rebuild::rebuild(&mut store).unwrap();
    assert_eq!(before, store.digest().unwrap());
}

#[test]
fn the_same_seed_lives_the_same_life() {
    let lived = || {
        let (_folder, desk, mut living) = open();
        live(&desk, &mut living, 0, 30, &BTreeSet::new());
        since(&desk)
    };
    assert_eq!(lived(), lived());
}

/// Why the company can be closed and opened again: what is to come follows from the log alone.
#[test]
fn what_waits_when_it_is_opened_is_what_waited_when_the_story_was_told() {
    let (_, plan) = keep::agreement().unwrap();
    let (mut script, _) = cast(BUSY, plan, Instant::MIN);
    for day in campaigns::days(hours::first_date(BUSY.months), hours::LAST_DATE) {
        days::dawn(&mut script, day);
    }
    let (script, _) = Simulation::new(script, |_| {}).run();
    let waited: BTreeSet<&Place> = script.waiting().map(|(place, _)| place).filter(|(at, _)| *at >= AS_OF).collect();
    let (_folder, _desk, living) = open();
    let waits: BTreeSet<&Place> = living.script().waiting().map(|(place, _)| place).collect();
    let lost: Vec<_> = waited.difference(&waits).collect();
    assert!(waited.len() > 300 && lost.is_empty(), "{} of {}: {:?}", lost.len(), waited.len(), lost.first());
    // Beside it waits only what begins after the story: people who come, days to come.
    let added = waits.difference(&waited).filter(|(_, key)| key.starts_with('l')).count();
    assert_eq!(added, 0);
}

#[test]
fn closed_and_opened_again_it_goes_on_as_if_it_had_never_been_closed() {
    let (_folder, desk, mut living) = open();
    live(&desk, &mut living, 0, 34, &BTreeSet::new());
    let never_closed = since(&desk);
    let (_folder, desk, mut living) = open();
    live(&desk, &mut living, 0, 9, &BTreeSet::new());
    drop(living);
    let mut living = reopened(&desk);
    let accepted = live(&desk, &mut living, 9, 34, &BTreeSet::new());
    assert!(accepted > 60, "{accepted}");
    assert_eq!(since(&desk), never_closed);
}

#[test]
fn who_is_played_does_nothing_alone_and_takes_up_the_work_again_afterwards() {
    let (_folder, desk, mut living) = open();
    let played = BTreeSet::from([Name::from("ama.boateng"), Name::from("jonas.weber")]);
    live(&desk, &mut living, 0, 7, &played);
    let (facts, _) = since(&desk);
    assert_eq!((by(&facts, "ama.boateng"), by(&facts, "jonas.weber")), (0, 0));
    assert!(!facts.is_empty());
    live(&desk, &mut living, 7, 32, &BTreeSet::new());
    let (facts, _) = since(&desk);
    assert!(by(&facts, "ama.boateng") + by(&facts, "jonas.weber") > 10);
}

/// A person at the screen accepts a lead for a rep; the rep goes on with it afterwards.
#[test]
fn what_a_person_does_at_the_screen_is_gone_on_with() {
    let (_folder, desk, mut living) = open();
    let played = BTreeSet::from([Name::from("ama.boateng")]);
    live(&desk, &mut living, 0, 6, &played);
    let (lead, mail) = desk
        .read(|store, _| {
            let (_, decisions) = (0, super::decisions(store));
            let handed = decisions.iter().rev().find(|made| match &made.what {
                Concluded::HandedOff { route, .. } => {
                    made.at > AS_OF - Span::DAY && route.owner == Some(Name::from("ama.boateng"))
                }
                _ => false,
            });
            let lead = handed.unwrap().lead.unwrap();
            Ok::<_, entente_desk::Error>((lead, store.lead_label(lead)?.remove(0)))
        })
        .unwrap();
    let fact = |key: &str, what: What| NewFact {
        key: key.to_owned(),
        about: NewAbout::Lead { keys: vec![mail.clone()], account: None },
        at: hours(6),
        precision: Precision::Second,
        by: Some(Name::from("ama.boateng")),
        what,
    };
    let needs = ["need", "authority", "budget", "timing"].map(Name::from).to_vec();
    let acts = vec![fact("screen:1", What::Accepted), fact("screen:2", What::Confirmed { needs })];
    assert_eq!(desk.act(hours(6), acts).unwrap().admitted.tally().accepted, 2);
    live(&desk, &mut living, 6, 400, &BTreeSet::new());
    let (facts, _) = since(&desk);
    let of_lead = facts.iter().filter(|fact| fact.about == About::Lead(lead));
    let next = of_lead.map(|fact| &fact.what).find(|what| {
        matches!(what, What::OpportunityOpened { .. } | What::Recycled { .. } | What::Disqualified { .. })
    });
    assert!(next.is_some());
}
