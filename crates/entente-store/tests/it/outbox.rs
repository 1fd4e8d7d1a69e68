//! Goal: an effect is carried out at most once, whoever dies when. Method: two workers and a clock made of days.

use entente_core::effect::Act;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::Span;
use entente_store::{Batch, EffectStatus, Error, Store};

use crate::sample::{day, handed_off};

/// A store with this many handoffs to kim, of days 1, 2, …
fn with_handoffs(count: u64) -> Store {
    let mut store = Store::in_memory().unwrap();
    let decisions = (1..=count).map(|number| handed_off(number, day(number as i64))).collect();
    store.append(&Batch { decisions, ..Batch::default() }).unwrap();
    store
}

fn keys(store: &Store, status: EffectStatus) -> Vec<String> {
    store.effects(status, 99).unwrap().into_iter().map(|row| row.effect.key).collect()
}

#[test]
fn each_effect_goes_to_one_worker_oldest_first() {
    let mut store = with_handoffs(3);
    let first = store.claim("w1", day(9), Span::HOUR, 2).unwrap();
    let second = store.claim("w2", day(9), Span::HOUR, 2).unwrap();
    let key = |claimed: &entente_store::Claimed| claimed.effect.key.clone();
    assert_eq!(first.iter().map(key).collect::<Vec<_>>(), ["1.0", "2.0"]);
    assert_eq!(second.iter().map(key).collect::<Vec<_>>(), ["3.0"]);
    assert_eq!(first[0].effect.act, Act::NotifyPerson { person: Name::from("kim") });
    assert_eq!((first[0].decision, first[0].lead, first[0].attempts), (Seq(1), Some(LeadId(1)), 1));
    assert_eq!(store.claim("w3", day(9), Span::HOUR, 2).unwrap(), []);
    store.complete("1.0", "w1").unwrap();
    assert_eq!(keys(&store, EffectStatus::Done), ["1.0"]);
}

#[test]
fn an_effect_is_not_due_before_its_decision() {
    let mut store = with_handoffs(3);
    assert_eq!(store.claim("w1", day(2), Span::HOUR, 9).unwrap().len(), 2);
}

#[test]
fn a_worker_that_dies_midway_leaves_its_effect_unknown_and_nobody_runs_it_again() {
    let mut store = with_handoffs(1);
    store.claim("w1", day(2), Span::HOUR, 9).unwrap();
    assert_eq!(store.claim("w2", day(2) + Span::MINUTE, Span::HOUR, 9).unwrap(), [], "its lease runs");
    assert_eq!(store.claim("w2", day(2) + Span::HOUR, Span::HOUR, 9).unwrap(), [], "its lease ran out");
    assert_eq!(store.claim("w2", day(30), Span::HOUR, 9).unwrap(), []);
    let [row] = &store.effects(EffectStatus::Unknown, 9).unwrap()[..] else { panic!("one effect is unknown") };
    assert!(row.note.as_deref().unwrap().contains("the worker stopped"), "{row:?}");
}

#[test]
fn a_worker_that_was_only_slow_may_still_say_what_came_of_it() {
    let mut store = with_handoffs(2);
    store.claim("w1", day(3), Span::HOUR, 9).unwrap();
    store.claim("w2", day(4), Span::HOUR, 9).unwrap();
    store.complete("1.0", "w1").unwrap();
    store.fail("2.0", "w1", "the mail server said no", None).unwrap();
    assert_eq!(
        (keys(&store, EffectStatus::Done), keys(&store, EffectStatus::Failed)),
        (vec!["1.0".into()], vec!["2.0".into()])
    );
    assert!(matches!(store.complete("1.0", "w1"), Err(Error::Conflict(_))), "once");
}

#[test]
fn only_the_worker_that_has_it_may_answer() {
    let mut store = with_handoffs(1);
    assert!(matches!(store.complete("1.0", "w1"), Err(Error::Conflict(_))), "nobody has it");
    store.claim("w1", day(2), Span::HOUR, 9).unwrap();
    let other = store.complete("1.0", "w2").unwrap_err();
    assert_eq!(
        other.to_string(),
        "somebody else wrote first, or what this refers to is missing: effect 1.0 is not with w2"
    );
    assert!(store.fail("1.0", "w2", "no", None).is_err());
    assert!(store.complete("9.0", "w1").is_err());
}

#[test]
fn what_surely_failed_is_tried_again_when_it_says_or_when_a_person_does() {
    let mut store = with_handoffs(1);
    store.claim("w1", day(2), Span::HOUR, 9).unwrap();
    store.fail("1.0", "w1", "no connection", Some(day(3))).unwrap();
    assert_eq!(store.claim("w1", day(2) + Span::HOUR, Span::HOUR, 9).unwrap(), []);
    assert_eq!(store.claim("w1", day(3), Span::HOUR, 9).unwrap()[0].attempts, 2);
    store.fail("1.0", "w1", "no such person", None).unwrap();
    assert_eq!(store.claim("w1", day(4), Span::HOUR, 9).unwrap(), []);
    store.try_again("1.0", day(5)).unwrap();
    assert!(matches!(store.try_again("1.0", day(5)), Err(Error::NotFound(_))), "it waits already");
    assert_eq!(store.claim("w2", day(5), Span::HOUR, 9).unwrap().len(), 1);
    assert!(matches!(store.complete("1.0", "w1"), Err(Error::Conflict(_))), "it is with another now");
}
