//! Goal: several processes on one database are as one: nothing is decided from what another has changed, each effect
//! happens once, and a server that goes away for a moment is only slow. Each desk here stands for a process.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use entente_core::id::{Name, Seq};
use entente_core::time::Span;
use entente_desk::admit::Outcome;
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use entente_desk::rebuild::rebuild;
use entente_desk::run::{Acts, Portions, run_in};
use entente_desk::{Error, notices};
use entente_store::{EffectStatus, Place, Store};
use entente_testkit::postgres;

use crate::desk::{AGREEMENT, at, fact, signed};

const PROCESSES: usize = 3;

fn open(address: &str) -> Desk {
    Desk::open(address.parse::<Place>().unwrap()).unwrap()
}

/// A database on which the sample agreement has been in force since the start of the year; none without a server.
fn database() -> Option<String> {
    let address = postgres::database()?;
    open(&address).write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
    Some(address)
}

/// Everything folded from the log is what it is when folded again.
pub(crate) fn assert_is_its_log(desk: &Desk) {
    desk.write::<_, Error>(|store| {
        let before = store.digest()?;
        rebuild(store)?;
        for (table, digest) in store.digest()? {
            assert_eq!(before.get(table), Some(&digest), "{table} is not what the log says");
        }
        Ok(())
    })
    .unwrap();
}

/// Tells so many facts from every process, each fact from two of them, with ticks in between.
fn tell(address: &str, facts: usize) -> usize {
    let news = AtomicUsize::new(0);
    thread::scope(|scope| {
        for process in 0..PROCESSES {
            let news = &news;
            scope.spawn(move || {
                let desk = open(address);
                for turn in 0..facts {
                    let which = if process % 2 == 0 { turn } else { facts - 1 - turn };
                    let row =
                        format!("p{}@firm{} | 03-02 09:00 | {}", which % 9, which % 3, ["demo", "page"][which % 2]);
                    let acted = desk.act(at("03-02 09:01"), vec![fact(&format!("m{which}"), &row)]).unwrap();
                    let is_new = matches!(acted.admitted.outcomes[..], [Outcome::Accepted(_)]);
                    news.fetch_add(usize::from(is_new), Ordering::Relaxed);
                    desk.tick(at("03-02 09:01") + Span::MINUTE.times(turn as i64)).unwrap();
                }
            });
        }
    });
    news.into_inner()
}

#[test]
fn each_fact_is_taken_once_and_what_follows_is_what_the_log_says() {
    let Some(address) = database() else { return };
    assert_eq!(tell(&address, 24), 24, "each once, whoever told it first");
    let desk = open(&address);
    assert_is_its_log(&desk);
    let seqs = desk.read::<_, Error>(|store, _| Ok(store.entries(Seq(0), usize::MAX)?)).unwrap();
    assert!(seqs.iter().enumerate().all(|(place, (seq, _))| seq.0 == place as u64 + 1), "no number is missing");
}

#[test]
fn both_stores_decide_the_same_to_the_byte() {
    let Some(address) = postgres::database() else { return };
    let mut digests = Vec::new();
    let places = [Store::in_memory().unwrap(), Store::open(address.parse::<Place>().unwrap()).unwrap()];
    for mut store in places {
        put_in_force(&mut store, signed(AGREEMENT), at("01-01 00:00")).unwrap();
        for number in 0..40 {
            let what = ["demo", "page", "accepted", "rejected"][number % 4];
            let row = format!("p{}@firm{} | 03-{:02} 09:00 | {what}", number % 7, number % 3, 2 + number / 10);
            let facts = vec![fact(&format!("m{number}"), &row)];
            entente_desk::admit::admit(&mut store, facts, entente_desk::admit::Mode::History).unwrap();
        }
        let portions = Portions { facts: 7, ..Portions::default() };
        run_in(&mut store, at("03-20 09:00"), Acts::Send, portions, |_| {}).unwrap();
        let before = store.digest().unwrap();
        rebuild(&mut store).unwrap();
        assert_eq!(store.digest().unwrap(), before);
        digests.push((before, store.counts().unwrap(), store.entries(Seq(0), usize::MAX).unwrap()));
    }
    assert!(digests[0].1.decisions > 20);
    assert_eq!(digests[0], digests[1]);
}

#[test]
fn an_agreement_that_another_process_put_in_force_decides_from_then_on() {
    let Some(address) = postgres::database() else { return };
    let (one, other) = (open(&address), open(&address));
    let heard = Arc::new(AtomicU64::new(0));
    let theirs = Arc::clone(&heard);
    one.listen(move |version| theirs.store(version, Ordering::Relaxed));
    one.look().unwrap();
    let acted = one.act(at("03-02 09:00"), vec![fact("m1", "ann@acme | 03-02 09:00 | demo")]).unwrap();
    assert_eq!(acted.decisions, 0, "nothing is in force");
    other.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
    let acted = one.act(at("03-02 09:01"), vec![fact("m2", "ben@acme | 03-02 09:01 | demo")]).unwrap();
    assert!(acted.decisions > 0, "decided under what the other put in force");
    let before = heard.load(Ordering::Relaxed);
    other.act(at("03-02 09:02"), vec![fact("m3", "cat@acme | 03-02 09:02 | demo")]).unwrap();
    one.look().unwrap();
    assert!(heard.load(Ordering::Relaxed) > before, "pages of one hear of what the other did");
    assert_is_its_log(&one);
}

#[test]
fn one_version_is_taken_up_once_by_all_who_run_it_at_once() {
    let Some(address) = postgres::database() else { return };
    let desk = open(&address);
    for number in 0..12 {
        let row = format!("p{number}@firm | 03-02 09:00 | demo");
        desk.act(at("03-02 09:00"), vec![fact(&format!("m{number}"), &row)]).unwrap();
    }
    desk.write(|store| put_in_force(store, signed(AGREEMENT), at("03-03 00:00"))).unwrap();
    let decided = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..PROCESSES {
            let (address, decided) = (&address, &decided);
            scope.spawn(move || {
                let mut store = Store::open(address.parse::<Place>().unwrap()).unwrap();
                let portions = Portions { facts: 3, leads: 2 };
                let ran = run_in(&mut store, at("03-09 09:00"), Acts::Send, portions, |_| {}).unwrap();
                decided.fetch_add(ran.decisions, Ordering::Relaxed);
            });
        }
    });
    let counts = desk.read::<_, Error>(|store, _| Ok(store.counts()?)).unwrap();
    assert!(counts.decisions > 0);
    assert_eq!(counts.decisions, decided.into_inner(), "each was made by one of them");
    assert_is_its_log(&desk);
}

#[test]
fn each_effect_is_claimed_once_and_each_notice_told_once() {
    let Some(address) = database() else { return };
    tell(&address, 18);
    let claimed = AtomicUsize::new(0);
    let pending = open(&address).read::<_, Error>(|store, _| Ok(store.effects(EffectStatus::Pending, 999)?)).unwrap();
    thread::scope(|scope| {
        for process in 0..PROCESSES {
            let (address, claimed) = (&address, &claimed);
            scope.spawn(move || {
                let mut store = Store::open(address.parse::<Place>().unwrap()).unwrap();
                while let [one] = &store.claim(&format!("w{process}"), at("03-03 09:00"), Span::HOUR, 1).unwrap()[..] {
                    claimed.fetch_add(1, Ordering::Relaxed);
                    if process == 0 {
                        store.complete(&one.effect.key, "w0").unwrap();
                    } else {
                        store
                            .fail(&one.effect.key, &format!("w{process}"), "not this one", Some(at("03-04 09:00")))
                            .unwrap();
                    }
                }
            });
        }
    });
    assert!(!pending.is_empty());
    assert_eq!(claimed.into_inner(), pending.len(), "nobody got what another had");
    thread::scope(|scope| {
        (0..PROCESSES)
            .for_each(|_| drop(scope.spawn(|| notices::deliver(&open(&address), at("03-05 09:00")).unwrap())));
    });
    let desk = open(&address);
    let left = desk.read::<_, Error>(|store, _| Ok(store.effects(EffectStatus::Pending, 9)?)).unwrap();
    assert_eq!(left.len(), 0);
    let people: std::collections::BTreeSet<Name> = pending
        .iter()
        .filter_map(|row| match &row.effect.act {
            entente_core::effect::Act::NotifyPerson { person } => Some(person.clone()),
            _ => None,
        })
        .collect();
    let told: usize = people
        .iter()
        .map(|person| desk.read::<_, Error>(|store, _| Ok(store.notices(person, i64::MAX, 999)?.len())).unwrap())
        .sum();
    assert!(told <= pending.len());
}

#[test]
fn a_server_that_restarts_under_acts_loses_none_and_doubles_none() {
    let Some(server) = postgres::start() else { return };
    let address = server.database();
    let desk = open(&address);
    desk.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
    let mut told = 0;
    thread::scope(|scope| {
        let restarts = scope.spawn(|| (0..2).for_each(|_| server.restart()));
        while !restarts.is_finished() || told < 20 {
            let row = format!("p{}@firm | 03-02 09:00 | demo", told % 5);
            // The desk tries once more by itself; who told and heard of a lost connection tells again.
            while let Err(error) = desk.act(at("03-02 09:00"), vec![fact(&format!("m{told}"), &row)]) {
                assert!(error.is_lost(), "{error}");
            }
            told += 1;
        }
    });
    let counts = desk.read::<_, Error>(|store, _| Ok(store.counts()?)).unwrap();
    let keys: std::collections::BTreeSet<String> = desk
        .read::<_, Error>(|store, _| {
            Ok(store.undecided(entente_store::Cursor::default(), at("12-31 00:00"), usize::MAX)?)
        })
        .unwrap()
        .into_iter()
        .map(|(_, fact)| fact.key)
        .collect();
    assert_eq!(keys.iter().filter(|key| key.starts_with('m')).count(), told);
    assert_eq!(counts.facts as usize, keys.len(), "none twice");
    assert_is_its_log(&desk);
}
