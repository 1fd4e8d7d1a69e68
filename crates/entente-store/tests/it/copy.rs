//! Goal: a copy holds what was copied, to the byte, in whichever database either is; and what two stores are told alike
//! they hold alike.

use entente_core::decision::Decision;
use entente_core::fact::{Value, What};
use entente_core::id::{AccountId, AgreementHash, LeadId, Name};
use entente_core::identity::IdentityKey;
use entente_store::copy::{Table, copy};
use entente_store::{AccountStanding, Batch, Error, Standing, StateKey, Store};
use entente_testkit::postgres;
use proptest::prelude::*;

use crate::sample::{cases, day, fact, handed_off, open, viewed};
use crate::story::the_story;

fn assert_same(tables: &[Table]) {
    let differing: Vec<_> = tables.iter().filter(|table| !table.is_same()).collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert!(tables.iter().map(|table| table.rows).sum::<u64>() > 30);
}

#[test]
fn a_copy_into_a_folder_is_the_same_to_the_byte_and_goes_on_from_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut from = Store::in_memory().unwrap();
    the_story(&mut from);
    let mut to = Store::open(folder.path()).unwrap();
    let mut done = 0;
    assert_same(&copy(&mut from, &mut to, |rows| done = rows).unwrap());
    assert_eq!(done, entente_store::copy::rows(&from).unwrap());
    assert_eq!((from.digest().unwrap(), from.counts().unwrap()), (to.digest().unwrap(), to.counts().unwrap()));
    let more = Batch { facts: vec![viewed("more", 1, day(40))], ..Batch::default() };
    assert_eq!(from.append(&more).unwrap(), to.append(&more).unwrap());
}

#[test]
fn a_place_that_holds_anything_is_not_copied_over() {
    let (mut from, mut to) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
    the_story(&mut from);
    to.put_setting("company", "Halden").unwrap();
    let before = to.digest().unwrap();
    let error = copy(&mut from, &mut to, |_| {}).unwrap_err();
    assert!(matches!(error, Error::NotEmpty("setting")), "{error}");
    assert_eq!(to.digest().unwrap(), before);
    assert!(to.is_folded().unwrap());
}

#[test]
fn a_copy_goes_to_a_server_and_back_and_new_rows_are_numbered_on() {
    let (Some(there), mut from) = (postgres::database(), Store::in_memory().unwrap()) else { return };
    the_story(&mut from);
    (0..700).for_each(|number| from.put_setting(&format!("s{number}"), "한빛물류 ✓").unwrap());
    let mut there = open(&there);
    assert_same(&copy(&mut from, &mut there, |_| {}).unwrap());
    let mut back = Store::in_memory().unwrap();
    assert_same(&copy(&mut there, &mut back, |_| {}).unwrap());
    assert_eq!(back.digest().unwrap(), from.digest().unwrap());
    let more = Batch { decisions: vec![handed_off(1, day(41))], ..Batch::default() };
    for store in [&mut from, &mut there, &mut back] {
        store.append(&more).unwrap();
    }
    assert_eq!((there.digest().unwrap(), there.counts().unwrap()), (from.digest().unwrap(), from.counts().unwrap()));
}

/// Something a store may be told, by a few small numbers.
type Step = (u8, u64, u64, i64);

/// What a step says of leads 1 to 6 and accounts 1 to 3.
fn told(number: usize, (kind, one, other, at): Step) -> Batch {
    let (lead, account, at) = (one % 6 + 1, AccountId(other % 3 + 1), day(at % 20 + 1));
    let key = format!("m{}", if kind == 9 { number / 2 } else { number });
    let say = |what: What| Batch { facts: vec![fact(&key, lead, at, what)], ..Batch::default() };
    match kind % 8 {
        0 => say(What::Linked { into: LeadId(other % 6 + 1) }),
        1 => say(What::Unlinked { from: LeadId(other % 6 + 1) }),
        2 => say(What::Joined { account }),
        3 => {
            let values =
                [("name", format!("Ana {other} Weiß")), ("city", ["Köln", "서울", "a"][(other % 3) as usize].into())];
            let values = values.into_iter().map(|(name, text)| (Name::new(name), Value::Text(text))).collect();
            say(What::Learnt { values, verified: one.is_multiple_of(2) })
        }
        4 => say(What::Erased),
        5 => stands(lead, other, account),
        6 => Batch { decisions: decided(lead, other, at), ..Batch::default() },
        _ => Batch { facts: vec![viewed(&key, lead, at)], ..Batch::default() },
    }
}

fn decided(lead: u64, count: u64, at: entente_core::time::Instant) -> Vec<Decision> {
    (0..count % 20).map(|_| handed_off(lead, at)).collect()
}

fn stands(lead: u64, other: u64, account: AccountId) -> Batch {
    let facets = vec![("stage".to_owned(), format!("s{}", other % 4)), ("owner".to_owned(), format!("o{}", other % 2))];
    let standing = Standing { account: Some(account), due: Some(day(other as i64 % 9)), facets, ..Standing::default() };
    let key = StateKey::Lead(LeadId(lead));
    Batch {
        plan: Some(AgreementHash([other as u8; 32])),
        states: vec![(key, (!other.is_multiple_of(5)).then(|| vec![other as u8; 40]))],
        due: vec![(key, (!other.is_multiple_of(3)).then(|| day(other as i64 % 9)))],
        cards: vec![(LeadId(lead), (!other.is_multiple_of(7)).then_some(standing))],
        account_cards: vec![(account, AccountStanding { leads: other as u32 % 4, ..AccountStanding::default() })],
        ..Batch::default()
    }
}

fn known() -> Batch {
    Batch {
        leads: (1..=6).map(|lead| (LeadId(lead), day(1))).collect(),
        accounts: (1..=3).map(|account| (AccountId(account), format!("firma{account}.example"))).collect(),
        identities: (1..=6).map(|lead| (IdentityKey::Mail(format!("w{lead}@a.example")), LeadId(lead))).collect(),
        ..Batch::default()
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn what_both_databases_are_told_both_hold(
        steps in prop::collection::vec((0..10_u8, 0..40_u64, 0..40_u64, 0..40_i64), 1..60),
    ) {
        let Some(address) = postgres::server().map(|server| server.database_like(|address| drop(open(address)))) else {
            return Ok(());
        };
        let (mut here, mut there) = (Store::in_memory().unwrap(), open(&address));
        here.append(&known()).unwrap();
        there.append(&known()).unwrap();
        for (number, step) in steps.into_iter().enumerate() {
            let batch = told(number, step);
            prop_assert_eq!(here.append(&batch).unwrap(), there.append(&batch).unwrap());
        }
        prop_assert_eq!(here.digest().unwrap(), there.digest().unwrap());
        prop_assert_eq!(here.counts().unwrap(), there.counts().unwrap());
        there.drop_derived().unwrap();
        here.drop_derived().unwrap();
        prop_assert_eq!(here.digest().unwrap(), there.digest().unwrap());
    }
}
