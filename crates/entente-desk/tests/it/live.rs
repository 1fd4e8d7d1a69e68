//! The open desk: an act is answered when all that follows from it is on the disk, readers never wait, plans follow.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use entente_core::id::Seq;
use entente_desk::Error;
use entente_desk::admit::Outcome;
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;

use crate::desk::{AGREEMENT, at, fact, signed};

/// A desk in a folder of its own, under the sample agreement where `in_force`.
fn open(in_force: bool) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    if in_force {
        desk.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
    }
    (folder, desk)
}

fn decisions(desk: &Desk) -> usize {
    desk.read::<_, Error>(|store, _| Ok(store.decisions(Seq(0), usize::MAX)?.len())).unwrap()
}

#[test]
fn what_follows_from_an_act_is_on_the_disk_when_it_is_answered() {
    let (_folder, desk) = open(true);
    let acted = desk.act(at("03-02 09:00"), vec![fact("m1", "ann@acme | 03-02 09:00 | demo")]).unwrap();
    assert!(matches!(acted.admitted.outcomes[..], [Outcome::Accepted(_)]));
    assert!(acted.decisions > 0);
    assert_eq!(decisions(&desk), acted.decisions as usize);
}

#[test]
fn the_same_act_twice_does_nothing_twice() {
    let (_folder, desk) = open(true);
    let told = || vec![fact("m1", "ann@acme | 03-02 09:00 | demo")];
    desk.act(at("03-02 09:00"), told()).unwrap();
    let before = decisions(&desk);
    let again = desk.act(at("03-02 09:00"), told()).unwrap();
    assert!(matches!(again.admitted.outcomes[..], [Outcome::Duplicate(_)]));
    assert_eq!(decisions(&desk), before);
}

#[test]
fn a_clock_that_went_back_stops_nothing() {
    let (_folder, desk) = open(true);
    desk.act(at("03-02 09:00"), vec![fact("m1", "ann@acme | 03-02 09:00 | demo")]).unwrap();
    let acted = desk.act(at("03-01 09:00"), vec![fact("m2", "ben@acme | 03-01 09:00 | demo")]).unwrap();
    assert!(acted.decisions > 0, "decided at once, just after what was decided before");
}

#[test]
fn facts_wait_for_an_agreement_and_are_decided_under_it() {
    let (_folder, desk) = open(false);
    let acted = desk.act(at("03-02 09:00"), vec![fact("m1", "ann@acme | 03-02 09:00 | demo")]).unwrap();
    assert_eq!(acted.decisions, 0);
    desk.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
    assert_eq!(desk.plans().len(), 1);
    assert!(desk.tick(at("03-02 09:01")).unwrap().decisions > 0);
}

#[test]
fn every_commit_is_heard_of_and_an_idle_tick_is_none() {
    let (_folder, desk) = open(true);
    let heard = Arc::new(AtomicU64::new(0));
    let theirs = Arc::clone(&heard);
    desk.listen(move |version| theirs.store(version, Ordering::Relaxed));
    desk.act(at("03-02 09:00"), vec![fact("m1", "ann@acme | 03-02 09:00 | demo")]).unwrap();
    let version = desk.version();
    assert_eq!(heard.load(Ordering::Relaxed), version);
    desk.tick(at("03-02 09:00")).unwrap();
    assert_eq!(desk.version(), version);
}

#[test]
fn readers_read_while_somebody_writes() {
    let (_folder, desk) = open(true);
    desk.write::<_, Error>(|_| {
        assert_eq!(decisions(&desk), 0);
        Ok(())
    })
    .unwrap();
}
