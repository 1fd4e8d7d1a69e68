//! Goal: many who send the same or different forms at one moment: exactly one act is done, and all others hear so.

use std::sync::Barrier;

use entente_core::fact::NewFact;
use entente_core::id::{LeadId, Name, Seq};
use entente_desk::Error;
use entente_desk::acts::{Act, Form, LeadAct, Performed, Refusal, perform, take_next};
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;

use crate::company::{HALDEN, actor, asking};
use crate::desk::{at, signed};

/// An open desk with one lead that was just handed over, and the last entry about it.
fn open() -> (tempfile::TempDir, Desk, LeadId, Seq) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    desk.write(|store| put_in_force(store, signed(HALDEN), at("01-01 00:00"))).unwrap();
    let facts: Vec<NewFact> = asking("ana", "03-02 09:00");
    desk.act(at("03-02 09:00"), facts).unwrap();
    let lead = LeadId(1);
    let seen = desk.read::<_, Error>(|store, _| Ok(store.entries_about(lead, Seq(0))?.last().unwrap().0)).unwrap();
    (folder, desk, lead, seen)
}

/// Sends one form per thread at the same moment; answers what each heard.
fn all_at_once(desk: &Desk, seen: Seq, forms: &[(&str, &str, Act)]) -> Vec<Result<Performed, Refusal>> {
    let barrier = Barrier::new(forms.len());
    std::thread::scope(|scope| {
        let send = |(once, person, act): &(&str, &str, Act)| {
            let (once, actor, act, barrier) = ((*once).to_owned(), actor(person), act.clone(), &barrier);
            scope.spawn(move || {
                barrier.wait();
                let form = Form { once: &once, actor: &actor, seen: Some(seen), now: at("03-02 09:05") };
                perform(desk, form, act).unwrap()
            })
        };
        let sent: Vec<_> = forms.iter().map(send).collect();
        sent.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn of_two_who_decide_one_lead_at_once_one_wins_and_the_other_hears_who_and_when() {
    let (_folder, desk, lead, seen) = open();
    let reject = LeadAct::Reject { reason: Name::from("misrouted"), words: String::new() };
    let give = LeadAct::GiveTo { to: Name::from("yuna.choi") };
    let forms = [("a", "jonas.weber", Act::Lead(lead, reject)), ("b", "kwame.osei", Act::Lead(lead, give))];
    let heard = all_at_once(&desk, seen, &forms);
    let winners = heard.iter().filter(|heard| matches!(heard, Ok(Performed::Now { .. }))).count();
    assert_eq!(winners, 1, "{heard:?}");
    let winner = usize::from(heard[0].is_err());
    match &heard[1 - winner] {
        Err(Refusal::Overtaken { who: Some(who), .. }) => assert_eq!(who.as_str(), forms[winner].1),
        // Where the manager came first, the rep no longer holds the lead at all.
        Err(Refusal::MayNot(_)) => assert_eq!(winner, 1),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_double_click_is_one_act() {
    let (_folder, desk, lead, seen) = open();
    let accept = ("same", "jonas.weber", Act::Lead(lead, LeadAct::Accept));
    let heard = all_at_once(&desk, seen, &[accept.clone(), accept.clone(), accept.clone(), accept]);
    let done: Vec<Seq> = heard
        .iter()
        .map(|heard| match heard {
            Ok(Performed::Now { fact, .. } | Performed::Before(fact)) => *fact,
            Err(refusal) => panic!("{refusal}"),
        })
        .collect();
    assert!(done.iter().all(|fact| *fact == done[0]), "{heard:?}");
    assert_eq!(heard.iter().filter(|heard| matches!(heard, Ok(Performed::Now { .. }))).count(), 1);
}

#[test]
fn a_lead_of_the_pool_is_taken_once_by_one() {
    let (_folder, desk, lead, _) = open();
    desk.tick(at("03-02 14:05")).unwrap();
    let luca = actor("luca.moretti");
    let form = Form { once: "next", actor: &luca, seen: None, now: at("03-02 14:06") };
    assert_eq!(take_next(&desk, form, [lead]).unwrap(), Ok(Some(lead)));
    assert_eq!(take_next(&desk, form, [lead]).unwrap(), Ok(Some(lead)), "the same form again");
    let again = Form { once: "another", ..form };
    assert_eq!(take_next(&desk, again, [lead]).unwrap(), Ok(None), "nothing is free any more");
}
