//! Goal: a batch that is refused leaves nothing of itself, wherever in it the fault is.

use entente_core::decision::Concluded;
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::identity::IdentityKey;
use entente_store::{Batch, Cursor, Error, StateKey, Store, Stored};

use crate::sample::{day, decision, facts, handed_off, store, viewed};

fn mail(text: &str) -> IdentityKey {
    IdentityKey::Mail(text.into())
}

/// A store that knows one lead, one account, one key and one fact.
fn known() -> Store {
    let mut store = store();
    let batch = Batch {
        leads: vec![(LeadId(1), day(1))],
        accounts: vec![(AccountId(1), "kessler.example".into())],
        identities: vec![(mail("ana@kessler.example"), LeadId(1))],
        ..facts([viewed("m1", 1, day(1))])
    };
    store.append(&batch).unwrap();
    store
}

/// A batch that would write into every table.
fn everything() -> Batch {
    let lead = StateKey::Lead(LeadId(2));
    Batch {
        leads: vec![(LeadId(2), day(2))],
        accounts: vec![(AccountId(2), "halden.example".into())],
        identities: vec![(mail("bo@halden.example"), LeadId(2))],
        facts: vec![viewed("m2", 2, day(2))],
        decisions: vec![handed_off(2, day(2))],
        states: vec![(lead, Some(vec![1]))],
        due: vec![(lead, Some(day(3)))],
        cursor: Some(Cursor { known: day(2), seq: Seq(2), until: day(2) }),
        ..Batch::default()
    }
}

#[test]
fn whatever_is_wrong_with_a_batch_nothing_of_it_is_written() {
    let with = |change: fn(&mut Batch)| {
        let mut batch = everything();
        change(&mut batch);
        batch
    };
    let faults = [
        ("a lead that is there", with(|batch| batch.leads.push((LeadId(1), day(2))))),
        ("a lead twice", with(|batch| batch.leads.push((LeadId(2), day(2))))),
        ("an account that is there", with(|batch| batch.accounts.push((AccountId(1), "new.example".into())))),
        ("an account's key that is there", with(|batch| batch.accounts.push((AccountId(3), "kessler.example".into())))),
        ("a key that is there", with(|batch| batch.identities.push((mail("ana@kessler.example"), LeadId(2))))),
        ("a key of nobody", with(|batch| batch.identities.push((mail("eve@halden.example"), LeadId(9))))),
    ];
    let mut store = known();
    let before = (store.digest().unwrap(), store.counts().unwrap());
    for (fault, batch) in faults {
        let error = store.append(&batch).unwrap_err();
        assert!(matches!(error, Error::Conflict(_)), "{fault}: {error}");
        assert!(error.transient(), "{fault}: load again, and decide again");
        assert_eq!((store.digest().unwrap(), store.counts().unwrap()), before, "{fault}");
    }
    let appended = store.append(&everything()).unwrap();
    assert_eq!(
        (appended.facts, appended.decisions),
        (vec![Stored::New(Seq(2))], vec![Seq(3)]),
        "no number was used up"
    );
    let after = store.counts().unwrap();
    assert_eq!((after.leads, after.accounts, after.identities, after.effects), (2, 2, 2, 1));
}

#[test]
fn a_fact_told_again_answers_its_number_and_what_stands_beside_it_is_written() {
    let mut store = known();
    let mut again = viewed("m1", 2, day(9));
    again.known = day(9);
    let decisions = vec![decision(1, day(3), Concluded::NoLongerQualified)];
    let batch = Batch { decisions, ..facts([again, viewed("m2", 1, day(3)), viewed("m2", 1, day(4))]) };
    let appended = store.append(&batch).unwrap();
    assert_eq!(appended.facts, [Stored::Duplicate(Seq(1)), Stored::New(Seq(2)), Stored::Duplicate(Seq(2))]);
    assert_eq!(appended.decisions, [Seq(3)], "a duplicate takes no number");
    assert_eq!(store.fact(Seq(1)).unwrap(), Some(viewed("m1", 1, day(1))), "the first telling stands");
    assert_eq!(store.fact(Seq(2)).unwrap().unwrap().at, day(3));
    assert_eq!(store.fact(Seq(3)).unwrap(), None, "a decision is no fact");
    assert_eq!(store.fact(Seq(4)).unwrap(), None);
}
