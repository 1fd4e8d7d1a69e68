//! Goal: everybody who waits is written once, in their order, and somebody always leads while anybody waits.

use std::sync::mpsc::Receiver;

use entente_core::fact::{NewAbout, What};
use entente_core::id::Name;
use entente_core::time::Precision;

use super::*;

fn ask(facts: usize) -> (Ask, Receiver<Message>) {
    let (reply, answers) = mpsc::sync_channel(2);
    let fact = |number| NewFact {
        key: format!("m{number}"),
        about: NewAbout::Parties,
        at: Instant::from_micros(0),
        precision: Precision::Second,
        by: None,
        what: What::Met { meeting: Name::from("weekly") },
    };
    (Ask { now: Instant::from_micros(0), facts: (0..facts).map(fact).collect(), may_wait: false, reply }, answers)
}

fn sizes(group: &[Ask]) -> Vec<usize> {
    group.iter().map(|ask| ask.facts.len()).collect()
}

#[test]
fn the_first_leads_and_the_next_hears_that_it_leads() {
    let gate = Gate::default();
    let (first, _first) = ask(1);
    let (second, heard) = ask(2);
    assert!(gate.join(first).unwrap(), "nobody led");
    let leading = gate.leading();
    assert_eq!(sizes(&gate.take()), [1]);
    assert!(!gate.join(second).unwrap(), "somebody leads");
    assert!(heard.try_recv().is_err());
    drop(leading);
    assert!(matches!(heard.try_recv(), Ok(Message::Lead)));
    assert_eq!(sizes(&gate.take()), [2]);
    drop(gate.leading());
    assert!(gate.join(ask(1).0).unwrap(), "nobody waited, so nobody led");
}

#[test]
fn who_went_away_does_not_lead() {
    let gate = Gate::default();
    gate.join(ask(1).0).unwrap();
    let (there, heard) = ask(1);
    gate.join(there).unwrap();
    drop(gate.leading());
    assert!(matches!(heard.try_recv(), Ok(Message::Lead)));
    assert_eq!(gate.take().len(), 2, "what was told is written all the same");
}

#[test]
fn a_group_is_bounded_and_one_ask_is_never_cut() {
    let gate = Gate::default();
    for facts in [GROUP_FACTS_MAX + 1, GROUP_FACTS_MAX - 1, 1, 1] {
        gate.join(ask(facts).0).unwrap();
    }
    assert_eq!(sizes(&gate.take()), [GROUP_FACTS_MAX + 1]);
    assert_eq!(sizes(&gate.take()), [GROUP_FACTS_MAX - 1, 1]);
    assert_eq!(sizes(&gate.take()), [1]);
    assert!(gate.take().is_empty());
}

#[test]
fn too_much_is_turned_away_and_taken_later() {
    let gate = Gate::default();
    gate.join(ask(WAITING_MAX).0).unwrap();
    assert!(matches!(gate.join(ask(1).0), Err(Error::Full)));
    gate.take();
    assert!(gate.join(ask(WAITING_MAX + 1).0).is_ok(), "one large ask alone is taken");
}

#[test]
fn a_group_that_was_not_written_is_told_so_one_by_one() {
    let (first, heard_first) = ask(1);
    let (second, heard_second) = ask(1);
    answer(vec![first.reply, second.reply], Err(Error::Store(StoreError::NotCommitted("disk full".to_owned()))));
    for heard in [heard_first, heard_second] {
        let Ok(Message::Answer(Err(error))) = heard.try_recv() else { panic!("no error was told") };
        assert!(error.is_transient() && error.to_string().contains("disk full"), "{error}");
    }
}
