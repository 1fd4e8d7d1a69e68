//! Goal: an agreement is what it says, in whatever order and hand it is written. Method: samples written anew at random.

use entente_core::agreement::canonical::{canonical, hash};
use entente_core::agreement::diff::diff;
use entente_core::agreement::model::Agreement;
use entente_core::agreement::read::read;
use entente_core::lang::Lang;
use entente_core::plan::Plan;
use proptest::collection::vec;
use proptest::prelude::*;

use super::tree::{Chance, scalars, shuffled, tree, written};
use crate::agreement::SAMPLES;

fn agreement(text: &str) -> Agreement {
    let read = read(text);
    read.agreement.unwrap_or_else(|| panic!("{:#?}\n{text}", read.problems))
}

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    vec(any::<u32>(), 1..80)
}

/// Two agreements are one exactly when nothing changes from the one to the other, either way and in both languages.
fn differ_as_they_say(a: &Agreement, b: &Agreement) -> Result<bool, TestCaseError> {
    let same = hash(a) == hash(b);
    prop_assert_eq!(same, canonical(a) == canonical(b));
    for lang in [Lang::En, Lang::Ko] {
        for (from, to) in [(a, b), (b, a)] {
            let changes = diff(from, to, lang);
            prop_assert_eq!(changes.is_empty(), same, "{:#?}", changes);
            prop_assert!(changes.iter().all(|change| !change.text.trim().is_empty()), "{:#?}", changes);
        }
    }
    Ok(same)
}

#[test]
fn every_sample_compiles() {
    for (name, text) in SAMPLES {
        let agreement = agreement(text);
        let plan = Plan::compile(&agreement).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(plan.hash, hash(&agreement), "{name}");
        assert_eq!(plan.stages.len(), agreement.stages.len(), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(25))]

    #[test]
    fn the_order_of_keys_and_the_hand_mean_nothing(which in 0..SAMPLES.len(), numbers in numbers()) {
        let (_, text) = SAMPLES[which];
        let mut chance = Chance::of(&numbers);
        let again = written(&shuffled(&tree(text), &mut chance, false), &mut chance);
        prop_assert_eq!(canonical(&agreement(&again)), canonical(&agreement(text)), "{}", again);
    }

    #[test]
    fn an_order_of_names_that_means_something_is_told(which in 0..SAMPLES.len(), numbers in numbers()) {
        let (_, text) = SAMPLES[which];
        let mut chance = Chance::of(&numbers);
        // Some orders are refused: grades from worst to best, a route behind one that takes everything.
        if let Some(again) = read(&written(&shuffled(&tree(text), &mut chance, true), &mut chance)).agreement {
            differ_as_they_say(&agreement(text), &again)?;
        }
    }

    #[test]
    fn what_another_text_says_otherwise_is_told_and_runs(which in 0..SAMPLES.len(), numbers in numbers()) {
        let (_, text) = SAMPLES[which];
        let mut chance = Chance::of(&numbers);
        let mut other = tree(text);
        {
            let mut scalars = scalars(&mut other);
            let (to, from) = (chance.below(scalars.len()), chance.below(scalars.len()));
            *scalars[to] = match chance.below(3) {
                0 => scalars[from].clone(),
                1 => scalars[to].replace('1', "2").replace('5', "4"),
                _ => format!("{}0", scalars[to]),
            };
        }
        if let Some(other) = read(&written(&other, &mut chance)).agreement {
            differ_as_they_say(&agreement(text), &other)?;
            prop_assert!(Plan::compile(&other).is_ok(), "{:?}", Plan::compile(&other).err());
        }
    }
}
