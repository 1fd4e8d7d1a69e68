//! Whatever is told, and whenever details are dropped in between: what is decided is what it would have been, and what is
//! folded is what the log says.

use std::sync::Arc;
use std::thread;

use entente_core::id::Seq;
use entente_core::time::Span;
use entente_desk::Error;
use entente_desk::figures::Asked;
use entente_desk::force::{in_force, put_in_force};
use entente_desk::live::Desk;
use entente_desk::overview::Overview;
use entente_desk::retention::{Kept, keep_up, portion};
use entente_history::report::{Feedback, feedback};
use entente_history::{Entry, History, Zone};
use entente_store::{Place, Store};
use entente_testkit::postgres;
use proptest::prelude::*;

use super::{agreement, keep, second, tell, told};
use crate::desk::{Desk as Story, assert_rebuilds, at, shown, signed};
use crate::figures::snapshot;
use crate::processes::assert_is_its_log;

const EVENTS: &[&str] = &["Demo", "Page", "Page", "Webinar", "Mail Opened", ""];
const DETAILS: &[(&str, &str)] = &[
    ("path", "/pricing/teams"),
    ("path", "/careers"),
    ("name", "spring"),
    ("name", "autumn"),
    ("plan", "pro"),
    ("message", "please call me in May"),
    ("utm_source", "fair"),
    ("reason", "too early"),
];

/// What is told next: who, which event, which details as bits, how many hours later, and whether details go after it.
type Row = (usize, usize, u8, u32, Option<usize>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0..4_usize, 0..EVENTS.len(), any::<u8>(), 1..60_u32, prop::option::of(1..6_usize)), 6..30)
}

/// Tells the rows and runs after each; details go where `drops`. The second agreement comes at `change`, where there is one.
fn live(desk: &mut Story, rows: &[Row], drops: bool, change: Option<usize>) {
    let mut now = at("01-02 08:00");
    for (number, (who, event, details, hours, limit)) in rows.iter().enumerate() {
        now = now + Span::HOUR.times(i64::from(*hours));
        if change == Some(number) {
            put_in_force(&mut desk.store, signed(&second()), now).unwrap();
        }
        let chosen: Vec<_> =
            DETAILS.iter().enumerate().filter(|(bit, _)| details >> bit & 1 == 1).map(|(_, detail)| *detail).collect();
        tell(
            &mut desk.store,
            vec![told(&format!("m{number}"), ["ana", "bob", "cat", "dan"][*who], now, EVENTS[*event], &chosen)],
        );
        desk.run(&shown(now));
        if let Some(limit) = limit.filter(|_| drops) {
            let plans = in_force(&desk.store).unwrap();
            portion(&mut desk.store, &plans, now, limit).unwrap();
        }
    }
    desk.run("04-20 00:00");
}

/// What the reports tell of a log: those of reasons, and of how many leads came to each moment.
fn reported(store: &Store) -> (Feedback, Arc<Overview>) {
    let snapshot = snapshot(store, "04-20 00:00");
    let entries = store.entries(Seq(0), usize::MAX).unwrap().into_iter().map(|(seq, entry)| match entry {
        entente_store::Entry::Fact(fact) => (seq, Entry::Fact(fact)),
        entente_store::Entry::Decision(decision) => (seq, Entry::Decision(decision)),
    });
    let history = History::build(Arc::new(snapshot.agreement().clone()), at("04-20 00:00"), entries);
    (feedback(&history, None, &Zone::named("UTC").unwrap()), snapshot.overview(&Asked::default()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_decided_otherwise_than_if_everything_had_been_kept(rows in rows()) {
        let (mut whole, mut short) = (Story::with_agreement_in_memory(&agreement()), Story::with_agreement_in_memory(&agreement()));
        live(&mut whole, &rows, false, None);
        live(&mut short, &rows, true, None);
        keep(&mut short.store, "04-20 00:00", 3);
        prop_assert_eq!(short.decisions(), whole.decisions());
        prop_assert_eq!(reported(&short.store), reported(&whole.store));
        prop_assert_eq!(short.store.digest().unwrap(), whole.store.digest().unwrap());
        assert_rebuilds(&mut short);
        prop_assert_eq!(short.store.digest().unwrap(), whole.store.digest().unwrap());
    }

    #[test]
    fn a_new_agreement_that_asks_for_more_is_replayed_as_it_was_lived(rows in rows(), change in 0..30_usize) {
        let mut desk = Story::with_agreement_in_memory(&agreement());
        live(&mut desk, &rows, true, Some(change % rows.len()));
        assert_rebuilds(&mut desk);
        keep(&mut desk.store, "04-20 00:00", 2);
        assert_rebuilds(&mut desk);
    }
}

#[test]
fn on_a_server_it_is_the_same_to_the_byte() {
    let Some(address) = postgres::database() else { return };
    let mut told_by_both = Vec::new();
    for mut store in [Store::in_memory().unwrap(), Store::open(address.parse::<Place>().unwrap()).unwrap()] {
        put_in_force(&mut store, signed(&agreement()), at("01-01 00:00")).unwrap();
        for number in 0..60_i64 {
            let details: Vec<_> = DETAILS.iter().copied().skip(number as usize % 5).collect();
            let when = at("01-02 08:00") + Span::HOUR.times(number * 7);
            let event = EVENTS[number as usize % EVENTS.len()];
            tell(
                &mut store,
                vec![told(&format!("m{number}"), ["ana", "bob"][number as usize % 2], when, event, &details)],
            );
        }
        entente_desk::run::run(&mut store, at("02-20 00:00"), entente_desk::run::Acts::Withhold, |_| ()).unwrap();
        let kept = keep(&mut store, "01-25 00:00", 7);
        let before = store.digest().unwrap();
        entente_desk::rebuild::rebuild(&mut store).unwrap();
        assert_eq!(store.digest().unwrap(), before);
        told_by_both.push((kept, before, super::events(&store), store.retention().unwrap()));
    }
    assert!(told_by_both[0].0.shortened > 10, "{:?}", told_by_both[0].0);
    assert_eq!(told_by_both[0], told_by_both[1]);
}

/// Every process does portions until none is left; each fact is looked at once, whoever does it.
fn together(place: &Place) {
    let (desk, many) = (Desk::open(place.clone()).unwrap(), 60 * 40_i64);
    desk.write(|store| put_in_force(store, signed(&agreement()), at("01-01 00:00"))).unwrap();
    let facts = (0..many).map(|number| {
        let when = at("01-02 00:00") + Span::MINUTE.times(number);
        told(&format!("m{number}"), ["ana", "bob"][number as usize % 2], when, "Page", DETAILS)
    });
    desk.act(at("01-05 00:00"), facts.collect()).unwrap();
    desk.tick(at("01-20 00:00")).unwrap();
    let done: Vec<Kept> = thread::scope(|scope| {
        let workers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let desk = Desk::open(place.clone()).unwrap();
                    std::iter::repeat_with(|| keep_up(&desk, at("01-20 00:00")).unwrap())
                        .take_while(|kept| kept.passed > 0)
                        .fold(Kept::default(), |sum, kept| Kept {
                            passed: sum.passed + kept.passed,
                            shortened: sum.shortened + kept.shortened,
                            ..sum
                        })
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let stands = desk.read::<_, Error>(|store, _| Ok(store.retention()?)).unwrap();
    assert_eq!(done.iter().map(|kept| kept.passed).sum::<u64>(), stands.passed);
    assert_is_its_log(&desk);
    assert_eq!((stands.passed, stands.shortened), (many as u64 + 2, many as u64), "{done:?}");
}

#[test]
fn several_processes_do_it_in_turn() {
    let folder = tempfile::tempdir().unwrap();
    together(&Place::from(folder.path().to_owned()));
    if let Some(address) = postgres::database() {
        together(&address.parse().unwrap());
    }
}
