//! Goal: one story through the whole surface, the same on every database. A database joins by one more test at the end.

use entente_core::decision::Concluded;
use entente_core::fact::{About, What};
use entente_core::id::{AccountId, AgreementHash, LeadId, Name, Seq};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;
use entente_store::{Batch, Cursor, EffectStatus, Effects, Entry, Error, StateKey, Store, Stored};

use crate::sample::{day, decision, fact, facts, handed_off, numbers, store, viewed};

pub(crate) fn the_story(store: &mut Store) {
    two_leads_are_heard_of(store);
    facts_are_read_as_they_were_known(store);
    the_engine_decides(store);
    two_leads_turn_out_to_be_one(store);
    the_account_is_followed(store);
    a_failed_part_takes_only_itself_back(store);
    what_is_derived_is_folded_again(store);
}

fn two_leads_are_heard_of(store: &mut Store) {
    assert_eq!((store.next_lead().unwrap(), store.next_account().unwrap()), (LeadId(1), AccountId(1)));
    let mail = |text: &str| IdentityKey::Mail(text.into());
    let first = Batch {
        leads: vec![(LeadId(1), day(1)), (LeadId(2), day(2))],
        accounts: vec![(AccountId(1), "kessler.example".into())],
        identities: vec![
            (IdentityKey::Anonymous("b7".into()), LeadId(1)),
            (mail("ana@kessler.example"), LeadId(1)),
            (IdentityKey::Record("crm".into(), "47".into()), LeadId(2)),
        ],
        // The later one is told first: imported files are seldom in order.
        facts: vec![viewed("m2", 2, day(5)), viewed("m1", 1, day(3)), viewed("m2", 2, day(5))],
        ..Batch::default()
    };
    let appended = store.append(&first).unwrap();
    assert_eq!(appended.facts, [Stored::New(Seq(1)), Stored::New(Seq(2)), Stored::Duplicate(Seq(1))]);
    assert_eq!(store.next_lead().unwrap(), LeadId(3));
    assert_eq!(store.find_fact("m1").unwrap(), Some(Seq(2)));
    assert_eq!(store.find_fact("m9").unwrap(), None);

    for text in ["ana@kessler.example", " ANA@kessler.example", "mail:ana@kessler.example", "lead_1", "b7"] {
        assert_eq!(store.find_lead_named(text).unwrap(), Some(LeadId(1)), "{text}");
    }
    assert_eq!(store.find_lead_named("crm:47").unwrap(), Some(LeadId(2)));
    assert_eq!(store.find_lead_named("lead_3").unwrap(), None);
    assert_eq!(store.lead_label(LeadId(1)).unwrap()[0], mail("ana@kessler.example"));

    let again = Batch { leads: vec![(LeadId(2), day(2))], ..Batch::default() };
    assert!(matches!(store.append(&again), Err(Error::Conflict(_))), "a number is given once");
    let nobody = Batch { identities: vec![(mail("x@y.example"), LeadId(9))], ..Batch::default() };
    assert!(matches!(store.append(&nobody), Err(Error::Conflict(_))), "a key belongs to a lead that is there");
}

fn facts_are_read_as_they_were_known(store: &mut Store) {
    let at_once = [viewed("m3", 1, day(5)), viewed("m4", 1, day(4)), viewed("m5", 2, day(9))];
    store.append(&facts(at_once)).unwrap();
    let start = store.cursor().unwrap();
    assert_eq!(start, Cursor::default());
    assert_eq!(numbers(&store.undecided(start, day(8), 10).unwrap()), [2, 4, 1, 3], "by known, then by number");
    assert_eq!(numbers(&store.undecided(start, Instant::MAX, 10).unwrap()), [2, 4, 1, 3, 5]);

    let mut after = start;
    let mut seen = Vec::new();
    while let Some((seq, fact)) = store.undecided(after, Instant::MAX, 2).unwrap().last() {
        seen.push(seq.0);
        after = Cursor { known: fact.known, seq: *seq, until: fact.known };
    }
    assert_eq!(seen, [4, 3, 5], "the last of each page of two");
    assert_eq!(numbers(&store.facts_of(LeadId(1)).unwrap()), [2, 4, 3]);
    assert_eq!(numbers(&store.entries(Seq(3), 10).unwrap()), [4, 5], "the log itself keeps the order it was told in");
}

fn the_engine_decides(store: &mut Store) {
    let (ana, crm) = (StateKey::Lead(LeadId(1)), StateKey::Lead(LeadId(2)));
    let plan = AgreementHash([7; 32]);
    let cursor = Cursor { known: day(5), seq: Seq(3), until: day(6) };
    let batch = Batch {
        decisions: vec![handed_off(1, day(5)), decision(2, day(6), Concluded::NoLongerQualified)],
        plan: Some(plan),
        states: vec![(crm, Some(vec![2])), (ana, Some(vec![1])), (StateKey::Parties, Some(vec![0]))],
        due: vec![(crm, Some(day(20))), (ana, Some(day(7))), (StateKey::Parties, Some(day(20)))],
        cursor: Some(cursor),
        ..Batch::default()
    };
    assert_eq!(store.append(&batch).unwrap().decisions, [Seq(6), Seq(7)]);
    assert_eq!(store.cursor().unwrap(), cursor);
    assert_eq!(numbers(&store.undecided(cursor, Instant::MAX, 9).unwrap()), [5]);
    assert_eq!(numbers(&store.decisions_of(LeadId(1)).unwrap()), [6]);
    let due = store.due(Instant::MAX, 9).unwrap();
    assert_eq!(due, [(day(7), ana), (day(20), crm), (day(20), StateKey::Parties)]);
    assert_eq!(store.due(day(7), 9).unwrap().len(), 1, "what is due at the instant itself is due");
    assert_eq!(store.states(&[StateKey::Parties, StateKey::Account(AccountId(1)), crm]).unwrap().len(), 2);

    let [row] = &store.effects(EffectStatus::Pending, 9).unwrap()[..] else { panic!("one effect") };
    assert_eq!((row.effect.key.as_str(), row.decision, row.lead), ("6.0", Seq(6), Some(LeadId(1))));
    let past = Batch { decisions: vec![handed_off(2, day(6))], effects: Effects::Withhold, ..Batch::default() };
    store.append(&past).unwrap();
    assert_eq!(store.effects(EffectStatus::Pending, 9).unwrap().len(), 1, "nothing is sent about the past");

    let done = Batch { states: vec![(ana, None)], due: vec![(ana, None)], ..Batch::default() };
    store.append(&done).unwrap();
    let mut kept = Vec::new();
    let visit = |key, _| -> Result<(), Error> {
        kept.push(key);
        Ok(())
    };
    store.all_states(visit).unwrap();
    assert_eq!(kept, [crm, StateKey::Parties]);
    assert_eq!(store.stale_states(plan, 9).unwrap(), []);
    assert_eq!(store.stale_states(AgreementHash([8; 32]), 9).unwrap(), [crm, StateKey::Parties]);
}

fn two_leads_turn_out_to_be_one(store: &mut Store) {
    let linked = |key: &str, lead, into, at| fact(key, lead, at, What::Linked { into: LeadId(into) });
    let unlinked = |key: &str, lead, from, at| fact(key, lead, at, What::Unlinked { from: LeadId(from) });
    store.append(&facts([linked("l1", 2, 1, day(10))])).unwrap();
    assert_eq!(store.root_of(LeadId(2)).unwrap(), LeadId(1));
    assert_eq!(numbers(&store.facts_of(LeadId(2)).unwrap()), [2, 4, 1, 3, 5, 9], "one history");
    assert_eq!(store.facts_of(LeadId(1)).unwrap(), store.facts_of(LeadId(2)).unwrap());
    assert_eq!(numbers(&store.decisions_of(LeadId(2)).unwrap()), [6, 7, 8]);

    store.append(&facts([linked("l2", 3, 2, day(11))])).unwrap();
    assert_eq!(store.linked(LeadId(1)).unwrap(), [LeadId(1), LeadId(2), LeadId(3)]);
    store.append(&facts([unlinked("u1", 1, 2, day(12))])).unwrap();
    assert_eq!(store.linked(LeadId(1)).unwrap(), [LeadId(1)]);
    assert_eq!(store.linked(LeadId(3)).unwrap(), [LeadId(2), LeadId(3)]);
    assert_eq!(store.root_of(LeadId(3)).unwrap(), LeadId(2));
    // A word that was known earlier comes late and does not outweigh the later one.
    store.append(&facts([linked("l0", 1, 2, day(9))])).unwrap();
    assert_eq!(store.link_between(LeadId(1), LeadId(2)).unwrap(), Some(false));
}

fn the_account_is_followed(store: &mut Store) {
    let joined = |key: &str, account, at| fact(key, 1, at, What::Joined { account: AccountId(account) });
    let mut owned = fact("o1", 1, day(13), What::Owned { owner: Some(Name::from("kim")) });
    owned.about = About::Account(AccountId(1));
    store.append(&facts([joined("j2", 2, day(14)), joined("j1", 1, day(13)), owned.clone()])).unwrap();
    assert_eq!(store.account_of(LeadId(1)).unwrap(), Some(AccountId(2)), "the last word in the order known");
    assert_eq!(store.leads_of(AccountId(2)).unwrap(), [LeadId(1)]);
    assert_eq!(store.leads_of(AccountId(1)).unwrap(), []);
    assert_eq!(store.facts_of_account(AccountId(1)).unwrap(), [(Seq(15), owned)]);
    assert_eq!(store.find_account("kessler.example").unwrap(), Some(AccountId(1)));
    assert_eq!(store.account_label(AccountId(1)).unwrap().as_deref(), Some("kessler.example"));
}

fn a_failed_part_takes_only_itself_back(store: &mut Store) {
    let before = store.counts().unwrap();
    let mut tx = store.begin().unwrap();
    tx.append(&facts([viewed("p1", 1, day(20))])).unwrap();
    let failed: Result<(), Error> = tx.within(|tx| {
        tx.append(&facts([viewed("p2", 1, day(21))]))?;
        Err(Error::Closed)
    });
    assert!(failed.is_err());
    let appended = tx.append(&facts([viewed("p3", 1, day(22))])).unwrap();
    assert_eq!(appended.facts, [Stored::New(Seq(17))], "the numbers have no gap");
    tx.commit().unwrap();
    assert_eq!(store.counts().unwrap().facts, before.facts + 2);
    assert_eq!(store.find_fact("p2").unwrap(), None);

    let mut dropped = store.begin().unwrap();
    dropped.append(&facts([viewed("p4", 1, day(23))])).unwrap();
    drop(dropped);
    assert_eq!(store.find_fact("p4").unwrap(), None);
}

fn what_is_derived_is_folded_again(store: &mut Store) {
    let (before, counts) = (store.digest().unwrap(), store.counts().unwrap());
    store.drop_derived().unwrap();
    let after = store.digest().unwrap();
    for table in ["fact_key", "lead_group", "link", "membership"] {
        assert_eq!(after[table], before[table], "{table}");
    }
    assert_ne!(after["state"], before["state"], "the engine folds its own again");
    assert_eq!(store.cursor().unwrap(), Cursor::default());
    let left = store.counts().unwrap();
    assert_eq!((left.states, left.due), (0, 0));
    assert_eq!(entente_store::Counts { states: counts.states, due: counts.due, ..left }, counts, "the record stays");
    let kinds = store.entries(Seq(0), 99).unwrap();
    assert_eq!(kinds.iter().filter(|(_, entry)| matches!(entry, Entry::Decision(_))).count() as u64, counts.decisions);
}

#[test]
fn on_a_new_store() {
    the_story(&mut store());
}

#[test]
fn on_sqlite_in_a_folder_that_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/deep");
    let mut store = Store::open(&path).unwrap();
    the_story(&mut store);
    let (digest, entries) = (store.digest().unwrap(), store.entries(Seq(0), 99).unwrap());
    drop(store);
    let again = Store::open(&path).unwrap();
    assert_eq!((again.digest().unwrap(), again.entries(Seq(0), 99).unwrap()), (digest, entries));
}
