//! Goal: an effect is carried out at most once, whoever dies when. Method: two workers and a clock made of days.

use entente_core::effect::Act;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::Span;
use entente_store::{Batch, EffectStatus, Error, Store};

use crate::sample::{day, handed_off, store};

/// A store with this many handoffs to kim, of days 1, 2, …
fn with_handoffs(count: u64) -> Store {
    let mut store = store();
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

#[test]
fn a_lease_ends_at_its_instant_and_not_a_microsecond_before() {
    let mut store = with_handoffs(1);
    store.claim("w1", day(2), Span::HOUR, 9).unwrap();
    let end = day(2) + Span::HOUR;
    store.claim("w2", end - Span::from_micros(1), Span::HOUR, 9).unwrap();
    assert_eq!((keys(&store, EffectStatus::Claimed).len(), keys(&store, EffectStatus::Unknown).len()), (1, 0));
    store.claim("w2", end, Span::HOUR, 9).unwrap();
    assert_eq!((keys(&store, EffectStatus::Claimed).len(), keys(&store, EffectStatus::Unknown).len()), (0, 1));
}

#[test]
fn one_at_a_time_they_come_by_when_they_may_run_and_a_postponed_one_waits_its_turn() {
    let mut store = with_handoffs(3);
    assert_eq!(store.claim("w1", day(9), Span::HOUR, 0).unwrap(), [], "a page of none");
    let next = |store: &mut Store, now| store.claim("w1", now, Span::DAY, 1).unwrap().pop().map(|one| one.effect.key);
    assert_eq!(next(&mut store, day(3)).as_deref(), Some("1.0"));
    store.fail("1.0", "w1", "no connection", Some(day(3) + Span::SECOND)).unwrap();
    assert_eq!(next(&mut store, day(3)).as_deref(), Some("2.0"));
    assert_eq!(next(&mut store, day(3)).as_deref(), Some("3.0"), "the first one waits");
    assert_eq!(next(&mut store, day(3)), None);
    assert_eq!(next(&mut store, day(3) + Span::SECOND).as_deref(), Some("1.0"));
}

#[test]
fn what_a_worker_said_last_stays_until_it_is_done_and_attempts_count_claims() {
    let mut store = with_handoffs(1);
    let row = |store: &Store, status| {
        let [row] = &store.effects(status, 9).unwrap()[..] else { panic!("one effect is {status:?}") };
        (row.attempts, row.note.clone())
    };
    assert_eq!(row(&store, EffectStatus::Pending), (0, None));
    store.claim("w1", day(2), Span::HOUR, 9).unwrap();
    store.fail("1.0", "w1", "no connection", Some(day(3))).unwrap();
    assert_eq!(row(&store, EffectStatus::Pending), (1, Some("no connection".into())));
    store.claim("w2", day(3), Span::HOUR, 9).unwrap();
    assert_eq!(row(&store, EffectStatus::Claimed), (2, Some("no connection".into())));
    store.fail("1.0", "w2", "no such person", None).unwrap();
    assert_eq!(row(&store, EffectStatus::Failed), (2, Some("no such person".into())));
    store.try_again("1.0", day(4)).unwrap();
    store.claim("w2", day(4), Span::HOUR, 9).unwrap();
    store.complete("1.0", "w2").unwrap();
    assert_eq!(row(&store, EffectStatus::Done), (3, None));
    assert!(matches!(store.try_again("1.0", day(5)), Err(Error::NotFound(_))), "what is done is done");
    assert!(matches!(store.fail("1.0", "w2", "late", None), Err(Error::Conflict(_))));
    assert!(matches!(store.fail("1.0", "w2", "late", Some(day(6))), Err(Error::Conflict(_))));
    assert_eq!(store.claim("w1", day(30), Span::HOUR, 9).unwrap(), []);
}
