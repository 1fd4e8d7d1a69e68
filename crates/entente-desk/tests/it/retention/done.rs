//! What goes and what stays, in words; where the work stops, and where it goes on.

use entente_core::id::Seq;
use entente_core::time::Span;
use entente_desk::Error;
use entente_desk::admit::Outcome;
use entente_desk::force::{in_force, put_in_force};
use entente_desk::live;
use entente_desk::retention::{self, foresee, keep_up, portion, standing, unkept};
use entente_store::Retention;
use expect_test::expect;

use super::{agreement, events, keep, second, tell, told};
use crate::desk::{AGREEMENT, Desk, assert_rebuilds, at, signed};

const CHOSEN: &[(&str, &str)] = &[("path", "/pricing"), ("message", "call me"), ("plan", "pro"), ("reason", "later")];

/// Five events a day apart and a withdrawn consent, all decided.
fn desk() -> Desk {
    let mut desk = Desk::under(&agreement());
    let rows = [
        ("Page", "03-02"),
        ("Demo", "03-03"),
        ("Webinar", "03-04"),
        ("", "03-05"),
        ("Page", "03-06"),
        ("Page", "03-20"),
    ];
    for (number, (event, day)) in rows.into_iter().enumerate() {
        let named = [CHOSEN, &[("name", "spring")]].concat();
        tell(&mut desk.store, vec![told(&format!("m{number}"), "ana", at(&format!("{day} 09:00")), event, &named)]);
    }
    desk.run("03-21 00:00");
    desk
}

#[test]
fn details_go_after_their_time_and_what_is_asked_for_stays() {
    let mut desk = desk();
    let (kept, before) = (keep(&mut desk.store, "03-15 09:00", 2), desk.store.counts().unwrap());
    assert_eq!(
        (kept.passed, kept.shortened),
        (5, 3),
        "with the lead itself and its consent; the next is younger by a day"
    );
    assert!(kept.bytes > 100, "{kept:?}");
    expect![[r#"
        1 entente:created:m0 {"fact":"created"}
        2 m0 Page: path reason
        3 m1 Demo: reason
        4 m2 Webinar: name reason
        5 m3 {"fact":"consent","given":false,"purpose":"marketing","channel":"mail","wording":"the link in a letter","evidence":"clicked"}
        6 m4 Page: message name path plan reason
        7 m5 Page: message name path plan reason
    "#]]
    .assert_eq(&events(&desk.store));
    assert_eq!(desk.store.counts().unwrap(), before);
    assert_rebuilds(&mut desk);
    assert_eq!(keep(&mut desk.store, "03-15 09:00", 2), retention::Kept::default(), "once");
    assert_eq!(keep(&mut desk.store, "03-16 09:00", 2).passed, 1, "to the second: ten days are over");
}

#[test]
fn who_left_stays_away_and_what_was_told_is_told_once() {
    let mut desk = desk();
    keep(&mut desk.store, "04-20 00:00", 100);
    let lead = desk.store.find_lead_named("ana@gmail.com").unwrap().unwrap();
    let state = |desk: &Desk| {
        let key = entente_core::engine::state::StateKey::Lead(lead);
        let bytes = desk.store.states(&[key]).unwrap().remove(0).1;
        entente_core::engine::state::from_bytes::<entente_core::engine::state::LeadState>(&bytes).unwrap().consent
    };
    assert_eq!(state(&desk), Some(false));
    assert_rebuilds(&mut desk);
    assert_eq!(state(&desk), Some(false));
    let again = tell(&mut desk.store, vec![told("m0", "ana", at("03-02 09:00"), "Page", CHOSEN)]);
    assert!(matches!(again.outcomes[..], [Outcome::Duplicate(Seq(_))]), "{:?}", again.outcomes);
    let again = tell(&mut desk.store, vec![told("m3", "ana", at("03-05 09:00"), "", &[])]);
    assert!(matches!(again.outcomes[..], [Outcome::Duplicate(Seq(_))]), "{:?}", again.outcomes);
}

#[test]
fn an_agreement_that_says_nothing_keeps_everything() {
    let mut desk = Desk::under(AGREEMENT);
    tell(&mut desk.store, vec![told("m", "ana", at("03-02 09:00"), "Page", CHOSEN)]);
    desk.run("12-01 00:00");
    assert_eq!(keep(&mut desk.store, "12-01 00:00", 10), retention::Kept::default());
    // One that follows may; what it does not read goes, what the first one read stays.
    put_in_force(&mut desk.store, signed(&agreement()), at("12-02 00:00")).unwrap();
    assert_eq!(keep(&mut desk.store, "12-01 12:00", 10).passed, 0, "it is not in force yet");
    assert_eq!(keep(&mut desk.store, "12-02 00:00", 10).shortened, 1);
    put_in_force(
        &mut desk.store,
        signed(&format!("{AGREEMENT}# a comment\n").replace("kept: 90%", "kept: 80%")),
        at("12-03 00:00"),
    )
    .unwrap();
    tell(&mut desk.store, vec![told("n", "ana", at("12-03 09:00"), "Page", CHOSEN)]);
    desk.run("12-28 00:00");
    assert_eq!(keep(&mut desk.store, "12-28 00:00", 10).passed, 0, "the third keeps everything again");
}

#[test]
fn nothing_goes_that_is_not_decided_yet() {
    let mut desk = Desk::under(&agreement());
    tell(&mut desk.store, vec![told("m0", "ana", at("03-02 09:00"), "Page", CHOSEN)]);
    assert_eq!(keep(&mut desk.store, "06-01 00:00", 10).passed, 0);
    // An older file may still come; what is done never has a fact come behind it.
    tell(&mut desk.store, vec![told("m1", "ana", at("02-02 09:00"), "Page", CHOSEN)]);
    desk.run("03-01 00:00");
    assert_eq!(keep(&mut desk.store, "06-01 00:00", 10).passed, 1);
    tell(&mut desk.store, vec![told("m2", "ana", at("01-15 09:00"), "Page", CHOSEN)]);
    desk.run("05-31 00:00");
    assert_eq!(keep(&mut desk.store, "06-01 00:00", 10).passed, 3, "it became known when it was told");
    assert_rebuilds(&mut desk);
}

#[test]
fn a_portion_that_was_cut_off_left_nothing_and_the_next_goes_on() {
    let mut desk = desk();
    let (plans, now) = (in_force(&desk.store).unwrap(), at("05-01 00:00"));
    assert_eq!(portion(&mut desk.store, &plans, now, 2).unwrap().passed, 2);
    let (log, stood) = (events(&desk.store), desk.store.retention().unwrap());
    // The process ends between writing and committing.
    let reads = retention::reads(&plans);
    let mut tx = desk.store.begin().unwrap();
    let cut = tx.shortened(&stood, now, 3, |fact| reads.shorten(fact)).unwrap();
    tx.retain(&cut).unwrap();
    drop(tx);
    let mut desk = desk.reopen();
    assert_eq!((events(&desk.store), desk.store.retention().unwrap()), (log, stood));
    assert_eq!(keep(&mut desk.store, "05-01 00:00", 3).passed, 5);
    let done = desk.store.retention().unwrap();
    assert_eq!((done.passed, done.shortened), (7, 5));
    assert_rebuilds(&mut desk);
    assert_eq!(desk.store.retention().unwrap(), done, "a rebuild does not forget how far it was");
}

#[test]
fn what_another_process_put_in_force_is_read_from_then_on() {
    let mut desk = desk();
    let stale = in_force(&desk.store).unwrap();
    put_in_force(&mut desk.store, signed(&second()), at("03-21 00:00")).unwrap();
    portion(&mut desk.store, &stale, at("05-01 00:00"), 100).unwrap();
    let log = events(&desk.store);
    assert!(log.contains("m1 Demo: plan reason"), "the new agreement asks for it: {log}");
    assert!(log.contains("m0 Page: path reason"), "{log}");
    desk.run("03-22 00:00");
    assert_rebuilds(&mut desk);
}

#[test]
fn it_is_foreseen_counted_and_said_what_a_proposal_would_miss() {
    let mut desk = desk();
    let (plans, now) = (in_force(&desk.store).unwrap(), at("03-15 09:00"));
    assert_eq!(retention::ahead(&desk.store, &plans, now).unwrap(), 5);
    let (would, foreseen) = foresee(&desk.store, &plans, now, |_| ()).unwrap();
    let lines = foreseen.iter().map(|((event, property), count)| format!("{event}.{property} {count}\n"));
    expect![[r#"
        Demo.message 1
        Demo.name 1
        Demo.path 1
        Demo.plan 1
        Page.message 1
        Page.name 1
        Page.plan 1
        Webinar.message 1
        Webinar.path 1
        Webinar.plan 1
    "#]]
    .assert_eq(&lines.collect::<String>());
    assert_eq!(desk.store.retention().unwrap(), Retention::default(), "nothing was written");
    assert_eq!(unkept(&desk.store, &plans, &second()).unwrap(), None, "everything is still there");
    let did = keep(&mut desk.store, "03-15 09:00", 3);
    assert_eq!((did.passed, did.shortened, did.bytes), (would.passed, would.shortened, would.bytes));
    let missed = unkept(&desk.store, &plans, &second()).unwrap().unwrap();
    assert_eq!(
        (missed.before, format!("{:?}", missed.properties)),
        (at("03-05 09:00"), r#"[("Demo", ["plan"])]"#.to_owned())
    );
    let stands = standing(&desk.store, &plans, now).unwrap();
    assert_eq!(
        (stands.details, stands.before, stands.shortened),
        (Some(Span::DAY.times(10)), Some(at("03-05 09:00")), 3)
    );
    assert_eq!(format!("{:?}", stands.stays), r#"[("Page", ["path"]), ("Webinar", ["name"])]"#);
}

#[test]
fn the_open_desk_does_it_beside_everything_else() {
    let folder = tempfile::tempdir().unwrap();
    let desk = live::Desk::open(folder.path()).unwrap();
    desk.write(|store| put_in_force(store, signed(&agreement()), at("01-01 00:00"))).unwrap();
    let many = (retention::PORTION + 5) as i64;
    let facts = (0..many).map(|number| {
        told(&format!("m{number}"), "ana", at("01-02 00:00") + Span::SECOND.times(number), "Mail Opened", CHOSEN)
    });
    desk.act(at("01-03 00:00"), facts.collect()).unwrap();
    assert_eq!(keep_up(&desk, at("01-12 00:00")).unwrap().passed, 0, "too young");
    desk.tick(at("02-01 00:00")).unwrap();
    let version = desk.version();
    let first = keep_up(&desk, at("02-01 00:00")).unwrap();
    assert_eq!((first.passed, first.is_more), (retention::PORTION as u64, true));
    assert!(desk.version() > version, "pages hear of it");
    assert_eq!(keep_up(&desk, at("02-01 00:00")).unwrap().passed, 6, "the lead itself is a fact too");
    let version = desk.version();
    assert_eq!(keep_up(&desk, at("02-01 00:00")).unwrap(), retention::Kept::default());
    assert_eq!(desk.version(), version, "nothing to do is not written");
    let stands = desk.read::<_, Error>(|store, plans| standing(store, plans, at("02-01 00:00"))).unwrap();
    assert_eq!(stands.shortened, many as u64);
}
