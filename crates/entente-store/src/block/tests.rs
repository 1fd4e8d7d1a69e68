//! Goal: whether facts share rows changes nothing that anybody reads: a log of blocks and entries answers like a plain
//! list, whatever was told together, in whichever order it became known, and however much of it waits to be put down.

use std::collections::BTreeMap;

use entente_core::id::{AccountId, AgreementHash, ClauseId};
use entente_core::time::Precision;
use proptest::prelude::*;

use super::rewrite::rewrite;
use super::*;
use crate::database::params;
use crate::{Batch, Cursor, Entry, Retention, Store};

/// A fact: about which lead (0: an account), known at which minute.
type Told = (u64, i64);

/// What is told in one go, and whether what it says of leads may wait.
type Group = (Vec<Told>, bool);

fn groups() -> impl Strategy<Value = Vec<Group>> {
    // Mostly in the order of time, sometimes not; mostly of leads, sometimes of an account.
    let told =
        (prop_oneof![30 => 1_u64..5, 1 => Just(0)], prop_oneof![20 => Just(0_i64), 4 => 1_i64..3, 1 => -9_i64..0]);
    prop::collection::vec((prop::collection::vec(told, 0..150), any::<bool>()), 1..5)
}

fn minute(at: i64) -> Instant {
    Instant::from_micros((1_000 + at) * 60_000_000)
}

fn fact(number: usize, about: u64, known: Instant) -> Fact {
    Fact {
        key: format!("m{number}"),
        about: if about == 0 { About::Account(AccountId(1)) } else { About::Lead(LeadId(about)) },
        at: known,
        precision: Precision::Second,
        known,
        by: None,
        what: What::Happened {
            event: "Page Viewed".to_owned(),
            properties: [("title".to_owned(), Value::Text(format!("Prices of {number}")))].into(),
            class: Default::default(),
        },
    }
}

/// A store, and the plain list of what it was told.
struct Log {
    store: Store,
    told: Vec<(Seq, Fact)>,
}

impl Log {
    fn new() -> Log {
        let mut store = Store::in_memory().unwrap();
        let leads = (1..5).map(|lead| (LeadId(lead), minute(0))).collect();
        let accounts = vec![(AccountId(1), "firm.example".to_owned())];
        store.append(&Batch { leads, accounts, ..Batch::default() }).unwrap();
        Log { store, told: Vec::new() }
    }

    fn tell(&mut self, groups: &[Group]) {
        let mut at = 0;
        for (told, may_wait) in groups {
            let mut facts = Vec::new();
            for (about, later) in told {
                at += later;
                let number = self.told.len() + 1;
                facts.push(fact(number, *about, minute(at)));
                self.told.push((Seq(number as u64), facts[facts.len() - 1].clone()));
            }
            let mut tx = self.store.begin().unwrap();
            tx.is_behind = *may_wait;
            tx.append(&Batch { facts, ..Batch::default() }).unwrap();
            tx.is_behind = false;
            tx.commit().unwrap();
        }
    }

    fn told_by(groups: &[Group]) -> Log {
        let mut log = Log::new();
        log.tell(groups);
        log
    }

    fn known(&self) -> Vec<(Seq, Fact)> {
        let mut known = self.told.clone();
        known.sort_by_key(|(seq, fact)| (fact.known, *seq));
        known
    }

    fn of(&self, lead: u64) -> Vec<(Seq, Fact)> {
        self.told.iter().filter(|(_, fact)| fact.about == About::Lead(LeadId(lead))).cloned().collect()
    }

    fn blocks(&self) -> i64 {
        self.store.first("select count(*) from block", (), |row| row.get(0)).unwrap().unwrap()
    }
}

fn entries(facts: &[(Seq, Fact)]) -> Vec<(Seq, Entry)> {
    facts.iter().map(|(seq, fact)| (*seq, Entry::Fact(fact.clone()))).collect()
}

/// All but the properties.
fn bare(fact: &Fact) -> Option<Fact> {
    let mut left = fact.clone();
    match &mut left.what {
        What::Happened { properties, .. } if !properties.is_empty() => properties.clear(),
        _ => return None,
    }
    Some(left)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_log_is_read_as_a_list(groups in groups(), limit in 1_usize..90) {
        let log = Log::told_by(&groups);
        let (mut all, mut after) = (Vec::new(), Seq(0));
        loop {
            let page = log.store.entries(after, limit).unwrap();
            let Some((last, _)) = page.last() else { break };
            prop_assert!(page.len() == limit || *last == Seq(log.told.len() as u64));
            after = *last;
            all.extend(page);
        }
        prop_assert_eq!(all, entries(&log.told));
        prop_assert_eq!(log.store.last_seq().unwrap(), Seq(log.told.len() as u64));
        prop_assert_eq!(log.store.counts().unwrap().facts, log.told.len() as u64);
    }

    #[test]
    fn the_log_is_read_in_the_order_it_became_known(groups in groups(), limit in 1_usize..90, until in 0_i64..60) {
        let log = Log::told_by(&groups);
        let until = minute(until);
        let wanted: Vec<_> = log.known().into_iter().filter(|(_, fact)| fact.known <= until).collect();
        let (mut all, mut after) = (Vec::new(), Cursor { known: Instant::MIN, seq: Seq(0), until: Instant::MIN });
        loop {
            let retention = Retention { known: after.known, seq: after.seq, ..Retention::default() };
            prop_assert_eq!(log.store.facts_ahead(&retention, until).unwrap() as usize, wanted.len() - all.len());
            let page = log.store.undecided(after, until, limit).unwrap();
            let Some((seq, fact)) = page.last() else { break };
            (after.known, after.seq) = (fact.known, *seq);
            all.extend(page);
        }
        prop_assert_eq!(all, wanted);
    }

    #[test]
    fn every_fact_is_found_by_number_by_key_and_by_lead(groups in groups(), after in 0_u64..300) {
        let log = Log::told_by(&groups);
        for (seq, fact) in &log.told {
            let found = log.store.fact(*seq).unwrap();
            prop_assert_eq!(found.as_ref(), Some(fact));
            prop_assert_eq!(log.store.find_fact(&fact.key).unwrap(), Some(*seq));
        }
        prop_assert_eq!(log.store.fact(Seq(log.told.len() as u64 + 1)).unwrap(), None);
        for lead in 0..6 {
            let of_lead = if lead == 0 { Vec::new() } else { log.of(lead) };
            let later: Vec<_> = of_lead.iter().filter(|(seq, _)| seq.0 > after).cloned().collect();
            prop_assert_eq!(log.store.entries_about(LeadId(lead), Seq(after)).unwrap(), entries(&later));
            let mut known = of_lead;
            known.sort_by_key(|(seq, fact)| (fact.known, *seq));
            prop_assert_eq!(log.store.facts_about(LeadId(lead)).unwrap(), known);
        }
    }

    #[test]
    fn which_facts_are_about_whom_is_put_down_and_found_again(groups in groups(), most in 1_usize..4) {
        let mut log = Log::told_by(&groups);
        let mut tx = log.store.begin().unwrap();
        let mut after = None;
        loop {
            after = tx.put_places(after, most).unwrap();
            if after.is_none() {
                break;
            }
        }
        prop_assert_eq!(tx.places_behind(), 0);
        tx.commit().unwrap();
        let put_down = log.store.digest().unwrap()["block_lead"].clone();
        // A process that ended before it was put down: whoever comes next reads it from the log.
        let mut tx = log.store.begin().unwrap();
        tx.execute("delete from block_lead", ()).unwrap();
        tx.catch_up(&log.told).unwrap();
        tx.commit().unwrap();
        prop_assert_eq!(&log.store.digest().unwrap()["block_lead"], &put_down);
        log.store.drop_derived().unwrap();
        prop_assert_eq!(&log.store.digest().unwrap()["block_lead"], &put_down);
    }

    #[test]
    fn facts_written_again_stay_in_their_places(groups in groups(), limit in 1_usize..200, portions in 0_usize..4) {
        let mut log = Log::told_by(&groups);
        let blocks = log.blocks();
        for _ in 0..portions {
            let mut tx = log.store.begin().unwrap();
            let from = tx.retention().unwrap();
            let portion = tx.shortened(&from, Instant::MAX, limit, bare).unwrap();
            tx.retain(&portion).unwrap();
            tx.commit().unwrap();
        }
        let shortened: Vec<Seq> = log.known().into_iter().take(limit * portions).map(|(seq, _)| seq).collect();
        let wanted: Vec<_> = log.told.iter().map(|(seq, fact)| {
            (*seq, if shortened.contains(seq) { bare(fact).unwrap() } else { fact.clone() })
        }).collect();
        prop_assert_eq!(log.store.entries(Seq(0), usize::MAX).unwrap(), entries(&wanted));
        prop_assert_eq!(log.blocks(), blocks);
    }
}

/// Which parts of so many facts, each of a lead (0: an account) known at a minute, share rows.
fn parts(told: &[Told], last_known: i64) -> String {
    let facts: Vec<Fact> = told.iter().map(|(about, known)| fact(0, *about, minute(*known))).collect();
    format!("{:?}", together(&facts.iter().collect::<Vec<_>>(), minute(last_known)))
}

#[test]
fn many_facts_of_leads_in_the_order_of_time_share_rows() {
    let one = |about, known, count| vec![(about, known); count];
    expect_test::expect![[r"
        15: []
        16: [0..16]
        64: [0..64]
        65: [0..32, 32..65]
        200: [0..50, 50..100, 100..150, 150..200]
        an account between: [0..20, 21..41]
        one known earlier between: [0..20, 21..41]
        too few on either side: []
        earlier than the last block: []
        all later from the fourth on: [3..23]
    "]]
    .assert_eq(
        &[
            ("15", one(1, 0, 15)),
            ("16", one(1, 0, 16)),
            ("64", one(1, 0, 64)),
            ("65", one(1, 0, 65)),
            ("200", one(1, 0, 200)),
            ("an account between", [one(1, 0, 20), one(0, 0, 1), one(2, 0, 20)].concat()),
            ("one known earlier between", [one(1, 5, 20), one(1, 4, 1), one(2, 5, 20)].concat()),
            ("too few on either side", [one(1, 5, 15), one(0, 5, 1), one(2, 5, 15)].concat()),
            ("earlier than the last block", one(1, -1, 20)),
            ("all later from the fourth on", [one(1, -1, 3), one(1, 1, 20)].concat()),
        ]
        .map(|(name, told)| format!("{name}: {}\n", parts(&told, 0)))
        .concat(),
    );
}

#[test]
fn one_that_tells_much_stays_alone() {
    let mut log = Log::told_by(&[(vec![(1, 0); 16], false)]);
    let of_length = |length: usize| {
        let mut long = fact(length, 1, minute(0));
        let What::Happened { properties, .. } = &mut long.what else { panic!() };
        properties.insert("text".to_owned(), Value::Text("x".repeat(length)));
        long
    };
    for (length, blocks) in [(3_000, 2), (5_000, 2)] {
        let facts: Vec<Fact> = (0..16).map(|number| of_length(length + number)).collect();
        let told = log.store.last_seq().unwrap().0 + 1;
        log.store.append(&Batch { facts: facts.clone(), ..Batch::default() }).unwrap();
        assert_eq!(log.blocks(), blocks, "{length}");
        let numbered: Vec<_> = (told..).map(Seq).zip(facts).collect();
        assert_eq!(log.store.entries(Seq(told - 1), 99).unwrap(), entries(&numbered));
    }
}

#[test]
fn a_damaged_block_is_named_and_never_guessed() {
    let mut log = Log::told_by(&[(vec![(1, 0); 20], false), (vec![(2, 0); 20], false)]);
    log.store.execute("update block set body = $1 where first_seq = 21", params![vec![1_u8, 2, 3]]).unwrap();
    let errors = [
        log.store.entries(Seq(0), 99).unwrap_err(),
        log.store.entries(Seq(25), 99).unwrap_err(),
        log.store.fact(Seq(30)).unwrap_err(),
        log.store.facts_about(LeadId(2)).unwrap_err(),
        log.store.undecided(Cursor::default(), Instant::MAX, 99).unwrap_err(),
        log.store.drop_derived().unwrap_err(),
    ];
    for error in errors {
        assert!(error.to_string().starts_with("fact_21 cannot be read: "), "{error}");
        assert!(!error.transient());
    }
    assert_eq!(log.store.facts_about(LeadId(1)).unwrap(), log.of(1), "nothing else is lost with it");
    let mut lines: BTreeMap<Seq, &str> = BTreeMap::new();
    lines.insert(Seq(22), "{}");
    let tx = log.store.begin().unwrap();
    assert!(rewrite(&tx, &lines).is_err());
}

/// So many decisions, about one lead after the other; the third about none.
fn decisions(count: u64) -> Vec<Decision> {
    let decision = |number: u64| Decision {
        lead: (number != 2).then_some(LeadId(number % 4 + 1)),
        at: minute(1),
        agreement: AgreementHash([7; 32]),
        clause: ClauseId("stages.engaged".into()),
        cause: Some(Seq(number)),
        because: Vec::new(),
        what: entente_core::decision::Concluded::NoLongerQualified,
    };
    (0..count).map(decision).collect()
}

#[test]
fn many_decisions_share_rows_too_and_few_do_not() {
    for (count, blocks) in [(15, 0), (16, 1), (100, 2)] {
        let mut log = Log::told_by(&[(vec![(1, 0); 20], true), (vec![(2, 0); 3], true)]);
        let before = log.blocks();
        let decided = decisions(count);
        log.store.append(&Batch { decisions: decided.clone(), ..Batch::default() }).unwrap();
        log.tell(&[(vec![(1, 1); 20], false)]);
        assert_eq!(log.blocks() - before - 1, blocks, "{count}");
        let numbered: Vec<_> = (24..).map(Seq).zip(decided).collect();
        assert_eq!(log.store.decisions(Seq(0), 999).unwrap(), numbered);
        assert_eq!(log.store.decisions(Seq(30), 3).unwrap(), numbered[7..10]);
        let shown: Vec<_> = numbered.iter().map(|(seq, decision)| (*seq, Entry::Decision(decision.clone()))).collect();
        assert_eq!(log.store.entries(Seq(23), count as usize).unwrap(), shown);
        for (seq, decision) in &numbered {
            assert_eq!(log.store.decision(*seq).unwrap().as_ref(), Some(decision));
            assert_eq!(log.store.fact(*seq).unwrap(), None);
            assert_eq!(log.store.decision(Seq(seq.0 - 23)).unwrap().is_some(), seq.0 - 23 > 23);
        }
        for lead in (1..5).map(LeadId) {
            let own: Vec<_> = numbered.iter().filter(|(_, decision)| decision.lead == Some(lead)).cloned().collect();
            assert_eq!(log.store.decisions_about(lead).unwrap(), own);
            let later = log.store.entries_about(lead, Seq(30)).unwrap().into_iter();
            let later = later.filter(|(_, entry)| matches!(entry, Entry::Decision(_))).count();
            assert_eq!(later, own.iter().filter(|(seq, _)| seq.0 > 30).count());
        }
        let counts = log.store.counts().unwrap();
        assert_eq!((counts.facts, counts.decisions), (43, count));
        let mut tx = log.store.begin().unwrap();
        tx.put_places(None, usize::MAX).unwrap();
        tx.commit().unwrap();
        let put_down = log.store.digest().unwrap()["block_lead"].clone();
        log.store.drop_derived().unwrap();
        assert_eq!(log.store.digest().unwrap()["block_lead"], put_down);
    }
}
