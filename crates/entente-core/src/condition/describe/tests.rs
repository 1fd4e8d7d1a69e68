//! Goal: what a signer reads says exactly what the condition asks. Method: every condition of a whole agreement, and
//! every kind of question with its denial, in both languages.
//!
//! A block is the source, then English, then Korean.

use expect_test::{Expect, expect};

use super::*;
use crate::condition::check::check;
use crate::condition::sample;
use crate::condition::scope::Scope;
use crate::problem::Place;

mod agreement;
mod questions;

/// The words of the parties, as a checked agreement gives them.
struct PartiesSay;

impl Words for PartiesSay {
    fn signal(&self, name: &Name) -> Option<String> {
        (name.as_str() == "demo_requested").then(|| "Asked for a demo".to_owned())
    }
    fn stage(&self, name: &Name) -> Option<String> {
        (name.as_str() == "engaged").then(|| "Shows interest".to_owned())
    }
    fn buyer(&self, _: &Name) -> Option<String> {
        Some("Runs a warehouse or a plant and owns its throughput".to_owned())
    }
}

#[track_caller]
fn table(scope: &Scope, words: &dyn Words, want: &Expect) {
    let lines = || want.data().lines().filter(|line| !line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start().len();
    let left = lines().map(indent).min().unwrap_or_default();
    let mut got = String::new();
    for source in lines().filter(|line| indent(line) == left).map(str::trim_start) {
        let condition = check(source, Place::default(), "", scope, &mut Vec::new()).expect(source);
        let (english, korean) =
            (describe(&condition.test, Lang::En, words), describe(&condition.test, Lang::Ko, words));
        got += &format!("{source}\n  {english}\n  {korean}\n");
    }
    want.assert_eq(&got);
}
