//! The sample company as a whole: the same every time, plausible, and decided in the store as it was told.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::agreement::clauses::clauses;
use entente_core::decision::{Concluded, Decision};
use entente_core::fact::What;
use entente_core::id::Seq;
use entente_store::{Entry, Store};
use expect_test::expect;

use super::simulate::Passed;
use super::*;

mod living;

const SMALL: Size = Size { seed: 2026, leads: 400, months: 18 };

/// A story and its facts.
struct Story {
    facts: Vec<NewFact>,
    told: Told,
}

fn told(size: Size) -> Story {
    let (_, plan) = keep::agreement().unwrap();
    let mut facts = Vec::new();
    let told = tell(size, plan, |fact| facts.push(fact));
    Story { facts, told }
}

/// A fingerprint of all facts, to the byte (FNV-1a).
fn fingerprint(story: &Story) -> u64 {
    let mut print = 0xcbf2_9ce4_8422_2325_u64;
    for fact in &story.facts {
        for byte in serde_json::to_vec(fact).unwrap() {
            print = (print ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    print
}

/// How many facts of each kind there are.
fn kinds<'a>(facts: impl Iterator<Item = &'a What>) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for what in facts {
        let kind = serde_json::to_value(what).unwrap()["fact"].as_str().unwrap().to_owned();
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}

/// All decisions of a store, in the order of the log.
fn decisions(store: &Store) -> Vec<Decision> {
    let entries = store.entries(Seq(0), usize::MAX >> 1).unwrap();
    let decisions = entries.into_iter().filter_map(|(_, entry)| match entry {
        Entry::Decision(decision) => Some(decision),
        Entry::Fact(_) => None,
    });
    decisions.collect()
}

/// The small company in a store of its own, decided, and its story.
fn kept() -> (Store, Told, Vec<Decision>) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::in_memory().unwrap();
    let (agreement, plan) = keep::agreement().unwrap();
    keep::sign(&mut store, folder.path(), &agreement, SMALL).unwrap();
    let told = keep::tell(&mut store, SMALL, plan, |_| {}).unwrap();
    keep::decide(&mut store, |_| {}).unwrap();
    let decisions = decisions(&store);
    (store, told, decisions)
}

#[test]
fn the_same_seed_tells_the_same_story_and_another_seed_another() {
    let story = told(SMALL);
    assert_eq!(fingerprint(&story), fingerprint(&told(SMALL)));
    assert_ne!(fingerprint(&story), fingerprint(&told(Size { seed: 1, ..SMALL })));
    // The same on every machine: a change of this number is a change of the company.
    expect![[r#"
        bcf2e03a67f1ee54
        {
            "accepted": 62,
            "away": 43,
            "bounced": 5,
            "confirmed": 27,
            "consent": 272,
            "content_answered": 61,
            "content_requested": 63,
            "created": 400,
            "disqualified": 23,
            "happened": 3397,
            "learnt": 518,
            "met": 94,
            "opportunity_lost": 4,
            "opportunity_opened": 6,
            "opportunity_won": 1,
            "owned": 62,
            "paused": 16,
            "rated": 39,
            "reassigned": 1,
            "recycled": 32,
            "rejected": 34,
            "touched": 241,
            "waived": 3,
        }
    "#]]
    .assert_eq(&format!("{:016x}\n{:#?}\n", fingerprint(&story), kinds(story.facts.iter().map(|fact| &fact.what))));
}

#[test]
fn facts_come_in_order_under_keys_of_their_own_and_none_after_the_end() {
    let story = told(Size { seed: 5, leads: 300, months: 6 });
    assert!(story.facts.is_sorted_by_key(|fact| fact.at));
    assert!(story.facts.iter().all(|fact| fact.at > effective(Size { seed: 5, leads: 300, months: 6 })));
    assert!(story.facts.iter().all(|fact| fact.at < AS_OF));
    let keys: BTreeSet<&str> = story.facts.iter().map(|fact| fact.key.as_str()).collect();
    assert_eq!(keys.len(), story.facts.len());
}

/// Why people could react to what the engine decides: the store's engine decides the very same.
#[test]
fn the_store_gives_every_lead_to_whom_the_story_gave_it() {
    let (_, told, decisions) = kept();
    let passed = decisions.iter().filter_map(|decision| match &decision.what {
        Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } => {
            Some(Passed { lead: decision.lead.unwrap(), at: decision.at, owner: route.owner.clone() })
        }
        _ => None,
    });
    let passed: Vec<Passed> = passed.collect();
    assert!(passed.len() > 40, "{}", passed.len());
    assert_eq!(passed, told.passed);
}

#[test]
fn every_decision_cites_a_clause_of_the_agreement() {
    let (_, _, decisions) = kept();
    let (agreement, plan) = keep::agreement().unwrap();
    let known: BTreeSet<_> = clauses(&agreement).into_iter().map(|clause| clause.id).collect();
    let cited: BTreeSet<_> = decisions.iter().map(|decision| decision.clause.clone()).collect();
    let unknown: Vec<_> = cited.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(cited.len() > 25, "{cited:?}");
    assert!(decisions.iter().all(|decision| decision.agreement == plan.hash));
}

#[test]
fn what_is_stored_is_what_the_log_folds_to() {
    let (mut store, ..) = kept();
    let before = store.digest().unwrap();
    entente_desk::rebuild::rebuild(&mut store).unwrap();
    assert_eq!(before, store.digest().unwrap());
}

#[test]
fn outcomes_are_those_of_a_company_one_could_meet() {
    let (_, _, decisions) = kept();
    let reached = |stage: &str| {
        let entered = decisions.iter().filter(|decision| {
            matches!(&decision.what, Concluded::StageEntered { stage: entered, .. } if entered.as_str() == stage)
        });
        entered.filter_map(|decision| decision.lead).collect::<BTreeSet<_>>().len()
    };
    let per_mille = |count: usize, of: usize| count * 1_000 / of;
    assert!((300..=480).contains(&per_mille(reached("engaged"), 400)), "engaged {}", reached("engaged"));
    assert!((100..=220).contains(&per_mille(reached("mql"), 400)), "mql {}", reached("mql"));
    let handed = decisions.iter().filter(|decision| matches!(decision.what, Concluded::HandedOff { .. })).count();
    let met = |verdict: fn(&Concluded) -> bool| decisions.iter().filter(|decision| verdict(&decision.what)).count();
    let accepted = decisions
        .iter()
        .filter(|decision| matches!(&decision.what, Concluded::StageEntered { stage, .. } if stage.as_str() == "sal"));
    assert!((500..=760).contains(&per_mille(accepted.count(), handed)), "handed {handed}");
    assert!(met(|what| matches!(what, Concluded::ClockMissed { .. })) > 0);
    assert!(met(|what| matches!(what, Concluded::Recycled { .. })) > 0);
    assert!(met(|what| matches!(what, Concluded::MailDue { .. })) > 0);
}

#[test]
fn deals_have_sizes_of_their_trade() {
    let story = told(Size { leads: 1_500, ..SMALL });
    let amounts: Vec<i64> = story
        .facts
        .iter()
        .filter_map(|fact| match &fact.what {
            What::OpportunityOpened { amount, .. } => Some(amount.trunc()),
            _ => None,
        })
        .collect();
    let won = story.told.won.len();
    assert!(amounts.len() > 10 && (5..=18).contains(&won), "{} opened, {won} won", amounts.len());
    assert!(amounts.iter().all(|amount| (15_000..=160_000).contains(amount) && amount % 500 == 0));
    let below = amounts.iter().filter(|amount| **amount < 50_000).count();
    assert!(below * 2 > amounts.len(), "most deals are of middling size");
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entente.db");
    std::fs::write(&file, "mine").unwrap();
    let refused = keep::empty_folder(folder.path()).unwrap_err().to_string();
    assert!(refused.contains("was left alone") && refused.contains("--into"), "{refused}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    let own = folder.path().join("own");
    keep::empty_folder(&own).unwrap();
    std::fs::write(own.join("entente.db"), "made").unwrap();
    std::fs::write(own.join("notes.txt"), "somebody's").unwrap();
    keep::empty_folder(&own).unwrap();
    assert!(!own.join("entente.db").exists() && own.join("notes.txt").exists());
}

#[test]
fn a_company_is_known_as_made_once_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(keep::made(folder.path()).unwrap(), None);
    keep::empty_folder(folder.path()).unwrap();
    assert_eq!(keep::made(folder.path()).unwrap(), None);
    keep::mark_made(folder.path(), SMALL).unwrap();
    assert_eq!(keep::made(folder.path()).unwrap(), Some(SMALL));
    keep::empty_folder(folder.path()).unwrap();
    assert_eq!(keep::made(folder.path()).unwrap(), None);
}
