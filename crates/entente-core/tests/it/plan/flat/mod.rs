//! Goal: the flat program and the tree it was made of give one answer. Method: a plain evaluation of the tree over what
//! was told, written here, against random trees and random leads.

mod plainly;
mod told;
mod trees;

use entente_core::condition::{Condition, Test};
use entente_core::engine::score;
use entente_core::id::{AccountId, LeadId};
use entente_core::plan::frame::Frame;
use entente_core::time::Instant;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use self::plainly::Plainly;
use self::told::{Told, told, world};
use self::trees::tree;
use super::asking;
use crate::engine::story::instant;

/// Signals are kept this long, so that every random window sees all that was told.
const KEEPS: &str = "did('demo', '900d') && did('visit', '900d')";

fn asked() -> Instant {
    instant("06-01 12:00")
}

#[test]
fn the_program_answers_as_the_tree_does() {
    let plan = asking(KEEPS);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(2_000));
    let law = |(tree, told): (Test, Told)| {
        let canonical = tree.to_string();
        let condition = Condition { source: canonical.clone(), canonical, test: tree };
        let program = plan.program(&condition).unwrap();
        let world = world(&plan, &told);
        let lead = world.lead(LeadId(1)).unwrap();
        let engagement = score::engagement(&plan, lead, asked()).as_millionths();
        let frame = Frame::new(&plan, lead, world.account(AccountId(1)), asked());
        let want = Plainly { told: &told, engagement }.holds(&condition.test);
        prop_assert_eq!(frame.holds(&program), want);
        let mut asked: Vec<String> = frame.grounds(&program).into_iter().map(|ground| ground.name).collect();
        prop_assert!(asked.len() <= program.steps.len(), "a question is asked twice: {:?}", asked);
        asked.retain(|name| !program.steps.iter().any(|step| *step.text == **name));
        prop_assert_eq!(asked, Vec::<String>::new());
        Ok(())
    };
    runner.run(&(tree(), told()), law).unwrap();
}
