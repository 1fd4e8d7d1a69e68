//! Many tell at once: each fact is taken once whoever tells it how often, one person stays one lead, and what the open
//! desk holds in memory is what its log says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use entente_core::id::Seq;
use entente_desk::Error;
use entente_desk::admit::Outcome;
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use entente_desk::rebuild::rebuild;

use crate::desk::{AGREEMENT, at, fact, signed};

fn open() -> (tempfile::TempDir, Arc<Desk>) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    desk.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
    (folder, Arc::new(desk))
}

/// Runs one thread for each number up to `threads` and waits for all.
fn at_once(threads: usize, work: impl Fn(usize) + Send + Sync) {
    std::thread::scope(|scope| {
        for number in 0..threads {
            let work = &work;
            scope.spawn(move || work(number));
        }
    });
}

/// Holds everything folded from the log against what it is when folded again.
fn assert_is_its_log(desk: &Desk) {
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

#[test]
fn each_fact_is_taken_once_and_states_are_what_the_log_says() {
    const THREADS: usize = 8;
    const EACH: usize = 30;
    let (_folder, desk) = open();
    let news = AtomicUsize::new(0);
    at_once(THREADS, |number| {
        for turn in 0..EACH {
            // Every fact is told by two threads, in another order by each.
            let which = (number / 2) * EACH + if number % 2 == 0 { turn } else { EACH - 1 - turn };
            let row = format!("p{}@firm{} | 03-02 09:00 | {}", which % 25, which % 5, ["demo", "page"][which % 2]);
            let acted = desk.act(at("03-02 09:01"), vec![fact(&format!("m{which}"), &row)]).unwrap();
            news.fetch_add(
                usize::from(matches!(acted.admitted.outcomes[..], [Outcome::Accepted(_)])),
                Ordering::Relaxed,
            );
        }
    });
    assert_eq!(news.into_inner(), THREADS / 2 * EACH, "each once");
    assert_is_its_log(&desk);
    desk.tick(at("03-09 09:00")).unwrap();
    assert_is_its_log(&desk);
}

#[test]
fn the_same_person_told_at_once_is_one_lead() {
    let (_folder, desk) = open();
    at_once(8, |number| {
        desk.act(at("03-02 09:00"), vec![fact(&format!("hook{number}"), "ann@acme | 03-02 09:00 | demo")]).unwrap();
    });
    let counts = desk.read::<_, Error>(|store, _| Ok(store.counts()?)).unwrap();
    assert_eq!(counts.leads, 1);
}

#[test]
fn what_others_write_beside_the_open_desk_is_seen() {
    let (folder, desk) = open();
    desk.act(at("03-02 09:00"), vec![fact("m1", "ann@acme | 03-02 09:00 | demo")]).unwrap();
    let other = Desk::open(folder.path()).unwrap();
    other.act(at("03-02 09:10"), vec![fact("m2", "ann@acme | 03-02 09:10 | accepted")]).unwrap();
    desk.act(at("03-02 09:20"), vec![fact("m3", "ann@acme | 03-02 09:20 | demo")]).unwrap();
    assert_is_its_log(&desk);
    let accepted = other.read::<_, Error>(|store, _| Ok(store.decisions(Seq(0), usize::MAX)?.len())).unwrap();
    assert!(accepted > 0);
}
